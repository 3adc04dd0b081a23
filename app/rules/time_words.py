"""The words for days, months and numbers in German and English, and one spelling of them all.

Umlauts are written as ``ae``, ``oe``, ``ue`` here, as in every text `normalise` returns.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

MONTH_NAMES = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
        "August", "September", "Oktober", "November", "Dezember",
    ),
}  # fmt: skip

WEEKDAY_NAMES = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}

_MORE_MONTHS = {
    "jaenner": 1, "jan": 1, "feb": 2, "febr": 2, "feber": 2, "mrz": 3, "mar": 3, "mae": 3,
    "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10,
    "nov": 11, "dez": 12, "dec": 12, "juno": 6, "julei": 7,
}  # fmt: skip

_MORE_WEEKDAYS = {
    "mo": 0, "mon": 0, "di": 1, "tue": 1, "tues": 1, "mi": 2, "wed": 2, "do": 3, "thu": 3,
    "thur": 3, "thurs": 3, "fr": 4, "fri": 4, "sa": 5, "sat": 5, "sonnabend": 5, "so": 6,
    "sun": 6,
}  # fmt: skip

_NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1,
    "two": 2, "zwei": 2, "three": 3, "drei": 3, "four": 4, "vier": 4, "five": 5, "fuenf": 5,
    "six": 6, "sechs": 6, "seven": 7, "sieben": 7, "eight": 8, "acht": 8, "nine": 9, "neun": 9,
    "ten": 10, "zehn": 10, "eleven": 11, "elf": 11, "twelve": 12, "zwoelf": 12,
    "fifteen": 15, "fuenfzehn": 15, "twenty": 20, "zwanzig": 20, "thirty": 30, "dreissig": 30,
    "half an": 0.5, "half a": 0.5, "einer halben": 0.5, "eine halbe": 0.5, "anderthalb": 1.5,
    "einer dreiviertel": 0.75, "eineinhalb": 1.5, "one and a half": 1.5,
    "a couple of": 2, "a couple": 2, "einem halben": 0.5, "ein halbes": 0.5,
}  # fmt: skip


def normalise(text: str) -> str:
    """``text`` in lower case, umlauts as two letters, without punctuation and doubled spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        folded = folded.replace(umlaut, letters)
    folded = re.sub(r"\b([ap])\. ?m\.", r"\1m", folded)
    folded = re.sub(r",(?!\d\b)|[;!?„“”\"']", " ", folded)
    return " ".join(folded.split())


MONTHS = {
    normalise(name): number
    for names in MONTH_NAMES.values()
    for number, name in enumerate(names, 1)
} | _MORE_MONTHS

WEEKDAYS = {
    normalise(name): number for names in WEEKDAY_NAMES.values() for number, name in enumerate(names)
} | _MORE_WEEKDAYS


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of ``words``, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d)?|{any_of(_NUMBER_WORDS)})"


def number(word: str) -> float:
    """The value of a text that `NUMBER` matched."""
    known = _NUMBER_WORDS.get(word)
    return float(word.replace(",", ".")) if known is None else float(known)


def written_out(local: datetime, *, language: str) -> str:
    """``local`` in words of ``language``: *Tuesday, 24 November 2026, 09:00*."""
    known = language if language in MONTH_NAMES else "en"
    weekday = WEEKDAY_NAMES[known][local.weekday()]
    month = MONTH_NAMES[known][local.month - 1]
    dot = "." if known == "de" else ""
    return f"{weekday}, {local.day}{dot} {month} {local.year}, {local:%H:%M}"
