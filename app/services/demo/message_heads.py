"""From whom and to whom an entry of a demo story went, and why it is in its ticket."""

from typing import Any

from app.rules.enums import Channel, Direction
from app.rules.threading import ThreadedBy
from app.services.demo.fates import Fate
from app.services.demo.mails import DESK_ADDRESS, DESK_NAME
from app.services.demo.scenarios import Kind
from app.services.demo.story import AGENTS, Said, Story


def sender(story: Story, said: Said) -> tuple[str, str]:
    """Name and address of who wrote it."""
    if said.direction is not Direction.IN:
        agent = AGENTS[story.agent or 0]
        return agent, DESK_ADDRESS if said.direction is Direction.OUT else ""
    if said.kind is Kind.BOUNCE:
        return "Mail Delivery System", "MAILER-DAEMON@mx.ahornwerk.example"
    if story.scenario.sender:
        name, _bracket, email = story.scenario.sender.partition(" <")
        return name, email.rstrip(">")
    return story.who.name, story.who.email


def recipients(story: Story, said: Said) -> dict[str, list[list[str]]]:
    """As ``Message.recipients``."""
    if said.direction is Direction.OUT:
        return {"to": [[story.who.name, story.who.email]]}
    return {"to": [[DESK_NAME, DESK_ADDRESS]]}


def people(story: Story, said: Said) -> str:
    """As ``Message.people``."""
    mailboxes = [[*sender(story, said)], *recipients(story, said)["to"]]
    return " ".join(word for each in mailboxes for word in each if word)


def headers(header: str, thread: list[str]) -> dict[str, Any]:
    """As ``Message.headers``; ``thread`` holds the mails before it."""
    if not thread:
        return {"message_id": header}
    return {"message_id": header, "in_reply_to": thread[-1], "references": list(thread)}


def reason(story: Story, said: Said, thread: list[str], *, first: bool) -> tuple[ThreadedBy, str]:
    """Why it is in its ticket, and by what evidence."""
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
