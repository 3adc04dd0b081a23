"""A column of widgets that is filled anew each time its content changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style


class RowsWidget(QWidget):
    """``clear`` and then ``add_text``, ``rows.addWidget``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(theme.px(8), 0, theme.px(4), theme.px(4))
        self.rows.setSpacing(theme.px(4))

    def clear(self) -> None:
        """Take everything out."""
        _empty(self.rows)

    def add_text(self, text: str, style: TextStyle = TextStyle.BODY) -> QLabel:
        """A paragraph below the others."""
        words = paragraph(text, style)
        self.rows.addWidget(words)
        return words


def paragraph(text: str, style: TextStyle = TextStyle.BODY) -> QLabel:
    """Plain text that wraps."""
    words = QLabel(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    set_text_style(words, style)
    return words


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
