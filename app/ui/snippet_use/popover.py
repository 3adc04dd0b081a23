"""The palette of snippets over the text that is being written."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.operations import Operations
from app.ui.snippet_use.catalogue import Catalogue
from app.ui.snippet_use.filling import Target
from app.ui.snippet_use.palette import SnippetPalette
from app.ui.theme import Theme

_WIDTH, _HEIGHT = 780, 420


class SnippetPopover(QFrame):
    """Closes with Esc, a click elsewhere, or a choice."""

    chosen = Signal(int)

    def __init__(
        self,
        operations: Operations,
        catalogue: Catalogue,
        theme: Theme,
        parent: QWidget,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setProperty("popup", True)
        self.setAccessibleName(_("Snippets"))
        self.palette_ = SnippetPalette(operations, catalogue, theme, now=now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.palette_)
        self.palette_.chosen.connect(self._choose)
        self.palette_.left.connect(self.close)

    def open_over(self, text: QWidget, target: Target, *, typed: str = "") -> None:
        """Open above the lower edge of ``text``, within its window and screen."""
        px, window = self._theme.px, text.window()
        width = min(px(_WIDTH), window.width() - px(32))
        height = min(px(_HEIGHT), window.height() - px(32))
        self.resize(width, height)
        corner = text.mapToGlobal(QPoint(text.width() // 2, text.height()))
        screen = text.screen().availableGeometry()
        x = max(screen.left(), min(corner.x() - width // 2, screen.right() - width))
        y = max(screen.top(), min(corner.y() - height, screen.bottom() - height))
        self.move(x, y)
        self.show()
        self.palette_.begin(target, text=typed)

    def _choose(self, snippet_id: int) -> None:
        self.close()
        self.chosen.emit(snippet_id)
