"""Answers leave as drafts that every mail program reads as they were written."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.formats.mail.values import Address
from app.formats.outgoing import (
    Attachment,
    OutgoingMail,
    assemble,
    bare_subject,
    build_draft,
    forward_subject,
    forward_text,
    mailto,
    quote,
    reply_references,
    reply_subject,
    tagged_subject,
)

DATE = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=1)))
DESK = Address("Tresen", "help@desk.example")
EVA = Address("Eva Müller", "eva@kunde.example")


def mail(
    *,
    to: tuple[Address, ...] = (EVA,),
    subject: str = "Re: [#1042] Printer",
    text: str = "Hello\n",
    sender: Address = DESK,
    message_id: str = "m1@desk.example",
    in_reply_to: str = "",
    references: tuple[str, ...] = (),
    attachments: tuple[Attachment, ...] = (),
) -> OutgoingMail:
    return OutgoingMail(
        sender=sender,
        to=to,
        subject=subject,
        text=text,
        message_id=message_id,
        date=DATE,
        in_reply_to=in_reply_to,
        references=references,
        attachments=attachments,
    )


def parsed(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_a_draft_is_marked_unsent_and_carries_its_place_in_the_conversation() -> None:
    long_id = "x" * 200 + "@mail.example"
    message = parsed(build_draft(mail(in_reply_to=long_id, references=("a@x", long_id))))
    assert message["X-Unsent"] == "1"
    assert message["Message-ID"] == "<m1@desk.example>"
    assert message["In-Reply-To"] == f"<{long_id}>"
    assert message["References"].split() == ["<a@x>", f"<{long_id}>"]
    assert message["Date"].datetime == DATE
    assert message["Subject"] == "Re: [#1042] Printer"
    assert message.get_content() == "Hello\r\n"


def test_umlauts_survive_in_names_subject_text_and_file_names() -> None:
    file = Attachment("Über­sicht für Jürgen — Quartal 3 und eine recht lange Endung.pdf",
                      "application/pdf", b"%PDF\0\xff")  # fmt: skip
    message = parsed(
        build_draft(mail(subject="Grüße " * 30, text="Schöne Grüße\n", attachments=(file,)))
    )
    assert message["Subject"] == ("Grüße " * 30).strip()
    assert message["To"].addresses[0].display_name == "Eva Müller"
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content() == "Schöne Grüße\r\n"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == file.name
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_content() == file.content


def test_no_header_can_be_smuggled_in() -> None:
    evil = "x\r\nBcc: victim@else.example\r\n\r\nbody"
    message = parsed(
        build_draft(
            mail(
                subject=evil,
                sender=Address(evil, "help@desk.example"),
                message_id=evil,
                references=(evil, "a@x"),
                attachments=(Attachment(evil, "text/plain\r\nX-Evil: 1", b""),),
            )
        )
    )
    assert message["Bcc"] is None
    assert message["Message-ID"] is None
    assert message["References"] == "<a@x>"
    (attachment,) = message.iter_attachments()
    assert attachment["X-Evil"] is None
    assert attachment.get_content_type() == "application/octet-stream"


@pytest.mark.parametrize("email", ["", "eva", "eva@x\r\nBcc: b@x", "a b@x", "<a@x>", "ä@x.example"])
def test_an_address_that_is_none_is_refused_in_words(email: str) -> None:
    with pytest.raises(UserError, match="not a mail address"):
        build_draft(mail(to=(Address("", email),)))
    with pytest.raises(UserError, match="not a mail address"):
        mailto([Address("", email)])


def test_a_domain_with_umlauts_is_written_in_its_ascii_form() -> None:
    message = parsed(build_draft(mail(to=(Address("", "eva@müller.example"),))))
    assert message["To"].addresses[0].addr_spec == "eva@xn--mller-kva.example"


def test_a_mail_as_attachment_travels_as_a_file() -> None:
    inner = Attachment("original.eml", "message/rfc822", b"Subject: x\r\n\r\nhello")
    (attachment,) = parsed(build_draft(mail(attachments=(inner,)))).iter_attachments()
    assert attachment.get_content_type() == "application/octet-stream"
    assert attachment.get_content() == inner.content


def test_lines_are_never_longer_than_mail_allows() -> None:
    draft = build_draft(
        mail(
            subject="x" * 3000,
            text="y" * 3000,
            to=tuple([EVA] * 60),
            sender=Address("Ü" * 90, "a@x"),
        )
    )
    assert max(map(len, draft.split(b"\r\n"))) <= 998
    assert b"\n" not in draft.replace(b"\r\n", b"")
    assert parsed(draft)["Subject"] == "x" * 3000


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).map(
    lambda name: " ".join(name.split())
)
emails = st.from_regex(r"[a-z0-9_+-]{1,20}(\.[a-z]{1,5})?@[a-z]{2,10}\.example", fullmatch=True)
mailboxes = st.builds(Address, name=names, email=emails)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"))
files = st.builds(
    Attachment,
    name=names.filter(lambda n: n.strip(". ") == n and n != "" and not {"/", "\\"} & set(n)),
    content_type=st.sampled_from(["application/pdf", "image/png"]),
    content=st.binary(max_size=300),
)


@given(
    sender=mailboxes,
    to=st.lists(mailboxes, min_size=1, max_size=4).map(tuple),
    subject=names,
    text=texts,
    attachments=st.lists(files, max_size=3).map(tuple),
)
def test_a_draft_is_read_back_as_it_was_written(
    sender: Address,
    to: tuple[Address, ...],
    subject: str,
    text: str,
    attachments: tuple[Attachment, ...],
) -> None:
    draft = build_draft(
        mail(sender=sender, to=to, subject=subject, text=text, attachments=attachments)
    )
    message = parsed(draft)
    assert (message["Subject"] or "") == subject
    assert mailboxes_of(draft, "From") == [sender]
    assert mailboxes_of(draft, "To") == list(to)
    plain = message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == text.removesuffix("\n") + "\n"
    read = [(a.get_filename(), a.get_content()) for a in message.iter_attachments()]
    assert read == [(a.name, a.content) for a in attachments]


def mailboxes_of(draft: bytes, name: str) -> Sequence[Address]:
    """Read without ``policy.default``, which puts a space between encoded words of a name."""
    raw = message_from_bytes(draft, policy=policy.compat32)[name].replace("\r\n", "")
    return [
        Address(str(make_header(decode_header(written))), email)
        for written, email in getaddresses([raw])
    ]


def test_a_short_answer_goes_into_the_link_whole() -> None:
    link = mailto(
        [EVA, Address("", "bob+x@else.example")],
        cc=[DESK],
        bcc=[Address("", "boss@else.example")],
        subject="Re: [#1042] 100 % & mehr",
        text="Schöne Grüße\nEva?",
        in_reply_to="a@x",
    )
    assert not link.body_in_clipboard
    url = urlsplit(link.url)
    assert unquote(url.path) == "eva@kunde.example,bob+x@else.example"
    fields = parse_qs(url.query.replace("+", "%2B"), strict_parsing=True)
    assert fields == {
        "cc": ["help@desk.example"],
        "bcc": ["boss@else.example"],
        "subject": ["Re: [#1042] 100 % & mehr"],
        "in-reply-to": ["<a@x>"],
        "body": ["Schöne Grüße\r\nEva?"],
    }


@given(text=texts, subject=names)
def test_a_link_is_short_ascii_or_leaves_the_text_to_the_clipboard(text: str, subject: str) -> None:
    link = mailto([EVA], subject=subject, text=text)
    assert link.url.isascii()
    assert link.body_in_clipboard == ("body=" not in link.url and text.strip("\n") != "")
    assert len(link.url) <= 1800


def test_a_long_text_goes_to_the_clipboard() -> None:
    assert not mailto([EVA], text="x" * 1700).body_in_clipboard
    link = mailto([EVA], subject="Hi", text="x" * 1800)
    assert link.body_in_clipboard
    assert link.url == "mailto:eva@kunde.example?subject=Hi"


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Printer", "Printer"),
        ("Re: AW: RE[2]: Fwd: WG: Printer", "Printer"),
        ("Re: [#1042] AW: [#1042]  Printer", "Printer"),
        ("[List] Re: Printer", "[List] Re: Printer"),
        ("Regal: neu", "Regal: neu"),
        ("Re:", ""),
    ],
)
def test_marks_pile_up_once(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
    assert reply_subject(subject, number=1042) == f"Re: [#1042] {bare}".strip()
    assert reply_subject(subject) == f"Re: {bare}".strip()
    assert forward_subject(subject, number=7) == f"Fwd: [#7] {bare}".strip()
    assert reply_subject(reply_subject(subject, number=1042), number=1042) == reply_subject(
        subject, number=1042
    )


def test_the_number_is_in_a_subject_once_and_is_the_right_one() -> None:
    assert tagged_subject("AW: Printer", number=1042) == "AW: [#1042] Printer"
    assert tagged_subject("AW: [#9] Printer [#1042]", number=1042) == "AW: [#1042] Printer"
    assert tagged_subject("", number=1042) == "[#1042]"


def test_quotes_say_who_wrote_when_in_the_language_of_the_conversation() -> None:
    assert quote("Hello\n\n> old\n", sender=EVA, date=DATE, language="en") == (
        "On 24 November 2026 at 09:00, Eva Müller wrote:\n> Hello\n>\n>> old"
    )
    assert quote("Hallo", sender=EVA, date=DATE, language="de") == (
        "Am 24.11.2026 um 09:00 schrieb Eva Müller:\n> Hallo"
    )
    nameless = quote("x", sender=Address("", "eva@x"), date=None, language="en")
    assert nameless == "eva@x wrote:\n> x"


def test_a_forwarded_mail_keeps_its_headers() -> None:
    text = forward_text(
        "Hallo\n", sender=EVA, to=[DESK], subject="Drucker", date=DATE, language="de"
    )
    assert text == (
        "-------- Weitergeleitete Nachricht --------\nVon: Eva Müller <eva@kunde.example>\n"
        "Datum: 24.11.2026 09:00\nBetreff: Drucker\nAn: Tresen <help@desk.example>\n\nHallo"
    )


def test_an_answer_is_assembled_with_one_signature_mark() -> None:
    assert assemble("Hi\n", signature="Ada", quoted="> x") == "Hi\n\n-- \nAda\n\n> x\n"
    assert assemble("Hi", signature="-- \nAda\n") == "Hi\n\n-- \nAda\n"
    assert assemble("Hi", signature=" \n") == "Hi\n"
    assert assemble("Hi", signature="-- ") == "Hi\n"


def test_references_keep_the_first_and_the_latest() -> None:
    ids = [f"{n}@x" for n in range(50)]
    kept = reply_references(ids, "parent@x")
    assert len(kept) == 20
    assert kept[0] == "0@x"
    assert kept[-2:] == ("49@x", "parent@x")
    assert reply_references(["a@x", "b@x"], "a@x") == ("b@x", "a@x")
    assert reply_references([], "") == ()


def test_the_date_is_written_with_its_offset() -> None:
    draft = build_draft(mail())
    assert b"Date: Tue, 24 Nov 2026 09:00:00 +0100\r\n" in draft
    assert parsed(draft)["Date"].datetime.astimezone(UTC).hour == 8
