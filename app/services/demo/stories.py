"""Tells what happened at the demo desk: who wrote what when, and how things stand."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from functools import cache
from random import Random

from app.rules.enums import Channel, Direction, Level, Priority, Status, Urgency
from app.rules.threading import subject_tag
from app.services.demo.fates import Fate, fate
from app.services.demo.moments import Arrivals, squeezed
from app.services.demo.outcomes import settle
from app.services.demo.people import DemoPerson, person
from app.services.demo.scenarios import Kind, Scenario, Who, scenarios
from app.services.demo.story import AGENTS, Said, Story
from app.services.demo.threads import heard, length
from app.services.demo.words import filled, sentence_start, values

_DIRECTIONS = {
    Who.CUSTOMER: Direction.IN,
    Who.AGENT: Direction.OUT,
    Who.NOTE: Direction.NOTE,
}
_SLOWEST = 1.5
_PRESSING = frozenset({Fate.OVERDUE, Fate.DUE_TODAY, Fate.NOBODYS, Fate.THEIRS, Fate.MINE})


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
        self._lengths = {(s.key, each): length(heard(s, each)) for s in every for each in Fate}
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
        agent = _agent(random, outcome)
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
        settle(random, story, now=self.now, zone=self._zone)
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
        lines = heard(story.scenario, story.fate)
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


def _agent(random: Random, outcome: Fate) -> int:
    """Who answers: the first agent has what is theirs, the others theirs."""
    if outcome in (Fate.MINE, Fate.DRAFTED):
        return 0
    return random.randrange(1 if outcome is Fate.THEIRS else 0, len(AGENTS))


def _picked(scenarios: Sequence[Scenario], index: int) -> Scenario:
    """Another one for each of the next tickets."""
    return scenarios[index * 11 % len(scenarios)]


def _jittered(random: Random, delay: timedelta) -> timedelta:
    return delay * random.uniform(0.6, _SLOWEST)
