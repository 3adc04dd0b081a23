"""One sound file of every format that the program reads, and how it is read."""

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from app.formats import ballot_file, contacts_csv, roster_json, roster_text, vcard
from app.formats.mail.message import parse
from app.formats.mail.sources import SourceMail, mails
from app.formats.rosters.arrivals import read_arrivals
from app.formats.rosters.day_text import Month
from app.formats.rosters.reading import read_plan
from app.formats.snippets.reading import read as read_snippets
from app.formats.workshop.feedback_form import read_answers
from app.formats.workshop.feedback_mail import read_reply
from app.rules.enums import Channel
from app.rules.workshop.feedback import Inquiry
from app.rules.workshop.sentences import Sentence
from app.rules.workshop.statements import Part
from app.services.desk_export.exporting import export_desk
from app.services.desk_import.taking_over import take_over
from app.storage.upgrade import open_desk
from benchmarks.mails import real_mails
from tests.formats.mail import compound_file
from tests.formats.snippets.files import ALL_FILES
from tests.formats.test_roster_json import SMALL
from tests.planning.problems import TEXT

_INQUIRY = Inquiry(12, 3, "Who we are", "en", (Sentence(Part.MARKET, "For small shops."),))
_ANSWERS = {"tresen_feedback": 1, "code": "Tresen-12-3", "source": "customer", "remarks": []}
_VOTE = {"options": ["a", "b", "c"], "ballots": [[0, 1, 2], [1, 0], [2]], "seats": 1}
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN;CHARSET=UTF-8:Dr. Eva Müller\r\nN:Müller;Eva;;Dr.;\r\n"
    "EMAIL;TYPE=INTERNET:eva@kunde.example\r\nTEL;TYPE=WORK,VOICE:+49 30 1\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:calls=0Aoften\r\nEND:VCARD\r\n"
)
_CONTACTS = "Name;E-Mail;Telefon;Firma\r\nEva Müller;eva@kunde.example;+49 30 1;Kunde GmbH\r\n"
_PLAN = "March 2026;1;2;3;4;5;6;7;8\r\nAna;F;F;S;S;N;N;;\r\nBen;S;S;F;F;;;N;N\r\n"
_ARRIVALS = "created;channel\r\n2026-03-02 09:15;email\r\n2026-03-02 10:45;phone\r\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of a format; ``read`` takes damaged ones from a path."""

    name: str
    content: bytes
    read: Callable[[Path], object]


def samples(desk: Path, folder: Path) -> list[Sample]:
    """All of them; the export is one of ``desk``, made in ``folder``."""
    found = [
        Sample("mail.mbox", _mailbox(), _read_mails),
        Sample("mail.msg", _outlook(), _read_mails),
        Sample("cur/1.maildir:2,S", real_mails()[0].read_bytes(), _read_maildir),
        Sample("contacts.vcf", _CARD.encode() * 3, lambda path: vcard.read(path.read_bytes())),
        Sample(
            "contacts.csv", _CONTACTS.encode(), lambda path: contacts_csv.read(path.read_bytes())
        ),
        Sample("plan.csv", _PLAN.encode(), _read_plan),
        Sample("plan.xlsx", _workbook(), _read_plan),
        Sample("arrivals.csv", _ARRIVALS.encode(), _read_arrivals),
        Sample("roster.json", json.dumps(SMALL).encode(), _read_roster),
        Sample("roster.txt", TEXT.encode(), _read_instance),
        Sample(
            "answers.json",
            json.dumps(_ANSWERS).encode(),
            lambda path: read_answers(path.read_bytes(), _INQUIRY),
        ),
        Sample(
            "answers.txt",
            b"> Tresen-12-3\n> [x] keep\n> Comment: fine\n",
            lambda path: read_reply(path.read_text("utf-8", "replace"), _INQUIRY),
        ),
        Sample(
            "vote.json",
            json.dumps(_VOTE).encode(),
            lambda path: ballot_file.read(path.read_bytes()),
        ),
        Sample("export.zip", _export(desk, folder), _take_over),
    ]
    return [*found, *(_snippets(name, text) for name, text in ALL_FILES.items())]


def _snippets(name: str, text: str) -> Sample:
    return Sample(f"snippets/{name}", text.encode(), lambda path: list(read_snippets([path])))


def _mailbox() -> bytes:
    mail = real_mails()[0].read_bytes().replace(b"\nFrom ", b"\n>From ")
    return (b"From a@b.example Mon Jan  1 00:00:00 2001\n" + mail + b"\n\n") * 3


def _outlook() -> bytes:
    texts = {"0037001F": "Größe", "1000001F": "Hello\r\n", "0C1F001F": "eva@kunde.example"}
    streams: dict[str, Any] = {
        f"__substg1.0_{tag}": text.encode("utf-16-le") for tag, text in texts.items()
    }
    return compound_file.write({"__properties_version1.0": bytes(32), **streams})


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    page = book.create_sheet("Plan", 0)
    for line in _PLAN.splitlines():
        page.append(line.split(";"))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _export(desk: Path, folder: Path) -> bytes:
    path = folder / "export.zip"
    with closing(open_desk(desk)) as database:
        database.read(export_desk, path, now=datetime.now(UTC))
    content = path.read_bytes()
    path.unlink()
    return content


def _read_mails(path: Path) -> None:
    for each in mails([path]):
        if isinstance(each, SourceMail):
            parse(each.raw)


def _read_maildir(path: Path) -> None:
    _read_mails(path.parent.parent)


def _read_plan(path: Path) -> object:
    month = Month(2026, 3)
    return read_plan(path.read_bytes(), month=month, name=path.name)


def _read_arrivals(path: Path) -> object:
    return read_arrivals(path.read_bytes(), UTC, channel=Channel.EMAIL)


def _read_roster(path: Path) -> object:
    return roster_json.read(path.read_text("utf-8", "replace"))


def _read_instance(path: Path) -> object:
    return roster_text.read(path.read_text("utf-8", "replace"))


def _take_over(path: Path) -> object:
    made = path.with_name("taken-over.desk")
    try:
        return take_over(path, made)
    finally:
        for ending in ("", "-wal", "-shm"):
            made.with_name(made.name + ending).unlink(missing_ok=True)


def bombs(folder: Path) -> list[tuple[str, Callable[[], object]]]:
    """Small files that are large once they are unpacked, with those who would unpack them."""
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    row = b'<row><c t="str"><v>a</v></c></row>'
    worksheets = {
        "rubbish": b"\0" * 900_000_000,
        "many cells": sheet + b"<sheetData>" + row * 5_000_000,
        "cells": sheet + b"<sheetData>" + row * (29_000_000 // len(row)),
        "text": sheet + b'<sheetData><row><c t="str"><v>' + b"a" * 29_000_000,
        "laughs": laughs + b"]>" + sheet + b"<sheetData><row><c><v>&m;</v></c></row></sheetData>",
    }
    made: list[tuple[str, Callable[[], object]]] = []
    for name, content in worksheets.items():
        path = folder / f"bomb-{name}.xlsx"
        _repack(path, "xl/worksheets/sheet1.xml", content)
        made.append((f"workbook of {name}", lambda path=path: _read_plan(path)))  # type: ignore[misc]
    export = folder / "bomb-export.zip"
    with zipfile.ZipFile(export, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", b" " * 900_000_000 + b"{}")
    made.append(("export of spaces", lambda: _take_over(export)))
    mailbox = folder / "bomb.mbox.gz"
    import gzip

    mailbox.write_bytes(gzip.compress(b"From a\n" + b"a" * 900_000_000, 1))
    made.append(("mailbox, packed", lambda: _read_mails(mailbox)))
    return made


def _repack(path: Path, member: str, content: bytes) -> None:
    """The sound workbook with another part in it."""
    with (
        zipfile.ZipFile(BytesIO(_workbook())) as sound,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
    ):
        for each in sound.namelist():
            packed.writestr(each, content if each == member else sound.read(each))
