"""What pages of tickets need to know of the desk: people, categories, tags, zone, holidays."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.queries.desk import AgentRow, CategoryRow, agents, categories, desk, holidays_of, zone_of
from app.queries.desk import tags as all_tags
from app.rules.calendar import PublicHolidays
from app.rules.priority import DEFAULT_MATRIX, Matrix
from app.ui.operations import Operations

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.changes import Changes

_TABLES = frozenset({"desk", "agent", "category", "tag", "ticket_tag"})


def utc_now() -> datetime:
    """The clock of a program that runs for real."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DeskWords:
    """A picture of the desk. ``agents`` are those who work here, ``tags`` the most used first."""

    zone: tzinfo = UTC
    holidays: PublicHolidays = field(default_factory=PublicHolidays)
    matrix: Matrix = field(default_factory=lambda: DEFAULT_MATRIX)
    agents: tuple[AgentRow, ...] = ()
    categories: tuple[CategoryRow, ...] = ()
    tags: tuple[str, ...] = ()

    def agent(self, agent_id: int | None) -> AgentRow | None:
        """The agent with this id, if they work here."""
        return next((each for each in self.agents if each.id == agent_id), None)

    def category_paths(self) -> Iterator[tuple[int, str]]:
        """Id and *Parent › Child* of every category that can be chosen, in tree order."""
        for parent in self.categories:
            if not parent.archived:
                yield parent.id, parent.name
                for child in parent.children:
                    if not child.archived:
                        yield child.id, f"{parent.name} › {child.name}"


class DeskState(QObject):
    """Keeps ``words`` in step with the desk, and tells the time there."""

    changed = Signal()

    def __init__(
        self,
        operations: Operations,
        *,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._clock = clock
        self.words = DeskWords()
        operations.changed.connect(self._desk_changed)
        self._read()

    @property
    def now(self) -> datetime:
        """The current time, aware UTC."""
        return self._clock()

    @property
    def zone(self) -> tzinfo:
        """The zone the desk works in."""
        return self.words.zone

    @property
    def agent_id(self) -> int | None:
        """Who works at this window."""
        return self._operations.agent_id

    def _read(self) -> None:
        self._operations.read(_desk_words, now=self.now, owner=self, key="desk", done=self._take)

    def _take(self, words: DeskWords) -> None:
        if words != self.words:
            self.words = words
            self.changed.emit()

    def _desk_changed(self, changes: "Changes") -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self._read()


def _desk_words(session: "Session", *, now: datetime) -> DeskWords:
    row = desk(session)
    by_use = sorted(all_tags(session), key=lambda tag: -tag.tickets)
    words = DeskWords(
        agents=tuple(agents(session)),
        categories=tuple(categories(session)),
        tags=tuple(tag.name for tag in by_use),
    )
    if row is None:
        return words
    return DeskWords(
        zone=zone_of(row),
        holidays=holidays_of(row),
        matrix=row.matrix,
        agents=words.agents,
        categories=words.categories,
        tags=words.tags,
    )
