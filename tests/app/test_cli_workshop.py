"""``workshop count``: others can check a count."""

import json
from pathlib import Path
from typing import Any

import pytest

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
