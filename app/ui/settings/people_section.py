"""The people who work here: add, change, colour, signatures, leave and come back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.queries.desk import AgentRow
from app.queries.desk import agents as read_agents
from app.services.desk import add_agent, bring_back_agent, change_agent, retire_agent
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.settings.section import SettingsSection
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.colour_row import ColourRow
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.form_scroll import FormScroll, keep_on_screen
from app.ui.widgets.message_bar import MessageBar, Severity


class PeopleSection(SettingsSection):
    """One row a person; those who left are below and can come back."""

    def __init__(self, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("People"),
            _("Who works at this desk. Tickets, answers and notes carry their name and colour."),
            theme,
        )
        self._operations = operations
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(4))
        self.column.addLayout(self._rows)
        add = Button(_("&Add a person…"), theme, icon="add")
        add.clicked.connect(self._add)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        operations.changed.connect(self._desk_changed)
        operations.agent_changed.connect(self._agent_changed)
        self._read()

    def _read(self) -> None:
        self._operations.read(read_agents, retired=True, owner=self, key="agents", done=self._show)

    def _desk_changed(self, changes: Changes) -> None:
        if "agent" in changes.tables:
            self._read()

    def _agent_changed(self, _agent_id: int | None) -> None:
        self._read()

    def _show(self, rows: Sequence[AgentRow]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row in sorted(rows, key=lambda row: not row.active):
            line = _PersonRow(row, self.theme, present=row.id == self._operations.agent_id)
            line.edit.connect(self._edit)
            line.leave.connect(self._leave)
            line.switch.connect(self._operations.use_agent)
            self._rows.addWidget(line)

    def _add(self) -> None:
        self._open(None)

    def _edit(self, row: AgentRow) -> None:
        self._open(row)

    def _open(self, row: AgentRow | None) -> None:
        dialog = PersonDialog(row, self.theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(partial(self._save, row, dialog))
        dialog.open()

    def _save(self, row: AgentRow | None, dialog: "PersonDialog") -> None:
        values = dialog.values
        label = _("Added {name}") if row is None else _("Changed {name}")
        self._operations.run(
            *((add_agent,) if row is None else (change_agent, row.id)),
            **values,
            now=utc_now(),
            label=label.format(name=values["name"]),
            owner=dialog,
            done=lambda _result: dialog.accept(),
            failed=dialog.refuse,
        )

    def _leave(self, row: AgentRow) -> None:
        if row.active:
            label = _("{name} does not work here any more").format(name=row.name)
            self._operations.run(retire_agent, row.id, now=utc_now(), label=label)
        else:
            label = _("{name} works here again").format(name=row.name)
            self._operations.run(bring_back_agent, row.id, now=utc_now(), label=label)


class _PersonRow(QWidget):
    edit = Signal(object)
    leave = Signal(object)
    switch = Signal(object)

    def __init__(self, row: AgentRow, theme: Theme, *, present: bool) -> None:
        super().__init__()
        layout = FlowLayout(self, spacing=theme.px(8))
        layout.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        layout.addWidget(_identity(row, theme, present=present))
        if row.active and not present:
            work = Button(_("Work as {name}").format(name=row.name), theme, kind=ButtonKind.QUIET)
            work.clicked.connect(lambda: self.switch.emit(row.id))
            layout.addWidget(work)
        if row.active:
            edit = Button(_("Change…"), theme, kind=ButtonKind.QUIET)
            edit.clicked.connect(lambda: self.edit.emit(row))
            layout.addWidget(edit)
        left = _("Left") if row.active else _("Bring back")
        leave = Button(left, theme, kind=ButtonKind.QUIET)
        leave.clicked.connect(lambda: self.leave.emit(row))
        layout.addWidget(leave)


def _identity(row: AgentRow, theme: Theme, *, present: bool) -> QWidget:
    """Picture, name and address; wide enough that the buttons of all rows begin alike."""
    name = QLabel(row.name + (" · " + _("you") if present else ""))
    email = ElidedLabel(row.email, mode=Qt.TextElideMode.ElideMiddle)
    set_text_style(email, TextStyle.MUTED)
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(name)
    names.addWidget(email)
    identity = QWidget()
    line = QHBoxLayout(identity)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(8))
    line.addWidget(Avatar(theme, name=row.name, colour=row.colour))
    line.addLayout(names, 1)
    identity.setMinimumWidth(theme.px(220))
    return identity


class PersonDialog(QDialog):
    """Name, address, colour and signatures of one person, in ``values``.

    Stays until ``accept`` or ``refuse`` answers ``save_wanted``.
    """

    save_wanted = Signal()

    def __init__(self, row: AgentRow | None, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(row.name if row else _("Add a person"))
        self._name = QLineEdit(row.name if row else "")
        self._email = QLineEdit(row.email if row else "")
        self._german = _signature(row.signature_de if row else "", theme)
        self._english = _signature(row.signature_en if row else "", theme)
        self._colours = ColourRow(row.colour if row else 0, theme, glyph="agent")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.px(8))
        form.setHorizontalSpacing(theme.px(16))
        form.addRow(_("&Name"), self._name)
        form.addRow(_("&Mail address"), self._email)
        form.addRow(_("Colour"), self._colours)
        form.addRow(_("Signature, &German"), self._german)
        form.addRow(_("Signature, &English"), self._english)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.save_wanted)
        buttons.rejected.connect(self.reject)
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._name.textChanged.connect(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16))
        self._bar = MessageBar(theme)
        layout.addWidget(FormScroll(form), 1)
        layout.addWidget(self._bar)
        layout.addWidget(buttons)
        keep_on_screen(self, theme.px(560))
        self._check(self._name.text())

    @property
    def values(self) -> dict[str, Any]:
        """Keyword arguments for the services."""
        return {
            "name": self._name.text().strip(),
            "email": self._email.text().strip(),
            "colour": self._colours.colour,
            "signature_de": self._german.toPlainText(),
            "signature_en": self._english.toPlainText(),
        }

    def refuse(self, error: Exception) -> None:
        """Say why the person cannot be saved; the form stays."""
        if not isinstance(error, UserError):
            raise error
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _check(self, name: str) -> None:
        self._save.setEnabled(bool(name.strip()))


def _signature(text: str, theme: Theme) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setMaximumHeight(theme.px(96))
    return field
