"""What an import did, and what one would do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is unreadable or holds no mail, and why, in words."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What was done with mails.

    ``messages`` were new to the desk; ``tickets_created`` of them opened a ticket, which leaves
    ``appended``. ``automatic`` counts replies and notices by machines, ``bounces`` among them.
    """

    messages: int = 0
    tickets_created: int = 0
    duplicates: int = 0
    automatic: int = 0
    bounces: int = 0

    @property
    def appended(self) -> int:
        """Messages that went to a ticket with other messages."""
        return self.messages - self.tickets_created

    def __add__(self, other: "Counts") -> "Counts":
        mine, others = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + others[name] for name in mine})

    def stored(self) -> dict[str, int]:
        """As ``import_run.counts`` keeps them."""
        return asdict(self)

    @classmethod
    def restored(cls, counts: Mapping[str, int]) -> "Counts":
        """What ``stored`` gave."""
        return cls(**counts)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did from its start, also where it was stopped and went on."""

    messages: int
    tickets_created: int
    appended: int
    duplicates: int
    automatic: int
    bounces: int
    failed: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Survey:
    """What an import would do: new ``mails`` in new or continued ``conversations``.

    ``history`` of the conversations are older than two weeks or were answered last by the desk.
    """

    mails: int
    duplicates: int
    conversations: int
    history: int
    failed: list[Failure] = field(default_factory=list)
