"""The head of the queue: its name and number, capture, triage, search, how the list looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.ui.actions import Actions
from app.ui.theme import Theme
from app.ui.tickets.display_menu import DisplayButton
from app.ui.tickets.search_bar import SearchBar
from app.ui.times import number_text
from app.ui.widgets.button import IconButton
from app.ui.widgets.page_header import PageHeader


class QueueHeader(PageHeader):
    """Says what is shown; ``views_asked`` where the views have no pane of their own."""

    views_asked = Signal(object)
    """The button beside which the views shall be offered."""

    def __init__(
        self,
        search: SearchBar,
        display: DisplayButton,
        actions: Actions,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", theme, parent)
        self._views = IconButton("menu", _("Views"), theme, size=18)
        self._views.clicked.connect(lambda: self.views_asked.emit(self._views))
        self._views.hide()
        self.add_widget(self._views)
        self.add_primary(actions["ticket.capture"], icon="capture")
        self.add_quiet(actions["ticket.triage"], icon="triage")
        search.setMaximumWidth(theme.px(560))
        self.add_right(search, stretch=4)
        self.add_right(display)
        toggle = IconButton("sidebar", _("Properties"), theme, size=18)
        toggle.setDefaultAction(actions["view.properties"])
        self.add_right(toggle)

    def show_name(self, name: str, count: int | None) -> None:
        """What is listed and how much it is; None while it is counted."""
        words = ""
        if count is not None:
            words = ngettext("{count} ticket", "{count} tickets", count)
        self.set_title(name, words.format(count=number_text(count or 0)) or " ")

    def offer_views(self, needed: bool) -> None:
        """Show the button for the views, or put it away."""
        self._views.setVisible(needed)
