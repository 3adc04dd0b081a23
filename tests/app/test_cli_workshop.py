"""Workshops on the command line: the list, the record, and a count that others can check."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.queries.workshop.workshops import workshop
from app.rules.workshop.votes import VoteMode
from app.services.workshop import ballots, ideas, meetings, votes
from app.storage.upgrade import create
from tests.app.conftest import Run

VOTE = {"options": ["A", "B", "C"], "ballots": [[3, ["A"]], [2, ["B", "C"]], [1, ["C", "B"]]]}


def file_of(tmp_path: Path, vote: Any) -> Path:
    path = tmp_path / "vote.json"
    path.write_text(json.dumps(vote), "utf-8")
    return path


def test_a_vote_is_counted_round_by_round(run: Run, tmp_path: Path) -> None:
    answer = run("workshop", "count", file_of(tmp_path, VOTE), "--json")
    assert answer.code == 0, answer.err
    first = {"tally": {"A": 3, "B": 2, "C": 1}, "exhausted": 0, "dropped": "C"}
    assert answer.json["rounds"][0] == {**first, "tie": [], "rule": None}
    assert answer.json["winner"] is None
    assert answer.json["undecided"] == ["A", "B"]


def test_the_agreed_lot_settles_a_tie(run: Run, tmp_path: Path) -> None:
    vote = VOTE | {"ties": ["previous_rounds", "lot"], "lot_order": ["B", "A", "C"]}
    answer = run("workshop", "count", file_of(tmp_path, vote), "--json").json
    assert answer["winner"] == "A"
    assert answer["rounds"][1]["rule"] == "previous_rounds"


def test_a_count_can_be_read_as_text(run: Run, tmp_path: Path) -> None:
    answer = run("workshop", "count", file_of(tmp_path, VOTE))
    assert "Round 1: A 3  B 2  C 1" in answer.out
    assert "Undecided between: A, B" in answer.out


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        ([], "expected an object"),
        ({"options": "ABC"}, "list of names"),
        ({"options": ["A", "A"]}, "twice"),
        (VOTE | {"ties": ["chance"]}, "previous_rounds"),
        (VOTE | {"ties": ["lot"]}, "lot_order"),
        (VOTE | {"ballots": 3}, "must be a list"),
        (VOTE | {"ballots": [["A"]]}, "Ballot 1"),
        (VOTE | {"ballots": [[True, ["A"]]]}, "whole number"),
        (VOTE | {"ballots": [[1, ["D"]]]}, "no option"),
        (VOTE | {"ballots": [[1, ["A", "A"]]]}, "twice"),
    ],
)
def test_a_file_that_makes_no_sense_says_where(
    run: Run, tmp_path: Path, vote: Any, said: str
) -> None:
    answer = run("workshop", "count", file_of(tmp_path, vote))
    assert answer.code == 1
    assert said in answer.err


def test_a_damaged_and_a_missing_file_are_said_in_words(run: Run, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_bytes(b'{"options": ["A"' + b"[" * 100_000)
    assert run("workshop", "count", damaged).code == 1
    missing = run("workshop", "count", tmp_path / "gone.json")
    assert missing.code == 1
    assert "gone.json" in missing.err


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with a workshop whose first question has two ideas and an open vote."""
    path = tmp_path / "shop.desk"
    database = create(path)
    given: dict[str, Any] = {"label": "Prepared", "agent_id": None}
    timed = given | {"now": datetime(2026, 3, 2, 9, tzinfo=UTC)}
    workshop_id = database.execute(
        meetings.create,
        template="values",
        day=date(2026, 3, 2),
        people=["Eva", "Jan"],
        language="en",
        **timed,
    ).result
    found = database.read(workshop, workshop_id)
    assert found is not None
    question = found.questions[0].id
    noted = database.execute(ideas.add_ideas, question, ["One", "Two"], **timed).result
    vote_id = database.execute(
        votes.open_vote, question, mode=VoteMode.RANKED, voters=1, **timed
    ).result
    database.execute(ballots.seal, vote_id, noted[:1], **given)
    database.close()
    return path


def test_workshops_are_listed(run: Run, desk: Path) -> None:
    (row,) = run("--desk", desk, "workshop", "list", "--json").json
    assert (row["title"], row["date"], row["people"], row["ideas"]) == (
        "Values", "2026-03-02", 2, 2,
    )  # fmt: skip
    assert "2026-03-02  Values" in run("--desk", desk, "workshop", "list").out


def test_the_record_is_markdown_or_json_and_never_has_a_ballot(run: Run, desk: Path) -> None:
    written = run("--desk", desk, "workshop", "record", "1")
    assert written.code == 0, written.err
    assert written.out.startswith("# Values\n")
    assert "This vote is open." in written.out
    found = run("--desk", desk, "workshop", "record", "1", "--json").json
    assert found["names"] == ["Eva", "Jan"]
    question = found["questions"][0]
    assert (list(question["ideas"].values()), question["statement"]) == (["One", "Two"], None)
    (vote,) = question["votes"]
    assert (vote["voters"], vote["count"]) == (1, None)


def test_a_workshop_that_is_not_there_is_named(run: Run, desk: Path) -> None:
    answer = run("--desk", desk, "workshop", "record", "9")
    assert answer.code == 1
    assert "no workshop 9" in answer.err
