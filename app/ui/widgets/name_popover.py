"""Asking for one name, as when a search is saved as a view."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button, ButtonKind


class NamePopover(BriefPopover):
    """``named`` tells the name once it is confirmed; an empty one confirms nothing, unless it is
    ``optional``."""

    named = Signal(str)

    def __init__(
        self,
        title: str,
        confirm: str,
        theme: Theme,
        parent: QWidget,
        *,
        name: str = "",
        hint: str = "",
        optional: bool = False,
    ) -> None:
        super().__init__(theme, parent)
        self._optional = optional
        self.setAccessibleName(title)
        self.setFixedWidth(theme.px(380))
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        self.line = QLineEdit(name)
        self.line.setAccessibleName(title)
        self.line.selectAll()
        self.line.returnPressed.connect(self._confirm)
        self.setFocusProxy(self.line)
        self.column.addWidget(heading)
        self.column.addWidget(self.line)
        if hint:
            words = QLabel(hint)
            words.setWordWrap(True)
            set_text_style(words, TextStyle.CAPTION)
            self.column.addWidget(words)
        button = Button(confirm, theme, kind=ButtonKind.PRIMARY)
        button.clicked.connect(self._confirm)
        self.column.addWidget(button)

    def _confirm(self) -> None:
        name = " ".join(self.line.text().split())
        if name or self._optional:
            self.close()
            self.named.emit(name)
