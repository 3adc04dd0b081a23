"""Reading one mail."""

from app.formats.mail.message import parse
from app.formats.mail.values import Address


def test_a_plain_mail_is_read() -> None:
    mail = parse(
        b"From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\nTo: a@example.org, b@example.org\r\n"
        b"Subject: Hallo\r\nDate: Thu, 1 Feb 2024 10:00:00 +0100\r\nMessage-ID: <1@x>\r\n\r\nText\r\n"
    )
    assert mail.sender == Address("Jürgen", "j@example.org")
    assert [address.email for address in mail.to] == ["a@example.org", "b@example.org"]
    assert mail.date is not None
    assert mail.date.isoformat() == "2024-02-01T10:00:00+01:00"
    assert (mail.subject, mail.message_id, mail.text) == ("Hallo", "1@x", "Text\n")
