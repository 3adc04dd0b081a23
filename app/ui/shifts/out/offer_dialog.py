"""Making an offer: whose shift, to whom, for which of theirs; who keeps the rules comes first."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.shifts.cells import assignments
from app.queries.shifts.kinds import kinds
from app.queries.shifts.people import PersonRow, planned_people
from app.queries.shifts.swap_offers import Proposal, proposals
from app.rules.rosters.effects import Verdict
from app.services.shifts.swaps import request_swap
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.shifts.out.swap_words import able_words
from app.ui.shifts.periods import near_date
from app.ui.theme import TextStyle, Theme, set_style_property
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.rows_widget import paragraph

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SIZE = (760, 480)
_AHEAD = timedelta(weeks=8)
_RULES = 2

Shifts = dict[int, list[tuple[date, str]]]


class OfferDialog(QDialog):
    """Stores the offer itself; a click on a colleague's row says to whom and for what."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        parent: QWidget,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Offer a shift"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._theme = theme
        self._now = now
        self._shifts: Shifts = {}
        self.proposals: tuple[Proposal, ...] = ()
        self.person = QComboBox()
        self.person.activated.connect(lambda _row: self._show_shifts())
        self.shift = QComboBox()
        self.shift.activated.connect(lambda _row: self._propose())
        self.note = QLineEdit()
        self.table = FactTable(_("To whom"), theme, wide=_RULES)
        self.table.currentItemChanged.connect(lambda _new, _old: self._tell())
        self._reasons = paragraph("", TextStyle.WARNING)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(_("&Offer"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        set_style_property(self.go, "kind", "primary")
        buttons.accepted.connect(self.offer)
        buttons.rejected.connect(self.reject)
        px = theme.px
        form = QFormLayout()
        form.setSpacing(px(8))
        form.addRow(_("&Who offers"), self.person)
        form.addRow(_("&Shift"), self.shift)
        form.addRow(_("&Note"), self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(12))
        column.addLayout(form)
        column.addWidget(self.table, 1)
        column.addWidget(self._reasons)
        column.addWidget(buttons)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        today = now().astimezone().date()
        operations.read(_offered, today, today + _AHEAD, owner=self, done=self._show_people)

    @property
    def reasons(self) -> str:
        """What speaks against the offer of the current row."""
        return self._reasons.text()

    def offer(self) -> None:
        """Store the offer of the chosen shift to the chosen colleague."""
        day = self.shift.currentData()
        if not isinstance(day, date):
            return
        key = self.table.current_value
        chosen = self.proposals[key] if isinstance(key, int) and key >= 0 else None
        self._operations.run(
            request_swap,
            self.person.currentData(),
            day,
            other_agent_id=chosen.person.id if chosen else None,
            other_day=chosen.day if chosen else None,
            note=self.note.text(),
            now=self._now(),
            label=_("Offered a shift of {name}").format(name=self.person.currentText()),
            owner=self,
            done=lambda _id: self.accept(),
        )

    def _show_people(self, found: tuple[tuple[PersonRow, ...], Shifts]) -> None:
        people, self._shifts = found
        for each in people:
            if self._shifts.get(each.id):
                self.person.addItem(each.name, each.id)
        mine = self.person.findData(self._operations.agent_id)
        self.person.setCurrentIndex(max(0, mine))
        self._show_shifts()

    def _show_shifts(self) -> None:
        self.shift.clear()
        for day, name in self._shifts.get(self.person.currentData(), []):
            self.shift.addItem(f"{near_date(day)}  {name}", day)
        self._propose()

    def _propose(self) -> None:
        day = self.shift.currentData()
        self.go.setEnabled(isinstance(day, date))
        if isinstance(day, date):
            self._operations.read(
                proposals,
                agent_id=self.person.currentData(),
                day=day,
                since=self._now().astimezone().date(),
                owner=self,
                key="proposals",
                done=self._show_proposals,
            )

    def _show_proposals(self, found: tuple[Proposal, ...]) -> None:
        self.proposals = found
        able = [
            each.person.name
            for each in found
            if each.day is None and each.judged.verdict is not Verdict.ILLEGAL
        ]
        anybody = [_("whoever takes it"), _("nothing"), able_words(able)]
        self.table.show_rows(
            [_("To"), _("In return"), _("Rules")],
            [anybody, *(_row(each) for each in found)],
            values=[-1, *range(len(found))],
        )
        for place, each in enumerate(found, start=1):
            if each.judged.verdict is not Verdict.LEGAL:
                role = Role.DANGER if each.judged.verdict is Verdict.ILLEGAL else Role.WARNING
                reasons = "\n".join(each.judged.reasons)
                self.table.mark(place, _RULES, self._theme.colour(role), reasons)
        self._tell()

    def _tell(self) -> None:
        """All that speaks against the offer of the current row."""
        key = self.table.current_value
        chosen = self.proposals[key] if isinstance(key, int) and key >= 0 else None
        reasons = chosen.judged.reasons if chosen is not None else ()
        self._reasons.setText("\n".join(reasons))


def _offered(session: "Session", first: date, last: date) -> tuple[tuple[PersonRow, ...], Shifts]:
    """The people, and their shifts from a day on."""
    names = {each.key: each.name for each in kinds(session)}
    shifts = {
        int(person): [(day, names.get(kind, "")) for day, kind in row.items()]
        for person, row in assignments(session, first, last).items()
    }
    return planned_people(session), shifts


def _row(proposal: Proposal) -> list[str]:
    back = _("nothing")
    if proposal.day is not None:
        back = f"{near_date(proposal.day)}, {proposal.shift}"
    judged = proposal.judged
    rules = judged.reasons[0] if judged.reasons else _("keeps all rules")
    return [proposal.person.name, back, rules]
