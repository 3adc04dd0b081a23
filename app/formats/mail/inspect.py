"""A parsed mail as the plain object that the command line prints."""

import hashlib
from collections.abc import Sequence

from app.formats.mail import quotes
from app.formats.mail.values import Address, MailPart, ParsedMail


def inspect(mail: ParsedMail, path: str) -> dict[str, object]:
    """The JSON object of ``inspect``; ``date`` is ISO 8601 with offset or None."""
    return {
        "path": path,
        "from": _address(mail.sender),
        "to": _addresses(mail.to),
        "cc": _addresses(mail.cc),
        "reply_to": _addresses(mail.reply_to),
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to,
        "references": list(mail.references),
        "text": mail.text,
        "html": mail.html,
        "attachments": [_attachment(part) for part in mail.parts],
        "automatic": mail.automatic,
        "bounce": mail.bounce,
        "visible_text": quotes.visible_text(mail.text),
        "warnings": list(mail.warnings),
    }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.email}


def _addresses(addresses: Sequence[Address]) -> list[dict[str, str]]:
    return [_address(address) for address in addresses]


def _attachment(part: MailPart) -> dict[str, object]:
    return {
        "name": part.name,
        "content_type": part.content_type,
        "size": len(part.content),
        "sha256": hashlib.sha256(part.content).hexdigest(),
        "content_id": part.content_id,
    }
