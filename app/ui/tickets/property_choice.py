"""Which popover changes which property."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.queries.ticket_details import TicketDetails
from app.ui.tickets.property_rows import Property
from app.ui.tickets.ticket_choosers import TicketChoosers


def choose_property(
    choosers: TicketChoosers,
    what: Property,
    ids: Sequence[int],
    anchor: QWidget,
    *,
    asleep: bool,
    details: TicketDetails | None = None,
) -> None:
    """Ask for a property of ``ids``, in one act for all; ``details`` is what holds for a single
    one, ``asleep`` offers to wake them."""
    row = details.row if details is not None else None
    match what:
        case Property.STATUS:
            choosers.status(ids, anchor, row)
        case Property.ASSIGNEE:
            choosers.assignee(ids, anchor, row)
        case Property.PRIORITY:
            choosers.priority(ids, anchor, details)
        case Property.CATEGORY:
            choosers.category(ids, anchor, details.category_id if details is not None else None)
        case Property.LEVEL:
            choosers.level(ids, anchor, row)
        case Property.DUE:
            choosers.due(ids, anchor)
        case Property.SNOOZE:
            choosers.snooze(ids, anchor, asleep=asleep)
        case Property.CONTACT:
            choosers.contact(ids, anchor.window())
