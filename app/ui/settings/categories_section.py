"""The tree of categories, and what each asks its tickets for."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QInputDialog,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.queries.desk import CategoryRow
from app.queries.desk import categories as read_categories
from app.services import categories as services
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.settings.fields_dialog import FieldsDialog
from app.ui.settings.section import SettingsSection
from app.ui.theme import Theme
from app.ui.widgets.button import Button
from app.ui.widgets.flow_layout import FlowLayout

_ROW = Qt.ItemDataRole.UserRole


class CategoriesSection(SettingsSection):
    """Rename in place; buttons for the rest. Archived ones are muted and no longer offered."""

    def __init__(self, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("Categories"),
            _(
                "What enquiries are about, on two levels. A category can ask for details, such "
                "as steps to reproduce a problem."
            ),
            theme,
        )
        self._operations = operations
        self._tree = QTreeWidget()
        self._tree.setHeaderLabels([_("Category"), _("Asks for")])
        self._tree.setMinimumHeight(theme.px(320))
        self._tree.setColumnWidth(0, theme.px(280))
        self._tree.setAccessibleName(_("Categories"))
        self._tree.setItemDelegateForColumn(1, _ReadOnly(self._tree))
        self._tree.itemChanged.connect(self._renamed)
        self._tree.currentItemChanged.connect(self._enable)
        self.column.addWidget(self._tree)
        buttons = FlowLayout(spacing=theme.px(8))
        self._add_button = self._button(buttons, _("&Add…"), "add", self._add)
        self._below = self._button(buttons, _("Add &below…"), "add", self._add_below)
        self._fields = self._button(buttons, _("Asks &for…"), "edit", self._edit_fields)
        self._archive = self._button(buttons, _("A&rchive"), "archive", self._switch_archived)
        self._up = self._button(buttons, _("&Up"), "up", lambda: self._move(-1))
        self._down = self._button(buttons, _("&Down"), "down", lambda: self._move(1))
        self.column.addLayout(buttons)
        operations.changed.connect(self._desk_changed)
        self._enable()
        self._read()

    def _button(self, row: FlowLayout, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(text, self.theme, icon=icon)
        button.clicked.connect(act)
        row.addWidget(button)
        return button

    def _read(self) -> None:
        self._operations.read(read_categories, owner=self, key="tree", done=self._show)

    def _desk_changed(self, changes: Changes) -> None:
        if "category" in changes.tables:
            self._read()

    def _show(self, rows: Sequence[CategoryRow]) -> None:
        chosen = self._chosen
        self._tree.blockSignals(True)
        self._tree.clear()
        for row in rows:
            parent = _item(row)
            self._tree.addTopLevelItem(parent)
            parent.addChildren([_item(child) for child in row.children])
            parent.setExpanded(True)
        self._tree.blockSignals(False)
        if chosen is not None:
            self._choose(chosen.id)
        self._enable()

    def _choose(self, category_id: int) -> None:
        for item in self._tree.findItems(
            "*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
        ):
            if item is not None and item.data(0, _ROW).id == category_id:
                self._tree.setCurrentItem(item)

    @property
    def _chosen(self) -> CategoryRow | None:
        item = self._tree.currentItem()
        return item.data(0, _ROW) if item is not None else None

    def _enable(self, *_items: object) -> None:
        row = self._chosen
        for button in (self._fields, self._archive, self._up, self._down):
            button.setEnabled(row is not None)
        self._below.setEnabled(row is not None and row.parent_id is None)
        self._archive.setText(_("Offer a&gain") if row and row.archived else _("A&rchive"))

    def _add(self) -> None:
        self._add_under(None)

    def _add_below(self) -> None:
        row = self._chosen
        if row is not None:
            self._add_under(row.id)

    def _add_under(self, parent_id: int | None) -> None:
        name, confirmed = QInputDialog.getText(
            self, _("Add a category"), _("Name"), QLineEdit.EchoMode.Normal, ""
        )
        if confirmed and name.strip():
            self._run(
                services.add_category,
                name,
                parent_id=parent_id,
                label=_("Added the category “{name}”").format(name=name.strip()),
            )

    def _renamed(self, item: QTreeWidgetItem, column: int) -> None:
        row: CategoryRow = item.data(0, _ROW)
        name = item.text(0).strip()
        if column == 0 and name != row.name:
            self._run(
                services.rename_category,
                row.id,
                name,
                label=_("Renamed “{name}”").format(name=row.name),
            )

    def _edit_fields(self) -> None:
        row = self._chosen
        if row is None:
            return
        dialog = FieldsDialog(row, self.theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(lambda: self._save_fields(row, dialog))
        dialog.open()

    def _save_fields(self, row: CategoryRow, dialog: FieldsDialog) -> None:
        self._operations.run(
            services.set_category_fields,
            row.id,
            dialog.fields,
            now=utc_now(),
            label=_("Changed what “{name}” asks for").format(name=row.name),
            owner=dialog,
            done=lambda _nothing: dialog.accept(),
            failed=dialog.refuse,
        )

    def _switch_archived(self) -> None:
        row = self._chosen
        if row is not None:
            text = _("Offered “{name}” again") if row.archived else _("Archived “{name}”")
            self._run(
                services.archive_category,
                row.id,
                not row.archived,
                label=text.format(name=row.name),
            )

    def _move(self, by: int) -> None:
        item = self._tree.currentItem()
        if item is None:
            return
        parent = item.parent() or self._tree.invisibleRootItem()
        siblings = [parent.child(place) for place in range(parent.childCount())]
        ids = [sibling.data(0, _ROW).id for sibling in siblings if sibling is not None]
        place = parent.indexOfChild(item)
        if 0 <= place + by < len(ids):
            ids[place], ids[place + by] = ids[place + by], ids[place]
            self._run(services.reorder_categories, ids, label=_("Reordered the categories"))

    def _run(self, operation: Callable[..., Any], *args: Any, label: str, **named: Any) -> None:
        self._operations.run(
            operation, *args, **named, now=utc_now(), label=label, owner=self, failed=self._refused
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._operations.refused.emit(error)
        self._read()


class _ReadOnly(QStyledItemDelegate):
    """What a category asks for is changed in its dialog, never typed over."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        return None  # type: ignore[return-value]  # Qt: no editor


def _item(row: CategoryRow) -> QTreeWidgetItem:
    asked = ", ".join(field["label"] for field in row.fields)
    name = row.name
    item = QTreeWidgetItem([name, asked])
    item.setData(0, _ROW, row)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    if row.archived:
        item.setToolTip(0, _("Archived: no longer offered"))
        font = item.font(0)
        font.setStrikeOut(True)
        item.setFont(0, font)
    return item
