"""What a snippet asks for: the fields of its form, and answers read as values."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from app.rules.placeholders import without_marks
from app.templating.snippets.numbers import read_number
from app.templating.snippets.values import Answer, Value


class FieldKind(StrEnum):
    """What is asked for, and so which control asks."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    SEVERAL = "several"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``name`` keys its answer, ``label`` is read by a person.

    ``line`` and ``column``, from 1, are where it is first met in its own template. ``keep`` says
    where the answer is to be kept: ``ticket``, ``contact``, or empty for nowhere.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    default: str = ""
    help: str = ""
    line: int = 1
    column: int = 1
    keep: str = ""


def one_word(written: str) -> str:
    """``written`` as it stands in a placeholder: case folded, ``_`` for all but letters."""
    words = unicodedata.normalize("NFC", written).casefold()
    return "_".join("".join(c if c.isalnum() else " " for c in words).split())


SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""Umlauts of a case-folded name as they are written where a keyboard has none."""


@lru_cache(maxsize=1024)
def field_name(written: str) -> str:
    """The name of the field or fact that is called ``written``, by which spellings agree.

    *Öffnungs-Zeiten* and *oeffnungs_zeiten* are one, as are ss and ß: not every keyboard has them.
    """
    return one_word(written).translate(SPELLED_OUT)


_YES = frozenset(("ja", "yes", "true", "wahr", "1", "on", "y", "j"))
_NO = frozenset(("nein", "no", "false", "falsch", "0", "off", "n"))


def read_answer(field: Field, answer: Answer) -> Value | None:
    """``answer`` as the value that fits the kind of ``field``; None if it is empty or does not fit.

    Text that a command line gives is read too: ``ja``, ``24.12.2026``, ``rot|blau``.
    """
    if field.kind is FieldKind.TEXT and type(answer) is str:
        return without_marks(answer).strip() or None
    match field.kind:
        case FieldKind.YES_NO:
            return answer if isinstance(answer, bool) else _yes_or_no(_text(answer))
        case FieldKind.SEVERAL:
            parts = answer if isinstance(answer, tuple) else _text(answer).split("|")
            return tuple(filter(None, (without_marks(part).strip() for part in parts))) or None
        case FieldKind.DATE:
            return read_date(_text(answer))
        case FieldKind.NUMBER:
            return read_number(_text(answer))
        case _:
            return _text(answer) or None


def _text(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "ja" if answer else "nein"
    return without_marks(", ".join(answer) if isinstance(answer, tuple) else answer).strip()


def _yes_or_no(text: str) -> bool | None:
    folded = text.casefold()
    return True if folded in _YES else False if folded in _NO else None


def read_date(text: str) -> date | None:
    """The day that ``text`` names as 2026-12-24 or 24.12.2026 (or .26); None if it does not."""
    try:
        if text.count(".") != 2:
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.split("."))
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
