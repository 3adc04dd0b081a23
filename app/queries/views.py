"""Views: the built-in ones and those of the team, with how many tickets each holds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from app.i18n import N_, _
from app.queries.decoding import rows
from app.queries.language import parse
from app.queries.terms import Grouping, Order, Sort, Term
from app.queries.tickets import count_tickets

DEFAULT_COLUMNS = (
    "priority",
    "number",
    "subject",
    "contact",
    "status",
    "assignee",
    "tags",
    "due",
    "updated",
)
"""What a queue shows unless chosen otherwise."""


@dataclass(frozen=True, slots=True)
class View:
    """A search with its look. ``saved_id`` is None for built-in ones."""

    key: str
    name: str
    query_text: str
    sort: Sort = Sort.UPDATED
    descending: bool = True
    grouping: Grouping = Grouping.NONE
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    saved_id: int | None = None

    @property
    def query(self) -> Term:
        """What ``query_text`` asks for."""
        return parse(self.query_text).term

    @property
    def order(self) -> Order:
        """How its tickets are ordered."""
        return Order(self.sort, self.descending, self.grouping)


_BUILTIN = (
    ("my_open", N_("My open"), "is:mine status:new,open -is:snoozed", Sort.UPDATED, True),
    (
        "unassigned", N_("Unassigned"), "is:unassigned status:new,open -is:snoozed",
        Sort.CREATED, False,
    ),
    ("all_open", N_("All open"), "status:new,open -is:snoozed", Sort.UPDATED, True),
    ("overdue", N_("Overdue"), "is:overdue", Sort.DUE, False),
    ("due_today", N_("Due today"), "status:unsolved due:today", Sort.DUE, False),
    ("waiting", N_("Waiting"), "status:waiting -is:snoozed", Sort.UPDATED, True),
    ("snoozed", N_("Snoozed"), "status:unsolved is:snoozed", Sort.SNOOZED, False),
    ("solved_week", N_("Solved this week"), "status:done solved:this-week", Sort.UPDATED, True),
    ("spam", N_("Spam and automatic"), "is:spam OR is:automatic", Sort.UPDATED, True),
    ("trash", N_("Trash"), "is:trash", Sort.UPDATED, True),
    ("all", N_("All"), "", Sort.UPDATED, True),
)  # fmt: skip


def builtin_views() -> list[View]:
    """The views that every desk has, named in the interface language."""
    return [
        View(key, _(name), text, sort, descending) for key, name, text, sort, descending in _BUILTIN
    ]


def saved_views(session: Session) -> list[View]:
    """The team's own views in their order; a look that is not known any more is the usual one."""
    found = rows(session, "SELECT id, name, query, look FROM saved_view ORDER BY position, id")
    return [_saved(*each) for each in found]


def view_counts(
    session: Session,
    views: Sequence[View],
    *,
    agent_id: int | None,
    now: datetime,
    zone: tzinfo,
) -> dict[str, int]:
    """How many tickets each view holds, by its key."""
    return {
        view.key: count_tickets(session, view.query, now=now, zone=zone, agent_id=agent_id)
        for view in views
    }


def _saved(view_id: int, name: str, query: str, stored_look: str | None) -> View:
    look = json.loads(stored_look or "{}")
    sort, grouping = look.get("sort"), look.get("grouping")
    return View(
        key=f"saved:{view_id}",
        name=name,
        query_text=query,
        sort=Sort(sort) if sort in set(Sort) else Sort.UPDATED,
        descending=bool(look.get("descending", True)),
        grouping=Grouping(grouping) if grouping in set(Grouping) else Grouping.NONE,
        columns=tuple(look.get("columns") or DEFAULT_COLUMNS),
        saved_id=view_id,
    )
