"""A sitting: ballot after ballot on one laptop, each sealed before the next one begins.

A sitting never looks back: once a ballot is handed to be sealed and was, nothing of it is left
here, and no act leads from the next hand-over to it. Rankings stay out of ``repr``, so that no log
or report of a fault can hold one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

Shuffle = Callable[[Sequence[str]], Sequence[str]]


class Moment(StrEnum):
    """What is on the laptop's screen."""

    HAND_OVER = "hand_over"
    """Neutral: the laptop goes to the next person."""
    RANKING = "ranking"
    CONFIRM = "confirm"
    """The ranking in words, to be sealed or mended."""
    SEALING = "sealing"
    """Being written; nothing can be done until it is known whether it was."""
    ALL_IN = "all_in"
    """Every ballot is sealed: the laptop goes back to the facilitator."""


_OPEN = (Moment.RANKING, Moment.CONFIRM)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a sitting is. Each act returns the next state; ``ValueError`` if it is not its moment.

    ``papers`` are the options of each question on the ballot; a ballot has one page for each.
    ``most`` may be ranked on a page, as only one in a run-off; None if all may.
    """

    papers: tuple[tuple[str, ...], ...]
    voters: int
    sealed: int = 0
    most: int | None = None
    moment: Moment = Moment.HAND_OVER
    page: int = 0
    shown: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """The options as this person sees them: shuffled, so that no place in the list is better."""
    rankings: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """This person's order for each question, best first; an empty one is an abstention."""

    @classmethod
    def resumed(
        cls,
        papers: Sequence[Sequence[str]],
        *,
        voters: int,
        sealed: int,
        most: int | None = None,
    ) -> "Sitting":
        """A sitting as the desk knows it: so many are sealed, the next person has not begun."""
        return cls(tuple(map(tuple, papers)), voters, sealed, most)._neutral()

    @property
    def is_open(self) -> bool:
        """Somebody has begun a ballot that is not sealed."""
        return self.moment in _OPEN or self.moment is Moment.SEALING

    @property
    def person(self) -> int:
        """Whose turn it is, counted from 1; the laptop goes round in any order."""
        return min(self.sealed + 1, self.voters)

    @property
    def on_page(self) -> tuple[str, ...]:
        """The options of the page, in this person's order of seeing them."""
        return self.shown[self.page]

    @property
    def ranking(self) -> tuple[str, ...]:
        """This person's order on the page so far."""
        return self.rankings[self.page]

    @property
    def is_last_page(self) -> bool:
        return self.page == len(self.papers) - 1

    @property
    def abstains(self) -> bool:
        """Nothing is ranked on any page."""
        return not any(self.rankings)

    def begin(self, shuffle: Shuffle) -> "Sitting":
        """The person is ready: an empty ballot, its options shuffled anew."""
        self._only_at(Moment.HAND_OVER)
        return replace(
            self,
            moment=Moment.RANKING,
            page=0,
            shown=tuple(tuple(shuffle(paper)) for paper in self.papers),
            rankings=((),) * len(self.papers),
        )

    def take(self, option: str) -> "Sitting":
        """Rank an option next, or take it out again if it is ranked already.

        Where no more may be ranked it takes the place of the last one.
        """
        if option in self.ranking:
            return self.take_out(option)
        last = len(self.ranking) if self.most is None else self.most - 1
        return self.place(option, min(len(self.ranking), last))

    def take_out(self, option: str) -> "Sitting":
        """Leave an option without a rank."""
        return self._ranked(tuple(each for each in self.ranking if each != option))

    def place(self, option: str, at: int) -> "Sitting":
        """Put an option at a place of the order (0 is the best), wherever it was before."""
        if option not in self.papers[self.page]:
            raise ValueError("no option of this page")
        others = [each for each in self.ranking if each != option]
        others.insert(max(0, at), option)
        return self._ranked(tuple(others[: self.most]))

    def move(self, option: str, by: int) -> "Sitting":
        """Move a ranked option up (-1) or down (1), as far as the order goes."""
        if option not in self.ranking:
            raise ValueError("moves only what is ranked")
        return self.place(option, self.ranking.index(option) + by)

    def clear(self) -> "Sitting":
        """Begin the page anew."""
        return self._ranked(())

    def forward(self) -> "Sitting":
        """To the next page, from the last one to what asks whether all is right."""
        self._only_at(Moment.RANKING)
        if self.is_last_page:
            return replace(self, moment=Moment.CONFIRM)
        return replace(self, page=self.page + 1)

    def back(self) -> "Sitting":
        """Back to mend the ranking, or to the page before; never out of the own ballot."""
        self._only_at(*_OPEN)
        if self.moment is Moment.CONFIRM:
            return replace(self, moment=Moment.RANKING)
        return replace(self, page=max(0, self.page - 1))

    def seal(self) -> "Sitting":
        """The person confirmed: hand ``rankings`` over to be written, then tell how it went."""
        self._only_at(Moment.CONFIRM)
        return replace(self, moment=Moment.SEALING)

    def was_sealed(self) -> "Sitting":
        """It is written: forget it, the laptop goes on."""
        self._only_at(Moment.SEALING)
        return replace(self, sealed=self.sealed + 1)._neutral()

    def was_not_sealed(self) -> "Sitting":
        """It could not be written, as with a full disk: the person still has it and may try on."""
        self._only_at(Moment.SEALING)
        return replace(self, moment=Moment.CONFIRM)

    def break_off(self) -> "Sitting":
        """Throw the ballot begun away, as when its person has to leave; none of it remains."""
        self._only_at(*_OPEN)
        return self._neutral()

    def with_voters(self, voters: int) -> "Sitting":
        """Somebody came or left without having voted; only between two ballots."""
        self._only_at(Moment.HAND_OVER, Moment.ALL_IN)
        if voters < max(1, self.sealed):
            raise ValueError("fewer people than sealed ballots")
        return replace(self, voters=voters)._neutral()

    def _neutral(self) -> "Sitting":
        moment = Moment.ALL_IN if self.sealed >= self.voters else Moment.HAND_OVER
        return replace(self, moment=moment, page=0, shown=(), rankings=())

    def _ranked(self, ranking: tuple[str, ...]) -> "Sitting":
        self._only_at(Moment.RANKING)
        rankings = (*self.rankings[: self.page], ranking, *self.rankings[self.page + 1 :])
        return replace(self, rankings=rankings)

    def _only_at(self, *moments: Moment) -> None:
        if self.moment not in moments:
            raise ValueError(f"not while {self.moment.value}")
