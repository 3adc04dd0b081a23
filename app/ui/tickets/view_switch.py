"""What is listed: a view, or what is being searched for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.language import ParsedQuery, explain
from app.queries.terms import Grouping, Sort
from app.queries.views import View
from app.ui.theme import Theme
from app.ui.tickets.list_pane import ListPane
from app.ui.tickets.queue_memory import QueueMemory
from app.ui.tickets.search_bar import SearchBar, SearchExplanation
from app.ui.tickets.ticket_listing import Listing, TicketListing
from app.ui.tickets.view_editing import ViewEditing
from app.ui.tickets.view_list import ViewList
from app.ui.tickets.views_state import Views
from app.ui.widgets.choice_popover import Choice, ChoicePopover

FIRST_VIEW = "my_open"


class ViewSwitch(QObject):
    """A search stands in front of the view; clearing it brings the view back."""

    switched = Signal()
    """Something else is listed, or its name or number changed."""

    def __init__(
        self,
        views: Views,
        view_list: ViewList,
        search: SearchBar,
        explanation: SearchExplanation,
        listing: TicketListing,
        list_pane: ListPane,
        editing: ViewEditing,
        memory: QueueMemory,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._views = views
        self._view_list = view_list
        self._search_bar = search
        self._explanation = explanation
        self._listing = listing
        self._list_pane = list_pane
        self._editing = editing
        self._memory = memory
        self._theme = theme
        view_list.chosen.connect(self._open)
        view_list.rename_asked.connect(editing.rename)
        view_list.delete_asked.connect(editing.delete)
        view_list.order_asked.connect(editing.put_in_order)
        view_list.replace_asked.connect(self._replace_query)
        editing.saved.connect(self._open_saved)
        views.changed.connect(self._views_changed)
        search.asked.connect(self._search)
        explanation.mend_asked.connect(search.mend)
        explanation.clear_asked.connect(search.clear)
        list_pane.clear_asked.connect(search.clear)
        list_pane.table.sort_requested.connect(self._sort)
        list_pane.table.columns_changed.connect(self._remember_columns)
        listing.counted.connect(self._counted)

    # What is shown

    @property
    def searching(self) -> bool:
        """Whether a search stands in front of the view."""
        return bool(self._search_bar.text().strip())

    @property
    def name(self) -> str:
        """What is listed, as a title."""
        if self.searching:
            return _("Search")
        view = self._view_list.current
        return view.name if view is not None else _("Queue")

    def show_first(self) -> None:
        """Open the view that was left last."""
        self.show_view(self._memory.view_key or FIRST_VIEW)

    def show_view(self, key: str) -> None:
        """Open a view; an unknown one is the first."""
        view = self._views.by_key(key) or self._views.all[0]
        self._view_list.mark(view.key)
        if self.searching:
            self._search_bar.show_text("")
        else:
            self._open(view)

    def reorder(self, sort: Sort, descending: bool, grouping: Grouping) -> None:
        """List the same in another order, which the view keeps."""
        listing = Listing(self._listing.listing.term, sort, descending, grouping)
        view = self._view_list.current
        if view is not None and not self.searching:
            self._memory.remember_listing(view, listing)
        self._list(listing)

    def ask_to_save(self, anchor: QWidget) -> bool:
        """Save the search as a view; False if there is none."""
        if self.searching:
            self._editing.ask_and_save(
                self._search_bar.text().strip(),
                self._listing.listing,
                self._list_pane.table.chosen_columns(),
                anchor,
            )
        return self.searching

    def explain(self) -> None:
        """Say what is searched for; once it is shown, for that moves everything below."""
        self._explanation.show_query(self._search_bar.text().strip(), self._search_bar.parsed)

    def offer_views(self, anchor: QWidget) -> None:
        """The views as a popover, where they have no pane."""
        counts = self._views.counts
        choices = [
            Choice(view.key, f"{view.name}  {counts.get(view.key, 0) or ''}".rstrip())
            for view in self._views.all
        ]
        popover = ChoicePopover(_("Views"), choices, self._theme, anchor)
        popover.taken.connect(self.show_view)
        popover.open_at(anchor, focus=popover.focusProxy())

    # Following

    def _open(self, view: View) -> None:
        self._memory.remember_view(view.key)
        if self.searching:
            self._search_bar.show_text("")
        else:
            self._list_view(view)

    def _list_view(self, view: View) -> None:
        self._list_pane.table.choose_columns(self._memory.columns(view))
        self._list(self._memory.listing(view))

    def _remember_columns(self) -> None:
        table = self._list_pane.table
        if table.fitting:
            return
        self._memory.remember_columns(self._view_list.current, table.chosen_columns(), table.widths)

    def _list(self, listing: Listing) -> None:
        self._listing.show(listing)
        self._list_pane.table.show_sorted(listing.sort, descending=listing.descending)

    def _search(self, parsed: ParsedQuery) -> None:
        if self.searching:
            self._list(Listing(parsed.term))
            return
        view = self._view_list.current
        if view is not None:
            self._memory.remember_view(view.key)
            self._list_view(view)

    def _sort(self, sort_key: str, descending: bool) -> None:
        self.reorder(Sort(sort_key), descending, self._listing.listing.grouping)

    def _open_saved(self, view_id: int) -> None:
        self._memory.remember_view(f"saved:{view_id}")
        self._views.read()

    def _views_changed(self) -> None:
        key = self._memory.view_key
        shown = self._view_list.current
        if self._views.by_key(key) is not None and (shown is None or shown.key != key):
            self.show_view(key)
        elif shown is None and not self.searching:
            self.show_view(FIRST_VIEW)
        else:
            self.switched.emit()

    def _replace_query(self, view: View) -> None:
        """Take the present search for a view; without one, begin with the view's own."""
        if self.searching:
            self._editing.replace_query(view, self._search_bar.text().strip())
        else:
            self._search_bar.show_text(view.query_text)
            self._search_bar.setFocus()

    def _counted(self, count: int | None) -> None:
        view = self._view_list.current
        if count != 0:
            self._list_pane.show_table()
        elif self.searching:
            self._list_pane.show_nothing_found(explain(self._listing.listing.term))
        elif view is not None:
            self._list_pane.show_nothing_in_view(view.name)
        self.switched.emit()
