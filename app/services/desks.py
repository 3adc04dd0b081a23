"""The desk as long work meets it: many reads and small acts, each a transaction of its own."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from app.storage.changes import Outcome

T = TypeVar("T")


class ReadDesk(Protocol):
    """What is needed of ``Database`` to read."""

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T: ...


class Desk(ReadDesk, Protocol):
    """What is needed of ``Database``; the interface lends one whose writes take their turn."""

    def execute(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> Outcome[T]: ...
