"""The list of workshops, and one with all it holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.queries.workshop.votes import Vote, votes_of
from app.rules.voting.ties import TieRule
from app.rules.workshop.phases import PlannedPhase, plan_from_json
from app.rules.workshop.templates import OWN, Template, built_in, template_from_json
from app.rules.workshop.votes import VoteMode


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A workshop in the list. ``statements`` are those its questions have so far."""

    id: int
    title: str
    day: date
    template: str
    people: int
    questions: int
    ideas: int
    statements: tuple[str, ...]
    created_at: datetime
    started_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea that stands under a question. ``merged`` are the texts that were merged into it,
    with the ids of theirs; ``origin_id`` is the question it was noted under, if another."""

    id: int
    question_id: int
    text: str
    at: datetime
    merged: tuple[tuple[int, str], ...] = ()
    origin_id: int | None = None


@dataclass(frozen=True, slots=True)
class Basketed:
    """An idea put aside, with why and when to look at it again."""

    id: int
    question_id: int
    text: str
    reason: str
    revisit_on: date | None


@dataclass(frozen=True, slots=True)
class Consent:
    """The answer to “Can anyone not live with this?”; nobody, without objections."""

    objections: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its ideas in their order and the statement that answers it, if there is."""

    id: int
    text: str
    ideas: tuple[Idea, ...]
    statement: str
    winner_id: int | None
    consent: Consent | None


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop with everything the room shows. ``phase`` is the place in ``plan``.

    ``votes`` are all of them in the order they were opened, also run-offs and discarded ones;
    ``basket`` holds the ideas put aside, the latest last.
    """

    id: int
    title: str
    day: date
    template: str
    language: str
    people: int
    names: tuple[str, ...]
    plan: tuple[PlannedPhase, ...]
    phase: int
    vote_mode: VoteMode
    tie_rules: tuple[TieRule, ...]
    notes: str
    created_at: datetime
    started_at: datetime | None
    closed_at: datetime | None
    questions: tuple[Question, ...]
    basket: tuple[Basketed, ...]
    votes: tuple[Vote, ...]

    @property
    def here(self) -> PlannedPhase:
        """The phase the room is in."""
        return self.plan[self.phase]

    def question(self, question_id: int) -> Question | None:
        """The question with this id."""
        return next((each for each in self.questions if each.id == question_id), None)

    def votes_on(self, question_id: int) -> tuple[Vote, ...]:
        """The votes on a question that were not discarded, without run-offs, the latest last."""
        return tuple(
            each
            for each in self.votes
            if each.question_id == question_id and each.parent_id is None and not each.discarded
        )


_LIST = """
SELECT w.id, w.title, w.day, w.template, w.people, w.created_at, w.started_at, w.closed_at,
    (SELECT count(*) FROM workshop_question AS q WHERE q.workshop_id = w.id),
    (SELECT count(*) FROM workshop_idea AS i WHERE i.workshop_id = w.id),
    (SELECT json_group_array(statement) FROM (
        SELECT statement FROM workshop_question AS q
        WHERE q.workshop_id = w.id AND statement <> '' ORDER BY position, id))
FROM workshop AS w WHERE w.deleted_at IS NULL ORDER BY w.day DESC, w.id DESC
"""
_ONE = """
SELECT id, title, day, template, language, people, phases, phase, vote_mode, tie_rules, notes,
    created_at, started_at, closed_at
FROM workshop WHERE id = ? AND deleted_at IS NULL
"""
_QUESTIONS = """
SELECT id, text, statement, winner_id, consent FROM workshop_question
WHERE workshop_id = ? ORDER BY position, id
"""
_IDEAS = """
SELECT id, question_id, origin_id, text, at, basket, basket_reason, revisit_on, merged_into_id
FROM workshop_idea WHERE workshop_id = ? ORDER BY position, id
"""


def workshops(session: Session) -> tuple[WorkshopRow, ...]:
    """All workshops, the newest day first."""
    return tuple(
        WorkshopRow(
            id=workshop_id,
            title=title,
            day=date.fromisoformat(day),
            template=template,
            people=json.loads(people)["count"],
            questions=questions,
            ideas=ideas,
            statements=tuple(json.loads(statements)),
            created_at=moment(created),
            started_at=moment(started),
            closed_at=moment(closed),
        )
        for (
            workshop_id, title, day, template, people, created, started, closed, questions, ideas,
            statements,
        ) in rows(session, _LIST)
    )  # fmt: skip


def workshop(session: Session, workshop_id: int) -> Workshop | None:
    """The workshop; None if it was deleted."""
    found = first(session, _ONE, (workshop_id,))
    if found is None:
        return None
    (
        _id, title, day, template, language, people, phases, phase, mode, ties, notes,
        created, started, closed,
    ) = found  # fmt: skip
    ideas = rows(session, _IDEAS, (workshop_id,))
    there = json.loads(people)
    return Workshop(
        id=workshop_id,
        title=title,
        day=date.fromisoformat(day),
        template=template,
        language=language,
        people=there["count"],
        names=tuple(there["names"]),
        plan=plan_from_json(json.loads(phases)),
        phase=phase,
        vote_mode=VoteMode(mode),
        tie_rules=tuple(TieRule(each) for each in json.loads(ties)),
        notes=notes,
        created_at=moment(created),
        started_at=moment(started),
        closed_at=moment(closed),
        questions=_questions(rows(session, _QUESTIONS, (workshop_id,)), ideas),
        basket=_basket(ideas),
        votes=votes_of(session, workshop_id),
    )


def templates(session: Session, language: str) -> tuple[Template, ...]:
    """The templates for a new workshop: built-in ones in ``language``, then the desk's own."""
    own = rows(session, "SELECT id, name, content FROM workshop_template ORDER BY name, id")
    return (
        *built_in(language),
        *(
            template_from_json(f"{OWN}{number}", name, json.loads(content))
            for number, name, content in own
        ),
    )


def _questions(found: list[Any], ideas: list[Any]) -> tuple[Question, ...]:
    standing = _standing(ideas)
    return tuple(
        Question(
            id=question_id,
            text=text,
            ideas=tuple(each for each in standing if each.question_id == question_id),
            statement=statement,
            winner_id=winner,
            consent=_consent(json.loads(consent)) if consent else None,
        )
        for question_id, text, statement, winner, consent in found
    )


def _consent(stored: Mapping[str, Any] | None) -> Consent | None:
    if stored is None:
        return None
    return Consent(tuple(stored["objections"]), datetime.fromisoformat(stored["at"]))


def _standing(ideas: list[Any]) -> list[Idea]:
    merged: dict[int, list[tuple[int, str]]] = {}
    for idea_id, _question, _origin, text, _at, _basket, _reason, _revisit, into in ideas:
        if into is not None:
            merged.setdefault(into, []).append((idea_id, text))
    return [
        Idea(idea_id, question, text, moment(at), tuple(merged.get(idea_id, ())), origin)
        for idea_id, question, origin, text, at, basket, _reason, _revisit, into in ideas
        if not basket and into is None
    ]


def _basket(ideas: list[Any]) -> tuple[Basketed, ...]:
    return tuple(
        Basketed(idea_id, question, text, reason, date.fromisoformat(revisit) if revisit else None)
        for idea_id, question, _origin, text, _at, basket, reason, revisit, _into in sorted(ideas)
        if basket
    )
