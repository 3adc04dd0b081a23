"""The wheel scrolls the settings; it never changes a field that merely lies below the mouse."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget


class CalmWheel(QObject):
    """Boxes and sliders inside ``section`` take the wheel only while they have the focus."""

    def __init__(self, section: QWidget) -> None:
        super().__init__(section)
        for kind in (QComboBox, QAbstractSlider, QAbstractSpinBox):
            for field in section.findChildren(kind):
                if not isinstance(field, QScrollBar):
                    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                    field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or event.type() != QEvent.Type.Wheel:
            return False
        if not watched.hasFocus():
            event.ignore()
            return True
        return False
