"""How a ticket's state is marked everywhere: colours, icons, who asks."""

from app.i18n import _
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Channel, Status
from app.ui.colours import Role

STATUS_ROLES = {
    Status.NEW: Role.ACCENT,
    Status.OPEN: Role.INFO,
    Status.WAITING_CUSTOMER: Role.MUTED,
    Status.WAITING_THIRD: Role.MUTED,
    Status.SOLVED: Role.SUCCESS,
    Status.CLOSED: Role.MUTED,
}
STATUS_ICONS = {
    Status.NEW: "status-new",
    Status.OPEN: "status-open",
    Status.WAITING_CUSTOMER: "status-waiting",
    Status.WAITING_THIRD: "status-waiting",
    Status.SOLVED: "status-solved",
    Status.CLOSED: "status-closed",
}
CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.CHAT: "chat",
    Channel.SOCIAL: "social",
    Channel.COUNTER: "counter",
    Channel.LETTER: "letter",
}


def contact_text(row: TicketRow) -> str:
    """Who asks: the name, else the address, else that nobody is known."""
    return row.contact_name or row.contact_email or _("Nobody")
