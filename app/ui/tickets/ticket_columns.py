"""What the columns of the queue are: title, text, order and width of each."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from app.i18n import N_, _, ngettext
from app.queries.terms import Sort
from app.queries.ticket_rows import TicketRow
from app.rules.enums import label
from app.rules.short_times import ahead, due_words
from app.rules.times import echo
from app.ui.id_table_model import Column
from app.ui.ticket_marks import contact_text
from app.ui.times import relative_time, worked_text

PRIORITY = "priority"
NUMBER = "number"
SUBJECT = "subject"
CONTACT = "contact"
STATUS = "status"
ASSIGNEE = "assignee"
DUE = "due"
UPDATED = "updated"
CREATED = "created"
CATEGORY = "category"
CHANNEL = "channel"
LEVEL = "level"
MESSAGES = "messages"
SNOOZED = "snoozed"
WORKED = "worked"
SIGNS = frozenset({PRIORITY, ASSIGNEE, CHANNEL})
"""Columns that show a sign instead of words."""


class Moment(Protocol):
    """When and where a list is read: relative times depend on both."""

    @property
    def now(self) -> datetime: ...

    @property
    def zone(self) -> tzinfo: ...


def due_tooltip(row: TicketRow, moment: Moment) -> str:
    """When the ticket is due and how long it sleeps, to the minute."""
    lines = []
    if row.due_at is not None:
        lines.append(_("Due {time}").format(time=echo(row.due_at, zone=moment.zone)))
    if row.snoozed_until is not None:
        lines.append(
            _("Snoozed until {time}").format(time=echo(row.snoozed_until, zone=moment.zone))
        )
    return "\n".join(lines)


def spoken_subject(row: TicketRow) -> str:
    """The subject with everything the eye sees beside it."""
    parts = [row.subject]
    if row.unread:
        parts.append(_("unread"))
    if row.has_attachment:
        parts.append(_("has an attachment"))
    if row.has_draft:
        parts.append(_("has a draft"))
    if row.thanked:
        parts.append(_("the customer only thanked"))
    parts.extend(row.tags)
    return ", ".join(parts)


def ticket_columns(moment: Moment) -> tuple[Column[TicketRow], ...]:
    """All columns in their first order; a person chooses which are shown."""

    def exact(at: Callable[[TicketRow], datetime]) -> Callable[[TicketRow], str]:
        return lambda row: echo(at(row), zone=moment.zone)

    def relative(at: Callable[[TicketRow], datetime]) -> Callable[[TicketRow], str]:
        return lambda row: relative_time(at(row), moment.now)

    def due_text(row: TicketRow) -> str:
        if row.due_at is None:
            return ""
        return due_words(row.due_at, now=moment.now, zone=moment.zone)

    def snooze_text(row: TicketRow) -> str:
        if row.snoozed_until is None:
            return ""
        return ahead(row.snoozed_until, now=moment.now, zone=moment.zone)

    return (
        Column(
            key=PRIORITY,
            title=_title(N_("Priority")),
            text=lambda row: label(row.priority),
            width=34,
            sort_key=Sort.PRIORITY,
        ),
        Column(
            key=NUMBER,
            title=_title(N_("Number")),
            text=lambda row: str(row.number),
            width=64,
            sort_key=Sort.NUMBER,
            figures=True,
            value=lambda row: row.number,
        ),
        Column(
            key=SUBJECT,
            title=_title(N_("Subject")),
            text=lambda row: row.subject,
            width=320,
            sort_key=Sort.SUBJECT,
            spoken=spoken_subject,
            stretches=True,
        ),
        Column(
            key=CONTACT,
            title=_title(N_("Contact")),
            text=contact_text,
            width=140,
            sort_key=Sort.CONTACT,
            tooltip=_contact_tooltip,
        ),
        Column(
            key=STATUS,
            title=_title(N_("Status")),
            text=lambda row: label(row.status),
            width=160,
            sort_key=Sort.STATUS,
        ),
        Column(
            key=ASSIGNEE,
            title=_title(N_("Assignee")),
            text=lambda row: row.assignee_name or _("Unassigned"),
            width=76,
            sort_key=Sort.ASSIGNEE,
            value=lambda row: row.assignee_name,
        ),
        Column(
            key=DUE,
            title=_title(N_("Due")),
            text=due_text,
            width=140,
            sort_key=Sort.DUE,
            tooltip=lambda row: due_tooltip(row, moment),
            value=lambda row: row.due_at,
        ),
        Column(
            key=UPDATED,
            title=_title(N_("Activity")),
            text=relative(lambda row: row.activity_at),
            width=96,
            sort_key=Sort.UPDATED,
            figures=True,
            tooltip=exact(lambda row: row.activity_at),
            value=lambda row: row.activity_at,
        ),
        Column(
            key=CREATED,
            title=_title(N_("Created")),
            text=relative(lambda row: row.created_at),
            width=96,
            sort_key=Sort.CREATED,
            figures=True,
            tooltip=exact(lambda row: row.created_at),
            shown=False,
            value=lambda row: row.created_at,
        ),
        Column(
            key=CATEGORY,
            title=_title(N_("Category")),
            text=lambda row: row.category,
            width=150,
            sort_key=Sort.CATEGORY,
            shown=False,
        ),
        Column(
            key=CHANNEL,
            title=_title(N_("Channel")),
            text=lambda row: label(row.channel),
            width=44,
            sort_key=Sort.CHANNEL,
            shown=False,
        ),
        Column(
            key=LEVEL,
            title=_title(N_("Level")),
            text=lambda row: label(row.level),
            width=52,
            sort_key=Sort.LEVEL,
            shown=False,
        ),
        Column(
            key=MESSAGES,
            title=_title(N_("Messages")),
            text=lambda row: str(row.message_count),
            width=76,
            figures=True,
            shown=False,
            spoken=lambda row: message_words(row.message_count),
            value=lambda row: row.message_count,
        ),
        Column(
            key=SNOOZED,
            title=_title(N_("Wakes")),
            text=snooze_text,
            width=120,
            sort_key=Sort.SNOOZED,
            tooltip=lambda row: due_tooltip(row, moment),
            shown=False,
            value=lambda row: row.snoozed_until,
        ),
        Column(
            key=WORKED,
            title=_title(N_("Time worked")),
            text=_worked_text,
            width=96,
            sort_key=Sort.WORKED,
            figures=True,
            shown=False,
            value=_worked,
        ),
    )


def message_words(count: int) -> str:
    """How many messages a conversation has."""
    return ngettext("{count} message", "{count} messages", count).format(count=count)


def _worked_text(row: TicketRow) -> str:
    return worked_text(row.seconds_worked) if row.seconds_worked else ""


def _worked(row: TicketRow) -> timedelta | None:
    return timedelta(seconds=row.seconds_worked) if row.seconds_worked else None


def _title(text: str) -> Callable[[], str]:
    return lambda: _(text)


def _contact_tooltip(row: TicketRow) -> str:
    lines = (contact_text(row), row.contact_email or "", row.organisation or "")
    return "\n".join(dict.fromkeys(line for line in lines if line))
