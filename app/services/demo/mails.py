"""Raw mails as the demo desk's customers could have sent them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from app.services.demo.files import log, logo, pdf, picture
from app.services.demo.scenarios import Attached

DESK_ADDRESS = "service@ahornwerk.example"
DESK_NAME = "Ahornwerk"


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file with its content."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DemoMail:
    """What goes into one mail; message ids without angle brackets."""

    sender_name: str
    sender_email: str
    subject: str
    text: str
    sent_at: datetime
    message_id: str
    references: tuple[str, ...] = ()
    files: tuple[DemoFile, ...] = ()
    html: bool = False
    inline_picture: bool = False
    tracked: bool = False
    automatic: bool = False
    cc: tuple[tuple[str, str], ...] = ()


def made(attached: Attached, *, seed: int, lines: Sequence[str]) -> DemoFile:
    """The content of a scenario's file; ``lines`` are what a PDF says."""
    match attached.kind:
        case "picture":
            return DemoFile(attached.name, "image/png", picture(seed % 5))
        case "pdf":
            return DemoFile(attached.name, "application/pdf", pdf(list(lines)))
        case _:
            return DemoFile(attached.name, "text/plain", log(seed % 5))


def raw_mail(mail: DemoMail) -> bytes:
    """The mail as it came over the wire."""
    message = EmailMessage()
    message["From"] = _mailbox(mail.sender_name, mail.sender_email)
    message["To"] = _mailbox(DESK_NAME, DESK_ADDRESS)
    if mail.cc:
        message["Cc"] = [_mailbox(name, email) for name, email in mail.cc]
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.sent_at)
    message["Message-ID"] = f"<{mail.message_id}>"
    if mail.references:
        message["In-Reply-To"] = f"<{mail.references[-1]}>"
        message["References"] = " ".join(f"<{each}>" for each in mail.references)
    if mail.automatic:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text + "\n")
    if mail.html:
        message.add_alternative(_html(mail), subtype="html")
        body = message.get_body(("html",))
        if mail.inline_picture and isinstance(body, EmailMessage):
            body.add_related(logo(), "image", "png", cid="<badge@demo>", filename="badge.png")
    for file in mail.files:
        kind, subtype = file.content_type.split("/")
        message.add_attachment(file.content, kind, subtype, filename=file.name)
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{place}_{mail.message_id.partition('@')[0]}")
    return message.as_bytes()


def bounce_mail(mail: DemoMail, *, failed: str) -> bytes:
    """A delivery report (RFC 3464) on the mail ``mail.references[-1]``."""
    report = (
        "Reporting-MTA: dns; mx.ahornwerk.example\r\n\r\n"
        f"Final-Recipient: rfc822; {failed}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    )
    edge = "=_demo_report"
    head = [
        "From: Mail Delivery System <MAILER-DAEMON@mx.ahornwerk.example>",
        f"To: {DESK_ADDRESS}",
        f"Subject: {mail.subject}",
        f"Date: {format_datetime(mail.sent_at)}",
        f"Message-ID: <{mail.message_id}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{edge}"',
    ]
    parts = [
        f"--{edge}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{mail.text}\r\n",
        f"--{edge}\r\nContent-Type: message/delivery-status\r\n\r\n{report}",
        f"--{edge}\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"From: {DESK_ADDRESS}\r\nMessage-ID: <{mail.references[-1]}>\r\n",
        f"--{edge}--\r\n",
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + "\r\n".join(parts)).encode()


def _mailbox(name: str, email: str) -> Address:
    return Address(name, addr_spec=email)


def _html(mail: DemoMail) -> str:
    paragraphs = "".join(
        f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in mail.text.split("\n\n")
    )
    badge = '<p><img src="cid:badge@demo" width="48" height="48" alt=""></p>'
    pixel = '<img src="https://track.example/open.gif?id=4711" width="1" height="1" alt="">'
    return (
        '<html><body style="font-family: sans-serif">'
        f"{paragraphs}{badge if mail.inline_picture else ''}{pixel if mail.tracked else ''}"
        "</body></html>"
    )
