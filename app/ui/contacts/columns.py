"""The columns of the list of contacts."""

from app.i18n import _
from app.queries.contacts import ContactRow, ContactSort
from app.storage.database import utc_now
from app.ui.id_table_model import Column
from app.ui.times import exact_time, relative_time


def columns() -> list[Column[ContactRow]]:
    """Name, firm, address, phone, tickets, last activity; more can be switched on."""
    return [
        Column("name", lambda: _("Name"), _name, 200, ContactSort.NAME, stretches=True),
        Column(
            "organisation",
            lambda: _("Organisation"),
            lambda row: row.organisation,
            130,
            ContactSort.ORGANISATION,
        ),
        Column("email", lambda: _("Mail"), lambda row: row.email, 180, elide_middle=True),
        Column("phone", lambda: _("Phone"), lambda row: row.phone, 130, shown=False),
        Column(
            "number",
            lambda: _("Customer number"),
            lambda row: row.customer_number,
            120,
            shown=False,
        ),
        Column(
            "tickets",
            lambda: _("Tickets"),
            _tickets,
            72,
            ContactSort.TICKETS,
            figures=True,
        ),
        Column(
            "activity",
            lambda: _("Last activity"),
            _activity,
            112,
            ContactSort.ACTIVITY,
            tooltip=lambda row: exact_time(row.last_activity_at) if row.last_activity_at else "",
        ),
    ]


def _name(row: ContactRow) -> str:
    name = f"{row.title} {row.name}".strip()
    return _("{name} (blocked)").format(name=name) if row.blocked else name


def _tickets(row: ContactRow) -> str:
    if row.open_tickets:
        return _("{open} of {all}").format(open=row.open_tickets, all=row.tickets)
    return str(row.tickets)


def _activity(row: ContactRow) -> str:
    return relative_time(row.last_activity_at, utc_now()) if row.last_activity_at else ""
