"""The popup of the search box that says what can be typed next."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.queries.language import Completion, Vocabulary, complete
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.strokes import Strokes

_COMPLETION = int(Qt.ItemDataRole.UserRole)
_WIDTH = 380
_MOST_ROWS = 9


class _CompletionDelegate(QStyledItemDelegate):
    """What would be typed, and beside it, muted, what it is for."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        completion = index.data(_COMPLETION)
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(Role.ACCENT_SOFT))
        inner = rect.adjusted(self._theme.px(10), 0, -self._theme.px(10), 0)
        used = self._strokes.text(painter, inner, completion.text.strip())
        inner.setLeft(inner.left() + used + self._theme.px(12))
        self._strokes.text(
            painter, inner, completion.detail, role=Role.MUTED, style=TextStyle.CAPTION
        )

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(28))


class SearchCompleter:
    """Offers completions for one line edit and puts the chosen one in its place."""

    def __init__(self, line: QLineEdit, theme: Theme, vocabulary: Callable[[], Vocabulary]) -> None:
        self._line = line
        self._theme = theme
        self._vocabulary = vocabulary
        self._model = QStandardItemModel(line)
        self._completer = QCompleter(self._model, line)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(line)
        self._completer.setMaxVisibleItems(_MOST_ROWS)
        self._popup = QListView()
        self._popup.setProperty("popup", True)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setMouseTracking(True)
        self._completer.setPopup(self._popup)
        # Only now: the completer gives its popup a delegate of its own.
        self._popup.setItemDelegate(_CompletionDelegate(theme, self._popup))
        # The signal has two forms, of which the stubs know one.
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._soon = QTimer(line, singleShot=True, interval=0)
        self._soon.timeout.connect(self.offer)

    def offer_soon(self) -> None:
        """Show what fits once what the last key asked for is painted, if that takes no time."""
        self._soon.start()

    def offer(self) -> None:
        """Show what fits at the cursor; nothing for a line that is complete."""
        self._soon.stop()
        found = complete(
            self._line.text(), self._line.cursorPosition(), vocabulary=self._vocabulary()
        )
        typed = self._line.text()
        found = [each for each in found if each.text.strip() != typed[each.start : each.end]]
        self._model.clear()
        for completion in found:
            item = QStandardItem(completion.text.strip())
            item.setData(completion, _COMPLETION)
            self._model.appendRow(item)
        if found:
            left = self._line.cursorRect().left()
            room = max(0, self._line.width() - self._theme.px(_WIDTH))
            place = QRect(min(left, room), 0, self._theme.px(_WIDTH), self._line.height())
            self._completer.complete(place)
        else:
            self.close()

    @property
    def open(self) -> bool:
        """Whether the popup is shown."""
        return self._popup.isVisible()

    def close(self) -> None:
        """Hide the popup, or do not even show it."""
        self._soon.stop()
        self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        completion = index.data(_COMPLETION)
        if self._soon.isActive():
            # Chosen from what fitted before the last letter.
            self.offer()
            return
        if not isinstance(completion, Completion):
            return
        text = self._line.text()
        before = text[: completion.start] + completion.text
        self._line.setText(before + text[completion.end :])
        self._line.setCursorPosition(len(before))
        if completion.text.endswith(":"):
            self.offer()
