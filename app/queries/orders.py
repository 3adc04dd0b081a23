"""How each order of a queue is said in SQL, and which of them an index on the shelf gives."""

from typing import NamedTuple

from app.queries.terms import Grouping, Order, Sort


class SortKey(NamedTuple):
    """One expression over ``ticket AS t`` and its way."""

    sql: str
    descending: bool


class Ordering(NamedTuple):
    """The keys of an order; the last is always the id, so that every order is total.

    ``indexed`` means that an index that begins with the shelf gives it. Tickets without
    ``present`` (a due time, say) come after all others, whatever the way.
    """

    keys: tuple[SortKey, ...]
    indexed: bool
    present: str = ""

    @property
    def columns(self) -> str:
        """The keys as columns of a result."""
        return ", ".join(f"{key.sql} AS k{place}" for place, key in enumerate(self.keys))

    @property
    def and_present(self) -> str:
        """The condition that the value is there, to be added to others."""
        return f" AND {self.present}" if self.present else ""

    def clause(self, prefix: str = "") -> str:
        """``ORDER BY`` without its words; ``+`` as prefix keeps SQLite off the index."""
        return ", ".join(
            f"{prefix}{key.sql} {'DESC' if key.descending else 'ASC'}" for key in self.keys
        )

    @property
    def by_position(self) -> str:
        """``ORDER BY`` over the columns of a compound select whose first columns are the keys."""
        return ", ".join(
            f"{place} {'DESC' if key.descending else 'ASC'}"
            for place, key in enumerate(self.keys, 1)
        )


_ACTIVITY = "t.activity_at"
_SORTS: dict[Sort, tuple[str, ...]] = {
    Sort.NUMBER: ("t.number",),
    Sort.SUBJECT: ("t.subject_key",),
    Sort.CONTACT: ("t.contact_key",),
    Sort.STATUS: ("t.status", _ACTIVITY),
    Sort.PRIORITY: ("t.priority", _ACTIVITY),
    Sort.ASSIGNEE: (
        "coalesce((SELECT name FROM agent WHERE id = t.assignee_id), '')",
        _ACTIVITY,
    ),
    Sort.DUE: ("t.due_at",),
    Sort.CREATED: ("t.created_at",),
    Sort.UPDATED: (_ACTIVITY,),
    Sort.CATEGORY: (
        "coalesce((SELECT name_key FROM category WHERE id = t.category_id), '')",
        _ACTIVITY,
    ),
    Sort.CHANNEL: ("t.channel", _ACTIVITY),
    Sort.LEVEL: ("t.level", _ACTIVITY),
    Sort.SNOOZED: ("t.snoozed_until",),
    Sort.WORKED: ("t.seconds_worked",),
}
INDEXED = frozenset(
    {
        Sort.NUMBER,
        Sort.SUBJECT,
        Sort.CONTACT,
        Sort.PRIORITY,
        Sort.DUE,
        Sort.CREATED,
        Sort.UPDATED,
        Sort.SNOOZED,
        Sort.WORKED,
    }
)
"""Sorts whose first page costs the same with ten tickets and with two hundred thousand."""

_PRESENT = {
    Sort.DUE: "(t.due_at IS NOT NULL)",
    Sort.SNOOZED: "(t.snoozed_until IS NOT NULL)",
    Sort.WORKED: "(t.seconds_worked <> 0)",
}
"""Where most tickets have no value to sort by; two of the indices hold only those that have."""

_GROUPS: dict[Grouping, tuple[SortKey, ...]] = {
    Grouping.NONE: (),
    Grouping.PRIORITY: (SortKey("t.priority", descending=True),),
    Grouping.ASSIGNEE: (
        SortKey("t.assignee_id IS NULL", descending=False),
        SortKey(
            "coalesce((SELECT name FROM agent WHERE id = t.assignee_id), '')", descending=False
        ),
    ),
    Grouping.STATUS: (SortKey("t.status", descending=False),),
}


def ordering(order: Order) -> Ordering:
    """The keys of ``order``: the group, the sort, then the newest id in the way of the sort."""
    keys = [SortKey(sql, order.descending) for sql in _SORTS[order.sort]]
    keys.append(SortKey("t.id", order.descending))
    grouped = order.grouping is not Grouping.NONE
    by_priority = order.grouping is Grouping.PRIORITY
    indexed = order.sort in INDEXED and not grouped
    if by_priority and order.sort in (Sort.PRIORITY, Sort.UPDATED) and order.descending:
        return Ordering(ordering(Order(Sort.PRIORITY)).keys, indexed=True)
    present = _PRESENT.get(order.sort, "")
    if grouped and present:
        keys.insert(0, SortKey(f"NOT {present}", descending=False))
        present = ""
    return Ordering((*_GROUPS[order.grouping], *keys), indexed=indexed, present=present)
