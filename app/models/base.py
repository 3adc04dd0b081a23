"""What all tables share: the base class, column types, and the marks that the recorder reads."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from app.rules.moments import to_milliseconds

DERIVED = {"derived": True}
"""Column info: kept by triggers or the clock; never a conflict, never undone."""

LOOSE = {"loose": True}
"""Column info: unrecorded operations change it too, so undo sets it and never minds its value."""

UNRECORDED = {"recorded": False}
"""Table info: neither history nor undo know its rows (content stores, counters, the record)."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as whole milliseconds since 1970 so that it sorts and indexes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


class Ranked(TypeDecorator[StrEnum]):
    """An enum stored as its position, so that it sorts by meaning. New members go to the end."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self._members = tuple(kind)
        self._ranks = {member: rank for rank, member in enumerate(self._members)}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> int | None:
        return None if value is None else self._ranks[value]

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self._members[value]


class Named(TypeDecorator[StrEnum]):
    """An enum stored as its word, for what is filtered but never sorted."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


encode_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""A plain value as ``Json`` stores it."""


class Json(TypeDecorator[Any]):
    """A small plain value, stored as text with sorted keys so that equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return encode_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    """Every table has an integer key ``id`` that is never given twice."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy
        datetime: UtcDateTime,
        str: Text,
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
