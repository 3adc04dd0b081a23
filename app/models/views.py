"""Saved views: named queries over tickets."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json


class SavedView(Base):
    """A query with the look of its table: columns, sort and grouping."""

    __tablename__ = "saved_view"

    name: Mapped[str]
    query: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    look: Mapped[Any] = mapped_column(Json, default=dict)
