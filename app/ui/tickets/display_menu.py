"""How the list looks: order, grouping, row height, columns."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.i18n import _
from app.queries.terms import Grouping, Sort
from app.settings import Density
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.tickets.ticket_listing import Listing
from app.ui.tickets.ticket_table import TicketTable
from app.ui.widgets.button import IconButton


class DisplayButton(IconButton):
    """Opens the menu; asks for another ``Listing`` through ``choose``."""

    def __init__(
        self,
        table: TicketTable,
        preferences: Preferences,
        listing: Callable[[], Listing],
        choose: Callable[[Sort, bool, Grouping], None],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("sort", _("Order, groups, columns"), theme, size=18, parent=parent)
        self._table = table
        self._preferences = preferences
        self._listing = listing
        self._choose = choose
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fill(self) -> None:
        self._menu.clear()
        self._add_orders(self._menu.addMenu(_("Order")))
        self._add_groupings(self._menu.addMenu(_("Groups")))
        self._add_densities(self._menu.addMenu(_("Row height")))
        columns = self._table.column_menu()
        columns.setTitle(_("Columns"))
        self._menu.addMenu(columns)

    def _add_orders(self, menu: QMenu) -> None:
        now = self._listing()
        sorts = QActionGroup(menu)
        for sort, text in _sorts():
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(sort is now.sort)
            entry.triggered.connect(
                lambda _on=False, sort=sort: self._choose(sort, now.descending, now.grouping)
            )
            sorts.addAction(entry)
        menu.addSeparator()
        ways = QActionGroup(menu)
        for descending, text in ((True, _("Downwards")), (False, _("Upwards"))):
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(descending is now.descending)
            entry.triggered.connect(
                lambda _on=False, way=descending: self._choose(now.sort, way, now.grouping)
            )
            ways.addAction(entry)

    def _add_groupings(self, menu: QMenu) -> None:
        now = self._listing()
        groups = QActionGroup(menu)
        for grouping, text in (
            (Grouping.NONE, _("No groups")),
            (Grouping.PRIORITY, _("By priority")),
            (Grouping.ASSIGNEE, _("By assignee")),
            (Grouping.STATUS, _("By status")),
        ):
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(grouping is now.grouping)
            entry.triggered.connect(
                lambda _on=False, each=grouping: self._choose(now.sort, now.descending, each)
            )
            groups.addAction(entry)

    def _add_densities(self, menu: QMenu) -> None:
        densities = QActionGroup(menu)
        for density, text in (
            (Density.COMPACT, _("Compact")),
            (Density.NORMAL, _("Normal")),
            (Density.COMFORTABLE, _("Comfortable")),
        ):
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(self._preferences.current.density is density)
            entry.triggered.connect(
                lambda _on=False, each=density: self._preferences.update(density=each)
            )
            densities.addAction(entry)


def _sorts() -> tuple[tuple[Sort, str], ...]:
    return (
        (Sort.UPDATED, _("Activity")),
        (Sort.CREATED, _("Created")),
        (Sort.DUE, _("Due")),
        (Sort.SNOOZED, _("Wakes")),
        (Sort.WORKED, _("Time worked")),
        (Sort.PRIORITY, _("Priority")),
        (Sort.STATUS, _("Status")),
        (Sort.CONTACT, _("Contact")),
        (Sort.SUBJECT, _("Subject")),
        (Sort.ASSIGNEE, _("Assignee")),
        (Sort.NUMBER, _("Number")),
    )
