"""What time brought, above the list, until it is opened or put away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ui.notifications import Notice
from app.ui.theme import Theme
from app.ui.widgets.message_bar import MessageBar


class NoticeBar(QWidget):
    """``ticket_requested`` tells the first ticket of the notice."""

    ticket_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self.bar = MessageBar(theme)
        self.bar.acted.connect(self._open)
        self.bar.closed.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        column.addWidget(self.bar)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._notice = notice
        action = _("Open") if len(notice.ticket_ids) == 1 else _("Open the first")
        self.bar.show_message(f"{notice.title}: {notice.text}", action=action)
        self.show()

    def _open(self) -> None:
        self.hide()
        if self._notice is not None:
            self.ticket_requested.emit(self._notice.ticket_ids[0])
