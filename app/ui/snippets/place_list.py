"""The left pane: all snippets, favourites, facts, folders and tags with their counts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QWidget,
)

from app.i18n import _
from app.ui.snippets.drag import dragged_snippets
from app.ui.snippets.place_delegate import PlaceDelegate
from app.ui.snippets.place_model import PLACE, PlaceModel
from app.ui.snippets.places import ICONS, Place, PlaceKind
from app.ui.theme import Theme
from app.ui.widgets.own_keys import claims_keys

_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_F2)


class PlaceList(QListView):
    """Choosing shows at once. Folders are renamed in place, and take snippets that are dropped."""

    chosen = Signal(object)
    """The ``Place`` that the person chose."""
    rename_asked = Signal(object, str)
    remove_asked = Signal(object)
    folder_asked = Signal(object)
    """The ``Place`` of the folder in which a new one is wanted, or None for the top."""
    dropped = Signal(object, object)
    """Ids of snippets, and the ``Place`` of the folder they were dropped on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = PlaceModel(self)
        self._model.rename = self.rename_asked.emit
        self._current_key = PlaceKind.ALL.value
        self._drop_key = ""
        self.setAccessibleName(_("Folders and tags"))
        self.setModel(self._model)
        self.setItemDelegate(PlaceDelegate(theme, self, drop_key=lambda: self._drop_key))
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.selectionModel().currentChanged.connect(self._choose)
        theme.changed.connect(self.doItemsLayout)

    @property
    def current(self) -> Place | None:
        """The place that is shown."""
        row = self._model.row_of(self._current_key)
        return None if row is None else self._model.places[row]

    @property
    def shown(self) -> tuple[Place, ...]:
        """All places from top to bottom."""
        return self._model.places

    def index_of(self, key: str) -> QModelIndex:
        """Where a place stands; invalid where it is not."""
        row = self._model.row_of(key)
        return self._model.index(row) if row is not None else QModelIndex()

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these; the one that is marked stays so, all snippets where it is gone."""
        self._model.show_places(places)
        if self._model.row_of(self._current_key) is None and self._model.places:
            self.mark(PlaceKind.ALL.value)
            self.chosen.emit(self.current)
        self.mark(self._current_key)

    def mark(self, key: str) -> None:
        """Mark a place without telling that it was chosen."""
        self._current_key = key
        row = self._model.row_of(key)
        if row is not None:
            self.setCurrentIndex(self._model.index(row))

    def choice_menu(self, parent: QWidget) -> QMenu:
        """The places as a menu, where the window is too narrow for the list."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row, place in enumerate(self._model.places):
            if place.kind is PlaceKind.HEADING:
                menu.addSeparator()
                continue
            icon = self._theme.icon(ICONS[place.kind])
            entry = menu.addAction(icon, "   " * place.depth + place.name)
            index = self._model.index(row)
            entry.triggered.connect(lambda _checked=False, index=index: self.setCurrentIndex(index))
        return menu

    def rename_folder(self, folder_id: int) -> None:
        """Let the person name a folder in place."""
        row = self._model.row_of(f"folder:{folder_id}")
        if row is not None:
            self.edit(self._model.index(row))

    def _choose(self, current: QModelIndex) -> None:
        place = current.data(PLACE) if current.isValid() else None
        if isinstance(place, Place) and place.key != self._current_key:
            self._current_key = place.key
            self.chosen.emit(place)

    def _menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        place = index.data(PLACE) if index.isValid() else None
        folder = place if isinstance(place, Place) and place.kind is PlaceKind.FOLDER else None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (_("New folder…"), "add", lambda: self.folder_asked.emit(None))
        ]
        if folder is not None:
            entries = [
                (_("Rename"), "edit", lambda: self.edit(index)),
                (_("New folder inside…"), "add", lambda: self.folder_asked.emit(folder)),
                (_("Remove folder"), "trash", lambda: self.remove_asked.emit(folder)),
            ]
        for text, icon, act in entries:
            menu.addAction(self._theme.icon(icon), text).triggered.connect(
                lambda _checked=False, act=act: act()
            )
        menu.popup(self.viewport().mapToGlobal(at))

    # Qt

    def event(self, event: QEvent) -> bool:
        # Del, F2 and letters mean the folder here, not the snippet that is shown.
        return claims_keys(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.current
        if event.key() == Qt.Key.Key_Delete and place and place.kind is PlaceKind.FOLDER:
            self.remove_asked.emit(place)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_snippets(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = self._droppable(event.position().toPoint())
        self._show_drop(place.key if place else "")
        event.setAccepted(place is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop("")

    def dropEvent(self, event: QDropEvent) -> None:
        place = self._droppable(event.position().toPoint())
        self._show_drop("")
        if place is not None:
            event.acceptProposedAction()
            self.dropped.emit(dragged_snippets(event.mimeData()), place)

    def _droppable(self, at: QPoint) -> Place | None:
        index = self.indexAt(at)
        place = index.data(PLACE) if index.isValid() else None
        return place if isinstance(place, Place) and place.kind is PlaceKind.FOLDER else None

    def _show_drop(self, key: str) -> None:
        if key != self._drop_key:
            self._drop_key = key
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(150), 200), self._theme.px(120))
