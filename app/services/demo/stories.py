"""The story of one ticket of the demo desk: who wrote what when, and how things stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from functools import cache
from random import Random

from app.rules.enums import Channel, Direction, Impact, Level, Priority, Status, Urgency
from app.rules.threading import subject_tag
from app.services.demo.fates import Fate, fate
from app.services.demo.moments import Arrivals, local_time, squeezed
from app.services.demo.people import DemoPerson, person
from app.services.demo.scenarios import Attached, Kind, Line, Scenario, Who, scenarios
from app.services.demo.words import filled, sentence_start, values

AGENTS = ("Jana Petersen", "Tom Keller", "Aylin Demir")
_DIRECTIONS = {
    Who.CUSTOMER: Direction.IN,
    Who.AGENT: Direction.OUT,
    Who.NOTE: Direction.NOTE,
}
_SLOWEST = 1.5
_PRESSING = frozenset({Fate.OVERDUE, Fate.DUE_TODAY, Fate.NOBODYS, Fate.THEIRS, Fate.MINE})
_DRAFTS = {
    "de": "Guten Tag {formal},\n\nich habe nachgesehen: {product} kommt am {date} wieder herein. ",
    "en": "Hello {first},\n\nI have checked: {product} is back in stock on {date}. ",
}
_THANKS = {"de": "Super, vielen Dank!", "en": "Great, thank you!"}


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of a story."""

    direction: Direction
    at: datetime
    text: str
    subject: str
    files: tuple[Attached, ...] = ()
    kind: Kind = Kind.ENQUIRY


@dataclass(slots=True)
class Story:
    """A ticket as it came to be; ``contact`` is the number of a person, None for a machine.

    ``agent`` writes its answers, ``assignee`` has it; both are places among the agents.
    """

    index: int
    number: int
    scenario: Scenario
    fate: Fate
    who: DemoPerson
    contact: int | None
    subject: str
    created_at: datetime
    said: list[Said]
    status: Status
    agent: int | None
    assignee: int | None
    impact: Impact
    urgency: Urgency
    manual_priority: Priority | None
    level: Level
    tags: tuple[str, ...]
    unread: bool = False
    thanked: bool = False
    due_at: datetime | None = None
    snoozed_until: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    deleted_at: datetime | None = None
    draft: str = ""
    seconds: int = 0
    words: Mapping[str, str] = field(default_factory=dict)


class Stories:
    """Tells any ticket of a desk of ``size``; the same one always in the same words."""

    def __init__(self, size: int, *, now: datetime, zone: tzinfo) -> None:
        self.people = max(40, size // 5)
        self._size = size
        self.now = now
        self._zone = zone
        self._person = cache(person)
        self._arrivals = Arrivals(size, now=now, zone=zone)
        every = scenarios("de") + scenarios("en")
        self._kinds = {
            (kind, language): [s for s in every if s.kind is kind and s.language == language]
            for kind in Kind
            for language in ("de", "en")
        }
        self._lengths = {(s.key, each): _length(_heard(s, each)) for s in every for each in Fate}
        self.senders = [s for s in every if s.sender]
        self.tags = sorted({tag for s in every for tag in s.tags})

    def tell(self, index: int, number: int) -> Story:
        """The story of the ticket with this index, counted from 0 for the oldest."""
        random = Random(index * 40_503 + 7)
        outcome = fate(index, self._size)
        contact = self._contact(index)
        who = self._person(contact)
        created = self._arrivals[index]
        scenario = self._scenario(index, outcome, who, room=self.now - created)
        agent = 0 if outcome in (Fate.MINE, Fate.DRAFTED) else random.randrange(len(AGENTS))
        words = values(
            random,
            who,
            language=scenario.language,
            agent=AGENTS[agent].split()[0],
            at=created,
            zone=self._zone,
        )
        subject = sentence_start(filled(scenario.subject, words))
        story = Story(
            index=index,
            number=number,
            scenario=scenario,
            fate=outcome,
            who=who,
            contact=None if scenario.sender else contact,
            subject=subject,
            created_at=created,
            said=[],
            status=Status.CLOSED,
            agent=agent,
            assignee=None,
            impact=scenario.impact,
            urgency=scenario.urgency,
            manual_priority=random.choice(tuple(Priority)) if index % 19 == 4 else None,
            level=Level.L2 if index % 13 == 5 else Level.L1,
            tags=scenario.tags,
            words=words,
        )
        self._speak(random, story)
        self._settle(random, story)
        story.assignee = story.agent
        return story

    def _contact(self, index: int) -> int:
        """Some people write often, most seldom; a follow-up comes from who wrote before."""
        if fate(index, self._size) is Fate.MERGED:
            index -= 1
        return int(self.people * Random(index * 31 + 3).random() ** 1.6)

    def _scenario(self, index: int, outcome: Fate, who: DemoPerson, *, room: timedelta) -> Scenario:
        """A thread that can have come this far by now, and matters where it is pressing."""
        kind = {Fate.SPAM: Kind.SPAM, Fate.AUTOMATIC: Kind.AUTOMATIC}.get(outcome, Kind.ENQUIRY)
        every = self._kinds[kind, who.language]
        fitting = [
            each
            for each in every
            if self._lengths[each.key, outcome] * _SLOWEST < room
            and not (outcome in _PRESSING and each.urgency is Urgency.LOW)
        ]
        return _picked(fitting or every, index)

    def _speak(self, random: Random, story: Story) -> None:
        lines = _heard(story.scenario, story.fate)
        moments = squeezed(
            story.created_at, [_jittered(random, line.after) for line in lines[1:]], now=self.now
        )
        mail = story.scenario.channel is Channel.EMAIL
        answer = "AW" if story.scenario.language == "de" else "Re"
        for place, (line, at) in enumerate(zip(lines, moments, strict=True)):
            subject = story.subject if place == 0 or mail else ""
            if place and mail:
                prefix = "Re" if line.who is Who.AGENT else answer
                subject = f"{prefix}: {story.subject} {subject_tag(story.number)}"
            said = Said(
                direction=_DIRECTIONS[line.who],
                at=at,
                text=filled(line.text, story.words),
                subject="" if line.who is Who.NOTE else subject,
                files=line.files,
                kind=story.scenario.kind,
            )
            story.said.append(said)
        self._answer_by_machine(random, story)

    def _answer_by_machine(self, random: Random, story: Story) -> None:
        """Here and there an out-of-office reply or a bounce to our answer."""
        if story.scenario.channel is not Channel.EMAIL or story.scenario.kind is not Kind.ENQUIRY:
            return
        chance = random.random()
        place = next((i for i, s in enumerate(story.said) if s.direction is Direction.OUT), None)
        if place is None or chance > 0.06:
            return
        kind = Kind.BOUNCE if chance < 0.015 else Kind.AWAY
        scenario = self._kinds[kind, story.scenario.language][0]
        sent = story.said[place]
        words = {**story.words, "subject": sent.subject}
        said = Said(
            direction=Direction.IN,
            at=min(sent.at + timedelta(seconds=20), self.now),
            text=filled(scenario.lines[0].text, words),
            subject=filled(scenario.subject, words),
            kind=kind,
        )
        story.said.insert(place + 1, said)

    def _settle(self, random: Random, story: Story) -> None:
        """Status, times and marks, as the fate says."""
        last = story.said[-1].at
        done_at = min(last + timedelta(minutes=random.randint(5, 90)), self.now)
        match story.fate:
            case Fate.NEW:
                story.status, story.agent, story.unread = Status.NEW, None, True
            case Fate.MINE | Fate.THEIRS | Fate.DRAFTED:
                story.status = Status.OPEN
                story.unread = story.fate is not Fate.DRAFTED and random.random() < 0.5
                if story.fate is Fate.THEIRS:
                    story.agent = random.randrange(1, len(AGENTS))
                if story.fate is Fate.DRAFTED:
                    story.draft = filled(_DRAFTS[story.scenario.language], story.words)
                if random.random() < 0.4:
                    days = timedelta(days=random.randint(1, 6))
                    story.due_at = local_time(self.now + days, 16, zone=self._zone)
            case Fate.NOBODYS:
                story.status, story.agent = Status.OPEN, None
            case Fate.OVERDUE:
                story.status = Status.OPEN
                late = self.now - timedelta(hours=random.randint(2, 70))
                story.due_at = late.replace(minute=0, second=0, microsecond=0)
            case Fate.DUE_TODAY:
                story.status = Status.OPEN
                story.due_at = self._later_today(random)
            case Fate.WAITING_CUSTOMER:
                story.status = Status.WAITING_CUSTOMER
            case Fate.WAITING_THIRD:
                story.status = Status.WAITING_THIRD
            case Fate.SNOOZED:
                story.status = Status.OPEN
                day = self.now + timedelta(days=random.randint(1, 7))
                story.snoozed_until = local_time(day, 9, zone=self._zone)
            case Fate.SOLVED | Fate.THANKED:
                story.status = Status.SOLVED
                story.thanked = story.fate is Fate.THANKED
                story.solved_at = done_at
            case Fate.SPAM | Fate.AUTOMATIC:
                story.status, story.agent = Status.NEW, None
                story.unread = random.random() < 0.3
            case Fate.CLOSED | Fate.TRASH | Fate.MERGED:
                self._close(random, story, done_at)
        if story.agent is not None and story.status.done and random.random() < 0.6:
            story.seconds = story.scenario.seconds or random.randint(2, 24) * 60
        elif story.scenario.seconds:
            story.seconds = story.scenario.seconds

    def _close(self, random: Random, story: Story, done_at: datetime) -> None:
        story.status = Status.CLOSED
        story.solved_at = done_at
        story.closed_at = min(done_at + timedelta(days=random.randint(1, 6)), self.now)
        if random.random() < 0.3:
            story.due_at = local_time(
                story.created_at + timedelta(days=random.randint(1, 4)), 16, zone=self._zone
            )
        if story.fate is Fate.TRASH:
            story.deleted_at = max(story.closed_at, self.now - timedelta(days=20))

    def _later_today(self, random: Random) -> datetime:
        """A moment between now and midnight, on the hour where there is time for it."""
        local = self.now.astimezone(self._zone)
        if local.hour < 22:
            hour = random.randint(local.hour + 1, min(local.hour + 6, 23))
            return local_time(self.now, hour, zone=self._zone)
        return (local.replace(hour=23, minute=59, second=0, microsecond=0)).astimezone(
            self.now.tzinfo
        )


def _heard(scenario: Scenario, outcome: Fate) -> list[Line]:
    """As much of the thread as has happened by now."""
    lines = list(scenario.lines)
    match outcome:
        case Fate.NEW | Fate.MERGED | Fate.DRAFTED:
            return lines[:1]
        case Fate.WAITING_CUSTOMER | Fate.WAITING_THIRD | Fate.SNOOZED:
            return _until_last(lines, Who.AGENT)
        case Fate.MINE | Fate.THEIRS | Fate.NOBODYS | Fate.OVERDUE | Fate.DUE_TODAY:
            return _until_last(lines[:-1] or lines, Who.CUSTOMER)
        case Fate.THANKED:
            thanks = Line(Who.CUSTOMER, timedelta(hours=3), _THANKS[scenario.language])
            return [*_until_last(lines, Who.AGENT), thanks]
        case _:
            return lines


def _picked(scenarios: Sequence[Scenario], index: int) -> Scenario:
    """Another one for each of the next tickets."""
    return scenarios[index * 11 % len(scenarios)]


def _length(lines: Sequence[Line]) -> timedelta:
    return sum((line.after for line in lines[1:]), timedelta())


def _until_last(lines: Sequence[Line], who: Who) -> list[Line]:
    """Up to the last entry of ``who``; the first where there is none."""
    places = [place for place, line in enumerate(lines) if line.who is who]
    return list(lines[: places[-1] + 1]) if places else list(lines[:1])


def _jittered(random: Random, delay: timedelta) -> timedelta:
    return delay * random.uniform(0.6, _SLOWEST)


def quoted(said: Said, before: Said, *, language: str, zone: tzinfo) -> Said:
    """An answer above the mail that it answers, as most mail programs write it."""
    local = before.at.astimezone(zone)
    by = "Ahornwerk <service@ahornwerk.example>"
    if language == "de":
        intro = f"Am {local:%d.%m.%Y} um {local:%H:%M} schrieb {by}:"
    else:
        intro = f"On {local:%Y-%m-%d} at {local:%H:%M}, {by} wrote:"
    quote = "\n".join(f"> {line}" if line else ">" for line in before.text.splitlines())
    return replace(said, text=f"{said.text}\n\n{intro}\n{quote}")
