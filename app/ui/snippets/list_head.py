"""The line above the list: how many there are, and in what order."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from app.i18n import _, ngettext
from app.queries.snippets import SnippetSort
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import number_text
from app.ui.widgets.button import Button, ButtonKind

_DESCENDING = frozenset(
    {SnippetSort.USES, SnippetSort.LAST_USED, SnippetSort.SAVED, SnippetSort.UPDATED}
)
"""What begins with the most or the newest."""


class ListHead(QWidget):
    """``sort_changed`` comes when another order was chosen; a second choice turns it round."""

    sort_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sort = SnippetSort.TITLE
        self.descending = False
        self._alone = False
        self.place = Button("", theme, kind=ButtonKind.QUIET, icon="folder")
        self.place.hide()
        self._count = QLabel()
        set_text_style(self._count, TextStyle.CAPTION)
        self._order = Button("", theme, kind=ButtonKind.QUIET, icon="sort")
        self._order.setToolTip(_("Order of the list"))
        self._order.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(4), 0)
        row.addWidget(self.place)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._order)
        self._show()

    def show_count(self, count: int) -> None:
        """How many snippets the list has."""
        words = ngettext("{n} snippet", "{n} snippets", count).format(n=number_text(count))
        self._count.setText(words)

    def show_place(self, name: str, *, alone: bool) -> None:
        """What is listed; ``alone`` where no list of folders stands beside it."""
        self.place.setText(name)
        self.place.setAccessibleName(_("Shown: {name}").format(name=name))
        self.place.setVisible(alone)
        self._count.setVisible(not alone)
        self._order.setText("" if alone else _names()[self.sort])
        self._alone = alone

    def _show(self) -> None:
        self._order.setText("" if self._alone else _names()[self.sort])
        self._order.setAccessibleName(_("Order: {name}").format(name=_names()[self.sort]))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for sort, name in _names().items():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(sort is self.sort)
            group.addAction(entry)
            entry.triggered.connect(partial(self._choose, sort))
        menu.popup(self._order.mapToGlobal(QPoint(0, self._order.height())))

    def _choose(self, sort: SnippetSort, _checked: bool = False) -> None:
        turned = sort is self.sort and not self.descending
        self.descending = turned if sort is self.sort else sort in _DESCENDING
        self.sort = sort
        self._show()
        self.sort_changed.emit()


def _names() -> dict[SnippetSort, str]:
    return {
        SnippetSort.TITLE: _("By title"),
        SnippetSort.ABBREVIATION: _("By abbreviation"),
        SnippetSort.USES: _("Most used"),
        SnippetSort.LAST_USED: _("Last used"),
        SnippetSort.SAVED: _("Most time saved"),
        SnippetSort.UPDATED: _("Last changed"),
    }
