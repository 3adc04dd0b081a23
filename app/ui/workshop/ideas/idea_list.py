"""The list of one question's ideas: chosen, moved, reworded and put aside by mouse or key."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.queries.workshop.workshops import Idea
from app.ui.theme import Theme, set_style_property
from app.ui.workshop.ideas.delegate import IdeaDelegate
from app.ui.workshop.ideas.model import IdeaModel

_AT_ONCE = 24
"""Ideas that are measured between two keys."""
_CTRL = Qt.KeyboardModifier.ControlModifier
_MOVES = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class IdeaList(QListView):
    """Keeps the choice by idea while the list changes."""

    dropped = Signal(object, int)
    move_wanted = Signal(int, int)
    """The chosen ideas by so many questions to the right, so many places down."""
    basket_wanted = Signal()
    edit_wanted = Signal(object)
    """The ``Idea`` to reword."""
    chosen = Signal()
    """Other ideas are chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = IdeaModel(self)
        self._model.dropped.connect(self.dropped)
        self.setModel(self._model)
        self._delegate = IdeaDelegate(self, theme)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.viewport().setAutoFillBackground(False)
        set_style_property(self, "kind", "bare")
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def show_ideas(self, ideas: Sequence[Idea]) -> None:
        """Show these; an idea that was added at the end comes into view."""
        kept = set(self.chosen_ids())
        current = self.current_id
        grew = self._model.show(ideas)
        if grew:
            self.scrollToBottom()
        else:
            self.choose(kept, current)

    def measured(self, ideas: Sequence[Idea]) -> Iterator[None]:
        """Steps that lay out the words of ideas, here or to come, for the present width."""
        for number, each in enumerate(ideas, start=1):
            self._delegate.measure(each)
            if number % _AT_ONCE == 0:
                yield
        self.executeDelayedItemsLayout()
        yield

    @property
    def ideas(self) -> Sequence[Idea]:
        return self._model.ideas

    @property
    def current_id(self) -> int | None:
        index = self.currentIndex()
        return self._model.ideas[index.row()].id if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """The ids of the chosen ideas in the order of the list."""
        rows = sorted(each.row() for each in self.selectionModel().selectedIndexes())
        return [self._model.ideas[row].id for row in rows]

    def meant_ids(self) -> list[int]:
        """Those a key acts on: the chosen ones, else the one that the focus is on."""
        chosen = self.chosen_ids()
        if not chosen and self.hasFocus() and self.current_id is not None:
            return [self.current_id]
        return chosen

    def choose(self, ids: set[int], current: int | None = None) -> None:
        """Choose ideas that are here; ``current`` gets the focus within the list."""
        row = self._model.row_of(current) if current is not None else -1
        flag = QItemSelectionModel.SelectionFlag
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._model.index(row), flag.NoUpdate)
        for each in ids:
            at = self._model.row_of(each)
            if at >= 0:
                self.selectionModel().select(self._model.index(at), flag.Select)

    def _selection_changed(self) -> None:
        self.chosen.emit()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & _CTRL and key in _MOVES:
            self.move_wanted.emit(*_MOVES[Qt.Key(key)])
        elif key == Qt.Key.Key_Delete:
            self.basket_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._edit_current()
        elif key in (
            Qt.Key.Key_Space,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_Plus,
            Qt.Key.Key_Minus,
            Qt.Key.Key_Escape,
        ):
            # Of the room: clock and clicker.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the room, not a search."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._edit_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Words wrap elsewhere; what is only higher or lower shows more or less of the same.
            self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Else the first painting would do it, and then everything would be painted once more.
        self.executeDelayedItemsLayout()

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.edit_wanted.emit(self._model.ideas[index.row()])
