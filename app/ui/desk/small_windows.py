"""The windows that come without the large one: quick capture, and snippets for other programs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.capture.window import CaptureWindow
    from app.ui.outside_palette.window import OutsidePalette


class SmallWindows(QObject):
    """Each is built when it is first asked for, and comes again as it was left."""

    captured = Signal(object)
    """The id of the ticket that quick capture made."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
        window: QWidget,
        *,
        shown_ticket: Callable[[], int | None],
    ) -> None:
        """``shown_ticket`` is the one that the large window shows, for whom snippets are filled."""
        super().__init__(window)
        self.palette: OutsidePalette | None = None
        self._operations = operations
        self._preferences = preferences
        self._theme = theme
        self._window = window
        self._shown_ticket = shown_ticket
        self._capture: CaptureWindow | None = None

    def capture(self, contact_id: int | None) -> None:
        """Bring up the one for a call or a visitor."""
        if self._capture is None:
            from app.ui.capture.window import CaptureWindow

            self._capture = CaptureWindow(
                self._operations, self._preferences, self._theme, self._window
            )
            self._capture.captured.connect(self.captured)
        self._capture.open_for(contact_id)

    def show_palette(self) -> None:
        """Bring up the one that copies snippets for other programs."""
        if self.palette is None:
            from app.ui.outside_palette.window import OutsidePalette

            self.palette = OutsidePalette(
                self._operations, self._theme, open_ticket=self._shown_ticket, now=utc_now
            )
        self.palette.open()

    def close(self) -> None:
        """Take down what does not go with the large window."""
        if self.palette is not None:
            self.palette.close()
            self.palette.deleteLater()
            self.palette = None
