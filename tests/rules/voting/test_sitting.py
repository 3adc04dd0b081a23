"""Ballots go round one laptop: each is sealed before the next begins, none can be seen again."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.rules.voting.sitting import Moment, Sitting

PAPERS = (("11", "12", "13", "14"), ("21", "22", "23"))


def backwards(options: Sequence[str]) -> Sequence[str]:
    return tuple(reversed(options))


def ranking(*ranked: str, voters: int = 3, sealed: int = 0) -> Sitting:
    sitting = Sitting.resumed(PAPERS, voters=voters, sealed=sealed).begin(backwards)
    for option in ranked:
        sitting = sitting.take(option)
    return sitting


def sealing(*ranked: str) -> Sitting:
    return ranking(*ranked).forward().forward().seal()


def test_the_screen_is_neutral_until_the_person_is_ready() -> None:
    sitting = Sitting.resumed(PAPERS, voters=8, sealed=2)
    assert (sitting.moment, sitting.person) == (Moment.HAND_OVER, 3)
    assert sitting.shown == ()


def test_options_are_shown_shuffled() -> None:
    assert ranking().on_page == ("14", "13", "12", "11")


def test_taking_options_ranks_them_in_that_order_and_taking_again_takes_out() -> None:
    assert ranking("13", "11", "14").take("11").ranking == ("13", "14")


def test_a_ranked_option_moves_as_far_as_the_order_goes() -> None:
    sitting = ranking("11", "12", "13")
    assert sitting.move("13", -1).ranking == ("11", "13", "12")
    assert sitting.move("11", -1).ranking == ("11", "12", "13")
    assert sitting.move("11", 2).ranking == ("12", "13", "11")


def test_an_option_dropped_at_a_place_stands_there() -> None:
    assert ranking("11", "12").place("14", 1).ranking == ("11", "14", "12")
    assert ranking("11", "12").place("12", 0).ranking == ("12", "11")


def test_what_is_not_on_the_page_cannot_be_ranked() -> None:
    with pytest.raises(ValueError, match="no option"):
        ranking().take("21")


def test_a_ballot_over_several_questions_has_a_page_for_each() -> None:
    sitting = ranking("11").forward()
    assert (sitting.moment, sitting.page) == (Moment.RANKING, 1)
    sitting = sitting.take("22").forward()
    assert (sitting.moment, sitting.rankings) == (Moment.CONFIRM, (("11",), ("22",)))
    assert sitting.back().back().ranking == ("11",)


def test_in_a_run_off_another_choice_takes_the_place_of_the_first() -> None:
    run_off = Sitting.resumed([("11", "12", "13")], voters=3, sealed=0, most=1).begin(backwards)
    assert run_off.take("11").take("13").ranking == ("13",)
    assert run_off.take("11").take("11").ranking == ()


def test_a_ballot_without_a_rank_is_an_abstention() -> None:
    assert ranking().forward().forward().abstains
    assert not ranking("11").forward().forward().abstains


def test_a_sealed_ballot_is_forgotten_and_the_laptop_goes_on() -> None:
    sitting = sealing("11", "12").was_sealed()
    assert (sitting.moment, sitting.person, sitting.sealed) == (Moment.HAND_OVER, 2, 1)
    assert sitting == Sitting.resumed(PAPERS, voters=3, sealed=1)


def test_what_could_not_be_written_stays_with_its_person() -> None:
    sitting = sealing("11").was_not_sealed()
    assert (sitting.moment, sitting.sealed) == (Moment.CONFIRM, 0)
    assert sitting.rankings[0] == ("11",)


def test_after_the_last_ballot_the_laptop_goes_back() -> None:
    sitting = Sitting.resumed(PAPERS, voters=3, sealed=2).begin(backwards)
    assert sitting.forward().forward().seal().was_sealed().moment is Moment.ALL_IN


def test_somebody_who_comes_late_votes_after_the_last_one() -> None:
    sitting = Sitting.resumed(PAPERS, voters=3, sealed=3).with_voters(4)
    assert (sitting.moment, sitting.person) == (Moment.HAND_OVER, 4)


def test_somebody_who_left_without_voting_may_have_been_the_last() -> None:
    assert Sitting.resumed(PAPERS, voters=4, sealed=3).with_voters(3).moment is Moment.ALL_IN


def test_there_cannot_be_fewer_people_than_sealed_ballots() -> None:
    with pytest.raises(ValueError, match="fewer people"):
        Sitting.resumed(PAPERS, voters=4, sealed=3).with_voters(2)


def test_nobody_comes_or_leaves_in_the_middle_of_a_ballot() -> None:
    with pytest.raises(ValueError, match="not while"):
        ranking("11").with_voters(5)


def test_a_ballot_broken_off_leaves_nothing() -> None:
    assert ranking("11").break_off() == Sitting.resumed(PAPERS, voters=3, sealed=0)


def test_no_ranking_is_in_what_a_log_would_show() -> None:
    shown = repr(sealing("11", "13"))
    assert "shown" not in shown
    assert "rankings" not in shown


class ASitting(RuleBasedStateMachine):
    """Any keys in any order: what was sealed never comes back, the count of ballots is right."""

    @initialize(voters=st.integers(1, 4))
    def open(self, voters: int) -> None:
        self.sitting = Sitting.resumed(PAPERS, voters=voters, sealed=0)
        self.box: list[tuple[tuple[str, ...], ...]] = []

    def at(self, *moments: Moment) -> bool:
        return self.sitting.moment in moments

    @precondition(lambda self: self.at(Moment.HAND_OVER))
    @rule(seed=st.integers(0, 9))
    def ready(self, seed: int) -> None:
        dice = random.Random(seed)
        self.sitting = self.sitting.begin(lambda paper: dice.sample(list(paper), len(paper)))

    @precondition(lambda self: self.at(Moment.RANKING))
    @rule(number=st.integers(0, 8))
    def press_a_number(self, number: int) -> None:
        if number < len(self.sitting.on_page):
            self.sitting = self.sitting.take(self.sitting.on_page[number])

    @precondition(lambda self: self.at(Moment.RANKING) and self.sitting.ranking)
    @rule(place=st.integers(0, 3), by=st.integers(-4, 4))
    def move(self, place: int, by: int) -> None:
        ranked = self.sitting.ranking
        self.sitting = self.sitting.move(ranked[place % len(ranked)], by)

    @precondition(lambda self: self.at(Moment.RANKING))
    @rule(number=st.integers(0, 2), at=st.integers(0, 5))
    def drop(self, number: int, at: int) -> None:
        self.sitting = self.sitting.place(self.sitting.on_page[number], at)

    @precondition(lambda self: self.at(Moment.RANKING))
    @rule()
    def clear(self) -> None:
        self.sitting = self.sitting.clear()

    @precondition(lambda self: self.at(Moment.RANKING))
    @rule()
    def go_on(self) -> None:
        self.sitting = self.sitting.forward()

    @precondition(lambda self: self.at(Moment.RANKING, Moment.CONFIRM))
    @rule()
    def go_back(self) -> None:
        self.sitting = self.sitting.back()
        assert self.sitting.is_open

    @precondition(lambda self: self.at(Moment.RANKING, Moment.CONFIRM))
    @rule()
    def break_off(self) -> None:
        self.sitting = self.sitting.break_off()

    @precondition(lambda self: self.at(Moment.CONFIRM))
    @rule(works=st.booleans())
    def seal(self, works: bool) -> None:
        sealing = self.sitting.seal()
        if works:
            self.box.append(sealing.rankings)
            self.sitting = sealing.was_sealed()
        else:
            self.sitting = sealing.was_not_sealed()

    @precondition(lambda self: self.at(Moment.HAND_OVER, Moment.ALL_IN))
    @rule(voters=st.integers(1, 6))
    def somebody_comes_or_leaves(self, voters: int) -> None:
        if voters >= self.sitting.sealed:
            self.sitting = self.sitting.with_voters(voters)

    @invariant()
    def counts_what_is_in_the_box(self) -> None:
        if hasattr(self, "sitting"):
            assert self.sitting.sealed == len(self.box) <= self.sitting.voters

    @invariant()
    def neutral_screens_hold_nothing(self) -> None:
        if hasattr(self, "sitting") and not self.sitting.is_open:
            again = Sitting.resumed(PAPERS, voters=self.sitting.voters, sealed=self.sitting.sealed)
            assert self.sitting == again

    @invariant()
    def an_order_names_each_option_once_and_only_those_of_its_page(self) -> None:
        if hasattr(self, "sitting") and self.sitting.is_open:
            for paper, ranked in zip(PAPERS, self.sitting.rankings, strict=True):
                assert len(set(ranked)) == len(ranked)
                assert set(ranked) <= set(paper)


TestASitting = ASitting.TestCase
