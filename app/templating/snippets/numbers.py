"""Numbers as people write them in German and English."""

import re
from functools import lru_cache
from math import isfinite

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,’' ]\d{3})+")
_LONGEST = 40
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?", re.ASCII)


def read_number(text: str) -> int | float | None:
    """The number that ``text`` names, or None: ``1.234,5``, ``1,234.5``, ``12,50 €``, ``-3``.

    The last of two different separators is the decimal one; a single one is, too, unless groups
    of exactly three digits follow a comma or point more than once.
    """
    if _PLAIN.fullmatch(text):
        return int(text) if text.isdecimal() else float(text.replace(",", "."))
    bare = text.strip().removesuffix("€").removeprefix("€").removesuffix("EUR").strip()
    if not bare or len(bare) > _LONGEST:
        return None
    bare = re.sub(r"[\s’'\u00a0\u202f]", "", bare)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        decimal, group = (",", ".") if comma > point else (".", ",")
        bare = bare.replace(group, "").replace(decimal, ".")
    elif bare.count(",") > 1 or bare.count(".") > 1:
        if not _GROUPED.fullmatch(bare):
            return None
        bare = bare.replace(",", "").replace(".", "")
    else:
        bare = bare.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d*)?|[+-]?\.\d+", bare, re.ASCII):
        return None
    number = float(bare)
    if not isfinite(number):
        return None
    return int(number) if number.is_integer() and "." not in bare else number


@lru_cache(maxsize=512, typed=True)
def written_number(number: int | float, language: str, digits: int | None = None) -> str:
    """``number`` with grouped thousands: 1.234,5 in German, 1,234.5 in English.

    Without ``digits`` as many decimals as it has, six at most.
    """
    if digits is not None:
        text = f"{number:,.{digits}f}"
    elif isinstance(number, int):
        text = f"{number:,}"
    else:
        text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text.translate(_GERMAN) if language == "de" else text


_GERMAN = str.maketrans(",.", ".,")


def written_euro(number: int | float, language: str) -> str:
    """An amount of money: 1.234,50 € in German, €1,234.50 in English."""
    text = written_number(abs(number), language, 2)
    sign = "-" if number < 0 and any(c in "123456789" for c in text) else ""
    return f"{sign}{text}\u00a0€" if language == "de" else f"{sign}€{text}"
