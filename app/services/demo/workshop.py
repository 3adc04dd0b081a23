"""The demo desk's workshop: held some weeks ago, its statement in force, tickets rated by it."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from app.paths import resource
from app.queries.workshop.checks import desk_zone, solved_in
from app.queries.workshop.missions import remarks_on
from app.rules.voting.ties import Ruling, TieRule
from app.rules.workshop.feedback import MISSING, RECOGNISED, Answer, Remark
from app.rules.workshop.phases import DEFAULT_PLAN
from app.rules.workshop.quarters import quarter_of
from app.rules.workshop.sentences import Sentence, sentences_from_json, sentences_of
from app.rules.workshop.statements import Fit, Part, Source, Verdict
from app.rules.workshop.templates import SERVICE_MISSION
from app.rules.workshop.votes import VoteMode
from app.services.workshop import (
    ballots,
    feedback,
    follow_up,
    ideas,
    meetings,
    mission,
    outcomes,
    rows,
    statements,
    votes,
)
from app.storage.changes import unrecorded

_HELD = timedelta(days=45)
_FIRST_ROUND = timedelta(days=30)
_FINAL = timedelta(days=20)
_PEOPLE = ("Jule", "Mehmet", "Ole", "Lena", "Tom", "Aylin", "Kaja", "Piet")

_RANKINGS = (
    ((0, 1), (0, 2), (0,), (1, 0), (1, 2), (2, 1), (2, 0, 1), (3, 0)),
    ((1, 0), (1,), (1, 2), (0, 1), (0, 2), (2, 0), (2, 1), (1, 0)),
    ((0, 2), (0, 1), (1, 0), (1, 2), (2, 1), (2, 0), (0,), (1, 0)),
)
"""Eight ballots for each question: places of ideas by preference."""
_FITS = (Fit.FITS, Fit.FITS, Fit.NEUTRAL, Fit.FITS, Fit.CONTRADICTS, Fit.FITS, Fit.NEUTRAL)


@dataclass(frozen=True, slots=True)
class _Words:
    """What was said, in one language. ``first`` and ``final`` are versions of the statement."""

    title: str
    ideas: Sequence[Sequence[str]]
    aside: str
    why_aside: str
    ruling: str
    first: Mapping[Part, str]
    final: Mapping[Part, str]
    remarks: Sequence[str]
    declined: str
    next_title: str


@unrecorded
def add_workshops(
    session: Session, agents: Sequence[int], *, now: datetime, zone: tzinfo, language: str
) -> None:
    """One workshop that was held, with all that came of it, and one that is being prepared."""
    words = _words(language)
    dice = random.Random(45)
    held = now - _HELD
    workshop_id = meetings.create(
        session,
        template=SERVICE_MISSION,
        title=words.title,
        day=held.astimezone(zone).date(),
        people=_PEOPLE,
        language=language,
        now=held,
    )
    _hold(session, workshop_id, words, agents[0], dice=dice, now=held)
    _write(session, workshop_id, words, agents[0], dice=dice, now=now, zone=zone)
    meetings.create(
        session,
        template="touch_points",
        title=words.next_title,
        day=(now + timedelta(days=9)).astimezone(zone).date(),
        people=6,
        language=language,
        now=now,
    )


def _words(language: str) -> _Words:
    found = resource("demo", f"workshop-{'de' if language == 'de' else 'en'}.json")
    told = json.loads(found.read_text("utf-8"))
    for version in ("first", "final"):
        told[version] = {Part(part): text for part, text in told[version].items()}
    return _Words(**told)


def _hold(
    session: Session,
    workshop_id: int,
    words: _Words,
    agent_id: int,
    *,
    dice: random.Random,
    now: datetime,
) -> None:
    """From ideas to three statements that all agree to."""
    asked = rows.questions(session, workshop_id)
    for place, question in enumerate(asked):
        noted = ideas.add_ideas(session, question.id, words.ideas[place], now=now)
        if place == 0:
            aside = ideas.add_idea(session, question.id, words.aside, now=now)
            ideas.to_basket(session, [aside], reason=words.why_aside, now=now)
        session.flush()
        vote_id = votes.open_vote(
            session,
            question.id,
            mode=VoteMode.RANKED,
            voters=len(_PEOPLE),
            tie_rules=(TieRule.PREVIOUS_ROUNDS,),
            dice=dice,
            now=now,
        )
        for ranking in _RANKINGS[place]:
            ballots.seal(session, vote_id, [noted[each] for each in ranking])
        count = outcomes.close_vote(session, vote_id, now=now)
        while count.undecided is not None:
            ruling = Ruling(count.undecided[-1], words.ruling)
            count = outcomes.settle_tie(session, vote_id, ruling, agent_id=agent_id, now=now)
        statements.accept_consent(session, question.id, now=now)
    meetings.go_to_phase(session, workshop_id, len(DEFAULT_PLAN) - 1, now=now)
    meetings.close(session, workshop_id, now=now)
    session.flush()


def _write(
    session: Session,
    workshop_id: int,
    words: _Words,
    agent_id: int,
    *,
    dice: random.Random,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Two versions with a feedback round between them, and the ratings of this quarter so far."""
    winners = [each.winner_id or 0 for each in rows.questions(session, workshop_id)]
    mission_id = mission.start(session, workshop_id, now=now)
    linked = [
        Sentence(Part.CONTRIBUTION, text, (winner,))
        for text, winner in zip(sentences_of(words.first[Part.CONTRIBUTION]), winners, strict=False)
    ]
    linked.append(Sentence(Part.DISTINCTION, words.first[Part.DISTINCTION], (winners[2],)))
    first_at, final_at = now - _FIRST_ROUND, now - _FINAL
    mission.save_version(session, mission_id, words.first, linked, agent_id=agent_id, now=first_at)
    _ask(session, mission.version(session, mission_id, 1).id, words, now=first_at)
    mission.save_version(
        session,
        mission_id,
        words.final,
        sentences_from_json(mission.version(session, mission_id, 1).sentences),
        agent_id=agent_id,
        now=final_at,
    )
    mission.make_final(session, mission_id, 2, now=final_at)
    quarter = quarter_of(now.astimezone(zone).date())
    for each, verdicts in ((quarter.before, (*_FITS, *_FITS)), (quarter, _FITS)):
        if solved_in(session, *each.moments(desk_zone(session))):
            drawn = follow_up.draw_tickets(session, mission_id, each, dice=dice, now=now)
            for check_id, fit in zip(drawn, verdicts, strict=False):
                follow_up.rate(session, [check_id], fit, agent_id=agent_id, now=now)


def _ask(session: Session, version_id: int, words: _Words, *, now: datetime) -> None:
    waiting, failing, missing, recognised = words.remarks
    feedback.add_answers(
        session,
        version_id,
        [
            Answer(
                Source.TEAM,
                (Remark(0, Verdict.KEEP), Remark(1, Verdict.CHANGE, waiting)),
            ),
            Answer(
                Source.COLLEAGUE,
                (Remark(2, Verdict.UNCLEAR, failing), Remark(None, None, missing, MISSING)),
            ),
            Answer(
                Source.CUSTOMER,
                (Remark(3, Verdict.KEEP), Remark(None, None, recognised, RECOGNISED)),
            ),
        ],
        now=now,
    )
    said = {each.comment: each.id for each in remarks_on(session, version_id)}
    feedback.decide(session, [said[waiting]], taken_up=True, now=now)
    feedback.decide(session, [said[missing]], taken_up=False, reason=words.declined, now=now)
