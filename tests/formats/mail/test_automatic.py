"""Which mails no person wrote, and which of them came back."""

from pathlib import Path

import pytest

from app.formats.mail.message import parse
from tests.formats.mail import bounce_samples
from tests.formats.mail.bounce_samples import Bounce

_ALLOWED_FALSE_ALARMS = 0.0012


@pytest.mark.parametrize("bounce", bounce_samples.STYLES, ids=lambda bounce: bounce.style)
def test_a_bounce_is_recognised_in_every_style(bounce: Bounce) -> None:
    mail = parse(bounce.raw())
    assert (mail.bounce, mail.automatic) == (True, True)
    expected = bounce_samples.ORIGINAL.strip("<>") if bounce.copied else ""
    assert mail.original_message_id == expected


def test_there_are_at_least_forty_styles() -> None:
    assert len({bounce.style for bounce in bounce_samples.STYLES}) >= 40


@pytest.mark.parametrize(
    ("action", "bounce"),
    [("failed", True), ("delayed", True), ("delivered", False), ("relayed", False)],
)
def test_a_delivery_report_is_a_bounce_unless_all_went_well(action: str, bounce: bool) -> None:
    mail = parse(bounce_samples.REPORTS[action])
    assert (mail.automatic, mail.bounce) == (True, bounce)


def test_a_read_receipt_is_automatic_but_no_bounce() -> None:
    mail = parse(bounce_samples.READ_RECEIPT)
    assert (mail.automatic, mail.bounce) == (True, False)


@pytest.mark.parametrize(
    "head",
    [
        "Subject: Out\nAuto-Submitted: auto-replied",
        "Subject: Ticket\nAuto-Submitted: auto-generated",
        "Subject: Away\nX-Autoreply: yes",
        "Subject: Away\nX-Autorespond: away",
        "Subject: Away\nPrecedence: auto_reply",
        "Subject: Automatische Antwort: Hallo\nX-Auto-Response-Suppress: All",
        "Subject: Automatic reply: Hello\nX-Auto-Response-Suppress: All",
        "Subject: Out of Office AutoReply: Hello\nPrecedence: bulk",
        "Subject: Abwesenheitsnotiz\nReturn-Path: <>",
        "Subject: Autoreply\nFrom: noreply@x.example",
        "Subject: Hello\nReturn-Path: <>",
    ],
)
def test_an_automatic_reply_is_recognised(head: str) -> None:
    mail = parse(f"{head}\nIn-Reply-To: <asked@desk.example>\n\nthank you".encode())
    if "Return-Path" not in head:
        assert (mail.automatic, mail.bounce) == (True, False)
        assert mail.original_message_id == "asked@desk.example"
    mail = parse(f"{head}\n\nI am out of the office until Monday.".encode())
    assert (mail.automatic, mail.bounce) == (True, False)


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Subject: Question\nX-Auto-Response-Suppress: All", "How do I do this?"),
        ("Subject: Question\nAuto-Submitted: no", "How do I do this?"),
        ("Subject: Question\nPrecedence: list\nList-Id: <l.example>", "How do I do this?"),
        ("Subject: Question\nPrecedence: bulk\nList-Unsubscribe: <mailto:x@y>", "How?"),
        ("Subject: Mail delivery problems", "Since today my mails come back: 550 user unknown."),
        ("Subject: Re: Undelivered Mail Returned to Sender", "What does this mean?\n> 5.1.1"),
        ("Subject: Fwd: Automatic reply: Hello", "Is this right?"),
        ("Subject: Undeliverable parcel\nUser-Agent: Mozilla Thunderbird", "was not delivered"),
        ("Subject: Question\nFrom: postmaster@customer.example", "How do I do this?"),
        ("Subject: Out of the office chairs", "Do you have any left?"),
        (
            "Subject: Re: Dermot is out of the office\nList-Id: <l.example>",
            "He is out of the office again.",
        ),
    ],
)
def test_genuine_mail_is_not_taken_for_automatic(head: str, text: str) -> None:
    mail = parse(f"From: jo@customer.example\n{head}\n\n{text}\n".encode())
    assert (mail.automatic, mail.bounce) == (False, False)


# Five of the ordinary mails are bounces indeed: a list's owner got them.
_REAL_BOUNCES = (
    "01436.dc449ba",
    "01507.e06cf7f",
    "01542.ed72bf2",
    "01304.af5f3a2",
    "01311.b6a06b3",
)


@pytest.mark.mails
def test_false_alarms_on_ordinary_mail_stay_below_the_limit(real_mails: Path) -> None:
    paths = [path for kind in ("easy-ham-1", "easy-ham-2", "hard-ham-1")
             for path in sorted((real_mails / kind).glob("*.txt"))]  # fmt: skip
    assert len(paths) == 4150
    alarms = [path.name for path in paths if parse(path.read_bytes()).automatic]
    assert sum(name.startswith(_REAL_BOUNCES) for name in alarms) == len(_REAL_BOUNCES)
    false_alarms = [name for name in alarms if not name.startswith(_REAL_BOUNCES)]
    assert len(false_alarms) <= _ALLOWED_FALSE_ALARMS * len(paths), false_alarms
