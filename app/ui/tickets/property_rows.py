"""The properties that are chosen from a list or a calendar, of one ticket or of several."""

from datetime import datetime, tzinfo
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.queries.shared_values import VARIOUS, Named, SharedValues, Various
from app.rules.enums import Priority, Status, label
from app.rules.short_times import ahead, due_words
from app.rules.times import echo
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.theme import TextStyle, Theme
from app.ui.ticket_marks import STATUS_ICONS, STATUS_ROLES
from app.ui.tickets.property_row import PropertyRow
from app.ui.widgets.rows_widget import paragraph


class Property(StrEnum):
    """What a row shows and asks for."""

    STATUS = "status"
    ASSIGNEE = "assignee"
    PRIORITY = "priority"
    CATEGORY = "category"
    LEVEL = "level"
    DUE = "due"
    SNOOZE = "snooze"
    CONTACT = "contact"


class PropertyRows(QWidget):
    """One row a property; the contact has one only where there are several tickets."""

    asked = Signal(object)
    """The ``Property`` that shall be changed; ``self[…]`` is the row to open beside."""

    def __init__(self, theme: Theme, *, with_contact: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: dict[Property, PropertyRow] = {}
        self._reason = paragraph("", TextStyle.CAPTION)
        self._reason.setContentsMargins(theme.px(108), 0, theme.px(6), theme.px(4))
        for each, name in _names().items():
            if each is not Property.CONTACT or with_contact:
                self._add(each, PropertyRow(name, theme))

    def __getitem__(self, which: Property) -> PropertyRow:
        return self._rows[which]

    @property
    def reason(self) -> str:
        """Why the ticket has its priority, as shown."""
        return self._reason.text()

    def show_values(self, values: SharedValues, *, reason: str = "") -> None:
        """Show everything but the times; ``reason`` explains the priority."""
        self._show_status(values.status)
        self._show_person(values.assignee)
        self._show_priority(values.priority, reason)
        self._show_named(Property.CATEGORY, values.category, _("None"))
        level = values.level
        self._show(Property.LEVEL, level if isinstance(level, Various) else label(level))
        if Property.CONTACT in self._rows:
            self._show_named(Property.CONTACT, values.contact, _("Nobody"))

    def show_times(
        self, values: SharedValues, *, now: datetime, zone: tzinfo, due: Role = Role.MUTED
    ) -> None:
        """Show due time and snooze as they stand to ``now``; ``due`` says how near it is."""
        if values.due_at is None or isinstance(values.due_at, Various):
            self._show(Property.DUE, values.due_at, none=_("None"))
        else:
            self[Property.DUE].show_value(
                due_words(values.due_at, now=now, zone=zone),
                role=Role.TEXT if due is Role.MUTED else due,
                sign=("due", due),
                tooltip=echo(values.due_at, zone=zone),
            )
        if values.snoozed_until is None or isinstance(values.snoozed_until, Various):
            self._show(Property.SNOOZE, values.snoozed_until, none=_("No"))
        else:
            self[Property.SNOOZE].show_value(
                ahead(values.snoozed_until, now=now, zone=zone),
                sign=("snooze", Role.INFO),
                tooltip=echo(values.snoozed_until, zone=zone),
            )

    def _add(self, which: Property, row: PropertyRow) -> None:
        self._rows[which] = row
        self._column.addWidget(row)
        row.clicked.connect(lambda: self.asked.emit(which))
        if which is Property.PRIORITY:
            self._column.addWidget(self._reason)

    def _show(self, which: Property, text: str | Various | None, *, none: str = "") -> None:
        """Plain words, or muted ones for a value that is missing or not the same everywhere."""
        if isinstance(text, str) and text:
            self[which].show_value(text)
        else:
            self[which].show_value(_("Various") if text is VARIOUS else none, role=Role.MUTED)

    def _show_named(self, which: Property, value: Named | Various, none: str) -> None:
        self._show(which, value if isinstance(value, Various) else value.name, none=none)

    def _show_status(self, status: Status | Various) -> None:
        if isinstance(status, Various):
            self._show(Property.STATUS, status)
            return
        sign = (STATUS_ICONS[status], STATUS_ROLES[status])
        self[Property.STATUS].show_value(label(status), sign=sign)

    def _show_person(self, assignee: Named | Various) -> None:
        if isinstance(assignee, Various):
            self._show(Property.ASSIGNEE, assignee)
            return
        nobody = assignee.id is None
        self[Property.ASSIGNEE].show_value(
            _("Nobody") if nobody else assignee.name,
            role=Role.MUTED if nobody else Role.TEXT,
            person=(assignee.name, None if nobody else assignee.colour),
        )

    def _show_priority(self, priority: Priority | Various, reason: str) -> None:
        self._reason.setText(reason.partition(": ")[2])
        self._reason.setVisible(bool(reason))
        if isinstance(priority, Various):
            self._show(Property.PRIORITY, priority)
            return
        sign = (f"priority-{priority.value}", PRIORITY_ROLES[priority])
        self[Property.PRIORITY].show_value(label(priority), sign=sign, tooltip=reason)


def _names() -> dict[Property, str]:
    """The names of the rows, from top to bottom."""
    return {
        Property.STATUS: _("Status"),
        Property.ASSIGNEE: _("Assignee"),
        Property.PRIORITY: _("Priority"),
        Property.CATEGORY: _("Category"),
        Property.LEVEL: _("Level"),
        Property.DUE: _("Due"),
        Property.SNOOZE: _("Snoozed"),
        Property.CONTACT: _("Contact"),
    }
