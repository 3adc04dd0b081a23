"""A mission statement: versions, the one in force, what people said, the quarterly look."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from app.errors import UserError
from app.queries.workshop.checks import checks, trend
from app.queries.workshop.in_force import statement_in_force
from app.queries.workshop.missions import (
    Mission,
    mission_of,
    remarks_on,
    with_workshop,
)
from app.rules.enums import Status
from app.rules.workshop.feedback import MISSING, Answer, Remark
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.sentences import Sentence
from app.rules.workshop.statements import Fit, Part, Source, Verdict
from app.services import tickets
from app.services.workshop import feedback, follow_up, meetings, mission
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import Meeting

FIRST = {Part.MARKET: "We serve small shops.", Part.CONTRIBUTION: "Nobody waits alone."}


@pytest.fixture
def statement(desk: Desk, meeting: Meeting) -> int:
    """A statement with one version; its id."""
    mission_id = desk.do(mission.start, meeting.id)
    desk.do(mission.save_version, mission_id, FIRST, ())
    return mission_id


def _read(desk: Desk, meeting: Meeting) -> Mission:
    found = desk.read(mission_of, meeting.id)
    assert found is not None
    return found


def test_a_statement_is_begun_once(desk: Desk, meeting: Meeting) -> None:
    assert desk.read(mission_of, meeting.id) is None
    first = desk.do(mission.start, meeting.id)
    assert desk.do(mission.start, meeting.id) == first
    assert (_read(desk, meeting).title, _read(desk, meeting).language) == ("Who we are", "en")


def test_a_draft_is_kept_without_a_step_and_gone_once_it_is_a_version(
    desk: Desk, meeting: Meeting
) -> None:
    mission_id = desk.do(mission.start, meeting.id)
    step = desk.database.next_undo()
    sentences = (Sentence(Part.MARKET, "We serve small shops.", (meeting.ideas()[3],)),)
    desk.do(mission.keep_draft, mission_id, FIRST, sentences)
    assert desk.database.next_undo() == step
    desk.restart()
    draft = _read(desk, meeting).draft
    assert draft is not None
    assert (draft.parts, draft.sentences) == (FIRST, sentences)
    assert desk.do(mission.save_version, mission_id, FIRST, draft.sentences) == 1
    found = _read(desk, meeting)
    assert found.draft is None
    (version,) = found.versions
    assert version.sentences == (*sentences, Sentence(Part.CONTRIBUTION, "Nobody waits alone."))
    assert version.agent_name == "Kim Okafor"


def test_versions_need_words_that_differ_and_can_be_restored_and_undone(
    desk: Desk, meeting: Meeting, statement: int
) -> None:
    with pytest.raises(UserError, match="says already"):
        desk.do(mission.save_version, statement, FIRST, ())
    with pytest.raises(UserError, match="needs words"):
        desk.do(mission.save_version, statement, {Part.MARKET: " \n"}, ())
    with pytest.raises(UserError, match="4000 characters"):
        desk.do(mission.save_version, statement, {Part.MARKET: "x" * 4001}, ())
    desk.do(mission.save_version, statement, {Part.MARKET: "We serve everyone."}, ())
    desk.do(mission.restore_version, statement, 1)
    assert [each.number for each in _read(desk, meeting).versions] == [3, 2, 1]
    assert _read(desk, meeting).versions[0].text == "We serve small shops.\n\nNobody waits alone."
    desk.undo()
    assert [each.number for each in _read(desk, meeting).versions] == [2, 1]
    with pytest.raises(UserError, match="says already"):
        desk.do(mission.restore_version, statement, 2)
    with pytest.raises(UserError, match="no version 9"):
        desk.do(mission.restore_version, statement, 9)


def test_ideas_are_linked_to_a_sentence_of_a_version(
    desk: Desk, meeting: Meeting, statement: int
) -> None:
    one, two, *_others = meeting.ideas()
    desk.do(mission.link_ideas, statement, 1, 1, [two, one, two])
    assert _read(desk, meeting).versions[0].sentences[1].ideas == (two, one)
    desk.undo()
    assert _read(desk, meeting).versions[0].sentences[1].ideas == ()
    with pytest.raises(UserError, match="no such sentence"):
        desk.do(mission.link_ideas, statement, 1, 2, [one])


def test_the_final_version_is_the_statement_in_force_until_it_is_withdrawn(
    desk: Desk, meeting: Meeting, statement: int
) -> None:
    assert desk.read(statement_in_force) is None
    desk.do(mission.make_final, statement, 1)
    in_force = desk.read(statement_in_force)
    assert in_force is not None
    assert in_force.text == "We serve small shops.\n\nNobody waits alone."
    desk.do(mission.withdraw, statement)
    assert desk.read(statement_in_force) is None
    desk.undo()
    desk.do(meetings.delete, [meeting.id])
    assert desk.read(statement_in_force) is None
    assert desk.read(with_workshop, meeting.id) is None


def _answer(*remarks: Remark, source: Source = Source.TEAM) -> Answer:
    return Answer(source, remarks)


def test_remarks_are_taken_up_or_declined_with_a_reason(
    desk: Desk, meeting: Meeting, statement: int
) -> None:
    version = _read(desk, meeting).versions[0].id
    numbers = desk.do(
        feedback.add_answers,
        version,
        [
            _answer(Remark(1, Verdict.CHANGE, " too harsh "), Remark(0, Verdict.KEEP)),
            _answer(Remark(None, None, "Training", MISSING), source=Source.CUSTOMER),
        ],
    )
    assert numbers == [1, 2]
    keep, change, missing = desk.read(remarks_on, version)
    assert (keep.sentence, keep.verdict) == (0, Verdict.KEEP)
    assert (change.comment, change.source) == ("too harsh", Source.TEAM)
    assert (missing.sentence, missing.question, missing.answer_number) == (None, MISSING, 2)
    found = _read(desk, meeting).versions[0]
    assert (found.remarks, found.undecided) == (3, 2)
    with pytest.raises(UserError, match="why it is declined"):
        desk.do(feedback.decide, [change.id], taken_up=False, reason=" ")
    desk.do(feedback.decide, [change.id], taken_up=False, reason="It is meant so")
    desk.do(feedback.decide, [missing.id], taken_up=True)
    assert _read(desk, meeting).versions[0].undecided == 0
    assert desk.read(remarks_on, version)[1].reason == "It is meant so"
    desk.do(feedback.decide, [change.id], taken_up=None)
    assert desk.read(remarks_on, version)[1].reason == ""
    desk.do(feedback.remove_answer, version, 1)
    assert [each.id for each in desk.read(remarks_on, version)] == [missing.id]
    desk.undo()
    assert len(desk.read(remarks_on, version)) == 3


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (_answer(), "Nothing is said"),
        (_answer(Remark(0, None, " ")), "Nothing is said"),
        (_answer(Remark(2, Verdict.KEEP)), "no such sentence"),
        (_answer(Remark(None, None, "Hm", "other")), "no such sentence"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_whole(
    desk: Desk, meeting: Meeting, statement: int, answer: Answer, words: str
) -> None:
    version = _read(desk, meeting).versions[0].id
    good = _answer(Remark(0, Verdict.KEEP))
    with pytest.raises(UserError, match=words):
        desk.do(feedback.add_answers, version, [good, answer])
    assert desk.read(remarks_on, version) == ()


def _solved(desk: Desk, count: int) -> list[int]:
    found = [desk.captured(f"Ticket {number}") for number in range(count)]
    desk.do(tickets.set_status, found, Status.SOLVED)
    return found


def test_ten_solved_tickets_of_a_quarter_are_drawn_and_no_more(
    desk: Desk, meeting: Meeting, statement: int
) -> None:
    quarter = Quarter(2026, 1)
    with pytest.raises(UserError, match="No other ticket"):
        desk.do(follow_up.draw_tickets, statement, quarter)
    first = _solved(desk, 4)
    desk.captured("Still open")
    desk.do(follow_up.draw_tickets, statement, quarter, dice=random.Random(1))
    assert {each.ticket_id for each in desk.read(checks, statement, quarter)} == set(first)
    _solved(desk, 12)
    desk.do(follow_up.draw_tickets, statement, quarter)
    drawn = desk.read(checks, statement, quarter)
    assert len({each.ticket_id for each in drawn}) == 10
    with pytest.raises(UserError, match="Ten tickets"):
        desk.do(follow_up.draw_tickets, statement, quarter)
    assert desk.read(checks, statement, quarter.before) == ()


def test_a_quarter_ends_at_midnight_where_the_desk_stands(desk: Desk, statement: int) -> None:
    """Solved at 00:30 in Berlin on 1 April is 22:30 UTC the day before."""
    desk.clock.now = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    _solved(desk, 1)
    with pytest.raises(UserError, match="No other ticket"):
        desk.do(follow_up.draw_tickets, statement, Quarter(2026, 1))
    assert len(desk.do(follow_up.draw_tickets, statement, Quarter(2026, 2))) == 1


def test_ratings_make_a_trend_that_outlives_the_tickets(
    desk: Desk, meeting: Meeting, statement: int
) -> None:
    quarter = Quarter(2026, 1)
    solved = _solved(desk, 4)
    ids = desk.do(follow_up.draw_tickets, statement, quarter)
    desk.do(follow_up.rate, ids[:2], Fit.FITS)
    desk.do(follow_up.rate, ids[2:3], Fit.CONTRADICTS)
    (row,) = desk.read(trend, statement)
    assert (row.quarter, row.fits, row.neutral, row.contradicts, row.unrated) == (
        quarter, 2, 0, 1, 1,
    )  # fmt: skip
    assert row.balance == pytest.approx(1 / 3)
    desk.undo()
    assert desk.read(trend, statement)[0].unrated == 2
    desk.redo()
    desk.do(tickets.trash, solved)
    desk.clock.now += timedelta(days=31)
    desk.do(tickets.empty_old_trash)
    assert desk.read(trend, statement) == (row,)
    assert {each.ticket_number for each in desk.read(checks, statement, quarter)} == {None}


def test_a_copied_workshop_has_no_statement(desk: Desk, meeting: Meeting, statement: int) -> None:
    copied = desk.do(meetings.copy, meeting.id, day=date(2026, 9, 1))
    assert desk.read(mission_of, copied) is None
