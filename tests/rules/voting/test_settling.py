"""What people decide where no rule does: merge, the drawn lot, the facilitator, a rescue."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.rules.voting.count import Settled, count, count_entered
from app.rules.voting.piles import Ballot, as_one
from app.rules.voting.rounds import TieProtocol
from app.rules.voting.ties import DrawnLot, Merge, Rescue, Rule, Ruling, RunOff, TieRule

OPTIONS = ("A", "B", "C", "D")
RUN_OFF = TieProtocol((TieRule.RUN_OFF,), ("B", "A", "C"))

rankings = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, len(OPTIONS)).map(lambda named: tuple(order[:named]))
)
some_ballots = st.lists(st.builds(Ballot, st.integers(1, 3), rankings), min_size=1, max_size=12)


def ballots(*rows: tuple[int, str]) -> list[Ballot]:
    return [Ballot(weight, tuple(ranking)) for weight, ranking in rows]


TIED = ballots((3, "C"), (2, "AB"), (2, "BA"))


def test_two_texts_made_one_stand_together_with_the_votes_of_both() -> None:
    counted = count("ABC", TIED, settled={1: [Merge("B", "A", "A and B")]})
    first, second = counted.rounds[:2]
    assert (first.dropped, first.rule, first.into) == ("B", Rule.MERGE, "A")
    assert second.tally == {"A": 4, "C": 3}
    assert counted.winner == "A"
    assert counted.texts == {"A": "A and B"}


def test_a_ballot_that_goes_on_to_a_merged_text_counts_for_it() -> None:
    made = ballots((2, "AD"), (2, "BA"), (3, "CB"), (4, "D"))
    counted = count("ABCD", made, settled={1: [Merge("B", "A", "both")]})
    assert [each.dropped for each in counted.rounds] == ["B", "C", "D", None]
    assert [dict(each.tally) for each in counted.rounds][1:3] == [
        {"A": 4, "C": 3, "D": 4},
        {"A": 7, "D": 4},
    ]


def test_later_ties_look_back_at_the_votes_of_both() -> None:
    entered = [{"A": 2, "B": 2, "C": 3, "D": 5}, {"A": 3, "C": 3, "D": 6}]
    protocol = TieProtocol((TieRule.PREVIOUS_ROUNDS,))
    settled = {1: [Merge("B", "A", "both")]}
    second = count_entered(entered, protocol, electorate=12, settled=settled).rounds[1]
    assert (second.dropped, second.decided_by) == ("C", 1)


def test_only_two_that_are_tied_can_be_made_one() -> None:
    assert count("ABC", TIED, settled={1: [Merge("C", "A", "no")]}).undecided == ("A", "B")


def test_a_text_can_be_merged_after_a_run_off_that_is_kept_in_the_record() -> None:
    settled: Settled = {1: [RunOff({"A": 3, "B": 3}), Merge("A", "B", "both")]}
    first = count("ABC", TIED, RUN_OFF, settled=settled).rounds[0]
    assert (first.rule, first.run_off) == (Rule.MERGE, {"A": 3, "B": 3})


def test_the_team_may_take_the_drawn_lot_though_it_had_not_agreed_to_before() -> None:
    settled: Settled = {1: [RunOff({"A": 3, "B": 3}), DrawnLot()]}
    first = count("ABC", TIED, RUN_OFF, settled=settled).rounds[0]
    assert (first.dropped, first.rule) == ("A", Rule.LOT)


def test_a_run_off_tells_its_numbers() -> None:
    first = count("ABC", TIED, RUN_OFF, settled={1: [RunOff({"A": 4, "B": 3})]}).rounds[0]
    assert (first.dropped, first.run_off) == ("B", {"A": 4, "B": 3})


def test_the_facilitators_ruling_is_not_heard_before_the_agreed_run_off() -> None:
    assert count("ABC", TIED, RUN_OFF, settled={1: [Ruling("A", "so")]}).next_rule is (
        TieRule.RUN_OFF
    )


@given(some_ballots, st.permutations(OPTIONS))
def test_every_round_of_a_count_with_merged_texts_adds_up(
    made: list[Ballot], order: list[str]
) -> None:
    tied = count(OPTIONS, made)
    assume(tied.undecided is not None)
    dropped, into = (tied.undecided or ())[:2]
    protocol = TieProtocol((TieRule.LOT,), tuple(order))
    settled = {len(tied.rounds): [Merge(dropped, into, "both")]}
    counted = count(OPTIONS, made, protocol, settled=settled)
    people = sum(each.weight for each in made)
    for each in counted.rounds:
        assert sum(each.tally.values()) + each.exhausted == people
    assert counted.winner is not None
    last = counted.rounds[len(tied.rounds)]
    merged = [option for option in OPTIONS if option in last.tally]
    assert count(merged, as_one(made, dropped, into)).rounds[0].tally == last.tally


def test_somebody_may_rescue_what_would_drop_out_and_all_vote_again() -> None:
    entered = [{"A": 4, "B": 3, "C": 1}, {"A": 3, "B": 2, "C": 3}]
    counted = count_entered(entered, electorate=8, settled={1: [Rescue("C", "our core")]})
    first, second = counted.rounds
    assert (first.dropped, first.rule, first.rescued) == (None, Rule.RESCUE, "C")
    assert first.reason == "our core"
    assert second.dropped == "B"


def test_nobody_is_rescued_twice_nor_without_need() -> None:
    entered = [{"A": 4, "B": 3, "C": 1}, {"A": 4, "B": 3, "C": 1}]
    rescues = {1: [Rescue("C", "once")], 2: [Rescue("C", "twice")]}
    counted = count_entered(entered, electorate=8, settled=rescues)
    assert [each.dropped for each in counted.rounds] == [None, "C"]
    needless = count_entered(entered[:1], electorate=8, settled={1: [Rescue("A", "fine")]})
    assert needless.rounds[0].dropped == "C"


def test_ballots_that_are_kept_cannot_be_voted_again_so_nobody_is_rescued() -> None:
    made = ballots((2, "A"), (1, "B"))
    assert count("AB", made, settled={1: [Rescue("B", "no")]}) == count("AB", made)


def test_hands_are_raised_for_the_merged_text() -> None:
    entered = [{"A": 3, "B": 2, "C": 2}, {"A": 4, "C": 3}]
    counted = count_entered(entered, electorate=7, settled={1: [Merge("B", "C", "both")]})
    assert (counted.rounds[0].dropped, counted.winner) == ("B", "A")
