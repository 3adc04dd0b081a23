"""The rows of demo stories: tickets, messages with raw mails and files, tags, drafts, time."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from random import Random
from typing import Any

from app.formats.mail.message import parse
from app.formats.mail.values import ParsedMail
from app.models.messages import Attachment, Draft, Message, ThreadReference
from app.models.tickets import Ticket, TicketLink, TicketTag, WorkTime
from app.rules.enums import Channel, Direction, DraftKind, LinkKind, SentVia
from app.rules.names import folded
from app.rules.priority import effective_priority
from app.rules.threading import ThreadedBy
from app.services.demo.fates import Fate
from app.services.demo.mails import (
    DESK_ADDRESS,
    DESK_NAME,
    DemoMail,
    bounce_mail,
    made,
    raw_mail,
)
from app.services.demo.scenarios import Kind
from app.services.demo.stories import AGENTS, Said, Story, quoted
from app.storage.keys import content_key, message_id, reference_key

SIGNATURE = "\n\n-- \nAhornwerk · Werkhof 3 · 23552 Lübeck · www.ahornwerk.example"


@dataclass(slots=True)
class Rows:
    """Rows by table, and the contents that have to be stored before they can be named.

    ``raw_of`` and ``file_of`` say where the id of a content (by its place) belongs.
    """

    by_table: dict[type[Any], list[dict[str, Any]]] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)
    raw_of: list[tuple[dict[str, Any], int]] = field(default_factory=list)
    file_of: list[tuple[dict[str, Any], int]] = field(default_factory=list)

    def add(self, model: type[Any], **values: Any) -> dict[str, Any]:
        """A row to insert."""
        self.by_table.setdefault(model, []).append(values)
        return values

    def keep(self, content: bytes) -> int:
        """The place of a content to store."""
        self.contents.append(content)
        return len(self.contents) - 1


@dataclass(frozen=True, slots=True)
class Ids:
    """Where rows are found: a ticket by its index, a contact by its number or its address."""

    first_ticket: int
    agents: tuple[int, ...]
    categories: dict[str, int]
    tags: dict[str, int]
    senders: dict[str, int]

    def ticket(self, index: int) -> int:
        return self.first_ticket + index

    def agent(self, place: int | None) -> int | None:
        return None if place is None else self.agents[place]


class Writer:
    """Turns stories into rows; ``with_raw`` for those that get real mails behind them."""

    def __init__(self, ids: Ids, *, zone: tzinfo) -> None:
        self.rows = Rows()
        self._ids = ids
        self._zone = zone

    def write(self, story: Story, *, counter: range, with_raw: bool) -> None:
        """Add the rows of one story; ``counter`` has a number for each of its messages."""
        ticket_id = self._ids.ticket(story.index)
        self._ticket(story, ticket_id)
        home = self._ids.ticket(story.index - 1) if story.fate is Fate.MERGED else ticket_id
        thread: list[str] = []
        before: Said | None = None
        for place, (said, number) in enumerate(zip(story.said, counter, strict=True)):
            if with_raw and before and _is_mail_answer(story, said, before, number):
                said = quoted(said, before, language=story.scenario.language, zone=self._zone)
            self._message(story, said, home, number, thread, with_raw=with_raw, first=place == 0)
            before = said
        self._hangs_on(story, ticket_id)

    def _ticket(self, story: Story, ticket_id: int) -> None:
        priority = effective_priority(
            manual=story.manual_priority, impact=story.impact, urgency=story.urgency
        )
        merged = story.fate is Fate.MERGED
        self.rows.add(
            Ticket,
            id=ticket_id,
            number=story.number,
            subject=story.subject,
            subject_key=folded(story.subject),
            contact_id=self._contact(story),
            channel=story.scenario.channel,
            category_id=self._ids.categories.get(story.scenario.category),
            impact=story.impact,
            urgency=story.urgency,
            manual_priority=story.manual_priority,
            priority=priority,
            level=story.level,
            assignee_id=self._ids.agent(story.assignee),
            status=story.status,
            unread=story.unread,
            spam=story.fate is Fate.SPAM,
            automatic=story.fate is Fate.AUTOMATIC,
            thanked=story.thanked,
            due_at=story.due_at,
            snoozed_until=story.snoozed_until,
            solved_at=story.solved_at,
            closed_at=story.closed_at,
            deleted_at=story.deleted_at,
            merged_into_id=self._ids.ticket(story.index - 1) if merged else None,
            created_at=story.created_at,
            updated_at=story.closed_at or story.solved_at or story.said[-1].at,
            contact_key=folded(_customer(story)),
            message_count=0 if merged else len(story.said),
            activity_at=story.created_at if merged else story.said[-1].at,
            last_direction="" if merged else _last_direction(story),
            fields={},
        )

    def _contact(self, story: Story) -> int | None:
        if story.contact is None:
            return self._ids.senders[story.scenario.sender]
        return story.contact + 1

    def _message(
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
        name, email = _sender(story, said)
        text = said.text
        mail = story.scenario.channel is Channel.EMAIL and said.direction is not Direction.NOTE
        outgoing = said.direction is Direction.OUT
        if mail and outgoing:
            text += SIGNATURE
        row_id = message_id(said.at, number)
        header = f"{row_id:x}@{email.partition('@')[2] or 'ahornwerk.example'}"
        reason, evidence = _reason(story, said, thread, first=first)
        row = self.rows.add(
            Message,
            id=row_id,
            ticket_id=ticket_id,
            direction=said.direction,
            channel=story.scenario.channel,
            agent_id=None if said.direction is Direction.IN else self._ids.agent(story.agent or 0),
            sender_name=name,
            sender_email=email,
            recipients=_recipients(story, said) if mail else {},
            sent_at=said.at,
            dated=True,
            recorded_at=said.at,
            message_key=reference_key(header) if mail else None,
            content_hash=None,
            headers=_headers(header, thread) if mail else {},
            threaded_by=reason.value,
            evidence=evidence,
            automatic=said.kind in (Kind.AUTOMATIC, Kind.AWAY, Kind.BOUNCE),
            bounce=said.kind is Kind.BOUNCE,
            has_html=False,
            via=SentVia.EML if mail and outgoing else None,
            raw_id=None,
            warnings=None,
            subject=said.subject,
            people=_people(story, said) if mail else name,
            files="",
            text=text,
        )
        if mail and with_raw:
            self.rows.add(ThreadReference, key=reference_key(header), message_id=row_id)
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

    def _hangs_on(self, story: Story, ticket_id: int) -> None:
        for tag in story.tags:
            self.rows.add(TicketTag, ticket_id=ticket_id, tag_id=self._ids.tags[folded(tag)])
        if story.seconds:
            end = story.said[-1].at
            self.rows.add(
                WorkTime,
                ticket_id=ticket_id,
                agent_id=self._ids.agent(story.agent or 0),
                started_at=end - timedelta(seconds=story.seconds),
                seconds=story.seconds,
                note="",
            )
        if story.draft:
            self.rows.add(
                Draft,
                ticket_id=ticket_id,
                agent_id=self._ids.agents[0],
                kind=DraftKind.REPLY,
                to=f"{story.who.name} <{story.who.email}>",
                cc="",
                bcc="",
                subject=f"Re: {story.subject}",
                text=story.draft,
                updated_at=story.said[-1].at,
            )
        if story.index % 43 == 17 and story.fate is Fate.CLOSED:
            self.rows.add(
                TicketLink,
                ticket_id=ticket_id,
                other_id=ticket_id - 2,
                kind=LinkKind.RELATED,
            )


def _is_mail_answer(story: Story, said: Said, before: Said, number: int) -> bool:
    return (
        story.scenario.channel is Channel.EMAIL
        and said.direction is Direction.IN
        and said.kind is Kind.ENQUIRY
        and before.direction is Direction.OUT
        and "\n> " not in said.text
        and number % 3 > 0
    )


def _customer(story: Story) -> str:
    return story.scenario.sender.partition(" <")[0] or story.who.name


def _last_direction(story: Story) -> str:
    """Who spoke last, machines and notes aside."""
    spoken = [
        said.direction.value
        for said in story.said
        if said.direction is not Direction.NOTE and said.kind in (Kind.ENQUIRY, Kind.SPAM)
    ]
    return spoken[-1] if spoken else ""


def _sender(story: Story, said: Said) -> tuple[str, str]:
    if said.direction is not Direction.IN:
        agent = AGENTS[story.agent or 0]
        return agent, DESK_ADDRESS if said.direction is Direction.OUT else ""
    if said.kind is Kind.BOUNCE:
        return "Mail Delivery System", "MAILER-DAEMON@mx.ahornwerk.example"
    if story.scenario.sender:
        name, _bracket, email = story.scenario.sender.partition(" <")
        return name, email.rstrip(">")
    return story.who.name, story.who.email


def _recipients(story: Story, said: Said) -> dict[str, list[list[str]]]:
    if said.direction is Direction.OUT:
        return {"to": [[story.who.name, story.who.email]]}
    return {"to": [[DESK_NAME, DESK_ADDRESS]]}


def _people(story: Story, said: Said) -> str:
    mailboxes = [[*_sender(story, said)], *_recipients(story, said)["to"]]
    return " ".join(word for each in mailboxes for word in each if word)


def _headers(header: str, thread: list[str]) -> dict[str, Any]:
    if not thread:
        return {"message_id": header}
    return {"message_id": header, "in_reply_to": thread[-1], "references": list(thread)}


def _reason(story: Story, said: Said, thread: list[str], *, first: bool) -> tuple[ThreadedBy, str]:
    if story.fate is Fate.MERGED:
        return ThreadedBy.MERGED, f"#{story.number}"
    if said.direction is not Direction.IN:
        return ThreadedBy.WRITTEN, ""
    if story.scenario.channel is not Channel.EMAIL:
        return (ThreadedBy.CAPTURED if first else ThreadedBy.WRITTEN), ""
    if not thread:
        return ThreadedBy.NEW, ""
    reason = ThreadedBy.BOUNCE_ORIGINAL if said.kind is Kind.BOUNCE else ThreadedBy.IN_REPLY_TO
    return reason, thread[-1]


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
