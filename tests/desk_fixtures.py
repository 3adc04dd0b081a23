"""A desk file that is set up, copied for each test from one made once, and a clock that obeys."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from inspect import signature
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy.orm import Session

from app.models import Base
from app.rules.enums import Channel
from app.services import desk as desk_service
from app.services import tickets
from app.services.contacts import ContactChoice
from app.storage import upgrade
from app.storage.changes import Outcome
from app.storage.database import Database
from app.storage.recorder import derived_columns

P = ParamSpec("P")
T = TypeVar("T")

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday."""


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        """Move on by ``timedelta(**by)``."""
        self.now += timedelta(**by)
        return self.now


class Desk:
    """A desk under test: does operations in Kim's name and reads."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.database = upgrade.open_desk(path, clock=clock)
        self.kim = 1

    def do(self, operation: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """The result of an operation at the present time."""
        return self.outcome(operation, *args, **kwargs).result

    def outcome(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str = "Did something",
        by: int | None = None,
        **kwargs: Any,
    ) -> Outcome[T]:
        """What an operation of Kim, or of agent ``by``, returned and changed; the clock moves on a
        second before."""
        now = self.clock.advance(seconds=1)
        if "now" in signature(operation).parameters:
            kwargs["now"] = now
        return self.database.execute(
            operation, *args, label=label, agent_id=by or self.kim, **kwargs
        )

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of a query."""
        return self.database.read(query, *args, **kwargs)

    def get(self, kind: type[Base], row_id: int) -> Any:
        """One row as a plain object whose columns can be read."""

        def read(session: Session) -> Any:
            found = session.get(kind, row_id)
            if found is not None:
                session.expunge(found)
            return found

        return self.database.read(read)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Plain rows of a statement."""

        def read(session: Session) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in session.connection().exec_driver_sql(sql)]

        return self.database.read(read)

    def one(self, sql: str) -> Any:
        """The only value of a statement."""
        ((value,),) = self.rows(sql)
        return value

    def captured(self, subject: str = "Printer", **kwargs: Any) -> int:
        """A ticket from Eva by phone."""
        given: dict[str, Any] = {
            "text": f"{subject} does not work.",
            "channel": Channel.PHONE,
            "contact": ContactChoice(name="Eva Müller", email="eva@kunde.example"),
        }
        return self.do(tickets.capture, subject=subject, **(given | kwargs))

    def undo(self) -> None:
        """Take the last step back."""
        self.database.undo(agent_id=self.kim)

    def redo(self) -> None:
        """Do it again."""
        self.database.redo(agent_id=self.kim)

    def restart(self) -> None:
        """Close the file and open it again."""
        self.database.close()
        self.database = upgrade.open_desk(self.path, clock=self.clock)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every recorded row with its derived columns, except when it was updated last."""
        return {
            table.name: self._dump(table.name)
            for table in Base.metadata.sorted_tables
            if table.info.get("recorded", True)
        }

    def _dump(self, table: str) -> list[tuple[Any, ...]]:
        columns = [
            column.name
            for column in Base.metadata.tables[table].columns
            if not (column.name == "updated_at" and "updated_at" in derived_columns(table))
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        return self.rows(f"SELECT {names} FROM {table} ORDER BY id")


def set_up(database: Database) -> None:
    """The desk *Shop* with Kim and two own addresses."""
    database.execute(
        desk_service.set_up,
        name="Shop",
        language="en",
        country="DE",
        state="BE",
        zone="Europe/Berlin",
        agent_name="Kim Okafor",
        agent_email="kim@shop.example",
        own_addresses=["help@shop.example", "info@shop.example"],
        now=MORNING,
        label="Set up the desk",
        agent_id=None,
    )


@pytest.fixture(scope="session")
def template_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk file that is set up and holds no ticket."""
    path = tmp_path_factory.mktemp("template") / "template.desk"
    database = upgrade.create(path, clock=Clock())
    set_up(database)
    database.close()
    return path


@contextmanager
def opened_copy(template: Path) -> Iterator[Desk]:
    """A desk of its own for one example of hypothesis, an hour after the template was made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.desk"
        shutil.copyfile(template, path)
        desk = Desk(path, Clock())
        desk.clock.advance(hours=1)
        try:
            yield desk
            assert desk.database.open_sessions == 0
        finally:
            desk.database.close()


@pytest.fixture
def desk(template_desk: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own; a session that outlives its call fails the test."""
    path = tmp_path / "shop.desk"
    shutil.copyfile(template_desk, path)
    desk = Desk(path, Clock())
    yield desk
    left = desk.database.open_sessions
    desk.database.close()
    assert left == 0, f"{left} sessions are still open"
