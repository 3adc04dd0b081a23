"""One retention rule: which tickets, what happens to them, and when."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.desk import CategoryRow
from app.rules.retention import DAYS, Keeping, RetentionAction
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.wrapped_choice import WrappedChoice

WIDTH = 520
_USUAL_DAYS = 730
_YEAR = 365


class RetentionDialog(QDialog):
    """Stays until ``accept`` or ``refuse`` answers ``save_wanted``; ``keeping`` is what it says."""

    save_wanted = Signal()

    def __init__(
        self,
        rule: Keeping | None,
        categories: Sequence[CategoryRow],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Retention rule"))
        shown = rule or Keeping(None, RetentionAction.ANONYMISE, _USUAL_DAYS, contacts=True)
        self._category = QComboBox()
        self._category.addItem(_("All categories"), None)
        for category_id, name in _flat(categories):
            self._category.addItem(name, category_id)
        self._category.setCurrentIndex(max(0, self._category.findData(shown.category_id)))
        self._action = QComboBox()
        self._action.addItem(_("Anonymise: numbers, times and category stay"), "anonymise")
        self._action.addItem(_("Delete: nothing stays"), "delete")
        self._action.setCurrentIndex(self._action.findData(shown.action.value))
        self._days = with_margin(QSpinBox(), theme)
        self._days.setRange(DAYS[0], DAYS[-1])
        self._days.setValue(shown.days)
        self._days.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._years = QLabel()
        set_text_style(self._years, TextStyle.CAPTION)
        self._contacts = QCheckBox()
        self._contacts.setChecked(shown.contacts)
        self._days.valueChanged.connect(self._tell_years)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(theme.px(16))
        form.setVerticalSpacing(theme.px(8))
        form.addRow(_("&Category"), self._category)
        form.addRow(_("&What happens"), self._action)
        form.addRow(_("&Days after closing"), self._days)
        form.addRow("", self._years)
        contacts = WrappedChoice(
            self._contacts, _("C&ontacts that have no ticket left go as well"), theme
        )
        self._bar = MessageBar(theme)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.save_wanted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addLayout(form)
        for part in (contacts, self._bar, buttons):
            column.addWidget(part)
        self._rule_id = shown.id
        self._tell_years(shown.days)
        fit_to_width(self, theme.px(WIDTH))

    @property
    def keeping(self) -> Keeping:
        """The rule as it stands."""
        return Keeping(
            self._category.currentData(),
            RetentionAction(self._action.currentData()),
            self._days.value(),
            self._contacts.isChecked(),
            self._rule_id,
        )

    def refuse(self, error: Exception) -> None:
        """Say why the rule cannot be saved; the dialog stays."""
        if not isinstance(error, UserError):
            raise error
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _tell_years(self, days: int) -> None:
        """Nobody knows what 1,095 days are; what is less than half a year says itself."""
        years = round(days / _YEAR, 1)
        text = ngettext("About {n} year", "About {n} years", 1 if years == 1 else 2)
        shown = text.format(n=self.locale().toString(years, "g", 3))
        self._years.setText(shown if days >= _YEAR / 2 else "")


def _flat(rows: Sequence[CategoryRow], above: str = "") -> Iterator[tuple[int, str]]:
    for row in rows:
        name = f"{above} ▸ {row.name}" if above else row.name
        yield row.id, name
        yield from _flat(row.children, name)
