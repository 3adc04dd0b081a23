"""Words, titles and abbreviations of snippets: what they are found and called by."""

import re
import unicodedata
from collections.abc import Iterable

from app.rules.names import folded

LONGEST_ABBREVIATION = 40
_WORDS_KEPT = 1000
_TITLE_KEPT = 60
_EXPRESSION = re.compile(r"<<[%#]?.*?[%#]?>>", re.DOTALL)
KEYSTROKES_PER_MINUTE = 200


def abbreviation_key(abbreviation: str) -> str:
    """What two abbreviations are compared by: case and ways to write an umlaut do not count."""
    return unicodedata.normalize("NFKC", abbreviation.strip()).casefold()


def plain_text(body: str) -> str:
    """A wording without placeholders, conditions and comments."""
    return _EXPRESSION.sub(" ", body)


def searched_words(texts: Iterable[str]) -> str:
    """The different words of texts, folded, in order of appearance, up to some 1,000 characters."""
    words = dict.fromkeys(word for text in texts for word in folded(plain_text(text)).split())
    joined = " ".join(words)
    if len(joined) <= _WORDS_KEPT:
        return joined
    return joined[: joined.rindex(" ", 0, _WORDS_KEPT)] if " " in joined[:_WORDS_KEPT] else ""


def title_from(body: str) -> str:
    """What to call a snippet that has no title: the beginning of its first line with words."""
    for line in plain_text(body).splitlines():
        words = " ".join(line.split()).strip(" ,;:–-")
        if any(letter.isalnum() for letter in words):
            if len(words) <= _TITLE_KEPT:
                return words
            return words[:_TITLE_KEPT].rsplit(" ", 1)[0] + " …"
    return ""


def saved_characters(text: str, abbreviation: str) -> int:
    """What inserting ``text`` spared to type: what is longer than the abbreviation."""
    return max(0, len(text) - len(abbreviation))


def saved_seconds(characters: int) -> int:
    """The time that typing so many characters takes, at 200 keystrokes a minute."""
    return round(characters * 60 / KEYSTROKES_PER_MINUTE)
