"""Finding the contact that a ticket belongs to, by name, firm, address or phone."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.i18n import _
from app.queries.contacts import ContactRow, complete_contacts
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.tickets.avatar_icon import avatar_icon
from app.ui.tips import plain_tip
from app.ui.widgets.picker import Picker

_ROWS = 8
_ROW_HEIGHT = 32


class ContactPicker(Picker):
    """``picked`` tells the ``ContactRow``."""

    def __init__(self, title: str, operations: Operations, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            title,
            theme,
            parent,
            placeholder=_("Name, firm, address or phone"),
            found=_("Contacts found"),
            width=420,
            height=_ROWS * _ROW_HEIGHT,
        )
        self._operations = operations
        self.list.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.look_up("")

    def look_up(self, text: str) -> None:
        self._operations.read(
            complete_contacts, text, _ROWS, owner=self, key="found", done=self._show
        )

    def _show(self, rows: Sequence[ContactRow]) -> None:
        self.show_found((row, self._item(row)) for row in rows)

    def _item(self, row: ContactRow) -> QListWidgetItem:
        parts = (row.name, row.organisation, row.email)
        item = QListWidgetItem(" · ".join(part for part in parts if part))
        item.setIcon(avatar_icon(self.theme, row.name or row.email, None))
        item.setSizeHint(QSize(0, self.theme.px(_ROW_HEIGHT)))
        item.setToolTip(plain_tip(item.text()))
        return item
