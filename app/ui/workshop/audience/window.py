"""The audience's window: full screen on the projector, or on the only screen with a strip."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.workshop.audience.view import AudienceView
from app.ui.workshop.keys import RoomKeys

_FIRST_SIZE = (1280, 720)
"""Of the picture before it was ever shown, for the facilitator's small copy of it."""


class AudienceWindow(QWidget):
    """Shows the view; keys pressed here, as by a clicker, are those of the room."""

    closed = Signal()
    """The person closed it, as with Alt+F4."""

    def __init__(self, theme: Theme, keys: RoomKeys) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._keys = keys
        self._strip: QWidget | None = None
        self.setWindowTitle(_("For the audience"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.view = AudienceView(theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.view, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(*_FIRST_SIZE)
        # Laid out now, so that the picture can be painted small before it was ever shown.
        self.view.resize(*_FIRST_SIZE)

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen.

        ``QWidget.setScreen`` stays on the wrong one, and ``move`` leaves a gap of two pixels.
        Wayland ignores positions but heeds a screen that is set just before going full screen.
        """
        self.winId()
        self.windowHandle().setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def show_as_window(self) -> None:
        """An ordinary window to be dragged to where it belongs; F11 fills that screen."""
        self.showNormal()
        self.resize(*_FIRST_SIZE)

    def set_strip(self, strip: QWidget | None) -> None:
        """Controls below the picture, only for the facilitator; None takes them away."""
        if self._strip is not None:
            self.column.removeWidget(self._strip)
            self._strip.hide()
        self._strip = strip
        if strip is not None:
            self.column.addWidget(strip)
            strip.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
