"""Filling days with the rotation of a template: for whom, in which order, from when to when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.i18n import _, ngettext, pgettext
from app.queries.shifts.people import PersonRow
from app.rules.calendar import add_months, last_of_month
from app.rules.rosters.gallery import Template
from app.ui.shifts.setup.fields import DayField
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.theme import Theme, set_style_property

_ID = Qt.ItemDataRole.UserRole
_ROWS = 8


class TemplateDialog(FormDialog):
    """``agent_ids``, ``first`` and ``last`` are what the fields say."""

    def __init__(
        self,
        template: Template,
        people: Sequence[PersonRow],
        today: date,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(template.name, theme, parent)
        month = add_months(today.replace(day=1), 1)
        self._first = DayField(month)
        self._last = DayField(last_of_month(month.year, month.month))
        self._people = QListWidget()
        self._people.setAccessibleName(_("People in the order of the rotation"))
        set_style_property(self._people, "kind", "cards")
        self._people.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for place, each in enumerate(people):
            item = QListWidgetItem(each.name)
            item.setData(_ID, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            taken = place < template.needs
            item.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
            self._people.addItem(item)
        self._people.setMaximumHeight(theme.row_height * _ROWS)
        self.form.addRow(pgettext("a day", "&From"), self._first)
        self.form.addRow(pgettext("a day", "&To"), self._last)
        self.form.addRow(_("&People"), self._people)
        needs = ngettext(
            "It takes {count} person. Drag the names into another order.",
            "It takes {count} people. Drag the names into another order.",
            template.needs,
        )
        self.add_hint(needs.format(count=template.needs))
        self.add_hint(_("Days that hold something, and days of absence, stay as they are."))
        self._people.itemChanged.connect(self._check)
        self._check()
        self.lay_out(width=520)

    @property
    def agent_ids(self) -> list[int]:
        """The people that are ticked, in their order."""
        items = [self._people.item(row) for row in range(self._people.count())]
        return [
            item.data(_ID)
            for item in items
            if item is not None and item.checkState() is Qt.CheckState.Checked
        ]

    @property
    def first(self) -> date:
        """The first day to fill."""
        return self._first.day

    @property
    def last(self) -> date:
        """The last day to fill."""
        return self._last.day

    def _check(self) -> None:
        self.set_complete(bool(self.agent_ids))
