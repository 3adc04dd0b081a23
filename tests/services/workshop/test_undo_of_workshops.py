"""Any sequence of acts on a workshop, undone, gives the rows before; done again, those after."""

import inspect
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.queries.workshop.missions import mission_of, remarks_on
from app.queries.workshop.record import record
from app.queries.workshop.workshops import workshops
from app.rules.voting.ties import DrawnLot, Merge, Rescue, Ruling, TieRule
from app.rules.workshop.feedback import MISSING, Answer, Remark
from app.rules.workshop.phases import DEFAULT_PLAN
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.statements import Fit, Part, Source, Verdict
from app.rules.workshop.votes import VoteMode
from app.services.workshop import (
    ballots,
    feedback,
    follow_up,
    hands,
    ideas,
    meetings,
    mission,
    outcomes,
    questions,
    statements,
    votes,
)
from app.storage import history
from app.storage.changes import Recording, recording_of
from tests.desk_fixtures import Clock, Desk, opened_copy
from tests.services.acts import Hand

SERVICES = (feedback, follow_up, hands, ideas, meetings, mission, outcomes, questions, statements)
TEXTS = ("", "One", "Two words", "Three short words")
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)

Rows = dict[str, list[tuple[Any, ...]]]
Act = Callable[[Hand], Any]


def _tally(h: Hand, vote_id: int) -> dict[int, int]:
    found = h.desk.rows(f"SELECT options FROM workshop_vote WHERE id = {vote_id}")
    options = json.loads(found[0][0]) if found else []
    return {each: h.of((0, 1, 2)) for each, _text in options}


def _settlement(h: Hand) -> Any:
    one, other = str(h.id("workshop_idea")), str(h.id("workshop_idea"))
    return h.of(
        (Ruling(one, h.of(("", "Why"))), DrawnLot(), Merge(one, other, "Both"), Rescue(one, "Why"))
    )


def _enter(h: Hand) -> None:
    vote_id = h.id("workshop_vote")
    h.desk.do(hands.enter_round, vote_id, _tally(h, vote_id))


def _answer(h: Hand) -> Answer:
    remarks = (
        Remark(h.of((0, 1, 9)), h.of((None, *Verdict)), h.of(TEXTS)),
        Remark(None, None, h.of(TEXTS), h.of((MISSING, ""))),
    )
    return Answer(h.of(list(Source)), remarks[: h.of((1, 2))])


ACTS: dict[Any, Act] = {
    meetings.create: lambda h: h.desk.do(
        meetings.create,
        template=h.of(("values", "own-1", "none")),
        day=date(2026, 3, 2),
        people=h.of((0, 3)),
        language="en",
    ),
    meetings.copy: lambda h: h.desk.do(meetings.copy, h.id("workshop"), day=date(2026, 4, 1)),
    meetings.change: lambda h: h.desk.do(
        meetings.change, h.id("workshop"), title=h.of(TEXTS), notes=h.of(TEXTS)
    ),
    meetings.set_people: lambda h: h.desk.do(
        meetings.set_people, h.id("workshop"), h.of((0, 4, ("Eva", "Jan")))
    ),
    meetings.set_plan: lambda h: h.desk.do(
        meetings.set_plan, h.id("workshop"), DEFAULT_PLAN[: h.of((0, 2, 5))]
    ),
    meetings.set_voting: lambda h: h.desk.do(
        meetings.set_voting,
        h.id("workshop"),
        mode=h.of(list(VoteMode)),
        tie_rules=h.of(((), (TieRule.LOT,))),
    ),
    meetings.go_to_phase: lambda h: h.desk.do(
        meetings.go_to_phase, h.id("workshop"), h.of((0, 1, 9))
    ),
    meetings.close: lambda h: h.desk.do(meetings.close, h.id("workshop")),
    meetings.reopen: lambda h: h.desk.do(meetings.reopen, h.id("workshop")),
    meetings.delete: lambda h: h.desk.do(meetings.delete, h.ids("workshop")),
    meetings.restore: lambda h: h.desk.do(meetings.restore, h.id("workshop")),
    meetings.save_template: lambda h: h.desk.do(
        meetings.save_template, h.id("workshop"), h.of(TEXTS)
    ),
    meetings.remove_template: lambda h: h.desk.do(
        meetings.remove_template, h.of(("own-1", "own-2"))
    ),
    questions.add_question: lambda h: h.desk.do(
        questions.add_question, h.id("workshop"), h.of(TEXTS)
    ),
    questions.change_question: lambda h: h.desk.do(
        questions.change_question, h.id("workshop_question"), h.of(TEXTS)
    ),
    questions.move_question: lambda h: h.desk.do(
        questions.move_question, h.id("workshop_question"), h.of((0, 2))
    ),
    questions.remove_question: lambda h: h.desk.do(
        questions.remove_question, h.id("workshop_question")
    ),
    ideas.add_idea: lambda h: h.desk.do(
        ideas.add_idea, h.id("workshop_question"), h.of(TEXTS), after=h.maybe("workshop_idea")
    ),
    ideas.add_ideas: lambda h: h.desk.do(
        ideas.add_ideas, h.id("workshop_question"), [h.of(TEXTS), "Another"]
    ),
    ideas.change_idea: lambda h: h.desk.do(ideas.change_idea, h.id("workshop_idea"), h.of(TEXTS)),
    ideas.move_idea: lambda h: h.desk.do(
        ideas.move_idea, h.id("workshop_idea"), h.id("workshop_question"), h.of((0, 1, 9))
    ),
    ideas.move_ideas: lambda h: h.desk.do(
        ideas.move_ideas, h.ids("workshop_idea"), h.id("workshop_question"), h.of((0, 1))
    ),
    ideas.merge_ideas: lambda h: h.desk.do(ideas.merge_ideas, h.ids("workshop_idea"), h.of(TEXTS)),
    ideas.part_ideas: lambda h: h.desk.do(ideas.part_ideas, h.id("workshop_idea")),
    ideas.to_basket: lambda h: h.desk.do(
        ideas.to_basket,
        h.ids("workshop_idea"),
        reason=h.of(TEXTS),
        revisit_on=h.of((None, date(2026, 6, 1))),
    ),
    ideas.from_basket: lambda h: h.desk.do(ideas.from_basket, h.ids("workshop_idea")),
    outcomes.settle_tie: lambda h: h.desk.do(
        outcomes.settle_tie, h.id("workshop_vote"), _settlement(h)
    ),
    hands.enter_round: _enter,
    hands.take_back_round: lambda h: h.desk.do(hands.take_back_round, h.id("workshop_vote")),
    hands.set_dots: lambda h: h.desk.do(
        hands.set_dots, h.id("workshop_vote"), {h.id("workshop_idea"): 2}
    ),
    hands.shorten: lambda h: h.desk.do(
        hands.shorten, h.id("workshop_vote"), [h.id("workshop_idea") for _each in range(4)]
    ),
    statements.accept_only_idea: lambda h: h.desk.do(
        statements.accept_only_idea, h.id("workshop_question")
    ),
    statements.reword_statement: lambda h: h.desk.do(
        statements.reword_statement, h.id("workshop_question"), h.of(TEXTS)
    ),
    statements.accept_consent: lambda h: h.desk.do(
        statements.accept_consent, h.id("workshop_question"), objections=[h.of(TEXTS)]
    ),
    mission.start: lambda h: h.desk.do(mission.start, h.id("workshop")),
    mission.save_version: lambda h: h.desk.do(
        mission.save_version, h.id("mission"), {h.of(list(Part)): h.of(TEXTS)}, ()
    ),
    mission.restore_version: lambda h: h.desk.do(
        mission.restore_version, h.id("mission"), h.of((1, 2))
    ),
    mission.link_ideas: lambda h: h.desk.do(
        mission.link_ideas, h.id("mission"), h.of((1, 2)), h.of((0, 1)), h.ids("workshop_idea")
    ),
    mission.make_final: lambda h: h.desk.do(mission.make_final, h.id("mission"), h.of((1, 2))),
    mission.withdraw: lambda h: h.desk.do(mission.withdraw, h.id("mission")),
    feedback.add_answer: lambda h: h.desk.do(
        feedback.add_answer, h.id("mission_version"), _answer(h)
    ),
    feedback.add_answers: lambda h: h.desk.do(
        feedback.add_answers, h.id("mission_version"), [_answer(h), _answer(h)]
    ),
    feedback.decide: lambda h: h.desk.do(
        feedback.decide,
        h.ids("mission_feedback"),
        taken_up=h.of((None, True, False)),
        reason=h.of(TEXTS),
    ),
    feedback.remove_answer: lambda h: h.desk.do(
        feedback.remove_answer, h.id("mission_version"), h.of((1, 2))
    ),
    follow_up.draw_tickets: lambda h: h.desk.do(
        follow_up.draw_tickets, h.id("mission"), Quarter(2026, 1)
    ),
    follow_up.rate: lambda h: h.desk.do(follow_up.rate, h.ids("mission_check"), h.of((None, *Fit))),
}

OTHER_ACTS: dict[str, Act] = {
    "open": lambda h: h.desk.do(
        votes.open_vote, h.id("workshop_question"), mode=h.of(list(VoteMode)), voters=2
    ),
    "open all": lambda h: h.desk.do(
        votes.open_votes, h.id("workshop"), mode=VoteMode.RANKED, voters=1
    ),
    "run-off": lambda h: h.desk.do(votes.open_run_off, h.id("workshop_vote"), voters=1),
    "voters": lambda h: h.desk.do(votes.set_voters, h.id("workshop_vote"), h.of((1, 2))),
    "seal": lambda h: h.desk.do(
        ballots.seal, h.id("workshop_vote"), [h.id("workshop_idea")] if h.yes() else []
    ),
    "count": lambda h: h.desk.do(outcomes.close_vote, h.id("workshop_vote")),
    "discard": lambda h: h.desk.do(votes.discard_vote, h.id("workshop_vote")),
    "draft": lambda h: h.desk.do(
        mission.keep_draft, h.id("mission"), {Part.MARKET: h.of(TEXTS)}, ()
    ),
}
"""What cannot be undone, or leaves no record at all."""


def _operations(module: ModuleType) -> Iterator[Any]:
    for name, found in vars(module).items():
        if inspect.isfunction(found) and found.__module__ == module.__name__:
            parameters = list(inspect.signature(found).parameters)
            if not name.startswith("_") and parameters[:1] == ["session"] and "now" in parameters:
                yield found


def test_every_undoable_operation_takes_part() -> None:
    inner = {outcomes.accept_winner, outcomes.settle_by}
    undoable = {
        each
        for module in SERVICES
        for each in _operations(module)
        if recording_of(each) is Recording.UNDOABLE
    }
    assert undoable - inner - set(ACTS) == set()


@pytest.fixture(scope="module")
def furnished(template_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop with ideas, a vote by hands, a statement with feedback and solved tickets."""
    path = tmp_path_factory.mktemp("furnished") / "furnished.desk"
    shutil.copyfile(template_desk, path)
    desk = Desk(path, Clock())
    workshop_id = desk.do(
        meetings.create, template="values", day=date(2026, 3, 2), people=3, language="en"
    )
    for question in (1, 2):
        desk.do(ideas.add_ideas, question, ["A", "B", "C"])
    desk.do(votes.open_vote, 1, mode=VoteMode.ROUNDS, voters=3)
    mission_id = desk.do(mission.start, workshop_id)
    desk.do(mission.save_version, mission_id, {Part.MARKET: "First words here."}, ())
    desk.do(feedback.add_answer, 1, Answer(Source.TEAM, (Remark(0, Verdict.CHANGE, "Hm"),)))
    desk.captured(solved=True)
    desk.database.close()
    return path


@settings(max_examples=25, phases=UNSHRUNK)
@given(data=st.data(), acts=st.lists(st.sampled_from(list(ACTS)), min_size=1, max_size=14))
def test_any_acts_undone_give_the_rows_before_and_redone_the_rows_after(
    furnished: Path, data: st.DataObject, acts: list[Any]
) -> None:
    with opened_copy(furnished) as desk:
        states = [desk.dump()]
        first = desk.database.next_undo()
        for act in acts:
            before = desk.database.next_undo()
            try:
                ACTS[act](Hand(desk, data.draw))
            except UserError:
                assert desk.dump() == states[-1]
                continue
            if desk.database.next_undo() != before:
                states.append(desk.dump())
            else:
                assert desk.dump() == states[-1]
        for rows in reversed(states[:-1]):
            desk.undo()
            assert desk.dump() == rows
        assert desk.database.next_undo() == first
        for rows in states[1:]:
            desk.redo()
            assert desk.dump() == rows


@settings(max_examples=12, phases=UNSHRUNK)
@given(
    data=st.data(),
    acts=st.lists(
        st.one_of(
            st.sampled_from(list(ACTS)),
            st.sampled_from(list(OTHER_ACTS)),
            st.sampled_from(["undo", "redo"]),
        ),
        min_size=5,
        max_size=25,
    ),
)
def test_acts_and_votes_mixed_with_undo_and_redo_leave_a_sound_desk(
    furnished: Path, data: st.DataObject, acts: list[Any]
) -> None:
    with opened_copy(furnished) as desk:
        for act in acts:
            try:
                if act == "undo":
                    desk.undo()
                elif act == "redo":
                    desk.redo()
                elif act in OTHER_ACTS:
                    OTHER_ACTS[act](Hand(desk, data.draw))
                else:
                    ACTS[act](Hand(desk, data.draw))
            except UserError:
                pass
            _readable(desk)
        assert desk.rows("PRAGMA foreign_key_check") == []
        assert desk.read(history.broken_entries) == []


def _readable(desk: Desk) -> None:
    """Every workshop with its votes, statement and record can be read, whatever was undone."""
    for row in desk.read(workshops):
        assert desk.read(record, row.id, now=desk.clock.now) is not None
        found = desk.read(mission_of, row.id)
        for version in found.versions if found is not None else ():
            desk.read(remarks_on, version.id)
