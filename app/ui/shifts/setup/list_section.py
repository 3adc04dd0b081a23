"""A subject that is a table of records with buttons to add, change and remove them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from app.storage.changes import Changes
from app.ui.operations import Operations
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.shifts.setup.record_table import RecordTable
from app.ui.theme import Theme
from app.ui.widgets.button import Button
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.subject_section import SubjectSection

Record = TypeVar("Record")

WIDE = 1040


class SetupSection(SubjectSection):
    """A subject of the shift plan; ``read`` is called at first and when its ``tables`` change."""

    tables: frozenset[str] = frozenset()

    def __init__(
        self,
        title: str,
        lead: str,
        operations: Operations,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        width: int = WIDE,
    ) -> None:
        super().__init__(title, lead, theme, width=width)
        self.operations = operations
        self.now = now
        operations.changed.connect(self._desk_changed)

    def read(self) -> None:
        """Ask the desk for what is shown."""
        raise NotImplementedError

    def run(self, operation: Callable[..., Any], *args: Any, label: str, **named: Any) -> None:
        """Do something now; a refusal is told as a toast."""
        self.operations.run(operation, *args, **named, now=self.now(), label=label)

    def save(
        self,
        dialog: FormDialog,
        operation: Callable[..., Any],
        *args: Any,
        label: str,
        **named: Any,
    ) -> None:
        """Do what a dialog says; it closes when that is done, or says why not."""
        self.operations.run(
            operation,
            *args,
            **named,
            now=self.now(),
            label=label,
            owner=dialog,
            done=lambda _result: dialog.accept(),
            failed=dialog.refuse,
        )

    def add_buttons(self, *buttons: QWidget) -> None:
        """A row of buttons that wraps where room is scarce."""
        row = QWidget()
        flow = FlowLayout(row, spacing=self.theme.px(8))
        for each in buttons:
            flow.addWidget(each)
        self.column.addWidget(row)

    def _desk_changed(self, changes: Changes) -> None:
        if self.tables & changes.tables.keys():
            self.read()


class ListSection(SetupSection, Generic[Record]):
    """``add``, ``change`` and ``remove`` are the buttons; what they do is up to the subject."""

    def __init__(
        self,
        title: str,
        lead: str,
        operations: Operations,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        columns: Sequence[str],
        numbers: Sequence[int] = (),
        texts: tuple[str, str, str],
        width: int = WIDE,
    ) -> None:
        super().__init__(title, lead, operations, theme, now=now, width=width)
        self.table: RecordTable[Record] = RecordTable(columns, theme, name=title, numbers=numbers)
        add, change, remove = texts
        self.add = Button(add, theme, icon="add")
        self.change = Button(change, theme, icon="edit")
        self.removing = Button(remove, theme, icon="trash")
        self.add.clicked.connect(lambda: self.open_form(None))
        self.change.clicked.connect(self._open_chosen)
        self.removing.clicked.connect(self._remove_chosen)
        self.table.opened.connect(self._open_chosen)
        self.table.remove_wanted.connect(self._remove_chosen)
        self.table.chosen_changed.connect(self.enable)

    def open_form(self, record: Record | None) -> None:
        """Show the dialog for a record, or for a new one."""
        raise NotImplementedError

    def remove(self, record: Record) -> None:
        """Remove a record; it can be taken back."""
        raise NotImplementedError

    def enable(self) -> None:
        """Offer what can be done with the chosen record."""
        chosen = self.table.chosen is not None
        self.change.setEnabled(chosen)
        self.removing.setEnabled(chosen)

    def _open_chosen(self) -> None:
        if (record := self.table.chosen) is not None:
            self.open_form(record)

    def _remove_chosen(self) -> None:
        if (record := self.table.chosen) is not None:
            self.remove(record)
