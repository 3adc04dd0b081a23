"""Connects the actions of the queue with what they do to the tickets one means."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.queries.ticket_details import TicketDetails
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.enums import Status
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers


class Target(Protocol):
    """Which tickets an action means: those selected, else the one shown."""

    def ids(self) -> list[int]: ...

    def count(self) -> int:
        """How many ``ids`` there are, without listing them."""

    def row(self) -> TicketRow | None:
        """The ticket shown, when it is the only one meant."""

    def details(self) -> TicketDetails | None:
        """Everything about ``row``, if it is read already."""

    def rows(self) -> list[TicketRow]:
        """Those of ``ids``, as far as they are few and at hand."""


_ON_TICKETS = (
    "assign",
    "assign_me",
    "status",
    "solve",
    "close",
    "reopen",
    "wait_customer",
    "wait_third",
    "priority",
    "category",
    "tags",
    "level",
    "due",
    "snooze",
    "wake",
    "contact",
    "subject",
    "link",
    "merge",
    "spam",
    "spam_sender",
    "not_spam",
    "trash",
    "restore",
    "unread",
    "stay_solved",
    "copy_number",
)
_ON_ONE = frozenset({"link", "subject"})


class TicketCommands(QObject):
    """Enable with ``update``; ``anchor`` is the window that popovers open over."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        acts: TicketActs,
        choosers: TicketChoosers,
        target: Target,
        anchor: QWidget,
    ) -> None:
        super().__init__(anchor)
        self._operations = operations
        self._actions = actions
        self._acts = acts
        self._choosers = choosers
        self._target = target
        self._anchor = anchor
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.update)
        self._connect_acts()
        self._connect_choosers()
        self.update()

    def update_soon(self) -> None:
        """Update once for all that follows from a key press; the list is painted first."""
        self._soon.start()

    def update(self) -> None:
        """Switch the actions on and off by what is meant now."""
        count = self._target.count()
        for name in _ON_TICKETS:
            self._action(name).setEnabled(count == 1 if name in _ON_ONE else count > 0)

    def fill_menu(self, menu: QMenu) -> None:
        """The context menu of the list."""
        for group in (
            ("reply", "note"),
            ("assign_me", "assign", "status", "solve", "priority", "tags", "category"),
            ("snooze", "due", "unread"),
            ("subject", "contact", "link", "merge", "copy_number"),
            self._shelf_acts(),
        ):
            for name in group:
                menu.addAction(self._action(name))
            menu.addSeparator()

    def _shelf_acts(self) -> tuple[str, ...]:
        """Only what fits where the tickets lie."""
        row = self._target.row()
        if row is not None and row.deleted_at is not None:
            return ("restore",)
        if row is not None and (row.spam or row.automatic):
            return ("not_spam", "trash")
        return ("spam", "spam_sender", "trash")

    def _connect_acts(self) -> None:
        acts = self._acts
        self._on("assign_me", acts.assign_to_me)
        for name, status in (
            ("solve", Status.SOLVED),
            ("close", Status.CLOSED),
            ("reopen", Status.OPEN),
            ("wait_customer", Status.WAITING_CUSTOMER),
            ("wait_third", Status.WAITING_THIRD),
        ):
            self._on(name, partial(self._set_status, status))
        self._on("wake", acts.wake)
        self._on("spam", lambda ids: acts.mark_spam(ids, from_now_on=False))
        self._on("spam_sender", lambda ids: acts.mark_spam(ids, from_now_on=True))
        self._on("not_spam", acts.unmark_spam)
        self._on("trash", acts.trash)
        self._on("restore", acts.restore)
        self._on("unread", self._switch_unread)
        self._on("stay_solved", acts.stay_solved)
        self._on("copy_number", self._copy_numbers)

    def _connect_choosers(self) -> None:
        choosers, anchor, target = self._choosers, self._anchor, self._target
        self._on("assign", lambda ids: choosers.assignee(ids, anchor, target.row()))
        self._on("status", lambda ids: choosers.status(ids, anchor, target.row()))
        self._on("priority", lambda ids: choosers.priority(ids, anchor, target.details()))
        self._on("category", lambda ids: choosers.category(ids, anchor, self._category_id()))
        self._on("tags", lambda ids: choosers.tags(ids, anchor, target.row()))
        self._on("level", lambda ids: choosers.level(ids, anchor, target.row()))
        self._on("due", lambda ids: choosers.due(ids, anchor))
        self._on("snooze", lambda ids: choosers.snooze(ids, anchor, asleep=self._asleep()))
        self._on("link", lambda ids: choosers.link(ids[0], anchor, self._contact_id()))
        self._on("merge", self._merge)
        self._on("contact", lambda ids: choosers.contact(ids, anchor))
        self._on("subject", self._change_subject)

    def _on(self, name: str, act: Callable[[list[int]], None]) -> None:
        def triggered() -> None:
            ids = self._target.ids()
            if ids:
                act(ids)

        self._action(name).triggered.connect(triggered)

    def _action(self, name: str) -> QAction:
        return self._actions[f"ticket.{name}"]

    def _set_status(self, status: Status, ids: list[int]) -> None:
        self._acts.set_status(ids, status)

    def _switch_unread(self, ids: list[int]) -> None:
        row = self._target.row()
        self._acts.mark_read(ids, unread=row is None or not row.unread)

    def _copy_numbers(self, ids: list[int]) -> None:
        self._operations.read(ticket_rows, ids, owner=self, done=_copy)

    def _merge(self, ids: list[int]) -> None:
        rows = self._target.rows()
        if len(ids) > 1 and len(rows) == len(ids):
            self._choosers.merge_together(rows, self._anchor)
        else:
            self._choosers.merge(ids, self._anchor, self._contact_id())

    def _change_subject(self, _ids: list[int]) -> None:
        row = self._target.row()
        if row is not None:
            self._choosers.subject(row, self._anchor)

    def _category_id(self) -> int | None:
        details = self._target.details()
        return details.category_id if details is not None else None

    def _asleep(self) -> bool:
        row = self._target.row()
        return row is not None and row.snoozed_until is not None

    def _contact_id(self) -> int | None:
        row = self._target.row()
        return row.contact_id if row is not None else None


def _copy(rows: list[TicketRow]) -> None:
    QApplication.clipboard().setText(", ".join(f"#{row.number}" for row in rows))
