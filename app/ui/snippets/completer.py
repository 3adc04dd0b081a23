"""The list that opens under the caret while a placeholder is typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.ui.colours import Role
from app.ui.snippets.completion import Proposal
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.strokes import Strokes

AnyIndex = QModelIndex | QPersistentModelIndex
_PROPOSAL = int(Qt.ItemDataRole.UserRole)
_WIDTH = 380
_ROW = 30


class _ProposalModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: tuple[Proposal, ...] = ()

    def show_found(self, found: Sequence[Proposal]) -> None:
        self.beginResetModel()
        self.found = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        each = self.found[index.row()]
        if role == _PROPOSAL:
            return each
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{each.title}, {each.hint}" if each.hint else each.title
        return each.title if role == int(Qt.ItemDataRole.DisplayRole) else None


class _ProposalDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        proposal: Proposal = index.data(_PROPOSAL)
        px = self._theme.px
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._strokes.tint(painter, rect, Role.ACCENT_SOFT if chosen else None)
        icon = QRect(rect.left() + px(6), rect.top(), px(20), rect.height())
        self._strokes.sign(painter, icon, proposal.icon, Role.MUTED, 16)
        room = rect.adjusted(px(32), 0, -px(8), 0)
        used = self._strokes.text(painter, room, proposal.title)
        hint = room.adjusted(used + px(12), 0, 0, 0)
        self._strokes.text(
            painter, hint, proposal.hint, role=Role.MUTED, style=TextStyle.CAPTION, right=True
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_ROW))


class PlaceholderCompleter(QCompleter):
    """Shows proposals; ``chosen_proposal`` is the marked one."""

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__(widget)
        self._theme = theme
        self._model = _ProposalModel(widget)
        self.setModel(self._model)
        self.setWidget(widget)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(9)
        popup = QListView()
        self._popup = popup
        popup.setAccessibleName(_("Placeholders"))
        popup.setProperty("popup", True)
        self.setPopup(popup)
        popup.setItemDelegate(_ProposalDelegate(theme, popup))
        popup.setUniformItemSizes(True)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def close(self) -> None:
        """Take the list away."""
        self._popup.hide()

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._popup.isVisible()

    @property
    def chosen_proposal(self) -> Proposal | None:
        """The marked proposal, else the first."""
        row = self._popup.currentIndex().row()
        found = self._model.found
        return found[max(row, 0)] if found else None

    def show_found(self, found: Sequence[Proposal], caret: QRect) -> None:
        """Show these below the caret; nothing found closes the list."""
        self._model.show_found(found)
        if not found:
            self._popup.hide()
            return
        self.complete(QRect(caret.left(), caret.top(), self._theme.px(_WIDTH), caret.height()))
        self._popup.setCurrentIndex(self._model.index(0))
