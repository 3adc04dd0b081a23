"""Where a ticket of the demo desk stands, as its fate says."""

from datetime import datetime, timedelta, tzinfo
from random import Random

from app.rules.enums import Status
from app.services.demo.fates import Fate
from app.services.demo.moments import local_time
from app.services.demo.story import Story
from app.services.demo.words import filled

_DRAFTS = {
    "de": "Guten Tag {formal},\n\nich habe nachgesehen: {product} kommt am {date} wieder herein. ",
    "en": "Hello {first},\n\nI have checked: {product} is back in stock on {date}. ",
}


def settle(random: Random, story: Story, *, now: datetime, zone: tzinfo) -> None:
    """Status, times and marks, as the fate says."""
    last = story.said[-1].at
    done_at = min(last + timedelta(minutes=random.randint(5, 90)), now)
    match story.fate:
        case Fate.NEW:
            story.status, story.agent, story.unread = Status.NEW, None, True
        case Fate.MINE | Fate.THEIRS | Fate.DRAFTED:
            story.status = Status.OPEN
            story.unread = story.fate is not Fate.DRAFTED and random.random() < 0.5
            if story.fate is Fate.DRAFTED:
                story.draft = filled(_DRAFTS[story.scenario.language], story.words)
            if random.random() < 0.4:
                days = timedelta(days=random.randint(1, 6))
                story.due_at = local_time(now + days, 16, zone=zone)
        case Fate.NOBODYS:
            story.status, story.agent = Status.OPEN, None
        case Fate.OVERDUE:
            story.status = Status.OPEN
            late = now - timedelta(hours=random.randint(2, 70))
            story.due_at = late.replace(minute=0, second=0, microsecond=0)
        case Fate.DUE_TODAY:
            story.status = Status.OPEN
            story.due_at = _later_today(random, now=now, zone=zone)
        case Fate.WAITING_CUSTOMER:
            story.status = Status.WAITING_CUSTOMER
        case Fate.WAITING_THIRD:
            story.status = Status.WAITING_THIRD
        case Fate.SNOOZED:
            story.status = Status.OPEN
            day = now + timedelta(days=random.randint(1, 7))
            story.snoozed_until = local_time(day, 9, zone=zone)
        case Fate.SOLVED | Fate.THANKED:
            story.status = Status.SOLVED
            story.thanked = story.fate is Fate.THANKED
            story.solved_at = done_at
        case Fate.SPAM | Fate.AUTOMATIC:
            story.status, story.agent = Status.NEW, None
            story.unread = random.random() < 0.3
        case Fate.CLOSED | Fate.TRASH | Fate.MERGED:
            _close(random, story, done_at, now=now, zone=zone)
    if story.agent is not None and story.status.done and random.random() < 0.6:
        story.seconds = story.scenario.seconds or random.randint(2, 24) * 60
    elif story.scenario.seconds:
        story.seconds = story.scenario.seconds


def _close(random: Random, story: Story, done_at: datetime, *, now: datetime, zone: tzinfo) -> None:
    story.status = Status.CLOSED
    story.solved_at = done_at
    story.closed_at = min(done_at + timedelta(days=random.randint(1, 6)), now)
    if random.random() < 0.3:
        story.due_at = local_time(
            story.created_at + timedelta(days=random.randint(1, 4)), 16, zone=zone
        )
    if story.fate is Fate.TRASH:
        story.deleted_at = max(story.closed_at, now - timedelta(days=20))


def _later_today(random: Random, *, now: datetime, zone: tzinfo) -> datetime:
    """A moment between now and midnight, on the hour where there is time for it."""
    local = now.astimezone(zone)
    if local.hour < 22:
        hour = random.randint(local.hour + 1, min(local.hour + 6, 23))
        return local_time(now, hour, zone=zone)
    return (local.replace(hour=23, minute=59, second=0, microsecond=0)).astimezone(now.tzinfo)
