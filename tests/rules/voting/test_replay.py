"""A count can be watched step by step, and every step says why."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.voting.count import Count, count, count_entered
from app.rules.voting.odds import TieOdds
from app.rules.voting.piles import Ballot
from app.rules.voting.replay import Act, Standing, Step, replay
from app.rules.voting.rounds import TieProtocol
from app.rules.voting.ties import Merge, Rescue, Ruling, RunOff, TieRule
from app.rules.voting.words import listed, odds, quoted, told

CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))["cases"]
BACK = TieProtocol((TieRule.PREVIOUS_ROUNDS,))
OPTIONS = ("A", "B", "C", "D", "E")

rankings = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, len(OPTIONS)).map(lambda named: tuple(order[:named]))
)
some_ballots = st.lists(st.builds(Ballot, st.integers(1, 3), rankings), min_size=1, max_size=12)


def ballots(*rows: tuple[int, str]) -> list[Ballot]:
    return [Ballot(weight, tuple(ranking)) for weight, ranking in rows]


def sentences(counted: Count) -> list[str]:
    return [told(step, {}) for step in replay(counted)]


def acts(counted: Count) -> list[Act]:
    return [step.act for step in replay(counted)]


def test_a_round_is_counted_then_its_last_one_is_struck_until_one_has_won() -> None:
    counted = count("ABC", ballots((4, "A"), (3, "B"), (2, "CB")))
    assert acts(counted) == [Act.COUNTED, Act.STRUCK, Act.COUNTED, Act.STRUCK, Act.WON]
    assert sentences(counted) == [
        "",
        "“C” has the fewest votes and drops out.",
        "Majority: more than half of the votes that count.",
        "“A” has the fewest votes and drops out.",
        "One idea is left.",
    ]


def test_the_most_stand_above_and_those_out_sink_below_the_latest_first() -> None:
    last = replay(count("ABC", ballots((4, "A"), (3, "B"), (2, "CB"))))[-1]
    assert [(each.option, each.standing) for each in last.places] == [
        ("B", Standing.WINNER),
        ("A", Standing.OUT),
        ("C", Standing.OUT),
    ]


def test_a_tie_is_shown_before_it_is_settled() -> None:
    settled = {1: [RunOff({"A": 3, "B": 4})]}
    tied = ballots((3, "C"), (2, "AB"), (2, "BA"))
    counted = count("ABC", tied, TieProtocol((TieRule.RUN_OFF,)), settled=settled)
    assert sentences(counted)[1:3] == [
        "Tied for the last place: “A” and “B”, 2 votes each.",
        "“A” drops out: it came last in the run-off (4 : 3).",
    ]
    tie = replay(counted)[1]
    assert [each.standing for each in tie.places] == [
        Standing.IN,
        Standing.TIED,
        Standing.TIED,
    ]


def test_a_harmless_order_is_said_with_the_first_that_goes() -> None:
    counted = count("ABCD", ballots((5, "A"), (4, "B"), (1, "C"), (1, "D")))
    assert acts(counted)[:3] == [Act.COUNTED, Act.STRUCK, Act.COUNTED]
    assert "even together" in sentences(counted)[1]


def test_the_earlier_round_that_decided_is_named() -> None:
    case = next(each for each in CASES if each["id"] == "own_back_vs_forward")
    made = [Ballot(weight, tuple(ranking)) for weight, ranking in case["ballots"]]
    assert any(
        "of those tied in round 2" in each
        for each in sentences(count(case["candidates"], made, BACK))
    )


@pytest.mark.parametrize(
    ("settlement", "act", "sentence"),
    [
        (Merge("B", "A", "x"), Act.MERGED, "“A” and “B” become one text"),
        (Ruling("A", "B is clearer"), Act.STRUCK, "facilitator decided. Reason: B is clearer"),
    ],
)
def test_what_people_decided_is_told(settlement: Any, act: Act, sentence: str) -> None:
    tied = ballots((3, "C"), (2, "AB"), (2, "BA"))
    counted = count("ABC", tied, settled={1: [settlement]})
    step = next(each for each in replay(counted) if each.act is act)
    assert sentence in told(step, {})


def test_a_rescue_is_told_with_its_reason_and_nobody_is_struck() -> None:
    entered = [{"A": 4, "B": 3, "C": 1}]
    counted = count_entered(entered, electorate=8, settled={1: [Rescue("C", "Our core.")]})
    assert acts(counted) == [Act.COUNTED, Act.RESCUED]
    assert sentences(counted)[1] == "“C” was rescued: Our core. All vote again."


def test_raised_hands_end_with_the_one_that_is_left() -> None:
    counted = count_entered([{"A": 5, "B": 3}], electorate=8)
    assert acts(counted) == [Act.COUNTED, Act.STRUCK, Act.WON]
    assert replay(counted)[-1].places[0].standing is Standing.WINNER


def test_an_undecided_tie_ends_the_replay_for_now() -> None:
    assert acts(count("AB", ballots((1, "A"), (1, "B")))) == [Act.COUNTED, Act.WAITING]


def test_a_vote_without_options_has_nothing_to_watch() -> None:
    assert replay(count((), [])) == ()


@given(some_ballots, st.permutations(OPTIONS))
def test_the_steps_tell_the_same_as_the_count(made: list[Ballot], order: list[str]) -> None:
    counted = count(OPTIONS, made, TieProtocol((TieRule.LOT,), tuple(order)))
    steps = replay(counted)
    going = [
        place.option for step in steps for place in step.places if place.standing is Standing.GOING
    ]
    assert going == [each.dropped for each in counted.rounds if each.dropped]
    assert steps[-1].act is Act.WON
    assert steps[-1].places[0].option == counted.winner
    for step in steps:
        assert sorted(place.option for place in step.places) == sorted(OPTIONS)
        assert _people(step) + step.exhausted == sum(each.weight for each in made)
        assert told(step, {}) or step.act is Act.COUNTED
    assert sum(step.majority and step.act is Act.COUNTED for step in steps) <= 1


def _people(step: Step) -> int:
    return sum(place.people for place in step.places)


def test_a_long_text_is_shortened_at_a_word() -> None:
    text = "We answer every question, even those that nobody has asked before, kindly"
    assert quoted("1", {"1": text}) == (
        "“We answer every question, even those that nobody has asked …”"
    )


def test_several_are_listed_with_an_and_before_the_last() -> None:
    assert listed(("A", "B", "C"), {}) == "“A”, “B” and “C”"


@pytest.mark.parametrize(
    ("chance", "sentence"),
    [
        (TieOdds(0.0, 0.0), "A tie cannot happen."),
        (
            TieOdds(0.97, 0.28),
            "Nearly every vote of this size meets a tie. In about 3 of 10 it decides who wins.",
        ),
        (
            TieOdds(0.6, 0.02),
            "About 6 of 10 votes of this size meet a tie. In fewer than 1 of 10 it decides who "
            "wins.",
        ),
    ],
)
def test_the_odds_of_a_tie_are_said_in_tens(chance: TieOdds, sentence: str) -> None:
    assert odds(chance) == sentence
