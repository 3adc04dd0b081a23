"""How long closed tickets are kept, and what was done about it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Named
from app.rules.retention import RetentionAction


class RetentionRule(Base):
    """What happens to tickets of a category, None for all, so many days after they were closed.

    ``contacts``: contacts that have no ticket left then go as well. ``changed_at``: since when it
    is as it is, for it waits a day before it acts by itself.
    """

    __tablename__ = "retention_rule"
    __table_args__ = (UniqueConstraint("category_id", "action"),)

    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), default=None)
    action: Mapped[RetentionAction] = mapped_column(Named(RetentionAction))
    days: Mapped[int]
    contacts: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]


class RetentionRun(Base):
    """What one rule did on one day; ``category`` is the name that it had then, empty for all."""

    __tablename__ = "retention_run"
    __table_args__ = ({"info": UNRECORDED},)

    at: Mapped[datetime]
    category: Mapped[str]
    action: Mapped[RetentionAction] = mapped_column(Named(RetentionAction))
    days: Mapped[int]
    tickets: Mapped[int]
    messages: Mapped[int]
    contacts: Mapped[int]
