"""A laptop that travels: its desk is protected, locked, opened again, and always backed up."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.screens.patience import wait
from app.storage import backup, manifest, protection
from app.storage.conversion import rewrite
from app.storage.upgrade import open_desk
from app.ui.capture.window import CaptureWindow
from app.ui.desk.passphrase_dialog import PassphraseDialog
from app.ui.desk.protecting import Wanted
from app.ui.desk.recovery_dialog import RecoveryDialog
from app.ui.desk.rewrite_dialog import RewriteDialog
from app.ui.desk.unlock_dialog import UnlockDialog
from app.ui.settings.protection_section import ProtectionSection
from app.ui.tickets.composer import Composer
from tests.desk_fixtures import Desk, desk, template_desk
from tests.e2e.conftest import Person

__all__ = ["desk", "template_desk"]

SECRET = "Kaffee Stempel Regen Kran"


@pytest.fixture
def desk_file(desk: Desk) -> Path:
    """A desk with one ticket, closed."""
    desk.captured("Zauberspruch")
    desk.database.close()
    return desk.path


class Dialogs:
    """Answers each dialog that comes once, each kind in its way."""

    def __init__(self, person: Person) -> None:
        self.answers: dict[type[QDialog], Callable[[QDialog], object]] = {}
        self.answered: list[QDialog] = []
        self._timer = QTimer(person.program, interval=30)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def count(self, kind: type[QDialog]) -> int:
        """How many of a kind have been answered."""
        return sum(type(each) is kind for each in self.answered)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible() and dialog not in self.answered:
            self.answered.append(dialog)
            try:
                self.answers[type(dialog)](dialog)
            except BaseException:
                dialog.reject()  # what went wrong fails the test, which it would else keep open
                raise


def types(secret: str) -> Callable[[QDialog], object]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        dialog._secret.line.setText(secret)
        dialog._open.click()

    return act


def chooses(dialog: QDialog) -> None:
    assert isinstance(dialog, PassphraseDialog)
    dialog._first.line.setText(SECRET)
    dialog._again.line.setText(SECRET)
    dialog._do.click()


def test_protect_lock_unlock_and_take_off(person: Person, desk_file: Path) -> None:
    person.open(desk_file)
    person.act("file.backup")
    dialogs = Dialogs(person)
    noted: list[str] = []

    def notes(dialog: QDialog) -> None:
        noted.append(shown_key(dialog))
        dialog.accept()

    dialogs.answers = {
        PassphraseDialog: chooses,
        RewriteDialog: lambda _dialog: None,
        RecoveryDialog: notes,
        UnlockDialog: types(SECRET),
    }
    person.act("file.lock")  # nothing to lock yet: it leads to where a passphrase is chosen
    section(person)._protect()
    person.wait_for(lambda: noted)
    person.wait_for(lambda: person.program.workbench is not None)
    person.settle()
    assert protection.is_protected(desk_file)
    assert all(protection.is_protected(each.path) for each in backup.backups(desk_file))
    assert "Zauberspruch" in subjects(person)

    person.bench.actions["file.lock"].trigger()
    person.wait_for(lambda: dialogs.count(UnlockDialog) == 1)
    person.wait_for(lambda: person.program.workbench is not None)
    person.settle()
    assert "Zauberspruch" in subjects(person)

    person.bench._pages.show_settings("protection")
    section(person)._take_off()
    person.wait_for(lambda: not protection.is_protected(desk_file))
    person.wait_for(lambda: person.program.workbench is not None)
    person.settle()
    assert "Zauberspruch" in subjects(person)
    assert len(noted[0].replace("-", "")) == 56


def test_while_it_is_locked_nothing_of_the_desk_is_in_any_window(
    person: Person, desk_file: Path
) -> None:
    key = protection.fresh_key(SECRET)
    rewrite(desk_file, old=None, new=key)
    assert person.program.open(desk_file, key=key)
    person.settle()
    shown: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        wait(50)
        shown.append(
            [
                type(each).__name__
                for each in QApplication.topLevelWidgets()
                if each.isVisible() and each is not dialog
            ]
        )
        assert person.program.workbench is None
        types(SECRET)(dialog)

    dialogs = Dialogs(person)
    dialogs.answers = {UnlockDialog: look}
    person.bench.actions["file.lock"].trigger()
    person.wait_for(lambda: shown and person.program.workbench is not None)
    assert shown == [[]]
    assert dialogs.count(UnlockDialog) == 1


def test_beside_a_protected_desk_no_file_holds_what_a_customer_said_or_somebody_typed(
    person: Person, desk_file: Path, tmp_path: Path
) -> None:
    assert telling(tmp_path, "Zauberspruch") == {desk_file.name}, "it is found where it is"
    rewrite(desk_file, old=None, new=(key := protection.fresh_key(SECRET)))
    assert person.program.open(desk_file, key=key)
    person.settle()
    person.queue.show_view("all")
    person.settle()
    person.queue.table.go_to_row(0)
    person.settle()
    person.act("ticket.reply")
    composer = person.queue.findChild(Composer)
    assert composer is not None
    person.type("Quittungswort", composer.text)
    person.act("ticket.capture")
    window = person.bench.window.findChild(CaptureWindow)
    assert window is not None
    person.type("Halbsatz", window.form.text)
    person.act("edit.search")
    person.type("Zauberspruch", person.queue.search)
    person.act("file.backup")
    person.wait_for(lambda: backup.backups(desk_file))
    person.settle()
    assert telling(tmp_path, "Zauberspruch", "Quittungswort", "Halbsatz") == set()
    person.program.close_desk()
    assert telling(tmp_path, "Zauberspruch", "Quittungswort", "Halbsatz") == set()
    with closing(open_desk(desk_file, key=key)) as database:
        kept = database.read(
            lambda session: session.connection().exec_driver_sql("SELECT text FROM draft").all()
        )
    assert kept[0][0].startswith("Quittungswort"), "it was kept, but not in the open"


def telling(folder: Path, *words: str) -> set[str]:
    """The names of files that hold one of the words as they are."""
    marks = [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le")]
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.name for each in files if any(mark in each.read_bytes() for mark in marks)}


def test_a_wrong_passphrase_waits_longer_each_time(person: Person, desk_file: Path) -> None:
    rewrite(desk_file, old=None, new=protection.fresh_key(SECRET))
    waits: list[int] = []

    def guess(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        for _try in range(3):
            dialog._delay.seconds = 0
            dialog._secret.line.setText("wrong")
            dialog._try()
            person.wait_for(lambda: dialog._tasks.idle and dialog._delay.seconds)
            waits.append(dialog._delay.seconds)
        dialog.reject()

    dialogs = Dialogs(person)
    dialogs.answers = {UnlockDialog: guess}
    assert not person.program.open(desk_file)
    assert waits == [1, 2, 4]
    assert dialogs.count(UnlockDialog) == 1


def section(person: Person) -> ProtectionSection:
    found = person.bench.window.findChild(ProtectionSection)
    assert isinstance(found, ProtectionSection)
    return found


def shown_key(dialog: QDialog) -> str:
    assert isinstance(dialog, RecoveryDialog)
    assert dialog._key.recovery.split("-")[0] in dialog.sheet.toPlainText()
    return dialog._key.recovery


def subjects(person: Person) -> list[str]:
    return [
        row[0]
        for row in person.read(
            lambda session: session.connection().exec_driver_sql("SELECT subject FROM ticket").all()
        )
    ]


def test_backups_in_both_places_are_protected_and_stay_sound(
    person: Person, desk_file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    person.open(desk_file)
    person.bench._backups.choose_second_place(stick)
    person.act("file.backup")
    person.wait_for(lambda: backup.in_second_place(desk_file, stick))
    dialogs = Dialogs(person)
    dialogs.answers = {
        RewriteDialog: lambda _dialog: None,
        RecoveryDialog: lambda dialog: dialog.accept(),
    }
    person.program.protect(Wanted(SECRET, keep_in_keychain=False))
    person.settle()
    for each in (*backup.backups(desk_file), *backup.in_second_place(desk_file, stick)):
        assert protection.is_protected(each.path)
        assert manifest.is_unchanged(each.path)


def test_the_demo_desk_is_not_closed_to_be_protected(person: Person) -> None:
    person.program.open_demo(5)
    bench = person.bench
    person.program.protect(Wanted(SECRET, keep_in_keychain=False))
    assert person.bench is bench
    assert bench.desk.exists()
