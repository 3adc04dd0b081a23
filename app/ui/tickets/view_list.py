"""The left pane: built-in and own views with their counts."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from app.i18n import _
from app.queries.views import View
from app.ui.theme import Theme
from app.ui.tickets.view_delegate import ViewDelegate
from app.ui.tickets.view_model import ENTRY, ViewModel
from app.ui.tickets.views_state import Views
from app.ui.widgets.own_keys import claims_keys

_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_F2)


class ViewList(QListView):
    """Choosing shows at once. Own views are renamed in place, and moved with Alt and the arrows
    or by dragging."""

    chosen = Signal(object)
    """The ``View`` that the person chose."""
    rename_asked = Signal(object, str)
    delete_asked = Signal(object)
    replace_asked = Signal(object)
    """The ``View`` whose query shall become what is searched now."""
    order_asked = Signal(object)
    """The ids of the own views in the order wanted."""

    def __init__(self, views: Views, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = views
        self._theme = theme
        self._model = ViewModel(views, self)
        self._current_key = ""
        self.setAccessibleName(_("Views"))
        self.setModel(self._model)
        self.setItemDelegate(ViewDelegate(theme, self))
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("pane", "window")
        self.selectionModel().currentChanged.connect(self._choose)
        self._model.dataChanged.connect(self._tell_renames)
        self._model.order_wanted.connect(self.order_asked)
        views.changed.connect(self._refresh)
        views.counted.connect(self._model.recount)
        theme.changed.connect(self.doItemsLayout)

    @property
    def current(self) -> View | None:
        """The view that is marked."""
        return self._views.by_key(self._current_key)

    def mark(self, key: str) -> None:
        """Mark a view without telling that it was chosen."""
        self._current_key = key
        row = self._model.row_of(key)
        if row is not None:
            self.setCurrentIndex(self._model.index(row))
        else:
            self.clearSelection()

    def step(self, by: int) -> None:
        """Choose the next or the previous view."""
        row = self.currentIndex().row() + by
        while 0 <= row < self._model.rowCount():
            if isinstance(self._model.entries[row], View):
                self.setCurrentIndex(self._model.index(row))
                return
            row += by

    def _choose(self, current: QModelIndex) -> None:
        entry = current.data(ENTRY) if current.isValid() else None
        if isinstance(entry, View) and entry.key != self._current_key:
            self._current_key = entry.key
            self.chosen.emit(entry)

    def _refresh(self) -> None:
        self._model.refresh()
        self.mark(self._current_key)

    def _tell_renames(self) -> None:
        renamed, self._model.renamed = self._model.renamed, []
        for view, name in renamed:
            self.rename_asked.emit(view, name)

    def _menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        view = index.data(ENTRY) if index.isValid() else None
        if not isinstance(view, View) or view.saved_id is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, icon, act in (
            (_("Rename"), "edit", lambda: self.edit(index)),
            (_("Use the present search"), "search", lambda: self.replace_asked.emit(view)),
            (_("Move up"), "up", lambda: self._move(view, -1)),
            (_("Move down"), "down", lambda: self._move(view, 1)),
            (_("Delete view"), "trash", lambda: self.delete_asked.emit(view)),
        ):
            entry = QAction(self._theme.icon(icon), text, menu)
            entry.triggered.connect(act)
            menu.addAction(entry)
        menu.popup(self.viewport().mapToGlobal(at))

    def _move(self, view: View, by: int) -> None:
        order = [each.saved_id for each in self._views.own]
        place = order.index(view.saved_id)
        target = place + by
        if 0 <= target < len(order):
            order[place], order[target] = order[target], order[place]
            self.order_asked.emit(order)

    # Qt

    def event(self, event: QEvent) -> bool:
        # Del and F2 mean the view here, not the ticket that is shown.
        return claims_keys(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self.current
        own = view is not None and view.saved_id is not None
        if view is not None and own and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(view, -1 if event.key() == Qt.Key.Key_Up else 1)
                return
        elif view is not None and own and event.matches(QKeySequence.StandardKey.Delete):
            self.delete_asked.emit(view)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(208), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(150), 200), self._theme.px(120))
