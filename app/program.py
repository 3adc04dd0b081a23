"""The running program: one Qt application, one desk at a time, from its start to its end."""

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox

from app import i18n, paths
from app.errors import UserError
from app.i18n import _
from app.settings import Settings, SettingsFile
from app.storage import backup
from app.storage.database import Database, utc_now
from app.storage.protection import Key
from app.storage.unfinished import sweep
from app.storage.upgrade import create, make_folder_for, missing
from app.ui.desk.desk_choice import WayOut, choose_desk, choose_new_desk, choose_way_out
from app.ui.desk.opening import opened_or_made
from app.ui.errors import ErrorReporter
from app.ui.language import Language
from app.ui.large_glyphs import keep_large_glyphs
from app.ui.lock import DeskLock
from app.ui.opened_files import wipe_left_behind
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from app.ui.wishes import Command, carry_out
from app.workbench import Workbench

if TYPE_CHECKING:
    from app.services.desk_import import TakenOver
    from app.ui.desk.protecting import Wanted
    from app.ui.single_instance import InstanceServer

DEMO_SIZE = 300
_LISTEN_AFTER_MS = 300


class Program(QObject):
    """Opens a desk with its window, and another one instead when the person asks for it."""

    def __init__(self) -> None:
        self.application = _qt_application()
        super().__init__(self.application)
        self.preferences = Preferences(SettingsFile(paths.settings_file()), self)
        settings = self.preferences.current
        self._language = Language(self.application, settings.language)
        self.theme = Theme(
            self.application,
            scheme=settings.scheme,
            text_size=settings.text_size,
            density=settings.density,
        )
        self.memory = WindowMemory(paths.config_folder())
        self.workbench: Workbench | None = None
        self._lock: DeskLock | None = None
        self._server: InstanceServer | None = None
        self._throw_away: Path | None = None
        self._errors = ErrorReporter(
            self.theme, tell=self.tell, parent_window=lambda: self.window, parent=self
        )
        self.preferences.changed.connect(self._settings_changed)

    @property
    def window(self) -> QMainWindow | None:
        """That of the open desk."""
        return self.workbench.window if self.workbench is not None else None

    def tell(self, text: str) -> None:
        """Say something in passing, in the window if there is one."""
        if self.workbench is not None:
            self.workbench.window.toasts.tell(text)
        else:
            QMessageBox.warning(None, "Tresen", text)

    # Start and end

    def run(self, start: Callable[["Program"], int | None]) -> int:
        """Stay until the window is closed; the exit code.

        ``start`` opens the first desk, or says with which code to end instead.
        """
        self._errors.install()
        try:
            code = start(self)
            return self.application.exec() if code is None else code
        finally:
            self.close_desk()
            self._errors.uninstall()

    def open(self, desk: Path, *, locked: bool = False, key: Key | None = None) -> bool:
        """Show this desk instead of the present one; made first if there is none yet.

        A protected one asks for its passphrase unless its ``key`` is at hand; one that was
        ``locked`` just now does not ask the keychain. False if it is not open afterwards: the
        person was told why, or left it closed.
        """
        if self.workbench is not None and self.workbench.desk.resolve() == desk.resolve():
            self.workbench.window.bring_to_front()
            return True
        lock = DeskLock(desk)
        try:
            make_folder_for(desk)
            lock.acquire()
        except UserError as error:
            return self._offer_ways_out(desk, error, None)
        sweep(desk)
        try:
            database = opened_or_made(desk, self.theme, self.preferences, locked=locked, key=key)
        except UserError as error:
            lock.release()
            return self._offer_ways_out(desk, error, desk)
        if database is None:
            lock.release()
            return self.workbench is not None
        self._show(database, lock)
        self.preferences.replace(self.preferences.current.with_desk_opened(desk))
        return True

    def open_demo(self, size: int = DEMO_SIZE) -> None:
        """Show a throw-away desk full of lifelike data; it is gone when it is closed."""
        from app.services.demo.build import build_demo

        folder = Path(tempfile.mkdtemp(prefix="tresen-demo-"))
        database = create(folder / "Demo.desk")
        build_demo(database, size=size, now=utc_now(), language=i18n.language())
        lock = DeskLock(database.path)
        lock.acquire()
        self._show(database, lock)
        self._throw_away = folder

    def close_desk(self) -> None:
        """Finish what is under way and let go of the desk."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self.workbench is not None:
            self.workbench.close()
            self.workbench.deleteLater()
            self.workbench = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        if self._throw_away is not None:
            shutil.rmtree(self._throw_away, ignore_errors=True)
            self._throw_away = None

    def lock(self) -> None:
        """Close the desk and everything that shows of it, until its passphrase is typed again."""
        if self.workbench is None:
            return
        desk = self.workbench.desk
        self.close_desk()
        QPixmapCache.clear()
        gc.collect()
        if not self.open(desk, locked=True):
            self.application.quit()

    def obey(self, command: Command) -> None:
        """Do what a start is for; nothing where no desk is open."""
        if self.workbench is not None:
            carry_out(command, self.workbench)

    def _show(self, database: Database, lock: DeskLock) -> None:
        self.close_desk()
        self._lock = lock
        bench = Workbench(database, self.theme, self.preferences, self.memory, self)
        bench.closed.connect(self.application.quit)
        bench.desk_wanted.connect(self._open_recent)
        bench.new_desk_wanted.connect(self._ask_for_new_desk)
        bench.other_desk_wanted.connect(self._ask_for_desk)
        bench.demo_wanted.connect(self.open_demo)
        bench.restore_wanted.connect(self.restore)
        bench.taken_over.connect(self._open_taken_over)
        bench.protection_wanted.connect(self.protect, Qt.ConnectionType.QueuedConnection)
        bench.recovery_wanted.connect(self._show_recovery)
        bench.lock_wanted.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        self.workbench = bench
        bench.show()
        QTimer.singleShot(_LISTEN_AFTER_MS, bench, self._listen)

    def _listen(self) -> None:
        """Later starts hand their wishes over; QtNetwork is loaded once the window is there."""
        from app.ui.single_instance import InstanceServer

        wipe_left_behind()
        if self.workbench is not None and self._server is None:
            self._server = InstanceServer(self.workbench.desk, self)
            self._server.commanded.connect(self.obey)

    # Another file in the place of the desk

    def restore(self, chosen: Path) -> None:
        """Put a backup in the place of the desk that is open; that one is kept beside it."""
        from app.ui.desk.replacing import open_from_backup

        if self.workbench is None or self._is_demo():
            return
        desk, key = self.workbench.desk, self.workbench.key
        self.close_desk()
        open_from_backup(self, chosen, desk, key)

    def protect(self, wanted: "Wanted | None") -> None:
        """Write the desk anew with another passphrase, or with none; it is closed meanwhile."""
        from app.ui.desk.replacing import open_protected_anew, typed_key

        if self.workbench is None or self._is_demo():
            return
        desk, old = self.workbench.desk, self.workbench.key
        if old is not None and typed_key(self, desk, _("Change the protection")) is None:
            return
        self.close_desk()
        second = self.preferences.current.second_place(desk)
        open_protected_anew(self, desk, old=old, wanted=wanted, second=second)

    def _show_recovery(self) -> None:
        from app.ui.desk.replacing import show_recovery, typed_key

        assert self.workbench is not None
        desk = self.workbench.desk
        key = typed_key(self, desk, _("Show the recovery key"))
        if key is not None:
            show_recovery(self, desk, key)

    def _is_demo(self) -> bool:
        """The demo desk is gone when it is closed, so nothing that closes it can be done to it."""
        if self._throw_away is not None:
            self.tell(_("The demo desk is thrown away when it is closed. Make a desk of your own."))
        return self._throw_away is not None

    # Another desk in its place

    def _open_recent(self, desk: Path) -> None:
        if desk.is_file():
            self.open(desk)
        else:
            self._offer_ways_out(desk, missing(desk), desk)

    def _open_taken_over(self, taken: "TakenOver") -> None:
        from app.ui.desk.take_over_flow import tell_what_came

        if self.open(taken.desk):
            self.tell(tell_what_came(taken))

    def _ask_for_desk(self) -> None:
        desk = choose_desk(self.window)
        if desk is not None:
            self.open(desk)

    def _ask_for_new_desk(self) -> None:
        desk = choose_new_desk(self.window)
        if desk is not None:
            self.open(desk)

    def _offer_ways_out(self, desk: Path, error: UserError, damaged: Path | None) -> bool:
        """Whether a desk is open after the person heard why this one is not."""
        there = backup.backups(damaged) if damaged is not None else []
        last = backup.newest_good(desk) or there[0] if there else None
        before = self.workbench
        match choose_way_out(error, self.window, with_backup=last is not None):
            case WayOut.LAST_BACKUP if last is not None:
                from app.ui.desk.replacing import open_from_backup

                return open_from_backup(self, last.path, desk)
            case WayOut.OTHER_DESK:
                self._ask_for_desk()
                return self.workbench is not None and self.workbench is not before
        return self.workbench is not None

    def _settings_changed(self, settings: Settings) -> None:
        self.theme.set(
            scheme=settings.scheme, text_size=settings.text_size, density=settings.density
        )
        if settings.language != self._language.choice:
            self._language.speak(settings.language)
            if self.workbench is not None:
                self.workbench.rebuild()


def _qt_application() -> QApplication:
    keep_large_glyphs()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Tresen")
    application.setDesktopFileName("tresen")
    application.setQuitOnLastWindowClosed(False)
    return application
