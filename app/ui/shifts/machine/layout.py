"""Headings and lines between the parts of the machine's panel."""

from PySide6.QtWidgets import QFrame, QLabel

from app.ui.theme import TextStyle, set_text_style


def head(text: str) -> QLabel:
    """The heading of a part."""
    label = QLabel(text)
    label.setWordWrap(True)
    set_text_style(label, TextStyle.SECTION)
    return label


def line() -> QFrame:
    """A line across."""
    found = QFrame()
    found.setProperty("line", True)
    found.setFixedHeight(1)
    return found
