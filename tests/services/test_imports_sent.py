"""A Sent folder meets answers that the desk recorded when they left."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.rules.enums import DraftKind, SentVia
from app.services import answers, drafts
from tests.desk_fixtures import Desk
from tests.services.mail_files import EVA, HELP, bring, mail

TEXT = "Please switch it off, wait a minute and switch it on again."


def _answered(desk: Desk, *, via: SentVia = SentVia.CLIPBOARD, header: str = "") -> int:
    asked = desk.one("SELECT id FROM message WHERE direction = 'in' ORDER BY id DESC LIMIT 1")
    draft = desk.do(
        drafts.save,
        ticket_id=1,
        kind=DraftKind.REPLY,
        text=TEXT,
        to=EVA,
        subject="Re: Printer [#1001]",
        reply_to_id=asked,
    )
    message_id: int = desk.do(
        answers.record_answer, draft, via=via, message_id_header=header, raw=None
    )
    return message_id


def _sent(desk: Desk, name: str, **kwargs: str) -> bytes:
    given = {"text": TEXT, "subject": "Re: Printer [#1001]", "answers": "a"} | kwargs
    return mail(name, sender=HELP, to=EVA, sent=desk.clock.now + timedelta(minutes=5), **given)


def _bring(desk: Desk, folder: Path, *mails: bytes) -> int:
    now = desk.clock.now + timedelta(hours=1)
    return bring(desk, folder, *mails, now=now, close_old=False).messages


def test_the_same_message_id_completes_the_answer(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    answer = _answered(desk, via=SentVia.EML, header="<out@test>")
    before = desk.dump()
    sent = _sent(desk, "out", text="Words that the mail program changed.")
    assert _bring(desk, tmp_path, sent) == 0
    assert desk.rows(f"SELECT raw_id IS NOT NULL, via FROM message WHERE id = {answer}") == [
        (1, "eml")
    ]
    desk.undo()
    assert desk.dump() == before


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Please switch it off, wait a\r\nminute and switch it on again.\r\n",
        f"{TEXT}\r\n\r\n> It does not print.\r\n",
        f"{TEXT}\r\n\r\nSent from my Telefon, with a word for our sponsor",
    ],
)
def test_another_message_id_is_found_by_its_words_and_then_answers_thread(
    desk: Desk, tmp_path: Path, text: str
) -> None:
    bring(desk, tmp_path, mail("a"))
    answer = _answered(desk)
    assert _bring(desk, tmp_path, _sent(desk, "theirs", text=text)) == 0
    assert desk.one(f"SELECT headers ->> 'message_id' FROM message WHERE id = {answer}") == (
        "theirs@test"
    )
    reply = mail("reply", answers="theirs", sent=desk.clock.now + timedelta(minutes=9))
    assert _bring(desk, tmp_path, reply) == 1
    assert desk.one("SELECT count(*) FROM ticket") == 1
    assert _bring(desk, tmp_path, _sent(desk, "theirs", text=text)) == 0


def test_an_answer_is_found_by_the_id_it_left_with_too(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    _answered(desk, via=SentVia.EML, header="<ours@test>")
    before = desk.dump()
    assert _bring(desk, tmp_path, _sent(desk, "theirs")) == 0
    for number, known in enumerate(("ours", "theirs")):
        reply = mail(f"reply{number}", answers=known, sent=desk.clock.now + timedelta(minutes=9))
        assert _bring(desk, tmp_path, reply) == 1
        assert desk.one("SELECT count(*) FROM ticket") == 1
        desk.undo()
    desk.undo()
    assert desk.dump() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Something else altogether."},
        {"text": "Please"},
        {"to": "ann@kunde.example"},
        {"answers": "elsewhere"},
    ],
)
def test_what_was_not_recorded_comes_in(
    desk: Desk, tmp_path: Path, changed: dict[str, str]
) -> None:
    bring(desk, tmp_path, mail("a"), mail("elsewhere", sender="Ann <ann@x.example>"))
    _answered(desk)
    given = {"text": TEXT, "subject": "Re: Printer", "answers": "a", "to": EVA} | changed
    raw = mail("theirs", sender=HELP, sent=desk.clock.now + timedelta(minutes=5), **given)
    assert _bring(desk, tmp_path, raw) == 1


def test_the_same_words_a_week_later_are_another_answer(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    _answered(desk)
    desk.clock.advance(days=7)
    assert _bring(desk, tmp_path, _sent(desk, "theirs")) == 1


def test_two_equal_answers_take_one_copy_each(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    _answered(desk)
    desk.clock.advance(minutes=10)
    _answered(desk)
    assert _bring(desk, tmp_path, _sent(desk, "one"), _sent(desk, "two")) == 0
    assert _bring(desk, tmp_path, _sent(desk, "three")) == 1
    assert desk.one("SELECT count(DISTINCT message_key) FROM message WHERE direction = 'out'") == 3


def test_a_copy_of_an_answer_changes_nothing_of_its_ticket(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    _answered(desk)
    ticket = "SELECT status, unread, message_count, activity_at, last_direction FROM ticket"
    before = desk.rows(ticket)
    _bring(desk, tmp_path, _sent(desk, "theirs"))
    assert desk.rows(ticket) == before
