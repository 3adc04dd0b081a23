"""A dialog of labelled fields that stays open until what it says was stored or taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.calm_wheel import CalmWheel
from app.ui.widgets.form_scroll import FormScroll, keep_on_screen
from app.ui.widgets.message_bar import MessageBar, Severity

_WIDTH = 580


class FormDialog(QDialog):
    """Fill ``form``, then call ``lay_out``. ``accept`` or ``refuse`` answers ``save_wanted``."""

    save_wanted = Signal()

    def __init__(self, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theme = theme
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(theme.px(8))
        self.form.setHorizontalSpacing(theme.px(16))
        self._bar = MessageBar(theme)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.save_wanted)
        self._buttons.rejected.connect(self.reject)

    def add_heading(self, text: str) -> None:
        """Begin another group of fields."""
        heading = QLabel(text)
        heading.setFont(self.theme.font(bold=True))
        heading.setContentsMargins(0, self.theme.px(8), 0, 0)
        self.form.addRow(heading)

    def add_hint(self, text: str) -> None:
        """A small explanation below the last field."""
        hint = QLabel(text)
        hint.setWordWrap(True)
        set_text_style(hint, TextStyle.CAPTION)
        self.form.addRow("", hint)

    def lay_out(self, *, width: int = _WIDTH) -> None:
        """Put the dialog together, as large as its fields need."""
        column = QVBoxLayout(self)
        px = self.theme.px
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(FormScroll(self.form), 1)
        column.addWidget(self._bar)
        column.addWidget(self._buttons)
        CalmWheel(self)
        keep_on_screen(self, px(width))

    def set_complete(self, complete: bool) -> None:
        """Whether there is enough to be saved."""
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(complete)

    def refuse(self, error: Exception) -> None:
        """Say why it cannot be saved; the form stays."""
        if not isinstance(error, UserError):
            raise error
        self._bar.show_message(str(error), severity=Severity.ERROR)
