"""The running program: one Qt application, one desk at a time, from its start to its end."""

import gc
import getpass
import shutil
import sys
import tempfile
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTimeZone, QTranslator
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox

from app import i18n, paths
from app.errors import UserError
from app.i18n import _
from app.queries.desk import is_set_up
from app.settings import Settings, SettingsFile, interface_language
from app.storage import backup
from app.storage.connection import fits
from app.storage.database import Database, utc_now
from app.storage.protection import Key, is_protected
from app.storage.unfinished import sweep
from app.storage.upgrade import create, is_empty_file, make_folder_for, missing, open_desk
from app.ui.errors import ErrorReporter
from app.ui.large_glyphs import keep_large_glyphs
from app.ui.lock import DeskLock, is_locked
from app.ui.opened_files import wipe_left_behind
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from app.workbench import Workbench

if TYPE_CHECKING:
    from app.services.desk_import import TakenOver
    from app.ui.desk.protecting import Wanted
    from app.ui.single_instance import Command, InstanceServer

NOT_OPENED, DESK_OPEN_ELSEWHERE = 1, 3
DEMO_SIZE = 300
_LISTEN_AFTER_MS = 300


class Program(QObject):
    """Opens a desk with its window, and another one instead when the person asks for it."""

    def __init__(self) -> None:
        self.application = _qt_application()
        super().__init__(self.application)
        self.preferences = Preferences(SettingsFile(paths.settings_file()), self)
        settings = self.preferences.current
        self._language = settings.language
        self._qt_texts = QTranslator(self.application)
        self._speak(settings.language)
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
            self.theme, tell=self._tell, parent_window=self._window, parent=self
        )
        self.preferences.changed.connect(self._settings_changed)

    # Start and end

    def run(self, wanted: Namespace) -> int:
        """Open what the command line asked for and stay until the window is closed."""
        self._errors.install()
        try:
            code = self._start(wanted)
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
            database = self._opened_or_made(desk, locked=locked, key=key)
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

    def _start(self, wanted: Namespace) -> int | None:
        last = self.preferences.current.last_desk
        if wanted.demo or wanted.demo_size is not None:
            self.open_demo(wanted.demo_size or DEMO_SIZE)
        else:
            desk = self._first_desk(wanted.desk)
            if is_locked(desk) and _handed_over(desk, wanted):
                return 0
            if not self.open(desk):
                return DESK_OPEN_ELSEWHERE if is_locked(desk) else NOT_OPENED
            if wanted.desk is None and last and Path(last) != desk:
                self._tell(str(missing(Path(last))))
        if wanted.capture and self.workbench is not None:
            self.workbench.capture()
        if wanted.palette and self.workbench is not None:
            self.workbench.show_outside_palette()
        return None

    def _first_desk(self, named: Path | None) -> Path:
        if named is not None:
            return named.absolute()
        last = self.preferences.current.last_desk
        return Path(last) if last and Path(last).is_file() else paths.default_desk()

    def _opened_or_made(self, desk: Path, *, locked: bool, key: Key | None) -> Database | None:
        """The desk; None if it is protected and the person did not open it."""
        if is_protected(desk):
            from app.ui.desk.unlock_dialog import unlocked

            found = open_desk(desk, key=key) if key else unlocked(desk, self.theme, locked=locked)
            if found is None:
                return None
            database = found
        elif desk.exists() and not is_empty_file(desk):
            database = open_desk(desk)
        else:
            desk.unlink(missing_ok=True)
            database = create(desk)
        try:
            while not database.read(is_set_up):
                database = self._first_start(database)
        except UserError:
            database.close()
            raise
        return database

    def _first_start(self, database: Database) -> Database:
        """Set the desk up, or put an export in its place: it is opened anew then."""
        from app.services.desk import set_up
        from app.ui.desk.first_start import FirstStartDialog

        dialog = FirstStartDialog(self.theme, person=_person())
        dialog.language_chosen.connect(lambda language: self.preferences.update(language=language))
        if dialog.exec() == FirstStartDialog.TAKE_OVER:
            from app.ui.desk.take_over_flow import take_over_first

            database.close()
            take_over_first(database.path, self.theme)
            return open_desk(database.path)
        answers = dialog.answers
        database.execute(
            set_up,
            name=answers.name,
            language=answers.language,
            country=answers.country,
            state=answers.state,
            zone=bytes(QTimeZone.systemTimeZoneId().data()).decode(),
            agent_name=answers.agent_name or _("Me"),
            agent_email=answers.agent_email,
            own_addresses=answers.own_addresses,
            now=database.clock(),
            label=_("Set up the desk"),
            agent_id=None,
        )
        return database

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
            self._server.commanded.connect(self._commanded)

    # What the person asks for

    def restore(self, chosen: Path) -> None:
        """Put a backup in the place of the desk that is open; that one is kept beside it."""
        if self.workbench is None or self._is_demo():
            return
        desk, key = self.workbench.desk, self.workbench.key
        self.close_desk()
        self._opened_from_backup(chosen, desk, key)

    def _opened_from_backup(self, chosen: Path, desk: Path, key: Key | None = None) -> bool:
        """Whether the desk is open afterwards, from the backup or, if that failed, as it was.

        ``key`` is that of the desk; a backup from before it was changed asks for its own.
        """
        own = key
        if is_protected(chosen) and not fits(chosen, own):
            from app.ui.desk.unlock_dialog import key_typed_for

            own = key_typed_for(chosen, self.theme, title=_("Restore a backup"), parent=None)
            if own is None:
                return self.open(desk, key=key)
        try:
            aside = _restored(chosen, desk, own)
        except UserError as error:
            QMessageBox.warning(None, _("Restore a backup"), str(error))
            return self.open(desk, key=key)
        if not self.open(desk, key=own):
            return False
        self._tell(_("Restored. The desk as it was is kept as “{name}”.").format(name=aside.name))
        return True

    def protect(self, wanted: "Wanted | None") -> None:
        """Write the desk anew with another passphrase, or with none; it is closed meanwhile."""
        from app.ui.desk.protecting import protected_anew, tell_what_was_left

        if self.workbench is None or self._is_demo():
            return
        desk, old = self.workbench.desk, self.workbench.key
        if old is not None and self._typed_key(_("Change the protection")) is None:
            return
        self.close_desk()
        lock = DeskLock(desk)
        lock.acquire()
        try:
            done = protected_anew(
                desk,
                self.theme,
                old=old,
                wanted=wanted,
                second=self.preferences.current.second_place(desk),
            )
        finally:
            lock.release()
        self.open(desk, key=done.key if done is not None else old)
        if done is not None:
            self._tell(tell_what_was_left(done))
            if done.key is not None:
                self._show_recovery_of(done.key)

    def _is_demo(self) -> bool:
        """The demo desk is gone when it is closed, so nothing that closes it can be done to it."""
        if self._throw_away is not None:
            self._tell(
                _("The demo desk is thrown away when it is closed. Make a desk of your own.")
            )
        return self._throw_away is not None

    def _show_recovery(self) -> None:
        key = self._typed_key(_("Show the recovery key"))
        if key is not None:
            self._show_recovery_of(key)

    def _show_recovery_of(self, key: Key) -> None:
        from app.ui.desk.recovery_dialog import RecoveryDialog

        assert self.workbench is not None
        dialog = RecoveryDialog(self.workbench.desk, key, self.theme, self._window())
        dialog.exec()
        dialog.deleteLater()

    def _typed_key(self, title: str) -> Key | None:
        """The key of the open desk, typed again: who passes by must not change its protection."""
        from app.ui.desk.unlock_dialog import key_typed_for

        assert self.workbench is not None
        return key_typed_for(self.workbench.desk, self.theme, title=title, parent=self._window())

    def _open_recent(self, desk: Path) -> None:
        if desk.is_file():
            self.open(desk)
        else:
            self._offer_ways_out(desk, missing(desk), desk)

    def _open_taken_over(self, taken: "TakenOver") -> None:
        from app.ui.desk.take_over_flow import tell_what_came

        if self.open(taken.desk):
            self._tell(tell_what_came(taken))

    def _ask_for_desk(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self._window(), _("Open desk"), str(paths.data_folder()), _desk_filter()
        )
        if name:
            self.open(Path(name))

    def _ask_for_new_desk(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self._window(), _("New desk"), str(paths.data_folder() / "desk.desk"), _desk_filter()
        )
        if name:
            path = Path(name)
            self.open(path if path.suffix else path.with_suffix(".desk"))

    def _commanded(self, command: "Command") -> None:
        from app.ui.single_instance import Wish

        if self.workbench is None:
            return
        if command.wish is Wish.CAPTURE:
            self.workbench.capture()
            return
        if command.wish is Wish.PALETTE:
            self.workbench.show_outside_palette()
            return
        self.workbench.window.bring_to_front()
        if command.wish is Wish.OPEN:
            self.workbench.import_paths(command.paths)

    # What went wrong

    def _offer_ways_out(self, desk: Path, error: UserError, damaged: Path | None) -> bool:
        box = QMessageBox(QMessageBox.Icon.Warning, "Tresen", str(error), parent=self._window())
        other = box.addButton(_("Open another desk…"), QMessageBox.ButtonRole.ActionRole)
        restore = None
        there = backup.backups(damaged) if damaged is not None else []
        last = backup.newest_good(desk) or there[0] if there else None
        if last is not None:
            restore = box.addButton(_("Restore the last backup"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if last is not None and box.clickedButton() is restore:
            return self._opened_from_backup(last.path, desk)
        if box.clickedButton() is other:
            before = self.workbench
            self._ask_for_desk()
            return self.workbench is not None and self.workbench is not before
        return self.workbench is not None

    def _tell(self, text: str) -> None:
        if self.workbench is not None:
            self.workbench.window.toasts.tell(text)
        else:
            QMessageBox.warning(None, "Tresen", text)

    def _window(self) -> QMainWindow | None:
        return self.workbench.window if self.workbench is not None else None

    # Settings

    def _settings_changed(self, settings: Settings) -> None:
        self.theme.set(
            scheme=settings.scheme, text_size=settings.text_size, density=settings.density
        )
        if settings.language != self._language:
            self._speak(settings.language)
            if self.workbench is not None:
                self.workbench.rebuild()

    def _speak(self, choice: str) -> None:
        self._language = choice
        language = interface_language(choice, QLocale.system().uiLanguages())
        i18n.set_language(language)
        self.application.removeTranslator(self._qt_texts)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_texts.load(QLocale(language), "qtbase", "_", folder):
            self.application.installTranslator(self._qt_texts)
        QLocale.setDefault(QLocale(language) if choice != "system" else QLocale.system())


def _restored(chosen: Path, desk: Path, key: Key | None) -> Path:
    """Restore while no other program can open the desk; where it was put aside as it was."""
    lock = DeskLock(desk)
    lock.acquire()
    try:
        return backup.restore(chosen, desk, utc_now(), key=key)
    finally:
        lock.release()


def _qt_application() -> QApplication:
    keep_large_glyphs()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Tresen")
    application.setDesktopFileName("tresen")
    application.setQuitOnLastWindowClosed(False)
    return application


def _handed_over(desk: Path, wanted: Namespace) -> bool:
    """Whether the program that has the desk open took over what this start was for."""
    from app.ui.single_instance import Command, Wish, hand_over

    wish = Wish.CAPTURE if wanted.capture else Wish.PALETTE if wanted.palette else Wish.SHOW
    return hand_over(desk, Command(wish))


def _person() -> str:
    """Who is logged in, as far as the system tells."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser().title()
    return ""


def _desk_filter() -> str:
    return _("Desks (*.desk);;All files (*)")
