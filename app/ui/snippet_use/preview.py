"""A finished text to look at: what is still open in it shows as red chips."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.i18n import _
from app.ui.snippet_use.open_places import OpenPlaces
from app.ui.theme import Theme, set_style_property


class TextPreview(QPlainTextEdit):
    """Read only; keeps its place while the text changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = OpenPlaces(self.document(), theme)
        self._shown = ""
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Preview"))
        set_style_property(self, "preview", True)

    def show_text(self, text: str) -> None:
        """Show a text with marks of open places."""
        if text == self._shown:
            return
        self._shown = text
        bar = self.verticalScrollBar()
        place = bar.value()
        self._places.set_text(text)
        bar.setValue(place)
