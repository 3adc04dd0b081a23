"""The record says everything that happened, in words, and nothing of a ballot."""

from datetime import UTC, date, datetime

import pytest

from app.formats.workshop.markdown import as_markdown
from app.queries.workshop.record import record
from app.rules.voting.ties import Ruling
from app.rules.workshop.feedback import MISSING, Answer, Remark
from app.rules.workshop.statements import Part, Source, Verdict
from app.rules.workshop.votes import VoteMode
from app.services.workshop import (
    feedback,
    hands,
    ideas,
    meetings,
    mission,
    outcomes,
    statements,
    votes,
)
from app.templating.workshop_document import document_html
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import Meeting

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def held(desk: Desk, meeting: Meeting) -> Meeting:
    """A workshop with a tie decided by a person, raised hands, dots, a basket and a statement."""
    one, two, three, fun = meeting.ideas()
    desk.do(meetings.set_people, meeting.id, ["Eva", "Jan", "Tarik"])
    desk.do(ideas.merge_ideas, [one, three], "Nobody waits alone, we ask first")
    desk.do(ideas.to_basket, [fun], reason="For the party", revisit_on=date(2026, 6, 1))
    first = meeting.vote(voters=2, tie_rules=())
    meeting.seal(first, [0], [1])
    desk.do(outcomes.close_vote, first)
    desk.do(outcomes.settle_tie, first, Ruling(str(two), "We promised it"))
    desk.do(statements.accept_consent, meeting.questions[0], objections=["Too long"])
    a, b = meeting.noted(1, "Clear words <b>", "Honest * always")
    second = desk.do(votes.open_vote, meeting.questions[1], mode=VoteMode.ROUNDS, voters=3)
    desk.do(hands.enter_round, second, {a: 1, b: 2})
    desk.do(statements.accept_consent, meeting.questions[1])
    discarded = desk.do(votes.open_vote, meeting.questions[0], mode=VoteMode.RANKED, voters=2)
    desk.do(votes.discard_vote, discarded)
    statement = desk.do(mission.start, meeting.id)
    desk.do(mission.save_version, statement, {Part.MARKET: "We serve small shops."}, ())
    desk.do(mission.make_final, statement, 1)
    (version,) = desk.rows("SELECT id FROM mission_version")
    remarks = (Remark(0, Verdict.CHANGE, "And large ones?"), Remark(None, None, "Trust", MISSING))
    desk.do(feedback.add_answers, version[0], [Answer(Source.CUSTOMER, remarks)])
    told, missing = (each for (each,) in desk.rows("SELECT id FROM mission_feedback ORDER BY id"))
    desk.do(feedback.decide, [told], taken_up=False, reason="Others do that")
    desk.do(feedback.decide, [missing], taken_up=True)
    return meeting


def test_the_record_tells_people_ideas_basket_rounds_decisions_and_the_statement(
    desk: Desk, held: Meeting
) -> None:
    found = desk.read(record, held.id, now=NOW)
    assert found is not None
    text = as_markdown(found)
    for words in (
        "3 people: Eva, Jan, Tarik",
        "> We serve small shops.",
        "Nobody waits alone, we ask first *(merged: We ask before we assume)*",
        "the facilitator decided. Reason: We promised it",
        "- Too long",
        "Everyone can live with this.",
        "- Fun *(For the party, look again on 1 June 2026)*",
        r"| Honest \* always | 2 |",
        r"| Clear words \<b\> | 1 |",
        "This vote was discarded as a whole.",
        "This question stays open.",
        r"Version 1, 2 March 2026 (final)",
        "Feedback on version 1",
        "“We serve small shops.” Change: And large ones? *(Customer, Declined: Others do that)*",
        "What is missing? Trust *(Customer, Taken up)*",
    ):
        assert words in text, words


def test_on_paper_every_text_is_escaped(desk: Desk, held: Meeting) -> None:
    found = desk.read(record, held.id, now=NOW)
    assert found is not None
    html = document_html(found)
    assert "Clear words &lt;b&gt;" in html
    assert "<b>" not in html


def test_an_open_vote_tells_nothing_in_the_record(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote(voters=3)
    meeting.seal(vote_id, [0], [0])
    found = desk.read(record, meeting.id, now=NOW)
    assert found is not None
    text = as_markdown(found)
    assert "This vote is open." in text
    assert "Round 1" not in text


def test_a_deleted_workshop_has_no_record(desk: Desk, meeting: Meeting) -> None:
    desk.do(meetings.delete, [meeting.id])
    assert desk.read(record, meeting.id, now=NOW) is None
