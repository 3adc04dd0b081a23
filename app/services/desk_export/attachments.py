"""Files by their content, decoded, and an index of how they were called and where they belong."""

import hashlib
import zlib
from collections.abc import Iterator
from datetime import tzinfo
from itertools import chain, groupby

from sqlalchemy.orm import Session

from app.formats.desk_export.layout import ATTACHMENT_INDEX, attachment_file, shown
from app.formats.desk_export.spreadsheet import Spreadsheet
from app.formats.desk_export.writing import Destination
from app.formats.mail.message import parse
from app.i18n import _
from app.queries.decoding import moment
from app.services.desk_export.mailboxes import CHUNKS, content_of
from app.services.desk_export.tables import stream
from app.services.desk_export.telling import Steps
from app.storage.statements import Statements

_STORED = """SELECT id, lower(hex(sha256)) FROM blob
    WHERE id NOT IN (SELECT raw_id FROM message WHERE raw_id IS NOT NULL) ORDER BY id"""
_OF_MAILS = """SELECT m.raw_id, a.id, a.sha256, a.part, a.blob_id FROM attachment AS a
    JOIN message AS m ON m.id = a.message_id ORDER BY a.message_id, a.id"""
_NAMED = """SELECT a.id, a.sha256, a.name, a.content_type, a.size, '#' || t.number, m.sent_at
    FROM attachment AS a JOIN message AS m ON m.id = a.message_id
    JOIN ticket AS t ON t.id = m.ticket_id
    UNION ALL
    SELECT 0, f.sha256, f.name, f.content_type, f.size, s.title, NULL
    FROM snippet_attachment AS f JOIN snippet AS s ON s.id = f.snippet_id
    UNION ALL
    SELECT 0, f.sha256, f.name, f.content_type, f.size, '#' || t.number, d.updated_at
    FROM draft_attachment AS f JOIN draft AS d ON d.id = f.draft_id
    JOIN ticket AS t ON t.id = d.ticket_id"""
_LONGEST_NAME = 255


class Attachments:
    """Writes each content once, however many names it has."""

    def __init__(self, session: Session, to: Destination, steps: Steps) -> None:
        self._session = session
        self._sql = Statements(session)
        self._to = to
        self._steps = steps
        self._written: set[bytes] = set()
        self._otherwise: dict[int, str] = {}

    def write_stored(self) -> Iterator[tuple[int, str]]:
        """Contents that are no raw mails: the id and the file of each, once it is written."""
        for blob_id, digest in stream(self._session, _STORED):
            with self._to.file(attachment_file(digest)) as file:
                for (chunk,) in self._sql.rows(CHUNKS, (blob_id,)):
                    file.write(zlib.decompress(chunk))
            self._written.add(bytes.fromhex(digest))
            self._steps.done()
            yield blob_id, attachment_file(digest)

    def write_from_mails(self) -> None:
        """Files in raw mails, decoded."""
        found = stream(self._session, _OF_MAILS)
        for raw_id, rows in groupby(found, key=lambda row: row[0]):
            parts: dict[int, bytes] | None = None
            for _raw, attachment_id, digest, part, blob_id in rows:
                self._steps.done()
                if bytes.fromhex(digest) in self._written:
                    continue
                if blob_id is not None:
                    self._add(content_of(self._sql, blob_id), attachment_id, digest)
                    continue
                if parts is None:
                    mail = parse(content_of(self._sql, raw_id))
                    parts = {each.position: each.content for each in mail.parts}
                if part in parts:
                    self._add(parts[part], attachment_id, digest)
                else:
                    self._otherwise[attachment_id] = ""

    def write_index(self, zone: tzinfo) -> None:
        """How files were called, and where they belong. Nothing in a name steers a spreadsheet."""
        rows = stream(self._session, _NAMED)
        first = next(rows, None)
        if first is None:
            return
        headings = _("File"), _("Name"), _("Type"), _("Size"), _("Belongs to"), _("Time")
        with self._to.file(ATTACHMENT_INDEX) as file:
            sheet = Spreadsheet(file, headings, zone)
            for each, digest, name, kind, size, belongs, at in chain([first], rows):
                actual = self._otherwise.get(each, digest)
                place = attachment_file(actual) if actual else None
                sheet.row(place, shown(name, _LONGEST_NAME), kind, size, belongs, moment(at))

    def _add(self, content: bytes, attachment_id: int, noted: str) -> None:
        digest = hashlib.sha256(content)
        if digest.hexdigest() != noted:
            # Mails are read otherwise by now than when this one came in.
            self._otherwise[attachment_id] = digest.hexdigest()
        if digest.digest() not in self._written:
            with self._to.file(attachment_file(digest.hexdigest())) as file:
                file.write(content)
            self._written.add(digest.digest())
