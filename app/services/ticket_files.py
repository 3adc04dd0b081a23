"""A ticket as mails in one ZIP file or a folder: written whole, or not at all."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Protocol

from app.errors import UserError
from app.formats.whole_file import whole_file
from app.i18n import _
from app.queries.desk import desk as desk_row
from app.queries.desk import zone_of
from app.queries.ticket_mails import TicketMail, mail_ids, ticket_mail
from app.queries.ticket_rows import ticket_rows
from app.services.desks import ReadDesk


class Report(Protocol):
    """Where it is told how far the work is; may raise to stop it."""

    def report(self, done: int, total: int | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class WrittenMails:
    """How many mails were written where; ``left_out`` are attachments whose content is gone."""

    path: Path
    mails: int
    left_out: tuple[str, ...]


def write_mails(
    desk: ReadDesk, progress: Report, ticket_id: int, path: Path, *, notes: bool
) -> WrittenMails:
    """Write every entry of a ticket as ``.eml``: a ZIP file if ``path`` ends so, else a new folder.

    ``UserError`` if it cannot be written; a folder that is there already is left as it is.
    """
    number = len(desk.read(mail_ids, ticket_id, notes=notes))
    left_out: list[str] = []
    try:
        with _target(path) as put:
            for done, mail in enumerate(_mails(desk, ticket_id, notes=notes), 1):
                put(mail)
                left_out.extend(mail.left_out)
                progress.report(done, number)
    except OSError as error:
        raise UserError(
            _("“{name}” could not be saved: {reason}. Choose another place.").format(
                name=path.name, reason=error.strerror or error
            )
        ) from error
    return WrittenMails(path, number, tuple(left_out))


def _mails(desk: ReadDesk, ticket_id: int, *, notes: bool) -> Iterator[TicketMail]:
    row = desk.read(desk_row)
    zone: tzinfo = zone_of(row) if row else UTC
    tickets = desk.read(ticket_rows, [ticket_id])
    subject = f"#{tickets[0].number} {tickets[0].subject}" if tickets else ""
    for number, each in enumerate(desk.read(mail_ids, ticket_id, notes=notes), 1):
        mail = desk.read(ticket_mail, each, number=number, subject=subject, zone=zone)
        if mail is not None:
            yield mail


@contextmanager
def _target(path: Path) -> Iterator[Callable[[TicketMail], None]]:
    """Puts mails beside ``path``, and all of them in its place when none failed."""
    if path.suffix.lower() == ".zip":
        with whole_file(path) as beside, zipfile.ZipFile(beside, "w") as file:
            yield lambda mail: file.writestr(_entry(mail), mail.content)
        return
    path.mkdir(parents=True)
    try:
        yield lambda mail: _put(path, mail)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _entry(mail: TicketMail) -> zipfile.ZipInfo:
    """ZIP knows no time before 1980, after 2107 or of another zone than UTC's here."""
    moment = mail.sent_at.astimezone(UTC)
    year = min(2107, max(1980, moment.year))
    entry = zipfile.ZipInfo(mail.name, (year, *moment.timetuple()[1:6]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _put(folder: Path, mail: TicketMail) -> None:
    (folder / mail.name).write_bytes(mail.content)
