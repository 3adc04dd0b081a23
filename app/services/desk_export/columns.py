"""Stored values as JSON and back, by the type of their column.

Whatever a column is declared as, its values read in JSON as people write them: moments and days in
ISO 8601, enums by their word, bytes in hex. Values that the column could not hold are refused.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, Text

from app.models.base import Json, Named, Ranked, UtcDateTime, encode_json
from app.queries.decoding import moment
from app.rules.moments import to_milliseconds

_LARGEST = 1 << 63


@dataclass(frozen=True, slots=True)
class PortableColumn:
    """``encode`` makes JSON of a stored value, ``decode`` a stored value of what JSON read.

    ``decode`` raises ValueError or TypeError for what the column could not have held; neither is
    asked about NULL. ``schema`` describes the values (JSON Schema).
    """

    name: str
    nullable: bool
    encode: Callable[[Any], str]
    decode: Callable[[Any], Any]
    schema: dict[str, Any]


def portable(column: Column[Any]) -> PortableColumn:
    """How a column of the models goes out and in; LookupError for a type that is not known."""
    encode, decode, schema = _ways(column.type)
    return PortableColumn(column.name, bool(column.nullable), encode, decode, schema)


_Ways = tuple[Callable[[Any], str], Callable[[Any], Any], dict[str, Any]]


def _ways(kind: Any) -> _Ways:
    match kind:
        case UtcDateTime():
            return _encode_moment, _decode_moment, {"type": "string", "format": "date-time"}
        case Ranked():
            words = [each.value for each in kind.kind]
            quoted = [encode_json(each) for each in words]
            return quoted.__getitem__, words.index, {"enum": words}
        case Named():
            return encode_json, _one_of([each.value for each in kind.kind]), _enum(kind)
        case Json():
            return _encode_json, encode_json, {}
        case Boolean():
            return _encode_boolean, _decode_boolean, {"type": "boolean"}
        case Date():
            return encode_json, _decode_day, {"type": "string", "format": "date"}
        case Float():
            return encode_json, _decode_float, {"type": "number"}
        case Integer():
            return int.__repr__, _decode_integer, {"type": "integer"}
        case Text():
            return encode_json, _decode_text, {"type": "string"}
        case LargeBinary():
            return _encode_bytes, _decode_bytes, {"type": "string", "pattern": "^[0-9a-f]*$"}
    raise LookupError(kind)


def _enum(kind: Named) -> dict[str, Any]:
    return {"enum": [each.value for each in kind.kind]}


def _one_of(words: list[str]) -> Callable[[Any], str]:
    known = {word: word for word in words}

    def decode(value: Any) -> str:
        if value not in known:
            raise ValueError(value)
        return known[value]

    return decode


def _encode_moment(stored: int) -> str:
    return f'"{moment(stored).replace(tzinfo=None).isoformat(timespec="milliseconds")}Z"'


def _decode_moment(value: Any) -> int:
    found = datetime.fromisoformat(value)
    return to_milliseconds(found if found.tzinfo else found.replace(tzinfo=UTC))


def _encode_json(stored: str) -> str:
    return encode_json(json.loads(stored))


def _encode_boolean(stored: int) -> str:
    return "true" if stored else "false"


def _decode_boolean(value: Any) -> int:
    if type(value) is not bool:
        raise TypeError(value)
    return int(value)


def _decode_day(value: Any) -> str:
    return date.fromisoformat(value).isoformat()


def _decode_float(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(value)
    return float(value)


def _decode_integer(value: Any) -> int:
    if type(value) is not int or not -_LARGEST <= value < _LARGEST:
        raise ValueError(value)
    return value


def _decode_text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _encode_bytes(stored: bytes) -> str:
    return f'"{stored.hex()}"'


def _decode_bytes(value: Any) -> bytes:
    return bytes.fromhex(value)
