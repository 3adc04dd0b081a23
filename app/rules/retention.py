"""How long closed tickets are kept, and what becomes of them then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DAYS = range(1, 36_501)
"""The age of a ticket since its closing at which a rule may act."""


class RetentionAction(StrEnum):
    """Anonymised tickets keep numbers, times and category; deleted ones are gone."""

    ANONYMISE = "anonymise"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Keeping:
    """A rule: what happens to tickets of a category ``days`` after they were closed.

    ``category_id`` None stands for all. ``contacts``: whoever has no ticket left goes as well.
    """

    category_id: int | None
    action: RetentionAction
    days: int
    contacts: bool
    id: int = 0

    def due(self, closed_at: datetime, now: datetime) -> bool:
        """Whether a ticket closed then is old enough; exactly ``days`` is."""
        return closed_at + timedelta(days=self.days) <= now


def governing(
    rules: Iterable[Keeping], parents: Mapping[int, int | None], category_id: int | None
) -> tuple[Keeping, ...]:
    """The rules for tickets of a category: its own, else of the one above, else those for all.

    ``parents`` maps each category to the one above it. Rules of one level add to each other, so
    that tickets can be anonymised first and deleted later.
    """
    there = list(rules)
    level = category_id
    while level is not None:
        if own := tuple(each for each in there if each.category_id == level):
            return own
        level = parents.get(level)
    return tuple(each for each in there if each.category_id is None)
