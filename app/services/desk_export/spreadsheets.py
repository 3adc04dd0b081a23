"""The tables that people open in a spreadsheet, with names instead of keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy.orm import Session

from app.formats.desk_export.spreadsheet import Cell, Spreadsheet
from app.formats.desk_export.writing import Destination
from app.i18n import N_, _
from app.queries.decoding import LEVELS, PRIORITIES, STATUSES, moment
from app.rules.enums import Channel, Direction, label
from app.rules.rosters.labels import absence_label
from app.rules.rosters.values import AbsenceKind
from app.services.desk_export.tables import stream
from app.services.snippet_export import ExportKind, export

_TICKETS = """SELECT t.number, t.subject, t.status, t.priority, t.channel, t.level,
    CASE WHEN p.name IS NULL THEN k.name ELSE p.name || ' / ' || k.name END, a.name,
    c.name, (SELECT email FROM contact_address WHERE contact_id = c.id
        ORDER BY position, id LIMIT 1), o.name,
    (SELECT group_concat(g.name, ', ') FROM ticket_tag AS tt JOIN tag AS g ON g.id = tt.tag_id
        WHERE tt.ticket_id = t.id), t.created_at, t.activity_at, t.due_at, t.solved_at, t.closed_at,
    t.message_count, t.seconds_worked / 60, t.shelf, t.resolution
    FROM ticket AS t LEFT JOIN contact AS c ON c.id = t.contact_id
    LEFT JOIN organisation AS o ON o.id = c.organisation_id
    LEFT JOIN agent AS a ON a.id = t.assignee_id
    LEFT JOIN category AS k ON k.id = t.category_id LEFT JOIN category AS p ON p.id = k.parent_id
    ORDER BY t.id"""
_CONTACTS = """SELECT c.name, c.title, o.name, c.customer_number,
    (SELECT group_concat(email, ', ') FROM contact_address WHERE contact_id = c.id),
    (SELECT group_concat(number, ', ') FROM contact_phone WHERE contact_id = c.id),
    c.language, c.notes, c.created_at
    FROM contact AS c LEFT JOIN organisation AS o ON o.id = c.organisation_id ORDER BY c.id"""
_MESSAGES = """SELECT t.number, m.sent_at, m.direction, m.channel, m.sender_name, m.sender_email,
    (SELECT group_concat(json_extract(r.value, '$[1]'), ', ')
        FROM json_each(m.recipients, '$.to') AS r), m.subject, m.files, m.text
    FROM message AS m JOIN ticket AS t ON t.id = m.ticket_id ORDER BY m.id"""
_WORK = """SELECT t.number, a.name, w.started_at, w.seconds / 60, w.note FROM work_time AS w
    JOIN ticket AS t ON t.id = w.ticket_id LEFT JOIN agent AS a ON a.id = w.agent_id
    ORDER BY w.id"""
_SHIFTS = """SELECT r.day, a.name, k.name, k.letter, k.start_minute, k.end_minute, r.off, r.comment
    FROM roster_cell AS r JOIN agent AS a ON a.id = r.agent_id
    LEFT JOIN shift_kind AS k ON k.id = r.kind_id ORDER BY r.day, a.name, r.id"""
_ABSENCES = """SELECT a.name, b.first, b.last, b.kind, b.comment FROM absence AS b
    JOIN agent AS a ON a.id = b.agent_id ORDER BY b.first, b.id"""
_IDEAS = """SELECT w.title, w.day, q.text, i.text, i.basket, q.winner_id IS i.id
    FROM workshop_idea AS i JOIN workshop_question AS q ON q.id = i.question_id
    JOIN workshop AS w ON w.id = i.workshop_id
    WHERE i.merged_into_id IS NULL ORDER BY w.id, q.position, i.position, i.id"""


@dataclass(frozen=True, slots=True)
class _Table:
    """``headings`` are marked to be translated; ``cells`` makes a row of what SQL answered."""

    name: str
    headings: Sequence[str]
    sql: str
    cells: Callable[[Any], Sequence[Cell]]


def write_spreadsheets(session: Session, to: Destination, zone: tzinfo) -> None:
    """One CSV for each table, those that hold nothing left out."""
    for table in _TABLES:
        rows = stream(session, table.sql)
        first = next(rows, None)
        if first is None:
            continue
        with to.file(f"csv/{table.name}.csv") as file:
            sheet = Spreadsheet(file, [_(each) for each in table.headings], zone)
            sheet.row(*table.cells(first))
            for row in rows:
                sheet.row(*table.cells(row))
    snippets = export(session, ExportKind.TABLE)
    if snippets.count:
        with to.file("csv/snippets.csv") as file:
            file.write(snippets.content)


def _ticket(row: Any) -> Sequence[Cell]:
    number, subject, status, priority, channel, level, *names = row[:12]
    created, active, due, solved, closed, messages, minutes, shelf, resolution = row[12:]
    return (
        number,
        subject,
        label(STATUSES[status]),
        label(PRIORITIES[priority]),
        label(Channel(channel)),
        label(LEVELS[level]),
        *names,
        *(moment(each) for each in (created, active, due, solved, closed)),
        messages,
        minutes,
        {2: _("Spam or automatic"), 3: _("Trash"), 4: _("Merged")}.get(shelf, ""),
        resolution,
    )


def _contact(row: Any) -> Sequence[Cell]:
    return (*row[:-1], moment(row[-1]))


def _message(row: Any) -> Sequence[Cell]:
    number, sent, direction, channel, *texts = row
    return (number, moment(sent), label(Direction(direction)), label(Channel(channel)), *texts)


def _work(row: Any) -> Sequence[Cell]:
    number, agent, started, minutes, note = row
    return number, agent, moment(started), minutes, note


def _shift(row: Any) -> Sequence[Cell]:
    day, agent, name, letter, start, end, off, comment = row
    if name is None:
        return day, agent, _("Day off") if off else None, None, None, None, comment
    return day, agent, name, letter, _clock(start), _clock(end), comment


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _absence(row: Any) -> Sequence[Cell]:
    agent, first, last, kind, comment = row
    return agent, first, last, absence_label(AbsenceKind(kind)), comment


def _idea(row: Any) -> Sequence[Cell]:
    title, day, question, idea, basket, won = row
    place = _("Won") if won else _("Basket") if basket else None
    return title, day, question, idea, place


_TABLES = (
    _Table(
        "tickets",
        (
            *(N_("Number"), N_("Subject"), N_("Status"), N_("Priority"), N_("Channel")),
            *(N_("Level"), N_("Category"), N_("Assignee"), N_("Contact"), N_("Address")),
            *(N_("Organisation"), N_("Tags"), N_("Created"), N_("Last activity"), N_("Due")),
            *(N_("Solved"), N_("Closed"), N_("Messages"), N_("Minutes worked"), N_("Place")),
            N_("Resolution"),
        ),
        _TICKETS,
        _ticket,
    ),
    _Table(
        "contacts",
        (
            *(N_("Name"), N_("Title"), N_("Organisation"), N_("Customer number")),
            *(N_("Addresses"), N_("Phones"), N_("Language"), N_("Notes"), N_("Created")),
        ),
        _CONTACTS,
        _contact,
    ),
    _Table(
        "messages",
        (
            *(N_("Ticket"), N_("Time"), N_("Direction"), N_("Channel"), N_("Sender")),
            *(N_("Address"), N_("To"), N_("Subject"), N_("Attachments"), N_("Text")),
        ),
        _MESSAGES,
        _message,
    ),
    _Table(
        "work_times",
        (N_("Ticket"), N_("Name"), N_("Start"), N_("Minutes worked"), N_("Note")),
        _WORK,
        _work,
    ),
    _Table(
        "shifts",
        (
            *(N_("Date"), N_("Name"), N_("Shift"), N_("Letter"), N_("Start"), N_("End")),
            N_("Comment"),
        ),
        _SHIFTS,
        _shift,
    ),
    _Table(
        "absences",
        (N_("Name"), N_("First day"), N_("Last day"), N_("Absence"), N_("Comment")),
        _ABSENCES,
        _absence,
    ),
    _Table(
        "workshop_ideas",
        (N_("Workshop"), N_("Date"), N_("Question"), N_("Idea"), N_("Place")),
        _IDEAS,
        _idea,
    ),
)
