"""The one model for big tables: the ids of the whole result, rows read page by page."""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.ui.id_stretch import Stretch, differing_stretch, inside, outside, ranges_of
from app.ui.row_cache import PAGE, Fetch, R, RowCache
from app.ui.tips import plain_tip

if TYPE_CHECKING:
    from app.formats.table_writing import Value

AnyIndex = QModelIndex | QPersistentModelIndex

# Plain ints: comparing enum members costs as much as the rest of ``data``.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW = int(Qt.ItemDataRole.UserRole)
"""The frozen row, a ``Group``, or None while it is being read."""
ID = ROW + 1

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_PLACEHOLDER = "…"
_MANY_RANGES = 64
"""Beyond so many separate ranges a stretch is replaced whole."""


@dataclass(frozen=True)  # with slots a generic one cannot be made on Python 3.11
class Column(Generic[R]):
    """A column: ``text`` of a row, ``title()`` in the language of the moment, width in px.

    ``sort_key`` names what the page sorts by; None: cannot be sorted. ``tooltip`` is asked for
    the whole text where the cell shows less. ``spoken`` is what a screen reader says, ``value``
    what a spreadsheet gets where a text would lose something; times are aware.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[R], str]
    width: int = 120
    sort_key: str | None = None
    figures: bool = False
    tooltip: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None
    elide_middle: bool = False
    shown: bool = True
    stretches: bool = False
    value: "Callable[[R], Value] | None" = None


@dataclass(frozen=True, slots=True)
class Group:
    """The header row of a group; its id is negative, so no real row has it."""

    id: int
    title: str
    count: int


class IdTableModel(QAbstractTableModel, Generic[R]):
    """Shows the rows of ``set_ids``; ``fetch(ids, done)`` reads some and calls ``done(rows)``.

    Rows that changed stay on screen until their new state arrives. A group header is a negative
    id in the list, described in ``groups``.
    """

    loading_changed = Signal(bool)
    groups_changed = Signal()
    replacing = Signal()
    """``set_ids`` is about to change rows, perhaps in several steps, until ``replaced``."""
    replaced = Signal()

    def __init__(
        self,
        columns: Iterable[Column[R]],
        fetch: "Fetch[R]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ids: array[int] = array("q")
        self._groups: dict[int, Group] = {}
        self._cache = RowCache(fetch, self)
        self._cache.arrived.connect(self._rows_arrived)
        self._cache.loading_changed.connect(self.loading_changed)

    # What the page says

    def set_ids(self, ids: Iterable[int], groups: Mapping[int, Group] | None = None) -> None:
        """Show these rows, each id once, in this order; only what differs is replaced.

        Selection, current row and scroll position stay with their rows.
        """
        new = ids if isinstance(ids, array) else array("q", ids)
        groups_differ = dict(groups or {}) != self._groups
        self._groups = dict(groups or {})
        stretch = differing_stretch(self._ids, new)
        if not stretch.empty:
            self.replacing.emit()
            self._replace(stretch, new)
            self.replaced.emit()
        if groups_differ or (self._groups and not stretch.empty):
            self.groups_changed.emit()

    def reset_ids(self, ids: Iterable[int], groups: Mapping[int, Group] | None = None) -> None:
        """Show another list, as when another view is opened: nothing selected, at the top."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._groups = dict(groups or {})
        self._cache.drop_wishes()
        self.endResetModel()
        self.groups_changed.emit()

    def put_rows(self, rows: Iterable[R]) -> None:
        """Take rows that were read before anyone asked, as those of a view's first page."""
        self._cache.put(rows)

    def want_page(self, page: int) -> None:
        """Read the rows of this page of the list that are not here, before anyone asks."""
        start = page * PAGE
        self._cache.want(each for each in self._ids[start : start + PAGE] if each > 0)

    def rows_changed(self, ids: Collection[int]) -> None:
        """These rows are no longer as read: read them again when they are next looked at."""
        if self._cache.mark_changed(ids):
            self._repaint()

    def forget_rows(self) -> None:
        """All rows are out of date (language switched, desk restored)."""
        self._cache.mark_all_changed()
        self._repaint()

    # What the view asks

    @property
    def ids(self) -> "array[int]":
        """The ids shown, group headers (negative) included; not to be changed."""
        return self._ids

    def id_at(self, row: int) -> int:
        return self._ids[row]

    def row_of(self, row_id: int) -> int | None:
        """Where the row with this id stands, or None."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def row_at(self, row: int) -> R | None:
        """The row shown there, or None while it is read; asks for it if need be."""
        row_id = self._ids[row]
        found, fresh = self._cache.look(row_id)
        if not fresh and row_id > 0 and not self._cache.is_coming(row_id):
            self.want_page(row // PAGE)
        return found

    def group_at(self, row: int) -> Group | None:
        return self._groups.get(self._ids[row]) if self._groups else None

    @property
    def group_rows(self) -> list[int]:
        """Where the group headers stand."""
        found = (self.row_of(each) for each in self._groups)
        return sorted(row for row in found if row is not None)

    def cell(self, row: R, column: Column[R], role: int) -> Any:
        """One cell of a row that is there; a page may add roles of its own."""
        if role == DISPLAY:
            return column.text(row)
        if role == TOOL_TIP:
            tip = column.tooltip if column.tooltip is not None else column.text
            return plain_tip(tip(row))
        if role == ACCESSIBLE:
            return column.spoken(row) if column.spoken is not None else column.text(row)
        return None

    # Qt

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        role = int(role)
        if role == ALIGNMENT:
            return _RIGHT if self.columns[index.column()].figures else _LEFT
        if role not in _ASKED_ROLES and role < ROW:
            return None
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID:
            return self._ids[index.row()]
        group = self.group_at(index.row())
        if group is not None:
            return self._group_cell(group, index.column(), role)
        row = self.row_at(index.row())
        if role == ROW:
            return row
        if row is None:
            return _PLACEHOLDER if role == DISPLAY else None
        return self.cell(row, self.columns[index.column()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> str | int | None:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        role = int(role)
        if role in (DISPLAY, TOOL_TIP, ACCESSIBLE):
            return self.columns[section].title()
        if role == ALIGNMENT:
            return _RIGHT if self.columns[section].figures else _LEFT
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.group_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    # Parts

    def _group_cell(self, group: Group, column: int, role: int) -> Any:
        if role == ROW:
            return group
        if role in (DISPLAY, ACCESSIBLE) and column == 0:
            return f"{group.title} ({group.count})"
        return None

    def _repaint(self) -> None:
        """Everything may look different: a view paints only what it shows, so this is cheap,
        while looking for the places of some rows among 200,000 is not.
        """
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _rows_arrived(self, arrived: Collection[int]) -> None:
        """Rows read ahead of the first page are mostly out of sight: a view need not paint then."""
        top = [row for row, each in enumerate(self._ids[:PAGE]) if each in arrived]
        if len(top) < len(arrived) or not top:
            self._repaint()
            return
        self.dataChanged.emit(self.index(top[0], 0), self.index(top[-1], len(self.columns) - 1))

    # Replacing

    def _replace(self, stretch: Stretch, new: "array[int]") -> None:
        start = stretch.start
        old_part = self._ids[start : stretch.old_end]
        new_part = new[start : stretch.new_end]
        if not old_part or not new_part:
            self._remove_all(start, [(0, len(old_part) - 1)] if old_part else [])
            self._insert(start, new_part)
            return
        old_ids, new_ids = set(old_part), set(new_part)
        gone_ids, come_ids = old_ids - new_ids, new_ids - old_ids
        gone, come = ranges_of(old_part, gone_ids), ranges_of(new_part, come_ids)
        if len(gone) + len(come) > _MANY_RANGES:
            # In one piece each, at the end of the stretch; then everything finds its place.
            staying = len(old_part) - len(gone_ids)
            if gone_ids:
                self._reorder(start, outside(old_part, gone_ids) + inside(old_part, gone_ids))
                self._remove_all(start, [(staying, len(old_part) - 1)])
            self._insert(start + staying, inside(new_part, come_ids))
            self._reorder(start, new_part)
        else:
            self._remove_all(start, gone)
            self._reorder(start, outside(new_part, come_ids) if come else new_part)
            for first, last in come:
                self._insert(start + first, new_part[first : last + 1])

    def _remove_all(self, start: int, ranges: list[tuple[int, int]]) -> None:
        for first, last in reversed(ranges):
            self.beginRemoveRows(QModelIndex(), start + first, start + last)
            del self._ids[start + first : start + last + 1]
            self.endRemoveRows()

    def _insert(self, first: int, ids: "array[int]") -> None:
        if ids:
            self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
            self._ids[first:first] = ids
            self.endInsertRows()

    def _reorder(self, start: int, part: "array[int]") -> None:
        """Put the rows from ``start`` into the order of ``part``; held indexes go along."""
        end = start + len(part)
        if self._ids[start:end] == part:
            return
        self.layoutAboutToBeChanged.emit()
        held = [each for each in self.persistentIndexList() if start <= each.row() < end]
        held_ids = [self._ids[index.row()] for index in held]
        self._ids[start:end] = part
        if held:
            sought = set(held_ids)
            place = {each: row for row, each in enumerate(part, start) if each in sought}
            moved = zip(held_ids, held, strict=True)
            self.changePersistentIndexList(
                held, [self.index(place[row_id], index.column()) for row_id, index in moved]
            )
        self.layoutChanged.emit()


_ASKED_ROLES = frozenset({DISPLAY, TOOL_TIP, ACCESSIBLE})
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
