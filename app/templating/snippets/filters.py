"""What each filter does. Every one takes any value, never fails and never grows it much."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from app.rules.enums import FormOfAddress
from app.templating.snippets.dates import (
    is_day_format,
    is_time_format,
    later,
    written_day,
    written_time,
)
from app.templating.snippets.fields import read_date
from app.templating.snippets.lists import written_list
from app.templating.snippets.numbers import read_number, written_euro, written_number
from app.templating.snippets.run import Run
from app.templating.snippets.values import Value

Filter = Callable[..., Value]
_MOST_DIGITS = 6


def _date(run: Run, value: Value, form: Value = "", language: Value = "") -> Value:
    day = _as_date(value)
    if day is None:
        return value
    run.promise(day)
    pattern = str(form) if form and is_day_format(str(form)) else ""
    return written_day(day, str(language) or run.language, pattern)


def _time(run: Run, value: Value, form: Value = "") -> Value:
    moment = _as_date(value)
    if not isinstance(moment, datetime):
        return value if moment is None else written_time(run.snapshot.now, run.language)
    return written_time(moment, run.language, str(form) if is_time_format(str(form)) else "")


def _plus(
    run: Run, value: Value, amount: Value, unit: Value | None = None, *, sign: int = 1
) -> Value:
    number = _as_number(amount)
    if number is None:
        return value
    day = _as_date(value)
    if day is not None:
        now, holidays = run.snapshot.now, run.snapshot.holidays
        return later(day, sign * number, str(unit or "t"), now=now, holidays=holidays)
    start = _as_number(value)
    return value if start is None else start + sign * number


def _upper(run: Run, value: Value) -> Value:
    return run.text(value).upper()


def _lower(run: Run, value: Value) -> Value:
    return run.text(value).lower()


def _title(run: Run, value: Value) -> Value:
    return re.sub(r"(?<![\w'’])\w", lambda letter: letter[0].upper(), run.text(value))


def _capital(run: Run, value: Value) -> Value:
    text = run.text(value)
    return text[:1].upper() + text[1:]


def _du(run: Run, value: Value, instead: Value) -> Value:
    return instead if run.snapshot.form is FormOfAddress.DU else value


def _list(run: Run, value: Value, form: Value = "") -> Value:
    return written_list(value, run.language, str(form)) if isinstance(value, tuple) else value


def _number(run: Run, value: Value, digits: Value | None = None) -> Value:
    number, decimals = _as_number(value), _as_number(digits) if digits is not None else None
    if number is None:
        return value
    count = None if decimals is None else max(0, min(_MOST_DIGITS, int(decimals)))
    return written_number(number, run.language, count)


def _euro(run: Run, value: Value) -> Value:
    number = _as_number(value)
    return value if number is None else written_euro(number, run.language)


def _as_date(value: Value) -> date | None:
    if isinstance(value, date):
        return value
    return read_date(value) if isinstance(value, str) else None


def _as_number(value: Value) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    return read_number(value) if isinstance(value, str) else None


FILTERS: Mapping[str, Filter] = {
    "date": _date,
    "time": _time,
    "plus": _plus,
    "minus": partial(_plus, sign=-1),
    "upper": _upper,
    "lower": _lower,
    "title": _title,
    "capital": _capital,
    "du": _du,
    "list": _list,
    "number": _number,
    "euro": _euro,
}
"""By canonical name; *default* is none of them, since it takes what is open."""
