"""Patterns of dates of other programs as our language prints them: days, times, text between."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_STRFTIME = {
    "d": "dd", "e": "d", "m": "MM", "y": "yy", "Y": "yyyy", "G": "yyyy", "b": "MMM", "h": "MMM",
    "B": "MMMM", "a": "EEE", "A": "EEEE",
}  # fmt: skip
_COMPOSED = {
    "D": "%m/%d/%y", "F": "%Y-%m-%d", "x": "%d.%m.%Y", "v": "%e-%b-%Y", "R": "%H:%M",
    "T": "%H:%M:%S", "X": "%H:%M:%S", "r": "%I:%M:%S %p", "c": "%a %e %b %Y %H:%M:%S",
}  # fmt: skip
_CLOCK = frozenset("HkIlMS")
_NOON = frozenset("pP")
_PLAIN = {"n": "\n", "t": "\t", "%": "%"}
_DIRECTIVE = re.compile(r"%([-_0^#]?)([A-Za-z%])")
_QT = {
    "d": "d", "dd": "dd", "ddd": "EEE", "dddd": "EEEE", "M": "M", "MM": "MM", "MMM": "MMM",
    "MMMM": "MMMM", "yy": "yy", "yyyy": "yyyy",
}  # fmt: skip
_QT_SIGN = re.compile(
    r"'[^']*'|d{1,4}|M{1,4}|yyyy|yy|h{1,2}|H{1,2}|m{1,2}|s{1,2}|zzz|z|AP|ap|A|a|w{1,2}"
)


class PartKind(Enum):
    """What a part of a pattern prints."""

    DAY = auto()
    TIME = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """``text`` is a pattern of our filter for days, ``12`` or ``24`` for a time, else text."""

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class DatePattern:
    """The parts in order, and the signs that have no counterpart."""

    parts: tuple[Part, ...]
    lost: tuple[str, ...] = ()


class _Parts:
    """Joins neighbouring signs: ``dd.MM.yyyy`` is one day, ``HH:mm`` one time."""

    def __init__(self) -> None:
        self._found: list[Part] = []
        self._lost: dict[str, None] = {}

    def result(self) -> DatePattern:
        return DatePattern(tuple(self._found), tuple(self._lost))

    def lose(self, sign: str) -> None:
        self._lost[sign] = None

    def text(self, words: str) -> None:
        if words:
            if self._found and self._found[-1].kind is PartKind.TEXT:
                words = self._found.pop().text + words
            self._found.append(Part(PartKind.TEXT, words))

    def day(self, letters: str) -> None:
        between = self._taken_between(PartKind.DAY, r"[^\w'\"<>]{0,3}")
        before = self._found.pop().text + between if between is not None else ""
        self._found.append(Part(PartKind.DAY, before + letters))

    def time(self, *, twelve: bool) -> None:
        between = self._taken_between(PartKind.TIME, r"[:. ]{0,2}")
        clock = self._found.pop().text if between is not None else "24"
        self._found.append(Part(PartKind.TIME, "12" if twelve else clock))

    def _taken_between(self, kind: PartKind, allowed: str) -> str | None:
        """The text since the last part of this kind, taken away; None if there is another."""
        if self._found and self._found[-1].kind is kind:
            return ""
        joins = (
            len(self._found) > 1
            and self._found[-1].kind is PartKind.TEXT
            and self._found[-2].kind is kind
            and re.fullmatch(allowed, self._found[-1].text) is not None
        )
        return self._found.pop().text if joins else None


def from_strftime(text: str) -> DatePattern:
    """The parts of a pattern of ``strftime``."""
    parts = _Parts()
    _add_strftime(parts, text)
    return parts.result()


def _add_strftime(parts: _Parts, text: str) -> None:
    position = 0
    for found in _DIRECTIVE.finditer(text):
        parts.text(text[position : found.start()])
        position = found.end()
        flag, sign = found[1], found[2]
        if sign in _STRFTIME:
            letters = _STRFTIME[sign]
            parts.day(letters[:1] if flag == "-" and letters in ("dd", "MM") else letters)
        elif sign in _COMPOSED:
            _add_strftime(parts, _COMPOSED[sign])
        elif sign in _CLOCK or sign in _NOON:
            parts.time(twelve=sign in _NOON)
        elif sign in _PLAIN:
            parts.text(_PLAIN[sign])
        else:
            parts.lose(found[0])
    parts.text(text[position:])


def from_qt(text: str) -> DatePattern:
    """The parts of a pattern of Qt."""
    parts = _Parts()
    position = 0
    for found in _QT_SIGN.finditer(text):
        parts.text(text[position : found.start()])
        position = found.end()
        sign = found[0]
        if sign.startswith("'"):
            parts.text(sign[1:-1])
        elif sign in _QT:
            parts.day(_QT[sign])
        elif sign[0] == "w":
            parts.lose(sign)
        else:
            parts.time(twelve=sign[0] in "Aa")
    parts.text(text[position:])
    return parts.result()
