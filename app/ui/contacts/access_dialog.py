"""Who looked at one contact, or did something with their data."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.access import access_of_contact
from app.queries.contacts import ContactRow
from app.ui.access_table import AccessTable
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button

WIDTH = 640
_HEIGHT = 420
_SHOWN = 500


class AccessDialog(QDialog):
    """The newest entries, read when it opens."""

    def __init__(
        self, contact: ContactRow, operations: Operations, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Access log"))
        title = QLabel(contact.name, wordWrap=True)
        set_text_style(title, TextStyle.TITLE)
        lead = QLabel(
            _(
                "Who looked at this card or did something with the data. "
                "Settings ▸ Access log says what is noted and for how long."
            ),
            wordWrap=True,
        )
        set_text_style(lead, TextStyle.MUTED)
        self._table = AccessTable(theme, contacts=False)
        close = Button(_("Close"), theme)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        for part in (title, lead, self._table):
            column.addWidget(part)
        column.addLayout(buttons)
        self.resize(theme.px(WIDTH), theme.px(_HEIGHT))
        operations.read(
            access_of_contact,
            contact.id,
            limit=_SHOWN,
            owner=self,
            done=self._table.show_entries,
        )
