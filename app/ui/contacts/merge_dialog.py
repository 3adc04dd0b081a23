"""Which of several contacts stays when they become one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.contacts import ContactRow
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.wrapped_choice import WrappedChoice


class MergeDialog(QDialog):
    """``kept`` is the id of the contact that takes over addresses, phones and tickets."""

    told_apart = Signal()
    """They are different people; only offered where it was the program that suspected them."""

    def __init__(
        self, rows: Sequence[ContactRow], theme: Theme, parent: QWidget, *, suspected: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Merge contacts"))
        lead = QLabel(
            _(
                "The contact you choose stays and takes over the addresses, phones, notes and "
                "tickets of the others. Undo brings them back."
            )
        )
        lead.setWordWrap(True)
        set_text_style(lead, TextStyle.MUTED)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(8))
        column.addWidget(lead)
        best = max(rows, key=lambda row: row.tickets)
        for row in rows:
            tickets = ngettext("{n} ticket", "{n} tickets", row.tickets).format(n=row.tickets)
            parts = (row.name, row.organisation, row.email, tickets)
            choice = QRadioButton()
            choice.setChecked(row is best)
            self._choices.addButton(choice, row.id)
            words = " · ".join(part for part in parts if part).replace("&", "&&")
            column.addWidget(WrappedChoice(choice, words, theme))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        if suspected:
            apart = buttons.addButton(
                _("&Different people"), QDialogButtonBox.ButtonRole.ActionRole
            )
            apart.setToolTip(_("They are not suggested again"))
            apart.clicked.connect(self._tell_apart)
        merge = buttons.addButton(_("&Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        merge.setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        fit_to_width(self, theme.px(520))

    @property
    def kept(self) -> int:
        """The contact that stays."""
        return self._choices.checkedId()

    def _tell_apart(self) -> None:
        self.told_apart.emit()
        self.reject()
