"""One rule: how strict it is here, what it weighs, its numbers."""

from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from app.i18n import _
from app.planning.duty.costs import WEIGHED
from app.rules.rosters.rule import Rule, Strength
from app.rules.rosters.wording import Check
from app.ui.shifts.setup.fields import ChoiceBox
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.shifts.setup.number_words import number_field, number_label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.number_field import with_margin

_HEAVIEST = 100
MACHINE_WEIGHS = WEIGHED | {Check.AGREEMENTS, Check.WISHES}
"""What the machine weighs while it is soft; wishes it is told of apart from the rules."""


class RuleDialog(FormDialog):
    """``strength``, ``weight`` and ``numbers`` are what the fields say."""

    def __init__(self, rule: Rule, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("A rule"), theme, parent)
        sentence = QLabel(rule.sentence)
        sentence.setWordWrap(True)
        sentence.setFont(theme.font(bold=True))
        self.form.addRow(sentence)
        if rule.source:
            source = QLabel(rule.source)
            set_text_style(source, TextStyle.MUTED)
            self.form.addRow(source)
        self._strength = ChoiceBox(
            [(each, strength_label(each)) for each in Strength], rule.strength
        )
        self._weight = with_margin(QSpinBox(), theme)
        self._weight.setRange(1, _HEAVIEST)
        self._weight.setValue(rule.weight)
        self._strength.currentIndexChanged.connect(self._enable)
        self.form.addRow(_("&Strictness"), self._strength)
        self.form.addRow(_("&Weight"), self._weight)
        self._weighed = rule.check in MACHINE_WEIGHS
        self._hint = QLabel(
            _("The machine does not weigh this rule. Where a plan breaks it, it is marked.")
        )
        self._hint.setWordWrap(True)
        set_text_style(self._hint, TextStyle.CAPTION)
        self.form.addRow(self._hint)
        self._fields = {
            name: number_field(name, value, theme) for name, value in rule.numbers.items()
        }
        for name, (field, _reading) in self._fields.items():
            label = number_label(name, rule.check)
            field.setAccessibleName(label)
            self.form.addRow(label, field)
        self._enable()
        self.lay_out(width=520)

    @property
    def strength(self) -> Strength:
        """How strict the rule is here."""
        return self._strength.value

    @property
    def weight(self) -> int:
        """What it costs to break it while it is soft."""
        return self._weight.value()

    @property
    def numbers(self) -> dict[str, int]:
        """All its numbers."""
        return {name: reading() for name, (_field, reading) in self._fields.items()}

    def _enable(self) -> None:
        soft = self.strength is Strength.SOFT
        self._weight.setEnabled(soft and self._weighed)
        self.form.setRowVisible(self._hint, soft and not self._weighed)


def strength_label(strength: Strength) -> str:
    """The words for how strict a rule is."""
    return {
        Strength.HARD: _("must be kept"),
        Strength.SOFT: _("should be kept"),
        Strength.OFF: _("not checked"),
    }[strength]
