"""The left pane: all snippets, favourites, facts, folders and tags with their counts."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
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
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _, ngettext
from app.ui.colours import Role
from app.ui.snippets.drag import dragged_snippets
from app.ui.snippets.places import ICONS, Place, PlaceKind
from app.ui.theme import TextStyle, Theme
from app.ui.times import number_text
from app.ui.widgets.strokes import Strokes

AnyIndex = QModelIndex | QPersistentModelIndex
_PLACE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_INDENT = 14


class _PlaceModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()
        self.rename: Callable[[Place, str], None] | None = None

    def show_places(self, places: Sequence[Place]) -> None:
        same = [each.key for each in places] == [each.key for each in self.places]
        if same:
            self.places = tuple(places)
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))
            return
        self.beginResetModel()
        self.places = tuple(places)
        self.endResetModel()

    def row_of(self, key: str) -> int | None:
        keys = [each.key for each in self.places if each.kind is not PlaceKind.HEADING]
        if key not in keys:
            return None
        return next(row for row, each in enumerate(self.places) if each.key == key)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == _PLACE:
            return place
        if role in (_DISPLAY, _EDIT, _TOOL_TIP):
            return place.name
        if role == _SPOKEN:
            return _spoken(place)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:
        place, name = self.places[index.row()], " ".join(str(value).split())
        if role != _EDIT or not name or name == place.name or self.rename is None:
            return False
        self.rename(place, name)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        place = self.places[index.row()] if index.isValid() else None
        if place is None or place.kind is PlaceKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if place.kind is PlaceKind.FOLDER:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled
        return flags


def _spoken(place: Place) -> str:
    if place.kind is PlaceKind.HEADING:
        return place.name
    if place.urgent:
        words = ngettext("{n} expired", "{n} expired", place.count).format(n=place.count)
    elif place.kind is PlaceKind.FACTS:
        words = ngettext("{n} fact", "{n} facts", place.count).format(n=place.count)
    else:
        words = ngettext("{n} snippet", "{n} snippets", place.count).format(n=place.count)
    return f"{place.name}, {words}"


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: "PlaceList") -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)
        self._list = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place: Place = index.data(_PLACE)
        px = self._theme.px
        rect = QRect(option.rect).adjusted(px(8), 0, -px(8), 0)
        painter.save()
        if place.kind is PlaceKind.HEADING:
            line = rect.adjusted(px(8), px(8), 0, 0)
            self._strokes.text(
                painter, line, place.name, role=Role.MUTED, style=TextStyle.CAPTION, bold=True
            )
        else:
            self._place(painter, rect, option, place)
        painter.restore()

    def _place(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, place: Place
    ) -> None:
        px = self._theme.px
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        dropping = place.key == self._list.drop_key
        tint = Role.ACCENT_SOFT if chosen or dropping else Role.RAISED if hovered else None
        inner = rect.adjusted(0, px(1), 0, -px(1))
        self._strokes.tint(painter, inner, tint, outlined=dropping or (focused and chosen))
        left = rect.left() + px(6) + place.depth * px(_INDENT)
        icon = QRect(left, rect.top(), px(20), rect.height())
        self._strokes.sign(
            painter, icon, ICONS[place.kind], Role.ACCENT if chosen else Role.MUTED, 18
        )
        room = QRect(icon.right() + px(8), rect.top(), 0, rect.height())
        room.setRight(rect.right() - px(8))
        if place.count:
            taken = self._strokes.text(
                painter,
                room,
                number_text(place.count),
                role=Role.DANGER if place.urgent else Role.MUTED,
                bold=place.urgent,
                figures=True,
                right=True,
            )
            room.setRight(room.right() - taken - px(8))
        self._strokes.text(painter, room, place.name, bold=chosen)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        heading = index.data(_PLACE).kind is PlaceKind.HEADING
        return QSize(self._theme.px(120), self._theme.px(36 if heading else 32))


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
        self._model = _PlaceModel(self)
        self._model.rename = self.rename_asked.emit
        self._current_key = PlaceKind.ALL.value
        self.drop_key = ""
        self.setAccessibleName(_("Folders and tags"))
        self.setModel(self._model)
        self.setItemDelegate(_PlaceDelegate(theme, self))
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
        place = current.data(_PLACE) if current.isValid() else None
        if isinstance(place, Place) and place.key != self._current_key:
            self._current_key = place.key
            self.chosen.emit(place)

    def _menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        place = index.data(_PLACE) if index.isValid() else None
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
        own = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2)
        if own and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

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
        place = index.data(_PLACE) if index.isValid() else None
        return place if isinstance(place, Place) and place.kind is PlaceKind.FOLDER else None

    def _show_drop(self, key: str) -> None:
        if key != self.drop_key:
            self.drop_key = key
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(150), 200), self._theme.px(120))
