"""How a ticket is to leave the desk: on paper, as a PDF, as mails; with how much in it."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.ticket_rows import TicketRow
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.out_choice import OutAs, Printing
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.elided_label import ElidedLabel

_WIDTH = 460


class OutDialog(QDialog):
    """Accepted: ``kind`` and ``wanted`` say what to do. Notes stay inside unless one asks."""

    def __init__(
        self,
        row: TicketRow,
        notes: int,
        theme: Theme,
        parent: QWidget,
        *,
        kind: OutAs,
        wanted: Printing,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ticket on paper or as a file"))
        title = ElidedLabel(f"#{row.number} {row.subject}")
        set_text_style(title, TextStyle.TITLE)
        self._kinds = QButtonGroup(self)
        self._words = {
            OutAs.PAPER: _("On p&aper"),
            OutAs.PDF: _("As a P&DF"),
            OutAs.ZIP: _("As mails (.eml) in one &ZIP file"),
            OutAs.FOLDER: _("As mails (.eml) in a &folder"),
        }
        choices = QVBoxLayout()
        choices.setSpacing(theme.px(4))
        for place, (each, words) in enumerate(self._words.items()):
            button = QRadioButton(words)
            if each is kind:
                button.setChecked(True)
                self.setFocusProxy(button)
            self._kinds.addButton(button, place)
            choices.addWidget(button)
        self._quotes = QCheckBox(_("With &quoted text and signatures"))
        self._quotes.setChecked(wanted.quotes)
        self._notes = QCheckBox(
            ngettext("With {n} internal &note", "With {n} internal &notes", notes).format(n=notes)
            if notes
            else _("With internal &notes (there are none)")
        )
        self._notes.setChecked(bool(notes) and wanted.notes)
        self._notes.setEnabled(bool(notes))
        hint = QLabel(
            _("A mail goes out whole, as it came. Internal notes are for this desk only."),
            wordWrap=True,
        )
        set_text_style(hint, TextStyle.CAPTION)
        self._go = Button("", theme, kind=ButtonKind.PRIMARY)
        self._go.setDefault(True)
        leave = Button(_("Cancel"), theme)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(16))
        column.addWidget(title)
        column.addLayout(choices)
        parts = QVBoxLayout()
        parts.setSpacing(theme.px(4))
        for part in (self._quotes, self._notes, hint):
            parts.addWidget(part)
        column.addLayout(parts)
        column.addLayout(buttons)
        self._kinds.idToggled.connect(lambda _place, _on: self._show_kind())
        self._go.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self._show_kind()
        fit_to_width(self, theme.px(_WIDTH))
        self.setFocus()

    @property
    def kind(self) -> OutAs:
        """What was chosen."""
        return list(self._words)[self._kinds.checkedId()]

    @property
    def wanted(self) -> Printing:
        """How much goes out."""
        return Printing(quotes=self._quotes.isChecked(), notes=self._notes.isChecked())

    def choose(self, kind: OutAs) -> None:
        """Mark one of the ways."""
        self._kinds.button(list(self._words).index(kind)).setChecked(True)

    def _show_kind(self) -> None:
        self._quotes.setEnabled(not self.kind.mails)
        self._go.setText(_("&Print…") if self.kind is OutAs.PAPER else _("&Save…"))
