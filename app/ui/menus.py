"""The menu bar, built from the table of actions."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from app.i18n import N_, _
from app.ui.action_table import PAGE_KEYS
from app.ui.actions import Actions, literal


class Submenu(NamedTuple):
    """A menu inside a menu."""

    title: str
    entries: tuple[str, ...]


_SEPARATOR = ""
RECENT = "recent desks"

FILE = (
    "file.new_desk",
    "file.open_desk",
    RECENT,
    _SEPARATOR,
    "file.import",
    "file.import_folder",
    "file.take_over",
    _SEPARATOR,
    "file.export",
    "file.backup",
    "file.restore",
    _SEPARATOR,
    "file.agents",
    "file.settings",
    "file.demo",
    _SEPARATOR,
    "file.quit",
)
EDIT = ("edit.undo", "edit.redo", _SEPARATOR, "edit.search", "edit.palette", "edit.outside")
STATUS = Submenu(
    N_("Status"),
    (
        "ticket.solve",
        "ticket.close",
        "ticket.reopen",
        "ticket.stay_solved",
        _SEPARATOR,
        "ticket.wait_customer",
        "ticket.wait_third",
        _SEPARATOR,
        "ticket.status",
    ),
)
PROPERTIES = Submenu(
    N_("Properties"),
    (
        "ticket.priority",
        "ticket.category",
        "ticket.tags",
        "ticket.level",
        "ticket.due",
        _SEPARATOR,
        "ticket.subject",
        "ticket.contact",
        "ticket.time",
    ),
)
CONVERSATION = Submenu(
    N_("Conversation"),
    (
        "ticket.history",
        "ticket.why",
        "ticket.source",
        _SEPARATOR,
        "ticket.link",
        "ticket.merge",
        "ticket.split",
    ),
)
TICKET = (
    "ticket.capture",
    "ticket.triage",
    _SEPARATOR,
    "ticket.reply",
    "ticket.reply_all",
    "ticket.forward",
    "ticket.note",
    _SEPARATOR,
    "ticket.assign",
    "ticket.assign_me",
    STATUS,
    PROPERTIES,
    CONVERSATION,
    _SEPARATOR,
    "ticket.snooze",
    "ticket.wake",
    "ticket.unread",
    "ticket.copy_number",
    "ticket.print",
    "ticket.pdf",
    "ticket.mails",
    _SEPARATOR,
    "ticket.spam",
    "ticket.spam_sender",
    "ticket.not_spam",
    "ticket.trash",
    "ticket.restore",
    _SEPARATOR,
    "ticket.next",
    "ticket.previous",
)
VIEW = (
    *(f"view.page_{number}" for number in range(1, PAGE_KEYS + 1)),
    _SEPARATOR,
    "view.properties",
    "view.save",
    "view.export",
    "view.refresh",
    _SEPARATOR,
    "view.larger",
    "view.smaller",
    "view.normal_size",
    "view.scheme",
)
HELP = ("help.keys", "help.handbook", _SEPARATOR, "help.check", "help.about")


class MenuBar(QMenuBar):
    """File, Edit, Ticket, View, Help; recent desks are asked for when their menu opens."""

    def __init__(
        self,
        actions: Actions,
        *,
        recent_desks: Callable[[], Sequence[Path]],
        open_desk: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self._actions = actions
        self._recent_desks = recent_desks
        self._open_desk = open_desk
        for title, entries in (
            (_("&File"), FILE),
            (_("&Edit"), EDIT),
            (_("&Ticket"), TICKET),
            (_("&View"), VIEW),
            (_("&Help"), HELP),
        ):
            self._fill(self.addMenu(title), entries)

    def _fill(self, menu: QMenu, entries: Sequence[str | Submenu]) -> None:
        for entry in entries:
            if isinstance(entry, Submenu):
                self._fill(menu.addMenu(_(entry.title)), entry.entries)
            elif entry == _SEPARATOR:
                menu.addSeparator()
            elif entry == RECENT:
                recent = menu.addMenu(_("Recent desks"))
                recent.aboutToShow.connect(self._fill_recent)
                self._recent = recent
            else:
                menu.addAction(self._actions[entry])

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._recent_desks():
            entry = QAction(literal(path.stem), self._recent)
            entry.setToolTip(str(path))
            entry.setData(path)
            entry.triggered.connect(self._recent_chosen)
            self._recent.addAction(entry)
        if self._recent.isEmpty():
            self._recent.addAction(_("No other desk yet")).setEnabled(False)

    def _recent_chosen(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self._open_desk(entry.data())
