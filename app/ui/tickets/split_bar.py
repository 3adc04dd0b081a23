"""What to do with the messages chosen in split mode."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.i18n import _, ngettext
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind


class SplitBar(QFrame):
    """Hidden until split mode begins."""

    split_wanted = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._split = Button(_("Split off"), theme, kind=ButtonKind.PRIMARY, icon="split")
        self._split.clicked.connect(self.split_wanted)
        cancel = Button(_("Cancel"), theme)
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self._split)
        row.addWidget(cancel)
        self.show_count(0)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are chosen."""
        self._split.setEnabled(count > 0)
        if not count:
            self._words.setText(_("Choose the messages that become a ticket of their own."))
            return
        text = ngettext(
            "{count} message becomes a ticket of its own.",
            "{count} messages become a ticket of their own.",
            count,
        )
        self._words.setText(text.format(count=count))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._split.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
