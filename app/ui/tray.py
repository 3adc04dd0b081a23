"""The icon beside the system's clock, where there is one: messages, and ways in from outside."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.i18n import _

_SHOWN_MS = 10_000


class Tray(QObject):
    """Does nothing where the system has no place for it."""

    message_clicked = Signal()
    snippets_wanted = Signal()
    capture_wanted = Signal()
    window_wanted = Signal()

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self._image = icon
        self._icon: QSystemTrayIcon | None = None
        self._menu = QMenu()
        self.retranslate()

    def show(self) -> None:
        """Put the icon in its place."""
        if self._icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = self._made()
        if self._icon is not None:
            self._icon.show()

    def hide(self) -> None:
        """Take it away, as before the desk is closed."""
        if self._icon is not None:
            self._icon.hide()

    def retranslate(self) -> None:
        """Texts in the language of the moment."""
        self._menu.clear()
        self._menu.addAction(_("Snippets…"), self.snippets_wanted.emit)
        self._menu.addAction(_("Write down an enquiry…"), self.capture_wanted.emit)
        self._menu.addSeparator()
        self._menu.addAction(_("Show Tresen"), self.window_wanted.emit)

    def tell(self, title: str, text: str) -> None:
        """Show a message of the system."""
        self.show()
        if self._icon is not None and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(title, text, self._image, _SHOWN_MS)

    def _made(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self._image, self)
        icon.setToolTip("Tresen")
        icon.setContextMenu(self._menu)
        icon.messageClicked.connect(self.message_clicked)
        icon.activated.connect(self._activated)
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.snippets_wanted.emit()
