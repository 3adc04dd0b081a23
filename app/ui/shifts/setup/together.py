"""Who must or must not work together, and which skills each shift needs."""

from collections.abc import Callable
from datetime import datetime

from app.i18n import _
from app.queries.shifts.setup import Team, team
from app.rules.rosters.values import Pair, SkillMix
from app.services.shifts.settings import set_mixes, set_pairs
from app.ui.operations import Operations
from app.ui.shifts.setup.list_section import SetupSection
from app.ui.shifts.setup.record_table import RecordRow, RecordTable
from app.ui.shifts.setup.together_dialogs import MixDialog, PairDialog, pair_label
from app.ui.theme import Theme
from app.ui.widgets.button import Button


class TogetherSection(SetupSection):
    """Pairs above, skills below; the rules say how strict they are."""

    tables = frozenset({"roster_settings", "agent", "shift_kind"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Who works with whom"),
            _("Two who must or must not be on duty together, and skills that each shift needs."),
            operations,
            theme,
            now=now,
        )
        self._team: Team | None = None
        self.pairs: RecordTable[Pair] = RecordTable(
            [_("One"), _("Other"), _("Rule")], theme, name=_("Pairs")
        )
        self.mixes: RecordTable[SkillMix] = RecordTable(
            [_("Skill"), _("At least"), _("In")], theme, name=_("Skills")
        )
        add_pair = Button(_("&Add two people…"), theme, icon="add")
        self._remove_pair = Button(_("&Remove"), theme, icon="trash")
        add_mix = Button(_("Add a &skill…"), theme, icon="add")
        self._remove_mix = Button(_("Re&move"), theme, icon="trash")
        add_pair.clicked.connect(lambda: self.open_pair(None))
        add_mix.clicked.connect(lambda: self.open_mix(None))
        self._remove_pair.clicked.connect(self._drop_pair)
        self._remove_mix.clicked.connect(self._drop_mix)
        self.pairs.opened.connect(lambda: self.open_pair(self.pairs.chosen))
        self.mixes.opened.connect(lambda: self.open_mix(self.mixes.chosen))
        self.pairs.remove_wanted.connect(self._drop_pair)
        self.mixes.remove_wanted.connect(self._drop_mix)
        self.column.addWidget(self.pairs)
        self.add_buttons(add_pair, self._remove_pair)
        self.column.addSpacing(theme.px(16))
        self.column.addWidget(self.mixes)
        self.add_buttons(add_mix, self._remove_mix)
        self.read()

    def read(self) -> None:
        self.operations.read(team, owner=self, key="team", done=self._show)

    def open_pair(self, row: Pair | None) -> None:
        """Show the dialog for two people."""
        if self._team is None:
            return
        dialog = PairDialog(row, self._team.people, self.theme, self.window())
        others = [each for each in self.pairs.records if each is not row]
        dialog.save_wanted.connect(
            lambda: self.save(
                dialog, set_pairs, [*others, dialog.pair], label=_("Changed who works with whom")
            )
        )
        dialog.open()

    def open_mix(self, row: SkillMix | None) -> None:
        """Show the dialog for a skill."""
        if self._team is None:
            return
        dialog = MixDialog(row, self._team.kinds, self.theme, self.window())
        others = [each for each in self.mixes.records if each is not row]
        dialog.save_wanted.connect(
            lambda: self.save(
                dialog, set_mixes, [*others, dialog.mix], label=_("Changed the skills of shifts")
            )
        )
        dialog.open()

    def _drop_pair(self) -> None:
        if (chosen := self.pairs.chosen) is not None:
            others = [each for each in self.pairs.records if each is not chosen]
            self.run(set_pairs, others, label=_("Changed who works with whom"))

    def _drop_mix(self) -> None:
        if (chosen := self.mixes.chosen) is not None:
            others = [each for each in self.mixes.records if each is not chosen]
            self.run(set_mixes, others, label=_("Changed the skills of shifts"))

    def _show(self, found: Team) -> None:
        self._team = found
        settings = found.settings
        self.pairs.show_rows([self._pair_row(each) for each in settings.pairs])
        self.mixes.show_rows([self._mix_row(each) for each in settings.mixes])
        self._remove_pair.setEnabled(bool(settings.pairs))
        self._remove_mix.setEnabled(bool(settings.mixes))

    def _pair_row(self, row: Pair) -> RecordRow[Pair]:
        names = [self._team.name(int(key)) if self._team else "" for key in (row.first, row.second)]
        return RecordRow(row, row, [*names, pair_label(together=row.together)])

    def _mix_row(self, row: SkillMix) -> RecordRow[SkillMix]:
        kinds = self._team.kinds if self._team else ()
        names = [each.name for each in kinds if each.key in row.kinds]
        return RecordRow(
            row, row, [row.skill, str(row.least), ", ".join(names) or _("every shift")]
        )
