"""Counts of raised hands or slips as they are typed, and whether they can be right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Entry:
    """A round being entered: people for each option that stands, None where nothing was typed.

    Everyone present raises one hand at most; who raises none abstains.
    """

    electorate: int
    counts: Mapping[str, int | None]

    @classmethod
    def empty(cls, standing: Sequence[str], *, electorate: int) -> "Entry":
        """A round of which nothing was counted yet."""
        return cls(electorate, dict.fromkeys(standing))

    def put(self, option: str, people: int | None) -> "Entry":
        """The entry with another count; ``ValueError`` for what does not stand or is below 0."""
        if option not in self.counts or (people is not None and people < 0):
            raise ValueError("no count of this round")
        return replace(self, counts={**self.counts, option: people})

    @property
    def counted(self) -> int:
        """People counted so far."""
        return sum(people or 0 for people in self.counts.values())

    @property
    def left(self) -> int:
        """People not counted yet: they abstain once the round is complete. Below 0 means that
        somebody was counted twice."""
        return self.electorate - self.counted

    @property
    def missing(self) -> tuple[str, ...]:
        """Options without a count."""
        return tuple(option for option, people in self.counts.items() if people is None)

    @property
    def is_possible(self) -> bool:
        """Every option has a count, and there are not more votes than people."""
        return not self.missing and self.left >= 0

    @property
    def tally(self) -> dict[str, int]:
        """The counts of a possible entry; ``ValueError`` for another one."""
        if not self.is_possible:
            raise ValueError("not all options are counted, or more people than there are")
        return {option: people or 0 for option, people in self.counts.items()}
