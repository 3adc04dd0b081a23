"""The rows of one entry of a demo story: the message, its raw mail, its files."""

import hashlib
from datetime import tzinfo
from random import Random
from typing import Any

from app.formats.mail.message import parse
from app.formats.mail.values import ParsedMail
from app.models.messages import Attachment, Message
from app.rules.enums import Channel, Direction, SentVia
from app.services.demo import message_heads
from app.services.demo.mails import DemoMail, bounce_mail, made, raw_mail
from app.services.demo.rows import Ids, Rows
from app.services.demo.scenarios import Kind
from app.services.demo.story import Said, Story
from app.storage.keys import content_key, message_id, reference_key

SIGNATURE = "\n\n-- \nAhornwerk · Werkhof 3 · 23552 Lübeck · www.ahornwerk.example"


class MessageWriter:
    """Turns what was said into rows."""

    def __init__(self, rows: Rows, ids: Ids, *, zone: tzinfo) -> None:
        self.rows = rows
        self._ids = ids
        self._zone = zone

    def write(
        self,
        story: Story,
        said: Said,
        ticket_id: int,
        number: int,
        thread: list[str],
        *,
        with_raw: bool,
        first: bool,
    ) -> None:
        """Add one entry; ``thread`` holds the Message-IDs before it and gets that of a mail."""
        name, email = message_heads.sender(story, said)
        text = said.text
        mail = story.scenario.channel is Channel.EMAIL and said.direction is not Direction.NOTE
        outgoing = said.direction is Direction.OUT
        if mail and outgoing:
            text += SIGNATURE
        row_id = message_id(said.at, number)
        header = f"{row_id:x}@{email.partition('@')[2] or 'ahornwerk.example'}"
        reason, evidence = message_heads.reason(story, said, thread, first=first)
        row = self.rows.add(
            Message,
            id=row_id,
            ticket_id=ticket_id,
            direction=said.direction,
            channel=story.scenario.channel,
            agent_id=None if said.direction is Direction.IN else self._ids.agent(story.agent or 0),
            sender_name=name,
            sender_email=email,
            recipients=message_heads.recipients(story, said) if mail else {},
            sent_at=said.at,
            dated=True,
            recorded_at=said.at,
            message_key=reference_key(header) if mail else None,
            content_hash=None,
            headers=message_heads.headers(header, thread) if mail else {},
            threaded_by=reason.value,
            evidence=evidence,
            automatic=said.kind in (Kind.AUTOMATIC, Kind.AWAY, Kind.BOUNCE),
            bounce=said.kind is Kind.BOUNCE,
            has_html=False,
            via=SentVia.EML if mail and outgoing else None,
            raw_id=None,
            warnings=None,
            subject=said.subject,
            people=message_heads.people(story, said) if mail else name,
            files="",
            text=text,
        )
        if mail and with_raw and not outgoing:
            self._received(story, said, row, header, thread, number)
        else:
            self._files(story, said, row, number, alike=not with_raw)
        if mail:
            thread.append(header)

    def _received(
        self,
        story: Story,
        said: Said,
        row: dict[str, Any],
        header: str,
        thread: list[str],
        number: int,
    ) -> None:
        """The raw mail, and what is read from it."""
        chance = Random(number).random()
        spam = said.kind is Kind.SPAM
        mail = DemoMail(
            sender_name=row["sender_name"],
            sender_email=row["sender_email"],
            subject=said.subject,
            text=said.text,
            sent_at=said.at.astimezone(self._zone),
            message_id=header,
            references=tuple(thread),
            files=tuple(
                made(each, seed=number, lines=_page(story, each.name)) for each in said.files
            ),
            html=story.scenario.html or chance < 0.35,
            inline_picture=not spam and chance < 0.08,
            tracked=spam,
            automatic=bool(row["automatic"]),
            cc=_colleague(story, chance),
        )
        bounced = said.kind is Kind.BOUNCE and thread
        raw = bounce_mail(mail, failed=story.who.email) if bounced else raw_mail(mail)
        self._as_read(row, raw, parse(raw))

    def _as_read(self, row: dict[str, Any], raw: bytes, read: ParsedMail) -> None:
        row["text"] = read.text
        row["has_html"] = bool(read.html)
        row["warnings"] = list(read.warnings) or None
        row["content_hash"] = content_key(hashlib.sha256(raw).digest())
        row["files"] = " ".join(part.name for part in read.parts)
        row["recipients"] = {
            name: [[each.name, each.email] for each in people]
            for name, people in (("to", read.to), ("cc", read.cc))
            if people
        }
        everybody = (read.sender, *read.to, *read.cc)
        row["people"] = " ".join(
            word for each in everybody for word in (each.name, each.email) if word
        )
        self.rows.raw_of.append((row, self.rows.keep(raw)))
        for part in read.parts:
            self.rows.add(
                Attachment,
                message_id=row["id"],
                name=part.name,
                content_type=part.content_type,
                size=len(part.content),
                sha256=hashlib.sha256(part.content).hexdigest(),
                content_id=part.content_id,
                inline=part.inline,
                part=part.position,
                blob_id=None,
            )

    def _files(
        self, story: Story, said: Said, row: dict[str, Any], number: int, *, alike: bool
    ) -> None:
        """Files in the content store; ``alike`` gives all tickets the same few contents."""
        for each in said.files:
            lines = [each.name] if alike else _page(story, each.name)
            file = made(each, seed=number, lines=lines)
            row["files"] = f"{row['files']} {file.name}".strip()
            attachment = self.rows.add(
                Attachment,
                message_id=row["id"],
                name=file.name,
                content_type=file.content_type,
                size=len(file.content),
                sha256=hashlib.sha256(file.content).hexdigest(),
                content_id="",
                inline=False,
                part=None,
                blob_id=None,
            )
            self.rows.file_of.append((attachment, self.rows.keep(file.content)))


def _colleague(story: Story, chance: float) -> tuple[tuple[str, str], ...]:
    """Some firms copy their bookkeeping in."""
    if not story.who.firm or chance < 0.8:
        return ()
    name = "Buchhaltung" if story.scenario.language == "de" else "Accounts"
    return ((name, f"{name.casefold()}@{story.who.email.partition('@')[2]}"),)


def _page(story: Story, name: str) -> list[str]:
    words = story.words
    return [
        "Ahornwerk, Werkhof 3, 23552 Luebeck",
        "",
        name,
        f"{words['name']}, {words['city']}",
        f"{words['order']}   {words['invoice']}",
        words["amount"].replace("€", "EUR"),
    ]
