"""The rows of a batch, written with as few statements and as little overhead as possible."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.rules.direction import folded_address
from app.rules.enums import Channel, Direction, Impact, Level, SentVia, Urgency
from app.rules.moments import to_milliseconds
from app.rules.threading import Threading
from app.services.imports.reading import Incoming, storable
from app.services.imports.runs import Run
from app.services.imports.tickets import RANKS, TicketState
from app.storage import bulk
from app.storage.changes import RowChange
from app.storage.recorder import Recorder
from app.storage.statements import Insert, Statements


def _insert(table: str, columns: Sequence[str]) -> Insert:
    """An insert; a column that ends in ``?`` takes 0 for NULL.

    The driver is slow to bind whatever is not exactly an int or a str: None, bool, bytes.
    """
    names = ", ".join(column.rstrip("?") for column in columns)
    marks = ", ".join("nullif(?, 0)" if column.endswith("?") else "?" for column in columns)
    return Insert(f"INSERT INTO {table} ({names})", f"({marks})")


_TICKET = _insert(
    "ticket",
    [
        *("status", "subject", "subject_key", "contact_id?", "created_at", "automatic", "spam"),
        *("unread", "thanked", "solved_at?", "closed_at?", "id", "number", "contact_key"),
        *("message_count", "activity_at", "last_direction", "channel", "impact", "urgency"),
        *("priority", "level", "resolution", "fields", "import_id", "updated_at"),
        "seconds_worked",
    ],
)
_MESSAGE = _insert(
    "message",
    [
        *("id", "ticket_id", "direction", "channel", "agent_id?", "sender_name", "sender_email"),
        *("recipients", "sent_at", "dated", "recorded_at", "message_key?", "content_hash"),
        *("headers", "threaded_by", "evidence", "automatic", "bounce", "has_html", "via?"),
        *("raw_id", "import_id", "warnings?", "subject", "people", "files", "text"),
    ],
)
_ATTACHMENT = _insert(
    "attachment",
    [
        *("message_id", "name", "content_type", "size", "sha256", "content_id", "inline"),
        *("part", "blob_id?"),
    ],
)


def insert_tickets(
    sql: Statements,
    tickets: Sequence[TicketState],
    contact_keys: Mapping[int | None, str],
    run: Run,
) -> None:
    """New tickets, with what triggers derive of others, for all their messages are at hand."""
    common = (
        *(Channel.EMAIL.value, Impact.MEDIUM.rank, Urgency.MEDIUM.rank, run.priority.rank),
        *(Level.L1.rank, "", "{}", run.id, to_milliseconds(run.now), 0),
    )
    rows = [
        (
            *(RANKS[each.status], each.subject, each.subject_key, each.contact_id or 0),
            *(each.created_at, int(each.automatic), int(each.spam), int(each.unread)),
            *(int(each.thanked), each.solved_at or 0, each.closed_at or 0, each.id, each.number),
            *(contact_keys.get(each.contact_id, ""), len(each.mails), each.activity_at),
            *(str(each.last_direction), *common),
        )
        for each in tickets
    ]
    sql.insert(_TICKET, rows)


def update_ticket(sql: Statements, state: TicketState, run: Run, recorder: Recorder) -> None:
    """What became of a ticket that was there; recorded unless this import made it."""
    before, after = state.changes()
    if not after:
        return
    sets = ", ".join(f"{name} = ?" for name in after)
    sql.run(
        f"UPDATE ticket SET {sets}, updated_at = ? WHERE id = ?",
        (*after.values(), to_milliseconds(recorder.now), state.id),
    )
    if state.import_id != run.id:
        recorder.add(RowChange("ticket", state.id, before, after))


def message_row(
    mail: Incoming, *, row_id: int, ticket_id: int, placed: Threading, raw_id: int, run: Run
) -> tuple[Any, ...]:
    """A message as it is inserted."""
    parsed, words = mail.mail, mail.words
    out = mail.direction is Direction.OUT
    agent_id = run.agents.get(folded_address(words.sender.email), 0) if out else 0
    return (
        *(row_id, ticket_id, mail.direction.value, Channel.EMAIL.value, agent_id),
        *(words.sender.name, words.sender.email, words.recipients, mail.sent_ms, int(mail.dated)),
        *(to_milliseconds(run.now), mail.key or 0, mail.content_hash, words.headers),
        *(placed.reason.value, placed.evidence, int(parsed.automatic), int(parsed.bounce)),
        *(int(bool(parsed.html)), SentVia.IMPORTED.value if out else 0, raw_id, run.id),
        *(words.warnings or 0, words.subject, words.people, words.files, words.text),
    )


def insert_messages(sql: Statements, rows: Iterable[tuple[Any, ...]]) -> None:
    """Messages with their words in the index, which takes ascending ids best."""
    ordered = sorted(rows, key=lambda row: row[0])
    sql.insert(_MESSAGE, ordered)
    bulk.index(sql, [(row[0], *row[-4:]) for row in ordered])


def attachment_rows(
    mail: Incoming, message_id: int, original_id: int | None
) -> list[tuple[Any, ...]]:
    """The files of a mail, found again in the raw mail by their place; and the ``.msg`` itself."""
    rows: list[tuple[Any, ...]] = [
        (
            *(message_id, storable(part.name), storable(part.content_type), len(part.content)),
            *(digest, storable(part.content_id), int(part.inline), part.position, 0),
        )
        for part, digest in zip(mail.mail.parts, mail.words.digests, strict=True)
    ]
    if mail.original is not None:
        name = Path(mail.source.path).name
        size, digest = mail.original.size, mail.original.sha256.hex()
        rows.append(
            (message_id, name, "application/vnd.ms-outlook", size, digest, "", 0, None, original_id)
        )
    return rows


def insert_attachments(sql: Statements, rows: Sequence[tuple[Any, ...]]) -> None:
    """The files of the batch's messages."""
    sql.insert(_ATTACHMENT, rows)
