"""Erasing a person: nothing of them is left in the desk, and everybody else's things are."""

import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given
from hypothesis import strategies as st

from app.queries.conversation import conversation
from app.rules.enums import DraftKind
from app.services import drafts, tickets, work
from app.services.contacts import ContactChoice
from app.services.erasure.erasing import Reach, erase, survey
from app.services.erasure.traces import Traces
from app.services.imports import run_import
from app.services.messages import NewFile
from app.storage import backup, history, search
from tests.desk_fixtures import Desk

MAIL = """From: {sender}
To: {to}
Subject: {subject}
Message-ID: <{key}@mail.example>
Date: Mon, 23 Feb 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{text}
"""
EVA = "Eva Zauberspruch <eva.zauber@kunde.example>"
WORDS = ("Zauberspruch", "zauber@kunde", "Geheimnisvoll", "01765554443")


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    """Eva wrote, was answered, called, is copied and quoted by Ben; and Ben has his own matter."""
    folder = tmp_path / "mails"
    folder.mkdir()
    for key, sender, to, subject, text in (
        ("a", EVA, "help@shop.example", "Geheimnisvoll kaputt", "Meine Nummer ist 0176/555-4443."),
        ("b", "Ben <ben@other.example>", f"help@shop.example, {EVA}", "Bens Sache", "Mein Text."),
        (
            "c",
            "Ben <ben@other.example>",
            "help@shop.example",
            "Re: Bens Sache",
            "> Eva Zauberspruch schrieb:\n> Geht nicht.\nStimmt.",
        ),
    ):
        mail = MAIL.format(key=key, sender=sender, to=to, subject=subject, text=text)
        (folder / f"{key}.eml").write_text(mail, "utf-8")
    run_import(
        desk.database,
        [folder],
        close_old=False,
        now=desk.clock.now,
        agent_id=desk.kim,
        label="Import",
    )
    eva = contact(desk, "eva.zauber@kunde.example")
    call = desk.captured(
        "Geheimnisvoll am Telefon",
        contact=ContactChoice(contact_id=eva),
        text="Geheimnisvoll: Zauberspruch hat angerufen.",
    )
    desk.do(work.add_time, call, seconds=300, note="mit Eva Zauberspruch")
    desk.do(tickets.set_subject, call, "Geheimnisvoll bleibt")
    return desk


def contact(desk: Desk, email: str) -> int:
    found = desk.one(f"SELECT contact_id FROM contact_address WHERE email = '{email}'")
    assert isinstance(found, int)
    return found


def everything_in(path: Path) -> Iterator[str]:
    """Every value of every table, blobs unpacked, and the bytes of the files themselves."""
    with closing(driver.connect(str(path))) as raw:
        names = [
            name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        for name in names:
            for row in raw.execute(f'SELECT * FROM "{name}"'):
                for value in row:
                    yield from _readable(value)
    for ending in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            yield beside.read_bytes().decode("utf-8", "replace")


def _readable(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
        try:
            yield zlib.decompress(value).decode("utf-8", "replace")
        except zlib.error:
            return


def left_of(path: Path) -> set[str]:
    return {word for text in everything_in(path) for word in WORDS if word.lower() in text.lower()}


def test_before_it_everything_is_there_so_that_the_look_can_find_it(full: Desk) -> None:
    assert left_of(full.path) >= {"Zauberspruch", "zauber@kunde", "Geheimnisvoll"}


def test_nothing_of_the_person_is_left_in_the_file(full: Desk) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    full.do(erase, eva, Reach())
    full.database.close()
    assert left_of(full.path) == set()
    full.restart()


def test_the_question_before_and_the_certificate_after_say_the_same(full: Desk) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    before = full.read(survey, eva, Reach())
    assert (before.tickets, before.mentions) == (2, 2)
    assert full.do(erase, eva, Reach()) == before


def test_statistics_and_other_people_stay(full: Desk) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    count = full.one("SELECT count(*) FROM ticket")
    messages = full.one("SELECT count(*) FROM message")
    worked = full.one("SELECT sum(seconds_worked) FROM ticket")
    full.do(erase, eva, Reach())
    assert full.one("SELECT count(*) FROM ticket") == count
    assert full.one("SELECT count(*) FROM message") == messages
    assert full.one("SELECT sum(seconds_worked) FROM ticket") == worked
    assert "Mein Text." in " ".join(row[0] for row in full.rows("SELECT text FROM message"))
    assert "Stimmt." in " ".join(row[0] for row in full.rows("SELECT text FROM message"))
    assert full.rows("SELECT name FROM contact") == [("Ben",)]


def test_the_mails_of_others_can_still_be_read(full: Desk) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    full.do(erase, eva, Reach())
    found = full.rows("SELECT DISTINCT ticket_id FROM message WHERE subject LIKE '%Bens%'")
    entries = [entry for (ticket,) in found for entry in full.read(conversation, ticket)]
    assert len(entries) == 2
    assert all(entry.raw_id is not None for entry in entries)
    assert not any("Zauber" in entry.text for entry in entries)


def test_the_chain_the_search_and_the_file_are_whole_afterwards(full: Desk) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    full.do(erase, eva, Reach())
    assert full.read(history.broken_entries) == []
    assert full.read(search.is_whole)
    assert backup.faults_of(full.path) == []


def test_importing_the_same_mailbox_again_does_not_bring_them_back(
    full: Desk, tmp_path: Path
) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    full.do(erase, eva, Reach())
    report = run_import(
        full.database,
        [tmp_path / "mails"],
        close_old=False,
        now=full.clock.now + timedelta(hours=1),
        agent_id=full.kim,
        label="Import",
    )
    assert report.messages == 0


def test_a_draft_about_them_goes_and_another_stays(full: Desk) -> None:
    first, second, *_others = [row[0] for row in full.rows("SELECT id FROM ticket ORDER BY id")]
    for ticket, text in ((first, "Frau Eva Zauberspruch sagt"), (second, "Herr Ben sagt")):
        full.do(drafts.save, ticket_id=ticket, kind=DraftKind.NOTE, text=text)
    bens = full.rows(
        "SELECT d.text FROM draft AS d JOIN ticket AS t ON t.id = d.ticket_id "
        "WHERE t.contact_id <> (SELECT contact_id FROM contact_address "
        "WHERE email = 'eva.zauber@kunde.example') AND d.text NOT LIKE '%Zauber%'"
    )
    full.do(erase, contact(full, "eva.zauber@kunde.example"), Reach())
    assert full.rows("SELECT text FROM draft") == bens


def test_what_a_note_on_their_time_said_before_it_was_corrected_is_gone_from_the_history(
    full: Desk,
) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    call = full.one(f"SELECT max(id) FROM ticket WHERE contact_id = {eva}")
    stretch = full.do(work.add_time, call, seconds=60, note="erst so")
    full.do(work.change_stretch, stretch, seconds=60, note="Geheimnisvoll gewesen")
    full.do(work.change_stretch, stretch, seconds=60, note="dann so")
    full.do(work.change_stretch, stretch, seconds=0)
    full.do(erase, eva, Reach())
    full.database.close()
    assert left_of(full.path) == set()
    full.restart()


def test_a_file_of_a_draft_goes_with_it(full: Desk) -> None:
    call = full.one("SELECT max(id) FROM ticket")
    draft = full.do(drafts.save, ticket_id=call, kind=DraftKind.NOTE, text="x")
    full.do(drafts.attach, draft, [NewFile("a.txt", "text/plain", b"Geheimnisvoll")])
    full.do(erase, contact(full, "eva.zauber@kunde.example"), Reach())
    full.database.close()
    assert left_of(full.path) == set()
    full.restart()


def test_without_mentions_other_peoples_mails_are_untouched(full: Desk) -> None:
    eva = contact(full, "eva.zauber@kunde.example")
    full.do(erase, eva, Reach(mentions=False))
    texts = " ".join(row[0] for row in full.rows("SELECT text FROM message"))
    assert "Eva Zauberspruch schrieb" in texts
    assert full.rows("SELECT name FROM contact") == [("Ben",)]


def test_somebody_of_the_same_name_keeps_theirs(full: Desk) -> None:
    other = ContactChoice(name="Eva Zauberspruch", email="other.eva@elsewhere.example")
    full.captured("Etwas anderes", contact=other)
    full.do(erase, contact(full, "eva.zauber@kunde.example"), Reach())
    assert ("Eva Zauberspruch",) in full.rows("SELECT name FROM contact")


@given(st.text(max_size=200), st.text(min_size=3, max_size=20).filter(str.strip))
def test_a_mask_is_as_long_as_what_it_hides_and_hides_it(text: str, word: str) -> None:
    traces = Traces((word.strip(),))
    masked = traces.masked(f"{text} {word.strip()} {text}")
    assert len(masked) == len(f"{text} {word.strip()} {text}")
    assert not traces.are_in(masked) or set(word.strip()) == {"*"}


def test_a_phone_is_found_however_it_is_written() -> None:
    traces = Traces.of("Eva Z", ["e@z.example"], ["01765554443"])
    for written in ("0176 555 4443", "0176/555-4443", "(0176) 5554443", "01765554443"):
        assert traces.are_in(f"Ruf an: {written}!"), written
    assert not traces.are_in("0176 555 444")


def test_a_single_name_is_not_sought_in_the_words_of_others() -> None:
    assert not Traces.of("Eva", [], []).are_in("Eva war im Evangelium")
