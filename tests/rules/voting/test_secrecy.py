"""It is said where the numbers themselves tell who voted what."""

from app.rules.voting.count import count
from app.rules.voting.piles import Ballot
from app.rules.voting.secrecy import Limit, limits


def test_three_voters_are_told_before_the_vote_that_secrecy_has_limits() -> None:
    assert limits(3) == (Limit.FEW_VOTERS,)
    assert limits(4) == ()


def test_a_unanimous_result_tells_what_everybody_wanted() -> None:
    counted = count("AB", [Ballot(4, ("A", "B")), Ballot(1, ("A",))])
    assert limits(5, counted) == (Limit.UNANIMOUS,)


def test_with_one_other_vote_or_abstention_it_does_not() -> None:
    assert limits(5, count("AB", [Ballot(4, ("A",)), Ballot(1, ("B",))])) == ()
    assert limits(5, count("AB", [Ballot(4, ("A",)), Ballot(1, ())])) == ()


def test_a_vote_without_options_tells_nothing() -> None:
    assert limits(5, count((), [])) == ()
