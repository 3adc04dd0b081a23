"""Two people who do, or do not, go together; a skill that each shift needs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from app.i18n import _
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow
from app.rules.rosters.values import Pair, SkillMix
from app.ui.shifts.setup.fields import ChoiceBox, KindToggles, PersonBox
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.theme import Theme
from app.ui.widgets.number_field import with_margin

_MOST = 99


class PairDialog(FormDialog):
    """``pair`` is what the fields say."""

    def __init__(
        self, row: Pair | None, people: Sequence[PersonRow], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(_("Two people"), theme, parent)
        self._first = PersonBox(people, int(row.first) if row else None)
        other = people[1].id if len(people) > 1 else None
        self._second = PersonBox(people, int(row.second) if row else other)
        self._together = ChoiceBox(
            [(True, pair_label(together=True)), (False, pair_label(together=False))],
            row.together if row else False,
        )
        self.form.addRow(_("&One"), self._first)
        self.form.addRow(_("&Other"), self._second)
        self.form.addRow(_("&Rule"), self._together)
        self.lay_out(width=460)

    @property
    def pair(self) -> Pair:
        """The two, and whether they must or must not work together."""
        return Pair(
            str(self._first.agent_id),
            str(self._second.agent_id),
            together=self._together.value,
        )


class MixDialog(FormDialog):
    """``mix`` is what the fields say."""

    def __init__(
        self, row: SkillMix | None, kinds: Sequence[KindRow], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(_("A skill in each shift"), theme, parent)
        self._skill = QLineEdit(row.skill if row else "")
        self._least = with_margin(QSpinBox(), theme)
        self._least.setRange(1, _MOST)
        self._least.setValue(row.least if row else 1)
        self._kinds = KindToggles(kinds, map(int, row.kinds) if row else (), theme)
        self.form.addRow(_("&Skill"), self._skill)
        self.form.addRow(_("People, at &least"), self._least)
        self.form.addRow(_("&In"), self._kinds)
        self.add_hint(_("None pressed: in every shift that is staffed."))
        self._skill.textChanged.connect(self._check)
        self._check(self._skill.text())
        self.lay_out(width=460)

    @property
    def mix(self) -> SkillMix:
        """The demand."""
        kinds = frozenset(str(each) for each in self._kinds.ids)
        return SkillMix(self._skill.text().strip(), self._least.value(), kinds)

    def _check(self, skill: str) -> None:
        self.set_complete(bool(skill.strip()))


def pair_label(*, together: bool) -> str:
    """What is demanded of two people."""
    return _("must work together") if together else _("must not work together")
