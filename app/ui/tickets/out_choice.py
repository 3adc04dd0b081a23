"""In which form a ticket leaves the desk, and how much of it."""

from dataclasses import dataclass
from enum import StrEnum


class OutAs(StrEnum):
    """What a ticket becomes."""

    PAPER = "paper"
    PDF = "pdf"
    ZIP = "zip"
    FOLDER = "folder"

    @property
    def mails(self) -> bool:
        """Whether each entry becomes a mail."""
        return self in (OutAs.ZIP, OutAs.FOLDER)


@dataclass(frozen=True, slots=True)
class Printing:
    """How much goes out: what is folded on the screen, what only the desk sees."""

    quotes: bool = False
    notes: bool = False
