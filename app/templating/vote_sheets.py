"""Paper for a vote round by round, as HTML: slips to cut, and a sheet to tally them on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.templating.print_templates import print_template

_BESIDE = 2
_ROWS_ON_A_PAGE = 7
_MOST_ROUNDS = 9
"""As many columns as an upright page takes."""


@dataclass(frozen=True, slots=True)
class Slips:
    """What is on each slip, all of it in words. Nothing tells one slip from another."""

    question: str
    round: str
    vote: str
    hint: str


@dataclass(frozen=True, slots=True)
class TallySheet:
    """What is on the sheet, all of it in words; ``rules`` are what was agreed about ties."""

    title: str
    facts: str
    ideas_head: str
    ideas: tuple[str, ...]
    round: str
    abstained: str
    total: str
    rules_head: str
    rules: tuple[str, ...]
    footer: str


def slips_html(slips: Slips, *, people: int, options: int) -> str:
    """Slips enough for every round of a vote with so many people and options."""
    needed = people * max(1, options - 1)
    rows = -(-needed // _BESIDE)
    pages = [min(_ROWS_ON_A_PAGE, rows - start) for start in range(0, rows, _ROWS_ON_A_PAGE)]
    return print_template("vote_slips.html").render(slips=slips, pages=pages, beside=_BESIDE)


def tally_html(sheet: TallySheet) -> str:
    """One page with a line for each idea and a column for each round."""
    rounds: Sequence[int] = range(1, min(max(1, len(sheet.ideas) - 1), _MOST_ROUNDS) + 1)
    return print_template("vote_tally.html").render(sheet=sheet, rounds=rounds)
