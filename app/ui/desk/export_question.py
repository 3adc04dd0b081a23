"""What a whole export is, and whether it is to be a zip or a folder."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.wrapped_choice import WrappedChoice

_WIDTH = 520


class ExportQuestion(QDialog):
    """Accepted once the person wants to choose a place; ``as_zip`` is the answer."""

    def __init__(
        self,
        title: str,
        explanation: str,
        *,
        one_file: str,
        folder: str,
        warning: str,
        go_on: str,
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        words = QLabel(explanation)
        words.setWordWrap(True)
        self._zip = QRadioButton()
        self._folder = QRadioButton()
        # Each has a parent of its own, so they do not exclude each other by themselves.
        group = QButtonGroup(self)
        for box in (self._zip, self._folder):
            group.addButton(box)
        self._zip.setChecked(True)
        choices = (
            WrappedChoice(self._zip, one_file, theme, self),
            WrappedChoice(self._folder, folder, theme, self),
        )
        caution = QLabel(warning)
        caution.setWordWrap(True)
        caution.setVisible(bool(warning))
        set_text_style(caution, TextStyle.WARNING)
        leave = Button(_("Cancel"), theme)
        leave.clicked.connect(self.reject)
        go = Button(go_on, theme, kind=ButtonKind.PRIMARY)
        go.setDefault(True)
        go.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(go)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, theme.px(16))
        column.setSpacing(theme.px(12))
        for widget in (heading, words, *choices, caution):
            column.addWidget(widget)
        column.addSpacing(theme.px(4))
        column.addLayout(buttons)
        fit_to_width(self, theme.px(_WIDTH))

    @property
    def as_zip(self) -> bool:
        """Whether it is one file."""
        return self._zip.isChecked()


def export_question(theme: Theme, parent: QWidget, *, protected: bool) -> ExportQuestion:
    """Before a desk is exported."""
    return ExportQuestion(
        _("Export desk"),
        _(
            "Everything of this desk is written so that other programs can read it: mails as "
            "mailboxes, tables for a spreadsheet, all data as JSON, and the attached files. Tresen "
            "can make a desk of it again."
        ),
        one_file=_("One &zip file"),
        folder=_("A &folder"),
        warning=_(
            "This desk is protected, its export is not: everybody who gets it can read it. Keep it "
            "in a safe place, and delete it when it is no longer needed."
        )
        if protected
        else _("The export is not encrypted: everybody who gets it can read it."),
        go_on=_("&Choose a place…"),
        theme=theme,
        parent=parent,
    )


def take_over_question(theme: Theme, parent: QWidget | None) -> ExportQuestion:
    """Before an export is chosen to make a desk of."""
    return ExportQuestion(
        _("Take over an export"),
        _(
            "An export that was written by “Export desk” becomes a desk of its own again. It is "
            "checked first: if a file is missing or was changed, nothing is taken over."
        ),
        one_file=_("The export is one &zip file"),
        folder=_("The export is a &folder"),
        warning="",
        go_on=_("&Choose the export…"),
        theme=theme,
        parent=parent,
    )
