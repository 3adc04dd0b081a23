"""The set-up of the plan in a shown window, on a desk of three with the usual kinds of shifts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.operations import Operations
from app.ui.shifts.setup.panel import SetupPanel
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import with_kinds, with_people

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)


@dataclass
class SetupDesk:
    """The panel and what it stands on; ``told`` are refusals in toasts."""

    panel: SetupPanel
    desk: Desk
    operations: Operations
    ids: Mapping[str, int]
    people: list[int]
    settled: Callable[[], None]
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.operations.refused.connect(lambda error: self.told.append(str(error)))

    def section(self, name: str, kind: type[W]) -> W:
        """Show a subject and return it."""
        self.panel.show_section(name)
        self.settled()
        return self.panel.findChildren(kind)[-1]

    def press(self, widget: QWidget, text: str) -> None:
        """Press the first button with this text and wait for what it does."""
        buttons = widget.findChildren(QPushButton)
        next(each for each in buttons if each.text().replace("&", "") == text).click()
        self.settled()

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def save(self, dialog: QDialog) -> None:
        """Press *Save* and wait."""
        (buttons,) = dialog.findChildren(QDialogButtonBox)
        buttons.button(QDialogButtonBox.StandardButton.Save).click()
        self.settled()

    def undo(self) -> None:
        """Take the last step back and wait."""
        self.operations.undo()
        self.settled()


def fill(dialog: QDialog, label: str, value: object) -> None:
    """Set the field beside a label to a text, number, day, time, or the choice of that name."""
    field = _field(dialog, label)
    match field, value:
        case QComboBox(), str():
            place = field.findText(value)
            assert place >= 0, [field.itemText(n) for n in range(field.count())]
            field.setCurrentIndex(place)
            field.activated.emit(place)
        case QDateEdit(), (int(year), int(month), int(day)):
            field.setDate(QDate(year, month, day))
        case QSpinBox(), int():
            field.setValue(value)
        case QDoubleSpinBox(), float():
            field.setValue(value)
        case QTimeEdit(), (int(hours), int(minutes)):
            field.setTime(QTime(hours, minutes))
        case QLineEdit(), str():
            field.setText(value)
        case _:
            raise AssertionError(f"{label}: {field} takes no {value!r}")


def _field(dialog: QDialog, label: str) -> QWidget:
    labels = [each for each in dialog.findChildren(QLabel) if each.buddy() is not None]
    found = [each.buddy() for each in labels if each.text().replace("&", "") == label]
    assert found, [each.text() for each in labels]
    buddy = found[0]
    assert isinstance(buddy, QWidget)
    return buddy


def texts(table: QTableWidget) -> list[list[str]]:
    """What a table says, row by row."""
    rows = range(table.rowCount())
    columns = range(table.columnCount())
    items = [[table.item(row, column) for column in columns] for row in rows]
    return [["" if item is None else item.text() for item in row] for row in items]


def key(widget: QWidget, which: Qt.Key) -> None:
    """Press a key in a widget."""
    QTest.keyClick(widget, which)


@pytest.fixture
def setup(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, settled: Callable[[], None]
) -> Iterator[SetupDesk]:
    """Kim, Ana and Ben; Früh, Spät and Nacht."""
    ids = with_kinds(desk)
    people = [desk.kim, *with_people(desk, "Ana Adam", "Ben Berg")]
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    panel = SetupPanel(operations, theme, now=desk.clock)
    qtbot.addWidget(panel)
    panel.resize(1216, 720)
    panel.show()
    settled()
    yield SetupDesk(panel, desk, operations, ids, people, settled)
    settled()
