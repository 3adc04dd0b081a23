"""Several ideas become one, with words that say all of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.rows_widget import paragraph

_WIDTH = 420


class MergePopover(BriefPopover):
    """Starts with the first idea's words; ``merged`` tells the words agreed on."""

    merged = Signal(str)

    def __init__(self, texts: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFixedWidth(theme.px(_WIDTH))
        heading = QLabel(_("Merge ideas"))
        set_text_style(heading, TextStyle.SECTION)
        self.setAccessibleName(heading.text())
        self.column.addWidget(heading)
        for text in texts:
            self.column.addWidget(paragraph(f"• {text}", TextStyle.MUTED))
        self.words = QPlainTextEdit(texts[0])
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.px(76))
        self.words.setAccessibleName(_("Words of the merged idea"))
        self.words.selectAll()
        button = Button(_("Merge (Ctrl+Enter)"), theme, kind=ButtonKind.PRIMARY)
        button.clicked.connect(self._confirm)
        self.column.addWidget(self.words)
        self.column.addWidget(button)
        self.setFocusProxy(self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        text = self.words.toPlainText().strip()
        if text:
            self.close()
            self.merged.emit(text)
