"""The left pane: built-in and own views with their counts."""

from dataclasses import dataclass
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
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
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
from app.queries.views import View
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.tickets.views_state import Views
from app.ui.widgets.strokes import Strokes

AnyIndex = QModelIndex | QPersistentModelIndex
_ENTRY = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)

_ICONS = {
    "my_open": "contact",
    "unassigned": "unassign",
    "all_open": "queue",
    "overdue": "due",
    "due_today": "today",
    "waiting": "status-waiting",
    "snoozed": "snooze",
    "solved_week": "status-solved",
    "spam": "spam",
    "trash": "trash",
    "all": "archive",
}
_URGENT = frozenset({"overdue"})
_QUIET = frozenset({"solved_week", "spam", "trash", "all"})
"""Views whose number asks for nothing."""


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str


_Entry = View | _Heading


class _ViewModel(QAbstractListModel):
    def __init__(self, views: Views, parent: QWidget) -> None:
        super().__init__(parent)
        self._views = views
        self.entries: list[_Entry] = []
        self.renamed: list[tuple[View, str]] = []
        self.refresh()

    def refresh(self) -> None:
        built_in = [each for each in self._views.all if each.saved_id is None]
        entries: list[_Entry] = list(built_in)
        if self._views.own:
            entries += [_Heading(_("Own views")), *self._views.own]
        if entries != self.entries:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    def recount(self) -> None:
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def row_of(self, key: str) -> int | None:
        for row, entry in enumerate(self.entries):
            if isinstance(entry, View) and entry.key == key:
                return row
        return None

    def count(self, view: View) -> int | None:
        return self._views.counts.get(view.key)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if isinstance(entry, _Heading):
            return entry.text if role == _DISPLAY else None
        if role in (_DISPLAY, _EDIT):
            return entry.name
        if role == _SPOKEN:
            count = self.count(entry)
            if count is None:
                return entry.name
            words = ngettext("{count} ticket", "{count} tickets", count).format(count=count)
            return f"{entry.name}, {words}"
        if role == _TOOL_TIP and entry.saved_id is not None:
            return f"{entry.name}\n{entry.query_text}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:
        entry = self.entries[index.row()]
        name = " ".join(str(value).split())
        if role != _EDIT or not isinstance(entry, View) or not name or name == entry.name:
            return False
        self.renamed.append((entry, name))
        self.dataChanged.emit(index, index, [_EDIT])
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        entry = self.entries[index.row()] if index.isValid() else None
        if not isinstance(entry, View):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if entry.saved_id is None else flags | Qt.ItemFlag.ItemIsEditable


class _ViewDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: "ViewList") -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(_ENTRY)
        rect = QRect(option.rect).adjusted(self._theme.px(8), 0, -self._theme.px(8), 0)
        painter.save()
        if isinstance(entry, _Heading):
            line = rect.adjusted(self._theme.px(8), self._theme.px(8), 0, 0)
            self._strokes.text(
                painter, line, entry.text, role=Role.MUTED, style=TextStyle.CAPTION, bold=True
            )
        else:
            self._view(painter, rect, option, entry, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        heading = isinstance(index.data(_ENTRY), _Heading)
        return QSize(self._theme.px(120), self._theme.px(36 if heading else 32))

    def _view(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        view: View,
        index: AnyIndex,
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        tint = Role.ACCENT_SOFT if chosen else Role.RAISED if hovered else None
        px = self._theme.px
        self._strokes.tint(
            painter, rect.adjusted(0, px(1), 0, -px(1)), tint, outlined=focused and chosen
        )
        icon = QRect(rect.left() + px(6), rect.top(), px(20), rect.height())
        meaning = _ICONS.get(view.key, "view-saved")
        self._strokes.sign(painter, icon, meaning, Role.ACCENT if chosen else Role.MUTED, 18)
        room = rect.adjusted(px(34), 0, -px(8), 0)
        model = index.model()
        count = model.count(view) if isinstance(model, _ViewModel) else None
        if count:
            urgent = view.key in _URGENT
            taken = self._strokes.text(
                painter,
                room,
                f"{count:n}",
                role=Role.DANGER if urgent else Role.MUTED,
                bold=urgent,
                figures=True,
                right=True,
            )
            room.setRight(room.right() - taken - px(8))
        self._strokes.text(painter, room, view.name, bold=chosen)


class ViewList(QListView):
    """Choosing shows at once; own views are renamed in place, moved with Alt and the arrows."""

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
        self._model = _ViewModel(views, self)
        self._current_key = ""
        self.setAccessibleName(_("Views"))
        self.setModel(self._model)
        self.setItemDelegate(_ViewDelegate(theme, self))
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("pane", "window")
        self.selectionModel().currentChanged.connect(self._choose)
        self._model.dataChanged.connect(self._tell_renames)
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
        entry = current.data(_ENTRY) if current.isValid() else None
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
        view = index.data(_ENTRY) if index.isValid() else None
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
        own = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2)
        if own and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

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
