"""A ticket as mails in a ZIP file or a folder."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.errors import Cancelled, UserError
from app.formats.mail.message import attachment, parse
from app.formats.outgoing import build_draft
from app.queries.answering import draft_mail
from app.rules.enums import DraftKind, SentVia
from app.services import answers, drafts
from app.services.imports import run_import
from app.services.messages import NewFile
from app.services.ticket_files import write_mails
from tests.desk_fixtures import Desk

_MAIL = (
    b"From: Eva <eva@kunde.example>\r\nTo: help@shop.example\r\nSubject: Drucker\r\n"
    b"Message-ID: <a@kunde.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\n\r\nGeht nicht.\r\n"
)


class Told:
    """Keeps what was reported; cancels at ``stop_at``."""

    def __init__(self, stop_at: int = 0) -> None:
        self.reports: list[tuple[int, int | None]] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int | None = None) -> None:
        self.reports.append((done, total))
        if done == self._stop_at:
            raise Cancelled


@pytest.fixture
def ticket(desk: Desk, tmp_path: Path) -> int:
    """A mail that came, an answer as a draft with a blind copy, one by link, and a note."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.eml").write_bytes(_MAIL)
    run_import(
        desk.database, [tmp_path / "in"], close_old=False, now=desk.clock(), agent_id=1, label="in"
    )
    for kept in (True, False):
        draft = desk.do(
            drafts.save,
            ticket_id=1,
            kind=DraftKind.REPLY,
            to="Eva Müller <eva@kunde.example>",
            bcc="boss@shop.example",
            text="Grüße",
            subject="Re: Drucker",
        )
        made = desk.read(draft_mail, draft, agent_id=desk.kim, now=desk.clock())
        desk.do(
            answers.record_answer,
            draft,
            via=SentVia.EML,
            message_id_header=made.message_id,
            raw=build_draft(made) if kept else None,
            sender_email=made.sender.email,
        )
    desk.do(
        answers.add_note,
        1,
        text="Between us",
        files=[NewFile("a b.txt", "text/plain", b"secret")],
    )
    return 1


def test_every_entry_becomes_a_mail_in_order(desk: Desk, ticket: int, tmp_path: Path) -> None:
    told = Told()
    path = tmp_path / "out.zip"
    written = write_mails(desk, told, ticket, path, notes=True)
    assert (written.mails, written.left_out) == (4, ())
    assert told.reports == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        contents = [file.read(each) for each in names]
    assert names[0] == "0001 2026-03-02 09.00 Eva.eml"
    assert [each[:4] for each in names] == ["0001", "0002", "0003", "0004"]
    assert [each[22:] for each in names[1:]] == [
        "Kim Okafor.eml",
        "Kim Okafor.eml",
        "Internal note Kim Okafor.eml",
    ]
    assert contents[0] == _MAIL
    assert not any(b"boss@shop" in each or b"X-Unsent" in each for each in contents)
    for each in contents[1:3]:
        mail = parse(each)
        assert (mail.subject, mail.text.strip()) == ("Re: Drucker", "Grüße")
        assert mail.to[0].email == "eva@kunde.example"
        assert b"Comments:" not in each
    note = parse(contents[3])
    assert (note.subject, note.text.strip()) == ("#1001 Drucker", "Between us")
    assert b"Comments: Internal note" in contents[3]
    assert attachment(contents[3], note.parts[0].position).content == b"secret"
    assert [each.name for each in tmp_path.iterdir() if ".part" in each.name] == []


def test_without_notes_nothing_internal_goes_out(desk: Desk, ticket: int, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    written = write_mails(desk, Told(), ticket, folder, notes=False)
    files = sorted(folder.iterdir())
    assert written.mails == len(files) == 3
    assert not any(b"Between us" in each.read_bytes() for each in files)


def test_a_bundle_read_into_another_desk_gives_the_same_conversation(
    desk: Desk, ticket: int, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    write_mails(desk, Told(), ticket, folder, notes=False)
    before = desk.rows("SELECT count(*) FROM message")
    report = run_import(
        desk.database, [folder], close_old=False, now=desk.clock(), agent_id=1, label="again"
    )
    assert report.duplicates >= 1
    assert report.tickets_created == 0
    assert desk.rows("SELECT count(*) FROM message")[0][0] - before[0][0] == report.appended


@pytest.mark.parametrize("name", ["out.zip", "out"])
def test_what_is_cancelled_leaves_nothing_behind(
    desk: Desk, ticket: int, tmp_path: Path, name: str
) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        write_mails(desk, Told(stop_at=2), ticket, tmp_path / name, notes=True)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["there", "gone/out.zip"])
def test_a_place_that_cannot_be_written_is_named(
    desk: Desk, ticket: int, tmp_path: Path, name: str
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "kept").touch()
    with pytest.raises(UserError, match="could not be saved"):
        write_mails(desk, Told(), ticket, tmp_path / name, notes=True)
    assert (tmp_path / "there" / "kept").exists()


def test_a_file_whose_content_is_gone_is_named_and_the_rest_goes_out(
    desk: Desk, ticket: int, tmp_path: Path
) -> None:
    def lose(session: Session) -> None:
        session.connection().exec_driver_sql(
            "UPDATE attachment SET blob_id = NULL WHERE name = 'a b.txt'"
        )

    desk.database.execute(lose, label="Lost", agent_id=None)
    written = write_mails(desk, Told(), ticket, tmp_path / "out.zip", notes=True)
    assert (written.mails, written.left_out) == (4, ("a b.txt",))
