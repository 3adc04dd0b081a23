"""How long a statement is and how easily it reads, by the formulas for English and German.

English: Flesch (1948), 206.835 − 1.015 · words per sentence − 84.6 · syllables per word.
German: Amstad (1978), 180 − words per sentence − 58.5 · syllables per word.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_, _
from app.rules.workshop.sentences import sentences_of

AIM = 60
"""Words a mission statement should not go beyond: what is longer nobody knows by heart."""
MOST = 100
"""Words beyond which it is a text and no statement."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+")
_VOWELS = re.compile(r"[aeiouyäöüàáâèéêëìíîïòóôùúû]+")
_PARTED = re.compile(r"i[ao]|eo(?!p)|ea(?=t[eio])|dea")
_NOT_PARTED = re.compile(r"[ct]i[ao]|gio|sio")
_SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$|[^aeiouscxzg]es$")
_DIPHTHONGS = re.compile(r"ie|ei|ai|au|eu|äu|ee|aa|oo|ey|ay|oy|ou")


class Ease(StrEnum):
    """What the figure means, in three steps."""

    EASY = "easy"
    """60 and more: everyone reads it at once."""
    FAIR = "fair"
    HARD = "hard"
    """Below 40: read twice."""

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_EASES[self])


class Length(StrEnum):
    """How long it is, in three steps."""

    SHORT = "short"
    LONG = "long"
    TOO_LONG = "too_long"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_LENGTHS[self])


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a text; ``score`` is 0 without words, and may leave 0 to 100 otherwise."""

    words: int
    sentences: int
    syllables: int
    score: float

    @property
    def ease(self) -> Ease:
        """How easily it reads."""
        if self.score >= 60:
            return Ease.EASY
        return Ease.FAIR if self.score >= 40 else Ease.HARD

    @property
    def length(self) -> Length:
        """How long it is."""
        if self.words <= AIM:
            return Length.SHORT
        return Length.LONG if self.words <= MOST else Length.TOO_LONG


def reading_of(text: str, language: str) -> Reading:
    """The figures of a text in German (``de``) or English."""
    words = _WORD.findall(text)
    if not words:
        return Reading(0, 0, 0, 0.0)
    sentences = max(1, len(sentences_of(text)))
    syllables = sum(syllables_of(word, language) for word in words)
    per_sentence, per_word = len(words) / sentences, syllables / len(words)
    if language == "de":
        score = 180 - per_sentence - 58.5 * per_word
    else:
        score = 206.835 - 1.015 * per_sentence - 84.6 * per_word
    return Reading(len(words), sentences, syllables, score)


def syllables_of(word: str, language: str) -> int:
    """About how many syllables a word has, at least one; counted by its vowels."""
    folded = word.casefold()
    return max(1, _german(folded) if language == "de" else _english(folded))


def _german(word: str) -> int:
    """Each vowel is one, a diphthong one; *qu* has none of its own."""
    found = _VOWELS.findall(word.replace("qu", "k"))
    return sum(len(_DIPHTHONGS.sub("a", group)) for group in found)


def _english(word: str) -> int:
    """Each group of vowels is one, two where they part (*create*, *idea*); a final *e* and *-ed*
    are silent, *-le* behind a consonant is not."""
    spoken = word.replace("'", "").replace("’", "")
    count = len(_VOWELS.findall(spoken))
    count += len(_PARTED.findall(spoken)) - len(_NOT_PARTED.findall(spoken))
    return count - bool(_SILENT.search(spoken))


_EASES = {
    Ease.EASY: N_("easy to read"),
    Ease.FAIR: N_("readable"),
    Ease.HARD: N_("hard to read"),
}
_LENGTHS = {
    Length.SHORT: N_("short enough to know by heart"),
    Length.LONG: N_("rather long"),
    Length.TOO_LONG: N_("too long to remember"),
}
