"""The people who work here: add, change, switch to, leave and come back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.desk import AgentRow
from app.queries.desk import agents as read_agents
from app.rules.roles import Right, has, role_label
from app.services.desk import add_agent, bring_back_agent, change_agent, retire_agent
from app.services.roles import set_pin, set_role
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.desk.agent_switch import AgentSwitch
from app.ui.operations import Operations
from app.ui.rights import with_right
from app.ui.settings.person_dialog import PersonDialog, PersonWanted
from app.ui.settings.section import SettingsSection
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.flow_layout import FlowLayout


class PeopleSection(SettingsSection):
    """One row a person; those who left are below and can come back."""

    def __init__(self, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("People"),
            _("Who works at this desk. Tickets, answers and notes carry their name and colour."),
            theme,
        )
        self._operations = operations
        self._people: Sequence[AgentRow] = ()
        self._switch = AgentSwitch(operations, theme, self)
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
        self._people = rows
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row in sorted(rows, key=lambda row: not row.active):
            line = _PersonRow(row, self.theme, present=self._is_present(row))
            line.edit.connect(self.open)
            line.leave.connect(self._leave)
            line.switch.connect(self._switch.to)
            self._rows.addWidget(line)

    def _add(self) -> None:
        with_right(self._operations, Right.MANAGE_PEOPLE, partial(self.open, None), owner=self)

    def open(self, row: AgentRow | None) -> None:
        present = next((each for each in self._people if self._is_present(each)), None)
        dialog = PersonDialog(
            row,
            self.theme,
            self,
            gives_roles=present is None or has(present.role, Right.MANAGE_PEOPLE),
            own=row is not None and self._is_present(row),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(partial(self._save, row, dialog))
        dialog.open()

    def _is_present(self, row: AgentRow) -> bool:
        return row.id == self._operations.agent_id

    def _save(self, row: AgentRow | None, dialog: PersonDialog) -> None:
        wanted = dialog.wanted
        label = _("Added {name}") if row is None else _("Changed {name}")
        self._operations.run(
            *((add_agent,) if row is None else (change_agent, row.id)),
            **wanted.values,
            now=utc_now(),
            label=label.format(name=wanted.values["name"]),
            owner=dialog,
            done=lambda added: self._save_rest(row.id if row else added, wanted, dialog),
            failed=dialog.refuse,
        )

    def _save_rest(self, subject_id: int, wanted: PersonWanted, dialog: PersonDialog) -> None:
        """Role and PIN are acts of their own, for neither can be undone."""
        name = wanted.values["name"]
        dialog.accept()
        if wanted.role is not None:
            label = _("Changed the role of {name}").format(name=name)
            self._operations.run(set_role, subject_id, wanted.role, now=utc_now(), label=label)
        if wanted.pin is not None:
            label = _("Changed the PIN of {name}").format(name=name)
            self._operations.run(
                set_pin, subject_id, wanted.pin, now=utc_now(), label=label, done=self._pin_saved
            )

    def _pin_saved(self, _none: None) -> None:
        self._read()

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
            work.clicked.connect(lambda: self.switch.emit(row))
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
    marks = [role_label(row.role), _("PIN")] if row.has_pin else [role_label(row.role)]
    email = ElidedLabel(
        " · ".join(filter(None, [*marks, row.email])), mode=Qt.TextElideMode.ElideMiddle
    )
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
