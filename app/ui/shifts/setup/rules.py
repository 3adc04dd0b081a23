"""The rules a desk plans by: which law, what is permitted, how strict each rule is."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLabel, QLineEdit

from app.i18n import _
from app.queries.shifts.rules import RosterSettings, roster_settings
from app.rules.rosters.law_austria import AUSTRIA
from app.rules.rosters.law_germany import GERMANY
from app.rules.rosters.law_switzerland import SWITZERLAND
from app.rules.rosters.presets import EU, PRESETS
from app.rules.rosters.rule import Applies, Rule, Strength
from app.rules.rosters.values import Permission
from app.rules.rosters.wording import Check
from app.services.shifts.rules import change_rule, choose_law, reset_rule
from app.services.shifts.settings import set_permission
from app.ui.operations import Operations
from app.ui.shifts.setup.fields import ChoiceBox
from app.ui.shifts.setup.list_section import SetupSection
from app.ui.shifts.setup.record_table import RecordRow, RecordTable
from app.ui.shifts.setup.rule_dialog import MACHINE_WEIGHS, RuleDialog, strength_label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button
from app.ui.widgets.message_bar import MessageBar, Severity


class RulesSection(SetupSection):
    """One row a rule with its sentence, source and strictness."""

    tables = frozenset({"roster_settings", "desk"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Rules"),
            _("Checked while you type, and kept by the machine. Each of them can be changed."),
            operations,
            theme,
            now=now,
        )
        advice = MessageBar(theme, closable=False)
        advice.show_message(
            _("These rules help to plan. They do not replace legal advice."),
            severity=Severity.WARNING,
        )
        self._law = ChoiceBox([(key, law_name(key)) for key in PRESETS])
        self._law.activated.connect(self._choose_law)
        self._sundays, self._nights = QLineEdit(), QLineEdit()
        self._nights.setPlaceholderText(_("No permit"))
        for field in (self._sundays, self._nights):
            field.editingFinished.connect(self._save_permission)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        set_text_style(self._notes, TextStyle.CAPTION)
        self.table: RecordTable[Rule] = RecordTable(
            [_("Rule"), _("Strictness"), _("Source")],
            theme,
            name=_("Rules"),
            stretched=0,
        )
        self._change = Button(_("&Change…"), theme, icon="edit")
        self._off = Button(_("S&witch off"), theme, icon="eye-off")
        self._reset = Button(_("&Put back"), theme, icon="undo")
        self._change.clicked.connect(self._open_chosen)
        self._off.clicked.connect(self._switch_off)
        self._reset.clicked.connect(self._put_back)
        self.table.opened.connect(self._open_chosen)
        self.table.chosen_changed.connect(self._enable)
        self._settings: RosterSettings | None = None
        self.column.addWidget(advice)
        form = self.add_form()
        form.addRow(_("&Law"), self._law)
        form.addRow(_("Sunday work is permitted &because"), self._sundays)
        form.addRow(_("&Night work is permitted because"), self._nights)
        self.column.addWidget(self.table)
        self.add_buttons(self._change, self._off, self._reset)
        self.column.addWidget(self._notes)
        self.read()

    def read(self) -> None:
        self.operations.read(roster_settings, owner=self, key="settings", done=self._show)

    def open_form(self, rule: Rule) -> None:
        """Show a rule, to change it."""
        dialog = RuleDialog(rule, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._save(rule, dialog))
        dialog.open()

    def _save(self, rule: Rule, dialog: RuleDialog) -> None:
        self.save(
            dialog,
            change_rule,
            rule.key,
            strength=dialog.strength,
            weight=dialog.weight,
            numbers=dialog.numbers,
            label=_("Changed the rule “{rule}”").format(rule=rule.sentence),
        )

    def _show(self, found: RosterSettings) -> None:
        self._settings = found
        self._law.choose(found.law)
        self._sundays.setText(found.permission.sundays)
        self._nights.setText(found.permission.nights)
        law = PRESETS.get(found.law, EU)
        self._sundays.setPlaceholderText(_sunday_example(law.key))
        self._notes.setText("\n".join(_(note) for note in law.notes))
        self.table.show_rows([self._row(each) for each in found.rules.rules])
        self._enable()

    def _row(self, rule: Rule) -> RecordRow[Rule]:
        strictness = strength_label(rule.strength)
        if rule.strength is Strength.SOFT and rule.check is Check.WISHES:
            strictness = _("{strictness}, by own weights").format(strictness=strictness)
        elif rule.strength is Strength.SOFT and rule.check not in MACHINE_WEIGHS:
            strictness = _("{strictness}, only marked").format(strictness=strictness)
        elif rule.strength is Strength.SOFT:
            strictness = _("{strictness}, weight {weight}").format(
                strictness=strictness, weight=rule.weight
            )
        if self._settings and rule.key in self._settings.rule_changes:
            strictness = _("{strictness} (changed)").format(strictness=strictness)
        source = rule.source or _("house rule")
        if whom := _whom(rule.applies):
            source = _("{source}, {whom}").format(source=source, whom=whom)
        texts = [rule.sentence, strictness, source]
        return RecordRow(rule, rule.key, texts, muted=rule.strength is Strength.OFF)

    def _enable(self) -> None:
        rule = self.table.chosen
        changed = self._settings.rule_changes if self._settings else {}
        self._change.setEnabled(rule is not None)
        self._off.setEnabled(rule is not None and rule.strength is not Strength.OFF)
        self._reset.setEnabled(rule is not None and rule.key in changed)

    def _choose_law(self) -> None:
        key = self._law.value
        self.run(choose_law, key, label=_("Plan by {law}").format(law=law_name(key)))

    def _save_permission(self) -> None:
        wanted = Permission(self._sundays.text().strip(), self._nights.text().strip())
        if self._settings is not None and wanted != self._settings.permission:
            self.run(set_permission, wanted, label=_("Changed what work is permitted"))

    def _open_chosen(self) -> None:
        if (rule := self.table.chosen) is not None:
            self.open_form(rule)

    def _switch_off(self) -> None:
        if (rule := self.table.chosen) is not None:
            label = _("Switched off the rule “{rule}”").format(rule=rule.sentence)
            self.run(change_rule, rule.key, strength=Strength.OFF, label=label)

    def _put_back(self) -> None:
        if (rule := self.table.chosen) is not None:
            label = _("Put back the rule “{rule}”").format(rule=rule.sentence)
            self.run(reset_rule, rule.key, label=label)


def law_name(key: str) -> str:
    """What a preset is called."""
    return {
        GERMANY.key: _("Germany (ArbZG, JArbSchG, MuSchG)"),
        AUSTRIA.key: _("Austria (AZG, ARG, KJBG, MSchG)"),
        SWITZERLAND.key: _("Switzerland (ArG)"),
        EU.key: _("European Union (2003/88/EC) only"),
    }[key]


def _sunday_example(law: str) -> str:
    """What an empty line means, and what could stand there."""
    if law == GERMANY.key:
        return _("Not permitted. For example: § 10 (1) no. 14, data networks and computers")
    return _("Not permitted")


def _whom(applies: Applies) -> str:
    """Whom a rule is for, where it is not for everybody."""
    return {
        Applies.ALL: "",
        Applies.ADULTS: "",
        Applies.YOUTH: _("under 18"),
        Applies.PROTECTED: _("protected people"),
    }[applies]
