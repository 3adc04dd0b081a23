"""The desk as an import meets it."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from app.storage.changes import Outcome

T = TypeVar("T")


class Desk(Protocol):
    """What is needed of ``Database``; the interface lends one whose writes take their turn."""

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T: ...

    def execute(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> Outcome[T]: ...
