"""Rows to insert, and the contents that have to be stored before they can be named."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Rows:
    """Rows by table, and the contents that have to be stored before they can be named.

    ``raw_of`` and ``file_of`` say where the id of a content (by its place) belongs.
    """

    by_table: dict[type[Any], list[dict[str, Any]]] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)
    raw_of: list[tuple[dict[str, Any], int]] = field(default_factory=list)
    file_of: list[tuple[dict[str, Any], int]] = field(default_factory=list)

    def add(self, model: type[Any], **values: Any) -> dict[str, Any]:
        """A row to insert."""
        self.by_table.setdefault(model, []).append(values)
        return values

    def keep(self, content: bytes) -> int:
        """The place of a content to store."""
        self.contents.append(content)
        return len(self.contents) - 1


@dataclass(frozen=True, slots=True)
class Ids:
    """Where rows are found: a ticket by its index, a contact by its number or its address."""

    first_ticket: int
    agents: tuple[int, ...]
    categories: dict[str, int]
    tags: dict[str, int]
    senders: dict[str, int]

    def ticket(self, index: int) -> int:
        return self.first_ticket + index

    def agent(self, place: int | None) -> int | None:
        return None if place is None else self.agents[place]
