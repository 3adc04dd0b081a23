"""The basket: ideas put aside with a reason and a day to look again; each can come back."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.workshops import Basketed
from app.ui.theme import TextStyle, Theme, set_style_property
from app.ui.times import day_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.rows_widget import paragraph
from app.ui.workshop.ideas.basket_popover import BasketPopover

_WIDTH = 230
_AROUND_TEXT = 52
"""Margins of the column and paddings of an item, with room for a scroll bar."""
_ABOVE_AND_BELOW = 16
_TALL = 10_000


class BasketList(QListWidget):
    """Leaves the keys of the column to it, which to a list are a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_R):
            event.ignore()
        else:
            super().keyPressEvent(event)


class BasketColumn(QFrame):
    """Enter takes an idea back, ``R`` notes a reason and a day."""

    back_wanted = Signal(object)
    """Ids of ideas."""
    noted = Signal(object, str, object)
    """Ids, the reason, the ``date`` to look again or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._basket: Sequence[Basketed] = ()
        self.setProperty("pane", "note")
        self.setFixedWidth(theme.px(_WIDTH))
        self.list = BasketList()
        set_style_property(self.list, "kind", "navigation")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Basket"))
        self.list.itemDoubleClicked.connect(self._take_back)
        self._empty = paragraph(
            _("Del puts a chosen idea in here: it is not lost, only not for today."),
            TextStyle.MUTED,
        )
        back = Button(_("Take back (Enter)"), theme, kind=ButtonKind.SECONDARY)
        back.clicked.connect(self._take_back)
        note = Button(_("Reason (R)"), theme, kind=ButtonKind.SECONDARY)
        note.clicked.connect(self._note)
        self._buttons = QWidget()
        row = QVBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(back)
        row.addWidget(note)
        column = QVBoxLayout(self)
        margin = theme.px(8)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(paragraph(_("Basket"), TextStyle.SECTION))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons)
        column.addStretch(0)

    def show_basket(self, basket: Sequence[Basketed]) -> None:
        """Show what is put aside, the latest first."""
        self._empty.setVisible(not basket)
        self._buttons.setVisible(bool(basket))
        self.list.setVisible(bool(basket))
        if basket == self._basket:
            return
        self._basket = basket
        self.list.clear()
        for each in reversed(basket):
            lines = [each.text]
            if each.reason:
                lines.append(each.reason)
            if each.revisit_on is not None:
                lines.append(_("Look again: {day}").format(day=day_text(each.revisit_on)))
            item = QListWidgetItem("\n".join(lines))
            item.setSizeHint(self._size_of(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            self.list.addItem(item)

    def _size_of(self, text: str) -> QSize:
        """As high as the wrapped text; the list by itself forgets the padding of its items."""
        px = self._theme.px
        area = QRect(0, 0, px(_WIDTH - _AROUND_TEXT), _TALL)
        wrap = int(Qt.TextFlag.TextWordWrap)
        needed = QFontMetrics(self._theme.font()).boundingRect(area, wrap, text)
        return QSize(0, needed.height() + px(_ABOVE_AND_BELOW))

    def _ids(self) -> list[int]:
        chosen = self.list.selectedItems()
        if not chosen and self.list.currentItem() is not None:
            chosen = [self.list.currentItem()]
        return [each.data(Qt.ItemDataRole.UserRole) for each in chosen]

    def _take_back(self) -> None:
        if ids := self._ids():
            self.back_wanted.emit(ids)

    def _note(self) -> None:
        ids = self._ids()
        first = next((each for each in self._basket if ids and each.id == ids[0]), None)
        if first is None:
            return
        popover = BasketPopover(first, self._theme, self)
        popover.noted.connect(lambda reason, day: self.noted.emit(ids, reason, day))
        popover.open_at(self.list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_back()
        elif event.key() == Qt.Key.Key_R and not event.modifiers():
            self._note()
        else:
            super().keyPressEvent(event)
