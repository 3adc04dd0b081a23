"""Several pasted lines become several ideas, once they were looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from app.i18n import _, ngettext
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button, ButtonKind

_WIDTH, _MOST_HEIGHT = 420, 320


class PastePopover(BriefPopover):
    """A tick before each line; ``several`` tells those ticked, ``as_one`` all as a single text."""

    several = Signal(object)
    as_one = Signal(str)

    def __init__(self, texts: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._texts = texts
        self.setFixedWidth(theme.px(_WIDTH))
        heading = QLabel(_("Add these ideas?"))
        set_text_style(heading, TextStyle.SECTION)
        self.setAccessibleName(heading.text())
        self.lines = QListWidget()
        set_style_property(self.lines, "kind", "cards")
        self.lines.setWordWrap(True)
        self.lines.setMaximumHeight(theme.px(_MOST_HEIGHT))
        self.lines.setAccessibleName(heading.text())
        for text in texts:
            item = QListWidgetItem(text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.lines.addItem(item)
        self.lines.itemChanged.connect(self._count)
        self._add = Button("", theme, kind=ButtonKind.PRIMARY)
        self._add.clicked.connect(self._confirm)
        one = Button(_("As one idea"), theme, kind=ButtonKind.LINK)
        one.clicked.connect(self._confirm_one)
        for widget in (heading, self.lines, self._add, one):
            self.column.addWidget(widget)
        self.setFocusProxy(self._add)
        self._count()

    def _chosen(self) -> list[str]:
        items = (self.lines.item(row) for row in range(self.lines.count()))
        return [each.text() for each in items if each.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self._chosen())
        self._add.setText(ngettext("Add {n} idea", "Add {n} ideas", count).format(n=count))
        self._add.setEnabled(count > 0)

    def _confirm(self) -> None:
        chosen = self._chosen()
        self.close()
        if chosen:
            self.several.emit(chosen)

    def _confirm_one(self) -> None:
        self.close()
        self.as_one.emit("\n".join(self._texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        else:
            super().keyPressEvent(event)
