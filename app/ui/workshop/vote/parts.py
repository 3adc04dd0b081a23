"""Small parts that the panes of the vote have in common; all of them wrap where room is scarce."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.flow_layout import FlowLayout


def heading(words: str = "", style: TextStyle = TextStyle.SECTION) -> QLabel:
    """A heading or title."""
    label = QLabel(words)
    label.setWordWrap(True)
    set_text_style(label, style)
    return label


def beside(theme: Theme, *widgets: QWidget) -> FlowLayout:
    """Buttons or fields side by side, going on below where the width ends."""
    row = FlowLayout(spacing=theme.px(8))
    for widget in widgets:
        row.addWidget(widget)
    return row


def labelled(theme: Theme, words: str, field: QWidget) -> QWidget:
    """A field with the words before it; ``&`` makes a letter the key to the field."""
    part = QWidget()
    label = QLabel(words)
    label.setBuddy(field)
    label.setMinimumHeight(field.sizeHint().height())
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(beside(theme, label, field))
    return part
