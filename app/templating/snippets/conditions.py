"""How conditions compare: texts, numbers, days and lists, also what is not known yet."""

import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from app.templating.snippets.fields import Field, FieldKind, read_answer, read_date
from app.templating.snippets.numbers import read_number
from app.templating.snippets.run import Open, Run
from app.templating.snippets.values import Value

_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_EQUALITY = ("==", "!=")
_YES_NO = Field("", "", FieldKind.YES_NO)


def compare(run: Run, sign: str, left: Value | Open, right: Value | Open) -> bool:
    """``left sign right``; texts without regard to case, numbers and days as such.

    What a field that is not answered yet would decide is waited for. What is missing elsewhere is
    equal to nothing.
    """
    if isinstance(left, Open) or isinstance(right, Open):
        waits = False
        for side in (left, right):
            if isinstance(side, Open):
                run.wait_for(side)
                waits = waits or side.asked
        return sign == "!=" and not waits
    if type(left) is str and type(right) is str and sign in _EQUALITY:
        return (left == right or left.casefold() == right.casefold()) == (sign == "==")
    if sign == "in":
        return _contains(right, left)
    one, other = _alike(left, right)
    if type(one) is not type(other) and not _are_numbers(one, other):
        return sign == "!="
    return _OPERATORS[sign](one, other)


def _contains(container: Value, item: Value) -> bool:
    if isinstance(container, tuple):
        items = item if isinstance(item, tuple) else (item,)
        return all(any(_equal(each, known) for known in container) for each in items)
    return str(item).casefold() in str(container).casefold()


def _equal(left: Value, right: Value) -> bool:
    one, other = _alike(left, right)
    return one == other


def _are_numbers(one: object, other: object) -> bool:
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in (one, other))


def _alike(left: Value, right: Value) -> tuple[object, object]:
    """Both in one type where a text can be read as the other."""
    if isinstance(left, str) and isinstance(right, str):
        numbers = read_number(left), read_number(right)
        return (left.casefold(), right.casefold()) if None in numbers else numbers
    if isinstance(left, str):
        return _read_as(right, left), _plain(right)
    if isinstance(right, str):
        return _plain(left), _read_as(left, right)
    return _plain(left), _plain(right)


def _read_as(like: Value, text: str) -> object:
    match like:
        case bool():
            return read_answer(_YES_NO, text)
        case int() | float():
            return read_number(text)
        case date():
            return read_date(text)
        case _:
            return (text.casefold(),)


def _plain(value: Value) -> object:
    match value:
        case datetime():
            return value.date()
        case tuple():
            return tuple(each.casefold() for each in value)
        case _:
            return value
