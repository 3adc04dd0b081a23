"""One absence: who, from when to when, why."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import _, pgettext
from app.queries.shifts.cells import AbsenceRow
from app.queries.shifts.people import PersonRow
from app.rules.rosters.labels import absence_label, part_label
from app.rules.rosters.values import AbsenceKind, DayPart
from app.ui.shifts.setup.fields import ChoiceBox, DayField, PersonBox
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.theme import Theme


class AbsenceDialog(FormDialog):
    """``agent_id`` is who is away, ``values`` the rest."""

    def __init__(
        self,
        row: AbsenceRow | None,
        people: Sequence[PersonRow],
        today: date,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(_("Absence"), theme, parent)
        shown = row.absence if row else None
        self._person = PersonBox(people, row.agent_id if row else None)
        self._person.setEnabled(row is None)
        self._kind = ChoiceBox(
            [(each, absence_label(each)) for each in AbsenceKind],
            shown.kind if shown else AbsenceKind.VACATION,
        )
        self._first = DayField(shown.first if shown else today)
        self._last = DayField(shown.last if shown else today)
        self._part = ChoiceBox(
            [(each, part_label(each)) for each in DayPart],
            shown.part if shown else DayPart.WHOLE,
        )
        self._comment = QLineEdit(row.comment if row else "")
        self.form.addRow(_("&Who"), self._person)
        self.form.addRow(_("&Reason"), self._kind)
        self.form.addRow(pgettext("a day", "&From"), self._first)
        self.form.addRow(pgettext("a day", "&To"), self._last)
        self.form.addRow(_("&Part of each day"), self._part)
        self.form.addRow(_("&Comment"), self._comment)
        self._first.dateChanged.connect(self._move_last)
        self.lay_out(width=480)

    @property
    def agent_id(self) -> int:
        """Who is away."""
        return self._person.agent_id

    @property
    def name(self) -> str:
        """What that person is called."""
        return self._person.currentText()

    @property
    def values(self) -> dict[str, Any]:
        """Keyword arguments for the services."""
        return {
            "first": self._first.day,
            "last": self._last.day,
            "kind": self._kind.value,
            "part": self._part.value,
            "comment": self._comment.text(),
        }

    def _move_last(self) -> None:
        """An absence that would end before it begins ends on its first day."""
        if self._last.day < self._first.day:
            self._last.setDate(self._first.date())
