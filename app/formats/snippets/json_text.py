"""JSON that was cut off or damaged: what can be read of it, and where it breaks."""

import json
from typing import Any

from app.i18n import _

_DEEPEST = 60


class JsonFault(Exception):  # noqa: N818 - a fault of the file, not of the program
    """What is no JSON, in the words of the person."""


def loaded(text: str) -> Any:
    """The value of ``text``. Raises ``JsonFault`` with line and column."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise JsonFault(
            _("It is no valid JSON from line {line}, column {column} on.").format(
                line=error.lineno, column=error.colno
            )
        ) from error
    except RecursionError as error:
        raise JsonFault(_("It is nested too deeply.")) from error
    except ValueError as error:
        raise JsonFault(_("It holds a number that is far too long.")) from error


def entries_before_fault(text: str, key: str) -> tuple[list[Any], list[str]]:
    """The whole entries of the list under ``key`` in damaged text, and those that are damaged.

    An entry is what stands between two braces at the depth of the list; text in quotes is not
    looked into. A list that is not there is empty.
    """
    start = text.find(f'"{key}"') if key else 0
    start = text.find("[", start) if start >= 0 else -1
    if start < 0:
        return [], []
    whole: list[Any] = []
    damaged: list[str] = []
    for entry in _objects(text, start + 1):
        try:
            whole.append(json.loads(entry))
        except (ValueError, RecursionError):
            damaged.append(entry)
    return whole, damaged


def _objects(text: str, position: int) -> list[str]:
    """The objects of a list from ``position`` on; one that does not end ends before the next
    object that begins a line like the first did."""
    found: list[str] = []
    while True:
        start = text.find("{", position)
        closed = text.find("]", position)
        if start < 0 or 0 <= closed < start:
            return found
        end = _end_of(text, start)
        entry = text[start:end] if end > 0 else text[start:]
        cut = _next_like_this(text, start)
        if cut > 0 and (end < 0 or cut < end) and not _is_whole(entry):
            entry, end = text[start:cut], cut
        found.append(entry)
        if end < 0:
            return found
        position = end


def _is_whole(entry: str) -> bool:
    try:
        json.loads(entry)
    except (ValueError, RecursionError):
        return False
    return True


def _next_like_this(text: str, start: int) -> int:
    """Where the next object begins that stands as far in as the one at ``start``; -1 if none."""
    line = text.rfind("\n", 0, start) + 1
    indent = text[line:start]
    if indent.strip():
        return -1
    return text.find(f"\n{indent}{{", start + 1) + 1 or -1


def _end_of(text: str, start: int) -> int:
    """Behind the brace that closes the one at ``start``; -1 if none does."""
    depth = 0
    quoted = False
    position = start
    while position < len(text):
        sign = text[position]
        if quoted:
            if sign == "\\":
                position += 1
            elif sign == '"':
                quoted = False
        elif sign == '"':
            quoted = True
        elif sign in "{[":
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif sign in "}]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return -1


def listed(values: Any, key: str) -> list[dict[str, Any]]:
    """The objects of a list under ``key``; empty if there is none."""
    found = values.get(key) if isinstance(values, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def word(values: dict[str, Any], *keys: str) -> str:
    """The first of these that is a text or a number, as text; else empty."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def truth(value: object, *, default: bool) -> bool:
    """A yes or no, also where it is written as a word or a number."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip():
        return value.strip().casefold() not in ("false", "no", "0", "-", "nein", "off", "inactive")
    if isinstance(value, int):
        return value != 0
    return default
