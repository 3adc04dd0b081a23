"""Votes are counted by elimination, every tie is settled by a named rule or stops the count."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.voting.count import Count, count, count_entered
from app.rules.voting.piles import Ballot, head_to_head_winner
from app.rules.voting.rounds import TieProtocol
from app.rules.voting.ties import Rule, Ruling, RunOff, TieRule

CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))["cases"]
BACK = TieProtocol((TieRule.PREVIOUS_ROUNDS,))
OPTIONS = ("A", "B", "C", "D", "E")

rankings = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, len(OPTIONS)).map(lambda named: tuple(order[:named]))
)
some_ballots = st.lists(st.builds(Ballot, st.integers(1, 3), rankings), min_size=1, max_size=12)
lots = st.permutations(OPTIONS).map(
    lambda order: TieProtocol((TieRule.PREVIOUS_ROUNDS, TieRule.LOT), tuple(order))
)


def ballots(*rows: tuple[int, str]) -> list[Ballot]:
    return [Ballot(weight, tuple(ranking)) for weight, ranking in rows]


def ballots_of(case: dict[str, Any]) -> list[Ballot]:
    return [Ballot(weight, tuple(ranking)) for weight, ranking in case["ballots"]]


def shown(counted: Count) -> dict[str, Any]:
    """A count in the words of the given cases."""
    return {
        "winner": counted.winner,
        "undecided": None if counted.undecided is None else sorted(counted.undecided),
        "elimination": [[each.dropped] for each in counted.rounds if each.dropped],
        "tallies": [dict(each.tally) for each in counted.rounds],
        "exhausted": [each.exhausted for each in counted.rounds],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_given_cases_are_counted_round_by_round(case: dict[str, Any]) -> None:
    expected = case["expected"]
    stopped = {key: expected[key] for key in shown(count((), ())) if key in expected}
    counted = shown(count(case["candidates"], ballots_of(case)))
    assert counted == (expected.get("stop") or stopped)
    if "back" in expected:
        assert shown(count(case["candidates"], ballots_of(case), BACK)) == expected["back"]


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "possible_winners" in case["expected"]],
    ids=lambda c: c["id"],
)
def test_a_tie_with_several_possible_winners_can_be_won_by_each_of_them(
    case: dict[str, Any],
) -> None:
    winners = {
        count(
            case["candidates"], ballots_of(case), TieProtocol((TieRule.LOT,), tuple(order))
        ).winner
        for order in itertools.permutations(case["candidates"])
    }
    assert sorted(filter(None, winners)) == case["expected"]["possible_winners"]


def test_taking_back_a_losing_option_can_change_the_winner() -> None:
    case = next(each for each in CASES if each["id"] == "own_withdrawal_changes_winner")
    left = [each for each in case["candidates"] if each != case["expected"]["withdraw"]]
    after = [
        Ballot(each.weight, tuple(option for option in each.ranking if option in left))
        for each in ballots_of(case)
    ]
    assert count(left, after).winner == case["expected"]["winner_after_withdrawal"]


def test_an_option_that_beats_every_other_one_directly_is_named() -> None:
    case = next(each for each in CASES if each["id"] == "own_condorcet_dropped")
    found = head_to_head_winner(case["candidates"], ballots_of(case))
    assert found == case["expected"]["condorcet"]


def test_preferences_in_a_circle_have_no_direct_winner() -> None:
    circle = ballots((1, "ABC"), (1, "BCA"), (1, "CAB"))
    assert head_to_head_winner("ABC", circle) is None


def test_without_options_the_question_stays_open() -> None:
    assert count((), ballots((3, ""))) == Count(())


def test_options_that_cannot_be_saved_drop_out_in_any_order() -> None:
    counted = count("ABCD", ballots((5, "A"), (4, "B"), (1, "C"), (1, "D")))
    assert counted.winner == "A"
    assert counted.rounds[0].tie == ("C", "D")
    assert counted.rounds[0].rule is Rule.ORDER_IRRELEVANT


def test_a_tie_after_which_all_ways_lead_to_one_winner_is_harmless() -> None:
    counted = count("ABC", ballots((4, "A"), (2, "BA"), (2, "CA")))
    assert counted.winner == "A"
    assert counted.rounds[0].rule is Rule.SAME_WINNER


def test_a_decisive_tie_stops_the_count_and_says_what_it_waits_for() -> None:
    tied = ballots((1, "A"), (1, "B"))
    assert count("AB", tied).undecided == ("A", "B")
    assert count("AB", tied).next_rule is None
    waiting = count("AB", tied, TieProtocol((TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF)))
    assert waiting.undecided == ("A", "B")
    assert waiting.next_rule is TieRule.RUN_OFF


def test_rules_after_a_run_off_are_not_applied_before_it_took_place() -> None:
    protocol = TieProtocol((TieRule.RUN_OFF, TieRule.LOT), ("A", "B"))
    assert count("AB", ballots((1, "A"), (1, "B")), protocol).undecided == ("A", "B")


def test_the_loser_of_a_run_off_drops_out() -> None:
    protocol = TieProtocol((TieRule.RUN_OFF,))
    settled = {1: [RunOff({"A": 1, "B": 2})]}
    counted = count("AB", ballots((1, "A"), (1, "B")), protocol, settled=settled)
    assert (counted.winner, counted.rounds[0].rule) == ("B", Rule.RUN_OFF)


def test_a_run_off_that_ends_in_a_tie_is_settled_by_the_next_rule() -> None:
    protocol = TieProtocol((TieRule.RUN_OFF, TieRule.LOT), ("B", "C", "A"))
    settled = {1: [RunOff({"A": 1, "B": 1, "C": 2})]}
    counted = count("ABC", ballots((1, "A"), (1, "B"), (1, "C")), protocol, settled=settled)
    assert (counted.rounds[0].dropped, counted.rounds[0].rule) == ("A", Rule.LOT)


def test_the_facilitator_decides_last_and_with_a_reason() -> None:
    settled = {1: [Ruling("A", "B says the same in better words")]}
    counted = count("AB", ballots((1, "A"), (1, "B")), settled=settled)
    assert counted.winner == "B"
    assert counted.rounds[0].rule is Rule.FACILITATOR
    assert counted.rounds[0].reason == "B says the same in better words"


def test_the_facilitator_cannot_strike_what_does_not_stand_last() -> None:
    settled = {1: [Ruling("A", "no")]}
    counted = count("ABC", ballots((3, "AC"), (2, "BC"), (2, "CA")), settled=settled)
    assert counted.undecided == ("B", "C")


def test_of_those_tied_the_one_drawn_last_drops_out() -> None:
    protocol = TieProtocol((TieRule.LOT,), ("B", "A"))
    assert count("AB", ballots((1, "A"), (1, "B")), protocol).winner == "B"


def test_the_latest_earlier_round_that_differs_decides_and_is_named() -> None:
    case = next(each for each in CASES if each["id"] == "own_back_vs_forward")
    counted = count(case["candidates"], ballots_of(case), BACK)
    assert (counted.rounds[2].rule, counted.rounds[2].decided_by) == (Rule.PREVIOUS_ROUNDS, 2)


def test_the_round_in_which_a_majority_was_reached_is_marked_and_the_count_goes_on() -> None:
    counted = count("ABC", ballots((6, "A"), (3, "B"), (2, "C")))
    assert counted.majority_round == 1
    assert len(counted.rounds) == 3


def test_more_than_ten_tied_options_count_as_decisive() -> None:
    options = [f"{number:02}" for number in range(12)]
    each_first = [Ballot(1, (option, "00")) for option in options[1:]] + [Ballot(1, ("00",))]
    assert len(count(options, each_first).undecided or ()) == 12


@given(some_ballots, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(made: list[Ballot], random: Any) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)
    assert count(OPTIONS, shuffled, BACK) == count(OPTIONS, made, BACK)


@given(some_ballots, lots)
def test_every_round_adds_up_and_the_dropped_option_had_the_fewest(
    made: list[Ballot], protocol: TieProtocol
) -> None:
    people = sum(each.weight for each in made)
    counted = count(OPTIONS, made, protocol)
    exhausted = 0
    for each in counted.rounds:
        assert sum(each.tally.values()) + each.exhausted == people
        assert each.exhausted >= exhausted
        exhausted = each.exhausted
        if each.dropped:
            assert each.tally[each.dropped] == min(each.tally.values())
    assert counted.winner is not None
    assert len(counted.rounds) == len(OPTIONS)


@given(some_ballots, lots, st.permutations(OPTIONS))
def test_renaming_the_options_renames_the_result(
    made: list[Ballot], protocol: TieProtocol, names: list[str]
) -> None:
    new = dict(zip(OPTIONS, names, strict=True)).__getitem__
    renamed = count(
        tuple(map(new, OPTIONS)),
        [Ballot(each.weight, tuple(map(new, each.ranking))) for each in made],
        TieProtocol(protocol.rules, tuple(map(new, protocol.lot_order))),
    )
    assert renamed.winner == new(count(OPTIONS, made, protocol).winner or "")


@given(some_ballots, lots, st.permutations(OPTIONS))
def test_no_option_is_better_off_for_its_place_in_the_list(
    made: list[Ballot], protocol: TieProtocol, order: list[str]
) -> None:
    assert count(order, made, protocol).winner == count(OPTIONS, made, protocol).winner


@given(some_ballots)
def test_harmless_ties_are_harmless_whoever_drops_out(made: list[Ballot]) -> None:
    counted = count(OPTIONS, made)
    if counted.winner is None:
        return
    assert _all_winners(OPTIONS, made) == {counted.winner}


@given(some_ballots)
def test_a_decisive_tie_has_several_possible_winners(made: list[Ballot]) -> None:
    counted = count(OPTIONS, made)
    if counted.undecided is not None:
        standing = tuple(counted.rounds[-1].tally)
        assert len(_all_winners(standing, made)) > 1


@given(some_ballots)
def test_after_a_majority_the_winner_is_certain(made: list[Ballot]) -> None:
    counted = count(OPTIONS, made, TieProtocol((TieRule.LOT,), OPTIONS))
    if counted.majority_round is None:
        assert all(not ballot.ranking for ballot in made)
        return
    tally = counted.rounds[counted.majority_round - 1].tally
    assert max(tally, key=lambda option: tally[option]) == counted.winner


def _all_winners(options: tuple[str, ...], made: list[Ballot]) -> set[str]:
    """The slow way: strike each of the last ones and go on, without any memory."""
    if len(options) == 1:
        return set(options)
    first: Callable[[Ballot], str | None] = lambda ballot: next(  # noqa: E731
        (option for option in ballot.ranking if option in options), None
    )
    tally = {
        option: sum(each.weight for each in made if first(each) == option) for option in options
    }
    fewest = min(tally.values())
    return {
        winner
        for option in options
        if tally[option] == fewest
        for winner in _all_winners(tuple(each for each in options if each != option), made)
    }


def test_raised_hands_drop_the_last_one_round_by_round() -> None:
    entered = [
        {"Tokyo": 42, "Istanbul": 26, "Madrid": 26},
        {"Tokyo": 60, "Istanbul": 36},
    ]
    protocol = TieProtocol((TieRule.RUN_OFF,))
    settled = {1: [RunOff({"Istanbul": 49, "Madrid": 45})]}
    counted = count_entered(entered, protocol, electorate=96, settled=settled)
    assert counted.winner == "Tokyo"
    assert [each.dropped for each in counted.rounds] == ["Madrid", "Istanbul"]
    assert [each.exhausted for each in counted.rounds] == [2, 0]


def test_raised_hands_wait_for_the_run_off() -> None:
    counted = count_entered(
        [{"A": 2, "B": 1, "C": 1}], TieProtocol((TieRule.RUN_OFF,)), electorate=4
    )
    assert (counted.undecided, counted.next_rule) == (("B", "C"), TieRule.RUN_OFF)


def test_more_hands_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="more people"):
        count_entered([{"A": 3, "B": 2}], electorate=4)


def test_a_round_must_count_the_options_that_stand() -> None:
    with pytest.raises(ValueError, match="stand"):
        count_entered([{"A": 3, "B": 1}, {"A": 4, "B": 0}], electorate=4)
