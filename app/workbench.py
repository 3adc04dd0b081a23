"""One open desk and its window: pages, what connects them, and what runs by itself."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.pages import Pages
from app.storage.changes import Changes
from app.storage.database import Database, utc_now
from app.ui.actions import Actions
from app.ui.desk import help_windows
from app.ui.desk.attendance import Attendance, last_agent
from app.ui.desk.backups import Backups
from app.ui.desk.gate import Gate
from app.ui.desk.idle_lock import IdleLock
from app.ui.desk.place import doubtful_place
from app.ui.desk.small_windows import SmallWindows
from app.ui.duty_item import DutyItem
from app.ui.garbage import set_apart
from app.ui.notifications import Notifications
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.tray import Tray
from app.ui.view_acts import ViewActs
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from app.ui.desk.care import Care
    from app.ui.settings.page import SettingsPage
    from app.ui.settings.protection_section import ProtectionSection
    from app.ui.workshop.waiting_badge import WaitingBadge

_FIRST_CARE_MS = 5_000
_STANDING_AFTER_MS = 1500
_OUTSIDE_AFTER_MS = 500
_OUTSIDE_LOOKS = 10
"""The tray and what it tells wait so often for the first page to be there, which else came a third
later: to wake tickets loads all mapped classes."""
_CARE_EVERY_MS = 3_600_000


class Workbench(QObject):
    """Builds the window for a database and takes it down again."""

    closed = Signal()
    desk_wanted = Signal(object)
    """The path of a recent desk to open instead."""
    other_desk_wanted = Signal()
    new_desk_wanted = Signal()
    demo_wanted = Signal()
    restore_wanted = Signal(object)
    """The path of the backup to put in this desk's place."""
    protection_wanted = Signal(object)
    """The ``Wanted`` passphrase to write this desk anew with, None to take protection off."""
    taken_over = Signal(object)
    """The ``TakenOver`` desk that was made of an export, to be opened instead."""
    recovery_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self,
        database: Database,
        theme: Theme,
        preferences: Preferences,
        memory: WindowMemory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = database.path
        self.key = database.key
        self._database = database
        self._theme = theme
        self._preferences = preferences
        self._memory = memory
        self.tasks = Tasks(self)
        self.operations = Operations(
            database, self.tasks, agent_id=last_agent(self.desk, preferences), parent=self
        )
        self._idle: IdleLock | None = None
        self._build(admitted=False)
        self._tray = Tray(theme.icon("notification"), self)
        self._tray.snippets_wanted.connect(self.show_outside_palette)
        self._tray.capture_wanted.connect(self.capture)
        self._tray.window_wanted.connect(lambda: self.window.bring_to_front())
        self._notifications = Notifications(
            self.operations,
            preferences,
            tray=self._tray,
            clock=utc_now,
            protected=self.key is not None,
            parent=self,
        )
        self._notifications.ticket_requested.connect(self._open_notified)
        self._notifications.noticed.connect(lambda notice: self._pages.show_notice(notice))
        self._care = QTimer(self)
        self._care.timeout.connect(self._care_for_desk)
        self._outside = QTimer(self, interval=_OUTSIDE_AFTER_MS)
        self._outside.timeout.connect(self._look_outside)
        self._looks = 0
        self.operations.changed.connect(self._desk_changed)
        self.operations.refresh_undo_state()

    # What the program asks for

    def show(self) -> None:
        """Show the window with the page that was open last."""
        self.window.show_first_page()
        self.window.show()
        self._care.start(_FIRST_CARE_MS)
        self._outside.start()
        if self.key is not None:
            self._idle = IdleLock(lambda: self._preferences.current.lock_after, self)
            self._idle.due.connect(self.lock_wanted)
        QTimer.singleShot(_STANDING_AFTER_MS, self, set_apart)
        if told := self._database.notice or doubtful_place(self.desk):
            self.window.toasts.tell(told)

    def capture(self, contact_id: int | None = None) -> None:
        """Bring up the small window for a call or a visitor."""
        self._small.capture(contact_id)

    def show_outside_palette(self) -> None:
        """Bring up the small window that copies snippets for other programs."""
        self._small.show_palette()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Bring files in, each by its kind."""
        self._gate.take(paths)

    def rebuild(self) -> None:
        """Build the window anew, as when the language was switched."""
        shown = self.window.current_page
        old = self.window
        self._small.close()
        self._hush(False)
        self._tray.retranslate()
        old.closing.disconnect(self._window_closed)
        self._build(admitted=self._attendance.admitted)
        self.window.setGeometry(old.geometry())
        self.window.show_page(shown)
        self.window.show()
        old.close()
        old.deleteLater()

    def close(self) -> None:
        """Save what is being typed, finish what is under way, let go of the file."""
        self._small.close()
        self.window.closing.disconnect(self._window_closed)
        self.window.close()
        # Gone before the threads stop, so that no timer of a page asks for work after them.
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self._care.stop()
        self._outside.stop()
        self._notifications.stop()
        self._tray.hide()
        self.tasks.shutdown()
        self._database.close()

    def _look_outside(self) -> None:
        """Appear in the tray and tell what is due, once nothing is under way."""
        self._looks += 1
        if self.tasks.idle or self._looks == _OUTSIDE_LOOKS:
            self._outside.stop()
            self._tray.show()
            self._notifications.start()

    def _hush(self, quiet: bool) -> None:
        """Tell nothing, and lock nobody out, while others look at the screen."""
        self._notifications.hush(quiet)
        if self._idle is not None:
            self._idle.hold(quiet)

    # Building

    def _build(self, *, admitted: bool) -> None:
        settings = self._preferences.current
        self.actions = Actions(self._theme, settings.shortcuts, parent=self)
        self.actions.keys_changed.connect(lambda keys: self._preferences.update(shortcuts=keys))
        self._pages = Pages(
            self.operations,
            self._preferences,
            self.actions,
            self._theme,
            self._memory,
            capture=self.capture,
            hush=self._hush,
            make_settings=self._make_settings,
            recent_desks=self._recent_desks,
            backups=lambda: self._backups,
        )
        self.window = self._pages.window
        self._small = SmallWindows(
            self.operations,
            self._preferences,
            self._theme,
            self.window,
            shown_ticket=lambda: self._pages.shown_ticket,
        )
        self._small.captured.connect(lambda ticket_id: self._pages.open_ticket(ticket_id))
        self._backups = Backups(
            self.desk,
            self.tasks,
            preferences=self._preferences,
            tell=self.window.toasts.tell,
            show=self.window.status.set_backup,
            key=self.key,
        )
        self._carer: Care | None = None
        self._waiting: WaitingBadge | None = None
        self._attendance = Attendance(
            self.desk,
            self.operations,
            self._preferences,
            self._theme,
            self.window,
            admitted=admitted,
            show_people=partial(self._pages.show_settings, "people"),
        )
        self._gate = Gate(
            self.desk,
            self.operations,
            self._theme,
            self.window,
            protected=self.key is not None,
            back_up=self._backups.take_now,
            take_snippets=lambda paths: self._pages.snippets().import_files(paths),
            take_contacts=lambda paths: self._pages.contacts().import_files(paths),
        )
        self._gate.taken_over.connect(self.taken_over)
        self._view_acts = ViewActs(self.actions, self._preferences, self._theme, self.window)
        self._connect()

    def _connect(self) -> None:
        window, acts = self.window, self.actions
        window.closing.connect(self._window_closed)
        window.files_dropped.connect(self._gate.take)
        window.desk_chosen.connect(self.desk_wanted)
        window.rail.agent_clicked.connect(self._attendance.choose)
        window.status.desk_clicked.connect(partial(self._pages.show_settings, "desk"))
        window.status.backup_clicked.connect(partial(self._pages.show_settings, "backups"))
        duty = DutyItem(self.operations, self._theme, now=utc_now)
        duty.clicked.connect(self._pages.shifts)
        window.status.add_item(duty)
        connections: dict[str, Callable[[], object]] = {
            "file.new_desk": self.new_desk_wanted.emit,
            "file.open_desk": self.other_desk_wanted.emit,
            "file.demo": self.demo_wanted.emit,
            "file.import": self._gate.ask_for_mails,
            "file.import_folder": self._gate.ask_for_folder,
            "file.take_over": self._gate.take_over,
            "file.export": self._gate.export,
            "file.backup": self._backups.take,
            "file.lock": self._lock,
            "file.restore": partial(self._pages.show_settings, "backups"),
            "file.agents": self._attendance.choose,
            "file.settings": partial(self._pages.show_settings, "program"),
            "edit.search": self._pages.search,
            "edit.palette": self._show_palette,
            "edit.outside": self.show_outside_palette,
            "ticket.capture": self.capture,
            "help.keys": partial(help_windows.show_keys, acts, self._theme, window),
            "help.handbook": partial(help_windows.show_handbook, self._theme, window),
            "help.check": self._check_desk,
            "help.about": partial(help_windows.show_about, self._theme, window),
        }
        for name, act in connections.items():
            acts[name].triggered.connect(lambda _checked=False, act=act: act())

    def _make_settings(self, parent: QWidget) -> "SettingsPage":
        from app.ui.settings.sections import settings_page

        return settings_page(
            self.operations,
            self._preferences,
            self.actions,
            self._theme,
            self._backups,
            restore=self.restore_wanted.emit,
            protection=self._make_protection,
            parent=parent,
        )

    def _make_protection(self) -> "ProtectionSection":
        from app.ui.settings.protection_section import ProtectionSection

        section = ProtectionSection(self.key, self.operations, self._preferences, self._theme)
        section.protection_wanted.connect(self.protection_wanted)
        section.recovery_wanted.connect(self.recovery_wanted)
        section.lock_wanted.connect(self.lock_wanted)
        return section

    # What happens by itself

    def _care_for_desk(self) -> None:
        self._care.start(_CARE_EVERY_MS)
        if self._carer is None:
            from app.ui.desk.care import Care

            self._carer = Care(self.operations, self._backups, self._backups)
        self._carer.take()
        if self._waiting is None:
            from app.ui.workshop.waiting_badge import WaitingBadge

            self._waiting = WaitingBadge(
                self.operations,
                lambda count: self.window.set_badge("workshop", count),
                now=utc_now,
                parent=self,
            )
        self._waiting.read()

    def _desk_changed(self, changes: Changes) -> None:
        if "workshop_vote" in changes.tables:
            # What an open vote held up is caught up with.
            self._backups.take_if_due()

    def _recent_desks(self) -> list[Path]:
        recent = (Path(name) for name in self._preferences.current.recent_desks)
        return [path for path in recent if path != self.desk]

    def _window_closed(self) -> None:
        self.closed.emit()

    # What the person asks for

    def _open_notified(self, ticket_id: int) -> None:
        self.window.bring_to_front()
        self._pages.open_ticket(ticket_id)

    def _show_palette(self) -> None:
        from app.ui.desk.palette_sources import open_palette

        open_palette(
            self.window,
            self.operations,
            self.actions,
            self._theme,
            self._memory,
            scopes=lambda: self._pages.scopes,
            views=self._pages.views,
            show_view=self._pages.show_view,
            show_ticket=self._pages.open_ticket,
            show_contact=self._pages.open_contact,
            show_snippet=self._pages.open_snippet,
        )

    def _lock(self) -> None:
        """Without a passphrase nothing can be locked; the settings say how to get one."""
        if self.key is None:
            self._pages.show_settings("protection")
        else:
            self.lock_wanted.emit()

    def _check_desk(self) -> None:
        from app.ui.desk.checkup_flow import check_desk

        check_desk(self.tasks, self._database, self.window, refuse=self.window.toasts.refuse)
