"""The place of the properties: made when the first ticket is shown, after the list is there."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.tickets.calm import Calm
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers

if TYPE_CHECKING:
    from app.queries.ticket_details import TicketDetails
    from app.ui.tickets.properties_pane import PropertiesPane
    from app.ui.tickets.several_pane import SeveralPane

_WIDTH = (244, 284)


class PropertiesHost(QWidget):
    """Shows one ticket in a ``PropertiesPane``, or in front of it what several share."""

    ticket_requested = Signal(object)
    contact_requested = Signal(object)

    def __init__(
        self,
        operations: Operations,
        acts: TicketActs,
        choosers: TicketChoosers,
        state: DeskState,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = (operations, acts, choosers, state, theme)
        self._theme = theme
        self._pane: PropertiesPane | None = None
        self._several: SeveralPane | None = None
        self._wanted: int | None = None
        self._selected: Callable[[], Sequence[int]] | None = None
        self._panes = QStackedLayout(self)
        self.calm = Calm(self)
        self.calm.reached.connect(self._show)

    @property
    def pane(self) -> "PropertiesPane":
        """The properties of the ticket wanted, made if need be."""
        if self._pane is None:
            from app.ui.tickets.properties_pane import PropertiesPane

            self._pane = PropertiesPane(*self._parts)
            self._pane.ticket_requested.connect(self.ticket_requested)
            self._pane.contact_requested.connect(self.contact_requested)
            self._panes.addWidget(self._pane)
            self.setMaximumWidth(self._pane.maximumWidth())
        self._pane.show_ticket(self._wanted)
        return self._pane

    @property
    def several(self) -> "SeveralPane":
        """What several tickets share, made if need be."""
        if self._several is None:
            from app.ui.tickets.several_pane import SeveralPane

            self._several = SeveralPane(*self._parts)
            self._panes.addWidget(self._several)
        return self._several

    @property
    def details(self) -> "TicketDetails | None":
        """What is known of the ticket shown, once it is read."""
        return self._pane.details if self._pane is not None else None

    def show_ticket(self, ticket_id: int | None, *, chosen: bool = True) -> None:
        """Show a ticket, or none, soon; one that nobody has chosen a little later."""
        if ticket_id != self._wanted:
            self._wanted = ticket_id
            (self.calm.chosen if chosen else self.calm.unasked)()

    def show_several(self, selected: Callable[[], Sequence[int]] | None) -> None:
        """Show what tickets share, asked for once the selection rests; None is the one again."""
        if selected is not None or self._selected is not None:
            self._selected = selected
            self.calm.chosen()

    def show_one(self) -> None:
        """Bring the properties of the ticket shown to the front, whatever is selected."""
        self._panes.setCurrentWidget(self.pane)
        if self._several is not None:
            self._several.show_tickets(())

    def time_passed(self) -> None:
        """Times relative to now are said anew."""
        for pane in (self._pane, self._several):
            if pane is not None:
                pane.time_passed()

    def _show(self) -> None:
        if self._selected is None:
            if self._pane is not None or self._wanted is not None:
                self.show_one()
            return
        self.several.show_tickets(self._selected())
        self._panes.setCurrentWidget(self.several)

    def sizeHint(self) -> QSize:
        if self._pane is not None:
            return self._pane.sizeHint()
        return QSize(self._theme.px(_WIDTH[1]), self._theme.px(600))

    def minimumSizeHint(self) -> QSize:
        if self._pane is not None:
            return self._pane.minimumSizeHint()
        return QSize(self._theme.px(_WIDTH[0]), self._theme.px(200))
