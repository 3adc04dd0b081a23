"""What the queue looked like when it was left: order per view, columns, panes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from app.queries.terms import Grouping, Sort
from app.queries.views import View
from app.ui.tickets.ticket_listing import Listing
from app.ui.window_memory import WindowMemory

_NAME = "queue"


class QueueMemory:
    """A thin layer over ``WindowMemory``; what cannot be read counts as nothing."""

    def __init__(self, memory: WindowMemory) -> None:
        self.memory = memory

    def listing(self, view: View) -> Listing:
        """How a view was ordered last, else as it says itself."""
        look = self._read("looks").get(_own_key(view))
        listing = Listing(view.query, view.sort, view.descending, view.grouping)
        if not isinstance(look, dict):
            return listing
        try:
            return Listing(
                view.query,
                Sort(look["sort"]),
                bool(look["descending"]),
                Grouping(look["grouping"]),
            )
        except (KeyError, ValueError):
            return listing

    def remember_listing(self, view: View, listing: Listing) -> None:
        """Keep how a view is ordered."""
        look = {
            "sort": listing.sort.value,
            "descending": listing.descending,
            "grouping": listing.grouping.value,
        }
        self._write("looks", {**self._read("looks"), _own_key(view): look})

    def columns(self, view: View | None) -> tuple[str, ...]:
        """The columns chosen for an own view, or for all others; none if never chosen."""
        kept = self._read("columns").get(_columns_key(view))
        if isinstance(kept, list):
            return tuple(str(each) for each in kept)
        return view.columns if view is not None and view.saved_id is not None else ()

    @property
    def widths(self) -> dict[str, int]:
        """Widths by column, in px at 100 % text."""
        kept = self._read("widths")
        return {str(key): value for key, value in kept.items() if type(value) is int}

    def remember_columns(
        self, view: View | None, chosen: Sequence[str], widths: Mapping[str, int]
    ) -> None:
        """Keep columns and widths."""
        kept = {**self._read("columns"), _columns_key(view): list(chosen)}
        self._write("columns", kept)
        self._write("widths", widths)

    @property
    def view_key(self) -> str:
        """The view shown last."""
        return self.memory.text(f"{_NAME}/view")

    def remember_view(self, key: str) -> None:
        """Keep which view is shown."""
        self.memory.remember_text(f"{_NAME}/view", key)

    @property
    def properties_hidden(self) -> bool:
        """Whether the properties were put away."""
        return self.memory.text(f"{_NAME}/properties") == "hidden"

    def remember_properties(self, *, shown: bool) -> None:
        """Keep whether the properties are shown."""
        self.memory.remember_text(f"{_NAME}/properties", "shown" if shown else "hidden")

    def _read(self, name: str) -> dict[str, Any]:
        try:
            kept = json.loads(self.memory.text(f"{_NAME}/{name}") or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, name: str, values: Mapping[str, Any]) -> None:
        self.memory.remember_text(f"{_NAME}/{name}", json.dumps(values))


def _columns_key(view: View | None) -> str:
    """Own views have columns of their own, the others share theirs."""
    return _own_key(view) if view is not None and view.saved_id is not None else "all"


def _own_key(view: View) -> str:
    """Own views of different desks have the same numbers, but do not ask for the same."""
    if view.saved_id is None:
        return view.key
    return f"{view.key}:{crc32(view.query_text.encode()):08x}"
