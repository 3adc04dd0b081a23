"""How well a few typed letters match a text; small, and quick enough for some thousand texts."""

import unicodedata
from functools import lru_cache

NO_MATCH = 0


def score(query: str, text: str) -> int:
    """Greater is better, ``NO_MATCH`` if not all words of ``query`` are found in ``text``.

    A word matches as the beginning of a word, inside a word, or letter by letter in order with
    each run of letters at the beginning of a word (*mkr* finds *Mark as read*).
    """
    words = _folded(query).split()
    target = _folded(text)
    total = 0
    for word in words:
        found = _word_score(word, target)
        if found == NO_MATCH:
            return NO_MATCH
        total += found
    if target == " ".join(words):
        total += 50
    # Of equal matches the shorter text is the closer one.
    return total * 100 + 100 - min(len(target), 99)


def matches(query: str, name: str, keys: str) -> bool:
    """Whether an action is looked for: by its name, or by a piece of its keys as written."""
    wanted = query.strip().casefold()
    return not wanted or wanted in keys.casefold() or score(wanted, name) != NO_MATCH


def _word_score(word: str, target: str) -> int:
    if target.startswith(word):
        return 100
    if f" {word}" in target:
        return 80
    if word in target:
        return 50 if len(word) > 1 else 10
    return 20 if _initials_match(word, target) else NO_MATCH


def _initials_match(word: str, target: str) -> bool:
    """Whether ``word`` is made of beginnings of ``target``'s words, in order."""
    return _match_from(word, tuple(target.split()))


@lru_cache(maxsize=4096)
def _match_from(word: str, parts: tuple[str, ...]) -> bool:
    if not word:
        return True
    for place, part in enumerate(parts):
        length = 0
        while length < min(len(part), len(word)) and part[length] == word[length]:
            length += 1
        while length > 0:
            if _match_from(word[length:], parts[place + 1 :]):
                return True
            length -= 1
    return False


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join("".join(c if c.isalnum() or c in "@.#" else " " for c in plain).split())
