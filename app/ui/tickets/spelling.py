"""Spelling in German and English: which words of a text are wrong, and what may be meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

LANGUAGES = ("de", "en")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_PROSE = re.compile(
    r"^[ \t]*>.*$|<<.*?>>|\b(?:https?|ftp|mailto):\S+|\bwww\.\S+|\S+@\S+|\S*[\\/_]\S*|\S*\d\S*"
    r"|\b\w+\.\w{2,4}\b",
    re.MULTILINE,
)
"""Quoted lines, placeholders, addresses, paths and codes: nothing to correct there."""
_JOINTS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST_PART = 4
_SHORT_PARTS = frozenset(
    [
        "tag",
        "amt",
        "tor",
        "rad",
        "rat",
        "weg",
        "zug",
        "hof",
        "ort",
        "bad",
        "see",
        "eis",
        "tee",
        "uhr",
        "eil",
        "not",
        "neu",
        "alt",
        "bau",
        "typ",
        "set",
        "abo",
        "app",
        "pin",
        "tan",
        "pdf",
        "web",
        "bon",
    ]
)
_STEMS = frozenset(
    [
        "abhol",
        "anmelde",
        "bestell",
        "buch",
        "druck",
        "filial",
        "kauf",
        "lese",
        "liefer",
        "mahn",
        "miet",
        "prüf",
        "rück",
        "rückruf",
        "schreib",
        "sende",
        "ansprech",
        "fahr",
        "park",
        "reise",
        "toner",
        "wähl",
        "zahl",
    ]
)
"""What begins a compound and is no word alone."""
_SHORTEST_SPLIT = 7
_SHORTEST_FOREIGN = 5
"""German is full of English words; shorter ones are more often a slip."""
_ENDINGS = ("e", "s", "n", "en", "er", "es", "em", "ern", "in", "innen")
_SUGGESTED = 6


class WordList(Protocol):
    """What is needed of a ``spellchecker.SpellChecker``."""

    def known(self, words: Iterable[str]) -> set[str]: ...

    def candidates(self, word: str) -> set[str] | None: ...

    def word_usage_frequency(self, word: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text, from ``start`` over ``length`` characters."""

    text: str
    start: int
    length: int


class Spelling:
    """The word lists of both languages and the person's own words."""

    def __init__(
        self, lists: dict[str, WordList], *, extra: Iterable[str] = (), own_words: Path
    ) -> None:
        self._lists = lists
        self._extra = frozenset(word.casefold() for word in extra)
        self._path = own_words
        self._own = _read_words(own_words)
        self._ignored: set[str] = set()
        self._judged: dict[tuple[str, str], bool] = {}

    def language_of(self, text: str) -> str:
        """``de`` or ``en``: the language more of the first 200 words belong to."""
        words = [each.text.lower() for each in words_of(text)][:200]
        scores = {name: len(self._lists[name].known(words)) for name in LANGUAGES}
        return max(LANGUAGES, key=lambda name: scores[name])

    def is_right(self, word: str, language: str) -> bool:
        """Whether nothing is to be said about ``word``; abbreviations and names of code are."""
        if len(word) < 3 or word.isupper() or _has_inner_capital(word):
            return True
        key = (word, language)
        if key not in self._judged:
            self._judged[key] = self._judge(word, language)
        return self._judged[key]

    def suggestions(self, word: str, language: str) -> tuple[str, ...]:
        """Words one edit away, the most usual first, written with the capital of ``word``."""
        found = self._lists[language].candidates(word.lower().replace("’", "'")) or set()
        found.discard(word.lower())
        usual = sorted(
            found, key=lambda each: (-self._lists[language].word_usage_frequency(each), each)
        )
        capital = word[0].isupper()
        return tuple(each[0].upper() + each[1:] if capital else each for each in usual)[:_SUGGESTED]

    def ignore(self, word: str) -> None:
        """Say nothing about ``word`` until the program is left."""
        self._ignored.add(word.casefold())
        self._judged.clear()

    def learn(self, word: str) -> None:
        """Keep ``word`` in the person's own list; raises OSError when it cannot be written."""
        self._own.add(word.casefold())
        self._judged.clear()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(word + "\n")

    def _judge(self, word: str, language: str) -> bool:
        folded = word.casefold()
        if folded in self._extra or folded in self._own or folded in self._ignored:
            return True
        lower = word.lower().replace("’", "'")
        if self._knows(lower, language):
            return True
        if "-" in lower:
            return all(self.is_right(part, language) for part in word.split("-") if part)
        if language == "de":
            foreign = len(lower) >= _SHORTEST_FOREIGN and self._knows(lower, "en")
            return foreign or self._is_compound(lower)
        return any(self._knows(each, "en") for each in _american(lower))

    def _knows(self, lower: str, language: str) -> bool:
        words = self._lists[language]
        return bool(words.known([lower])) or (
            lower.endswith("'s") and bool(words.known([lower[:-2]]))
        )

    def _is_compound(self, word: str) -> bool:
        """*Rechnungs|adresse*: known parts, a linking sound between them, as often as it needs."""
        if len(word) < _SHORTEST_SPLIT:
            return False
        for cut in range(len(word) - _SHORTEST_PART + 1, 2, -1):
            if self._is_head(word[:cut]) and self._is_tail(word[cut:]):
                return True
        return False

    def _is_head(self, part: str) -> bool:
        return part in _STEMS or any(
            self._is_part(part.removesuffix(joint)) for joint in _JOINTS if part.endswith(joint)
        )

    def _is_tail(self, part: str) -> bool:
        if self._is_part(part):
            return True
        inflected = any(
            part.endswith(ending) and self._is_part(part.removesuffix(ending))
            for ending in _ENDINGS
        )
        return inflected or self._is_compound(part)

    def _is_part(self, part: str) -> bool:
        if len(part) < _SHORTEST_PART:
            return part in _SHORT_PARTS
        return part in self._extra or bool(self._lists["de"].known([part]))


def load_spelling(*, extra_words: Path, own_words: Path) -> Spelling:
    """Read the word lists, which takes about a second: call it in a reader thread."""
    from spellchecker import SpellChecker

    lists: dict[str, WordList] = {
        name: SpellChecker(language=name, distance=1) for name in LANGUAGES
    }
    return Spelling(lists, extra=_read_words(extra_words), own_words=own_words)


def words_of(text: str) -> Iterator[Word]:
    """The words of ``text`` that are prose."""
    prose = _NOT_PROSE.sub(lambda found: " " * len(found.group()), text)
    for found in _WORD.finditer(prose):
        yield Word(found.group(), found.start(), len(found.group()))


def _has_inner_capital(word: str) -> bool:
    return any(part[1:] != part[1:].lower() for part in word.split("-"))


def _american(word: str) -> Iterator[str]:
    """The spelling of the word list for one from Britain: *apologise*, *colour*."""
    if "is" in word:
        yield re.sub(r"is(?=e|ing|ation)", "iz", word)
    if "our" in word:
        yield word.replace("our", "or")


def _read_words(path: Path) -> set[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line.strip().casefold() for line in lines if line.strip() and line[0] != "#"}
