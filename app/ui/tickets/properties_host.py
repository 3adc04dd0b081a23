"""The place of the properties: made when the first ticket is shown, after the list is there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.queries.ticket_details import TicketDetails
    from app.ui.tickets.properties_pane import PropertiesPane

_CALM_MS = 40
_WIDTH = (244, 284)


class PropertiesHost(QWidget):
    """Holds a ``PropertiesPane``; ``pane`` makes it if need be."""

    ticket_requested = Signal(object)
    contact_requested = Signal(object)

    def __init__(
        self, make: "Callable[[], PropertiesPane]", theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._theme = theme
        self._pane: PropertiesPane | None = None
        self._wanted: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._show)

    @property
    def pane(self) -> "PropertiesPane":
        """The properties themselves."""
        if self._pane is None:
            self._pane = self._make()
            self._pane.ticket_requested.connect(self.ticket_requested)
            self._pane.contact_requested.connect(self.contact_requested)
            self._column.addWidget(self._pane)
            self.setMaximumWidth(self._pane.maximumWidth())
            self._pane.show_ticket(self._wanted)
        return self._pane

    @property
    def details(self) -> "TicketDetails | None":
        """What is known of the ticket shown, once it is read."""
        return self._pane.details if self._pane is not None else None

    def show_ticket(self, ticket_id: int | None) -> None:
        """Show a ticket, or none."""
        self._wanted = ticket_id
        if self._pane is not None:
            self._pane.show_ticket(ticket_id)
        elif ticket_id is not None:
            self._calm.start()

    def time_passed(self) -> None:
        """Times relative to now are said anew."""
        if self._pane is not None:
            self._pane.time_passed()

    def _show(self) -> None:
        self.pane.setVisible(True)

    def sizeHint(self) -> QSize:
        if self._pane is not None:
            return self._pane.sizeHint()
        return QSize(self._theme.px(_WIDTH[1]), self._theme.px(600))

    def minimumSizeHint(self) -> QSize:
        if self._pane is not None:
            return self._pane.minimumSizeHint()
        return QSize(self._theme.px(_WIDTH[0]), self._theme.px(200))
