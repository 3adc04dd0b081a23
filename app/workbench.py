"""One open desk and its window: pages, what connects them, and what runs by itself."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from app.i18n import _
from app.pages import Pages
from app.queries.desk import AgentRow, DeskRow, agents, desk
from app.storage.changes import Changes
from app.storage.database import Database, utc_now
from app.ui.actions import Actions
from app.ui.desk.backups import Backups
from app.ui.desk.idle_lock import IdleLock
from app.ui.desk.place import doubtful_place
from app.ui.duty_item import DutyItem
from app.ui.notifications import Notifications
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.garbage import set_apart
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.tray import Tray
from app.ui.view_acts import ViewActs
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.ui.capture.window import CaptureWindow
    from app.ui.desk.care import Care
    from app.ui.desk.export_flow import ExportFlow
    from app.ui.desk.import_flow import ImportFlow
    from app.ui.desk.take_over_flow import TakeOverFlow
    from app.ui.outside_palette.window import OutsidePalette
    from app.ui.settings.page import SettingsPage
    from app.ui.settings.protection_section import ProtectionSection
    from app.ui.workshop.waiting_badge import WaitingBadge

_SNIPPET_FILES = frozenset({".yml", ".yaml", ".json", ".btbackup", ".xml"})
"""Files that hold snippets and nothing else that the program takes."""
_FIRST_CARE_MS = 5_000
_STANDING_AFTER_MS = 1500
_TRAY_AFTER_MS = 500
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
        self.operations = Operations(database, self.tasks, agent_id=self._last_agent(), parent=self)
        self._capture_window: CaptureWindow | None = None
        self._outside_palette: OutsidePalette | None = None
        self._imports: ImportFlow | None = None
        self._exports: ExportFlow | None = None
        self._taking_over: TakeOverFlow | None = None
        self._people: list[AgentRow] = []
        self._build()
        self._tray = Tray(theme.icon("notification"), self)
        self._tray.snippets_wanted.connect(self.show_outside_palette)
        self._tray.capture_wanted.connect(self.capture)
        self._tray.window_wanted.connect(lambda: self.window.bring_to_front())
        self._notifications = Notifications(
            self.operations, preferences, tray=self._tray, clock=utc_now, parent=self
        )
        self._notifications.ticket_requested.connect(self._open_notified)
        self._notifications.noticed.connect(lambda notice: self._pages.show_notice(notice))
        self._care = QTimer(self)
        self._care.timeout.connect(self._care_for_desk)
        self.operations.changed.connect(self._desk_changed)
        self.operations.agent_changed.connect(self._agent_changed)
        self.operations.refresh_undo_state()
        self._read_desk()

    # What the program asks for

    def show(self) -> None:
        """Show the window with the page that was open last."""
        self.window.show_first_page()
        self.window.show()
        self._care.start(_FIRST_CARE_MS)
        self._notifications.start()
        if self.key is not None:
            idle = IdleLock(lambda: self._preferences.current.lock_after, self)
            idle.due.connect(self.lock_wanted)
        QTimer.singleShot(_TRAY_AFTER_MS, self, self._tray.show)
        QTimer.singleShot(_STANDING_AFTER_MS, self, set_apart)
        if told := self._database.notice or doubtful_place(self.desk):
            self.window.toasts.tell(told)

    def capture(self, contact_id: int | None = None) -> None:
        """Bring up the small window for a call or a visitor."""
        if self._capture_window is None:
            from app.ui.capture.window import CaptureWindow

            self._capture_window = CaptureWindow(
                self.operations, self._preferences, self._theme, self.window
            )
            self._capture_window.captured.connect(
                lambda ticket_id: self._pages.open_ticket(ticket_id)
            )
        self._capture_window.open_for(contact_id)

    def show_outside_palette(self) -> None:
        """Bring up the small window that copies snippets for other programs."""
        if self._outside_palette is None:
            from app.ui.outside_palette.window import OutsidePalette

            self._outside_palette = OutsidePalette(
                self.operations,
                self._theme,
                open_ticket=lambda: self._pages.shown_ticket,
                now=utc_now,
            )
        self._outside_palette.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Bring mail in, contacts from address books, snippets from files of other programs.

        On the page of snippets everything is taken for snippets. The export of a whole desk
        becomes a desk of its own.
        """
        from app.formats.desk_export.reading import is_export

        if len(paths) == 1 and is_export(paths[0]):
            self._take_over_flow().choose_desk(paths[0])
            return
        if self.window.current_page == "snippets":
            self._pages.snippets().import_files(paths)
            return
        kept = [path for path in paths if path.suffix.lower() in _SNIPPET_FILES]
        if kept:
            self._pages.snippets().import_files(kept)
        books = [path for path in paths if path.suffix.lower() in (".vcf", ".csv")]
        mails = [path for path in paths if path not in books and path not in kept]
        if books:
            self._pages.contacts().import_files(books)
        if mails:
            if self._imports is None:
                from app.ui.desk.import_flow import ImportFlow

                self._imports = ImportFlow(
                    self.operations,
                    self._theme,
                    self.window,
                    back_up=self._backups.take_now,
                )
                self._imports.told.connect(self.window.toasts.tell)
            self._imports.start(mails)

    def rebuild(self) -> None:
        """Build the window anew, as when the language was switched."""
        shown = self.window.current_page
        old, capture = self.window, self._capture_window
        self._imports = self._exports = self._taking_over = self._capture_window = None
        self._drop_outside_palette()
        self._tray.retranslate()
        old.closing.disconnect(self._window_closed)
        self._build()
        self._read_desk()
        self.window.setGeometry(old.geometry())
        self.window.show_page(shown)
        self.window.show()
        old.close()
        old.deleteLater()
        if capture is not None:
            capture.deleteLater()

    def _drop_outside_palette(self) -> None:
        if self._outside_palette is not None:
            self._outside_palette.close()
            self._outside_palette.deleteLater()
            self._outside_palette = None

    def close(self) -> None:
        """Save what is being typed, finish what is under way, let go of the file."""
        self._drop_outside_palette()
        self.window.closing.disconnect(self._window_closed)
        self.window.close()
        # Gone before the threads stop, so that no timer of a page asks for work after them.
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self._care.stop()
        self._notifications.stop()
        self._tray.hide()
        self.tasks.shutdown()
        self._database.close()

    # Building

    def _build(self) -> None:
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
            hush=lambda quiet: self._notifications.hush(quiet),
            make_settings=self._make_settings,
            recent_desks=self._recent_desks,
            backups=lambda: self._backups,
        )
        self.window = self._pages.window
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
        self._view_acts = ViewActs(self.actions, self._preferences, self._theme, self.window)
        self._connect()

    def _connect(self) -> None:
        window, acts = self.window, self.actions
        window.closing.connect(self._window_closed)
        window.files_dropped.connect(self.import_paths)
        window.desk_chosen.connect(self.desk_wanted)
        window.rail.agent_clicked.connect(self._choose_agent)
        window.status.desk_clicked.connect(partial(self._pages.show_settings, "desk"))
        window.status.backup_clicked.connect(partial(self._pages.show_settings, "backups"))
        duty = DutyItem(self.operations, self._theme, now=utc_now)
        duty.clicked.connect(self._pages.shifts)
        window.status.add_item(duty)
        connections: dict[str, Callable[[], object]] = {
            "file.new_desk": self.new_desk_wanted.emit,
            "file.open_desk": self.other_desk_wanted.emit,
            "file.demo": self.demo_wanted.emit,
            "file.import": self._ask_for_mails,
            "file.import_folder": self._ask_for_folder,
            "file.take_over": lambda: self._take_over_flow().start(),
            "file.export": self._export_desk,
            "file.backup": self._backups.take,
            "file.lock": self._lock,
            "file.restore": partial(self._pages.show_settings, "backups"),
            "file.agents": self._choose_agent,
            "file.settings": partial(self._pages.show_settings, "program"),
            "edit.search": self._pages.search,
            "edit.palette": self._show_palette,
            "edit.outside": self.show_outside_palette,
            "ticket.capture": self.capture,
            "help.keys": self._show_keys,
            "help.handbook": self._show_handbook,
            "help.check": self._check_desk,
            "help.about": self._show_about,
        }
        for name, act in connections.items():
            acts[name].triggered.connect(lambda _checked=False, act=act: act())

    def _make_settings(self) -> "SettingsPage":
        from app.ui.settings.sections import settings_page

        return settings_page(
            self.operations,
            self._preferences,
            self.actions,
            self._theme,
            self._backups,
            restore=self.restore_wanted.emit,
            protection=self._make_protection,
        )

    def _make_protection(self) -> "ProtectionSection":
        from app.ui.settings.protection_section import ProtectionSection

        section = ProtectionSection(self.key, self._preferences, self._theme)
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
        if "desk" in changes.tables or "agent" in changes.tables:
            self._read_desk()

    def _read_desk(self) -> None:
        self.operations.read(_desk_and_people, owner=self, key="desk", done=self._show_desk)

    def _show_desk(self, found: tuple[DeskRow | None, list[AgentRow]]) -> None:
        row, people = found
        self._people = people
        self.window.set_desk(row.name if row else self.desk.stem, self.desk)
        if people and all(each.id != self.operations.agent_id for each in people):
            self.operations.use_agent(people[0].id)
        self._show_agent()

    def _show_agent(self) -> None:
        agent = next((each for each in self._people if each.id == self.operations.agent_id), None)
        self.window.set_agent(agent.name if agent else "", agent.colour if agent else None)

    def _agent_changed(self, agent_id: int | None) -> None:
        self._show_agent()
        if agent_id is not None:
            known = self._preferences.current.last_agents
            self._preferences.update(last_agents={**known, str(self.desk): agent_id})

    def _recent_desks(self) -> list[Path]:
        recent = (Path(name) for name in self._preferences.current.recent_desks)
        return [path for path in recent if path != self.desk]

    def _last_agent(self) -> int | None:
        return self._preferences.current.last_agents.get(str(self.desk), 1)

    def _window_closed(self) -> None:
        self.closed.emit()

    # What the person asks for

    def _open_notified(self, ticket_id: int) -> None:
        self.window.bring_to_front()
        self._pages.open_ticket(ticket_id)

    def _ask_for_mails(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self.window,
            _("Import mail"),
            "",
            _("Mails (*.eml *.msg *.mbox *.emlx);;All files (*)"),
        )
        if names:
            self.import_paths([Path(name) for name in names])

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window, _("Import a folder of mail"))
        if name:
            self.import_paths([Path(name)])

    def _export_desk(self) -> None:
        if self._exports is None:
            from app.ui.desk.export_flow import ExportFlow

            self._exports = ExportFlow(
                self.desk,
                self.operations,
                self._theme,
                self.window,
                protected=self.key is not None,
            )
            self._exports.told.connect(self.window.toasts.tell)
        self._exports.start()

    def _take_over_flow(self) -> "TakeOverFlow":
        if self._taking_over is None:
            from app.ui.desk.take_over_flow import TakeOverFlow

            self._taking_over = TakeOverFlow(self.operations, self._theme, self.window)
            self._taking_over.told.connect(self.window.toasts.tell)
            # Later: the desk that is open is closed then, and this comes out of its own work.
            self._taking_over.finished.connect(self.taken_over, Qt.ConnectionType.QueuedConnection)
        return self._taking_over

    def _choose_agent(self) -> None:
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._people:
            entry = menu.addAction(each.name)
            entry.setCheckable(True)
            entry.setChecked(each.id == self.operations.agent_id)
            entry.triggered.connect(partial(self.operations.use_agent, each.id))
        menu.addSeparator()
        menu.addAction(_("People at this desk…"), partial(self._pages.show_settings, "people"))
        button = self.window.rail.agent
        menu.popup(button.mapToGlobal(button.rect().topRight()))

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

    def _show_keys(self) -> None:
        from app.ui.key_sheet import KeySheet

        sheet = KeySheet(self.actions, self._theme, self.window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _show_handbook(self) -> None:
        from app.ui.desk.handbook import Handbook

        handbook = Handbook(self._theme, self.window)
        handbook.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        handbook.show()

    def _check_desk(self) -> None:
        from app.ui.desk.checkup_flow import check_desk

        check_desk(self.tasks, self._database, self.window)

    def _show_about(self) -> None:
        from app.ui.desk.about_dialog import AboutDialog

        about = AboutDialog(self._theme, self.window)
        about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about.open()


def _desk_and_people(session: "Session") -> tuple[DeskRow | None, list[AgentRow]]:
    return desk(session), agents(session)
