"""A whole desk out: mailboxes, tables as JSON, spreadsheets, files, and the manifest of it all."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import app
from app.errors import UserError
from app.formats.desk_export.layout import CONTENTS as CONTENTS_FILE
from app.formats.desk_export.layout import SCHEMA, table_file
from app.formats.desk_export.manifest import Manifest, written
from app.formats.desk_export.writing import Destination, check_destination, destination, is_zip
from app.i18n import _
from app.queries.desk import desk, zone_of
from app.services.desk_export import schema
from app.services.desk_export.attachments import Attachments
from app.services.desk_export.mailboxes import Places, write_mailboxes
from app.services.desk_export.spreadsheets import write_spreadsheets
from app.services.desk_export.tables import count, keys, portable_tables
from app.services.desk_export.telling import Progress, Steps
from app.storage.statements import Statements
from app.storage.upgrade import REVISION

_VOTING = "SELECT 1 FROM workshop_vote WHERE state = 'open' AND mode = 'ranked'"
_ROWS_A_STEP = 20
"""Writing a mail takes as long as so many rows."""


@dataclass(frozen=True, slots=True)
class DeskExport:
    """Where it lies, and what is in it; ``size`` in bytes, before a zip packs it."""

    path: Path
    tickets: int
    messages: int
    contacts: int
    attachments: int
    files: int
    size: int


def export_desk(
    session: Session, path: Path, *, now: datetime, progress: Progress | None = None
) -> DeskExport:
    """Write everything but history, undo and access log to a new folder or, by its name, a zip.

    All of it is one state of the desk. ``UserError`` where it cannot lie, if there is no room,
    and while a vote with secret ballots is open; ``Cancelled`` when ``progress`` raises it.
    Nothing is left there then.
    """
    check_destination(path)
    sql = Statements(session)
    if sql.value(_VOTING):
        raise UserError(
            _(
                "A vote with secret ballots is open: an export now and one later would tell what "
                "is on a ballot. Export the desk once it is counted."
            )
        )
    _check_room(sql, path)
    tables = {each.name: count(session, each.name) for each in portable_tables()}
    rows = sum(tables.values()) // _ROWS_A_STEP
    steps = Steps(rows + tables["message"] + tables["attachment"] + 1, progress)
    found = desk(session)
    zone = zone_of(found) if found is not None else ZoneInfo("UTC")
    with destination(path) as to:
        _write_all(session, to, steps, zone)
        counts = {
            "tickets": tables["ticket"],
            "messages": tables["message"],
            "contacts": tables["contact"],
            "attachments": tables["attachment"],
        }
        manifest = Manifest(
            program=app.__version__,
            schema=REVISION,
            desk=found.name if found is not None else "",
            exported_at=now,
            counts=counts,
            tables=tables,
            keys=keys(session),
            files=dict(to.files),
        )
        size = sum(each.size for each in to.files.values())
        made = DeskExport(path, **counts, files=len(to.files) + 1, size=size)
        to.finish(written(manifest))
    return made


def _write_all(session: Session, to: Destination, steps: Steps, zone: ZoneInfo) -> None:
    with to.file("README.txt") as file:
        file.write(_read_me().encode())
    with to.file(SCHEMA) as file:
        file.write(schema.written().encode())
    for table in portable_tables():
        with to.file(table_file(table.name)) as file:
            for number, line in enumerate(table.lines(session), start=1):
                file.write(line)
                if number % _ROWS_A_STEP == 0:
                    steps.done()
    write_spreadsheets(session, to, zone)
    boxes = write_mailboxes(session, to, steps)
    files = Attachments(session, to, steps)
    stored = list(files.write_stored())
    files.write_from_mails()
    files.write_index(zone)
    with to.file(CONTENTS_FILE) as file:
        for line in content_lines(session, boxes, stored):
            file.write(line)


def content_lines(
    session: Session, boxes: Iterable[Places], stored: Iterable[tuple[int, str]]
) -> Iterator[bytes]:
    """The content store: of each content its keys and where its bytes lie, in reading order."""
    sql = Statements(session)
    for box in boxes:
        for blob_id, offset, length in zip(box.ids, box.offsets, box.lengths, strict=True):
            yield _content_line(sql, blob_id, f'"{box.file}","offset":{offset},"length":{length}')
    for blob_id, name in stored:
        yield _content_line(sql, blob_id, f'"{name}"')


def _content_line(sql: Statements, blob_id: int, place: str) -> bytes:
    ((digest, size),) = sql.rows(
        "SELECT lower(hex(sha256)), size FROM blob WHERE id = ?", (blob_id,)
    )
    chunks = sql.rows("SELECT id FROM blob_chunk WHERE blob_id = ? ORDER BY position", (blob_id,))
    listed = ",".join(str(each[0]) for each in chunks)
    return (
        f'{{"id":{blob_id},"sha256":"{digest}","size":{size},"chunks":[{listed}],"file":{place}}}\n'
    ).encode()


def _check_room(sql: Statements, path: Path) -> None:
    """Packed it takes about what the desk does; else what is in it, once raw and once decoded."""
    # Of a protected desk the driver tells the second as a text.
    desk_size = int(sql.value("PRAGMA page_count")) * int(sql.value("PRAGMA page_size"))
    contents = sql.value("SELECT coalesce(sum(size), 0) FROM blob")
    files = sql.value(
        "SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT sha256, size FROM attachment)"
    )
    needed = 2 * desk_size if is_zip(path) else 2 * desk_size + contents + files
    folder = next(each for each in path.absolute().parents if each.exists())
    if shutil.disk_usage(folder).free < needed:
        raise UserError(
            _(
                "There is no room for the export: up to {megabytes} MB are needed in “{folder}”. "
                "Free some space or choose another disk."
            ).format(megabytes=needed // 1_000_000 + 1, folder=folder)
        )


def _read_me() -> str:
    return _(
        "Everything of a desk of Tresen. It is not encrypted: keep it as safe as the desk.\n"
        "\n"
        "mail/          mailboxes (mbox) that mail programs open\n"
        "csv/           tables for a spreadsheet\n"
        "attachments/   files, named by their content; index.csv says how they were called\n"
        "tables/        all tables, one JSON object in each line\n"
        "contents.jsonl where the bytes of each mail and file lie\n"
        "schema.json    what the tables mean (JSON Schema)\n"
        "manifest.json  what is in here, with the SHA-256 of every file\n"
        "\n"
        "To make a desk of it again: File > Take over an export, or the command import.\n"
    )
