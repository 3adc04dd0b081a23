"""Entries of a conversation as mails."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.mail.message import attachment, parse
from app.formats.mail.values import Address
from app.formats.mail_copy import WrittenEntry, as_mail, as_sent
from app.formats.mime_writing import Attachment
from app.formats.outgoing import OutgoingMail, build_draft

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KIM, EVA = Address("Kim Okafor", "kim@shop.example"), Address("Eva Müller", "eva@kunde.example")


def entry(**changed: object) -> WrittenEntry:
    given_: dict[str, object] = {
        "kind": "Internal note",
        "sender": KIM,
        "to": (EVA,),
        "cc": (),
        "subject": "Grüße",
        "text": "Hallo\n",
        "date": NOW,
    }
    return WrittenEntry(**(given_ | changed))  # type: ignore[arg-type] # a literal of its fields


def test_an_answer_is_read_back_as_it_was_written() -> None:
    file = Attachment("Übersicht.pdf", "application/pdf", b"%PDF-1.4\x00")
    mail = parse(
        as_mail(
            entry(
                message_id="b@shop.example",
                in_reply_to="a@kunde.example",
                references=("a@kunde.example",),
                attachments=(file,),
            )
        )
    )
    assert (mail.sender, mail.to, mail.subject) == (KIM, (EVA,), "Grüße")
    assert (mail.date, mail.text.strip()) == (NOW, "Hallo")
    assert (mail.message_id, mail.in_reply_to) == ("b@shop.example", "a@kunde.example")
    assert [each.name for each in mail.parts] == ["Übersicht.pdf"]
    assert (
        attachment(as_mail(entry(attachments=(file,))), mail.parts[0].position).content
        == file.content
    )


def test_who_has_no_address_gets_none() -> None:
    written = as_mail(entry(sender=Address("Eva Müller", ""), to=()))
    assert b"@" not in written.split(b"\r\nSubject:")[0]
    assert b"To:" not in written
    assert written.startswith(b"From: =?utf-8?B?")


@pytest.mark.parametrize("bad", ["no address", "a@b\r\nBcc: x@y.example", "<>"])
def test_no_address_can_smuggle_in_a_header(bad: str) -> None:
    mail = as_mail(entry(sender=Address("Eva", bad)))
    assert b"\r\nBcc:" not in mail
    assert mail.count(b"\r\nSubject:") == 1


def test_a_draft_that_left_is_no_draft_and_keeps_its_blind_copies_secret() -> None:
    draft = build_draft(
        OutgoingMail(
            sender=KIM,
            to=(EVA,),
            subject="X-Unsent: 1",
            text="Bcc: is a word in the text\nX-Unsent: too",
            message_id="b@shop.example",
            date=NOW,
            bcc=(Address("Boss", "boss@shop.example"), Address("Otto", "otto@shop.example")),
        )
    )
    sent = as_sent(draft)
    assert b"boss@" not in sent
    assert b"otto@" not in sent
    before, after = parse(draft), parse(sent)
    assert (before.subject, before.text, before.to) == (after.subject, after.text, after.to)
    assert not sent.lower().startswith(b"x-unsent")
    assert b"Bcc: is a word" in sent


def test_a_mail_without_the_marks_of_a_draft_stays_as_it_is() -> None:
    raw = b"From: a@example.org\nSubject: Hi\n\nText\nBcc: no header\n"
    assert as_sent(raw) == raw


@given(st.text(), st.text(), st.text())
def test_every_text_makes_a_mail_that_can_be_read(name: str, subject: str, text: str) -> None:
    mail = parse(as_mail(entry(sender=Address(name, ""), to=(), subject=subject, text=text)))
    assert mail.date == NOW
