"""Cells as text for the clipboard, as spreadsheets write it: tabs between days, lines of people."""

from collections.abc import Mapping, Sequence

from app.errors import UserError
from app.i18n import _
from app.rules.rosters.patterns import OFF, OFF_SIGN, Content
from app.ui.shifts.grid.selection import Area, Place

Block = Sequence[Sequence[Content]]


def as_text(block: Block, letters: Mapping[str, str]) -> str:
    """The block as text; ``letters`` gives the letter of a kind."""
    return "\n".join(
        "\t".join(OFF_SIGN if content == OFF else letters.get(content or "", "") for content in row)
        for row in block
    )


def from_text(text: str, kinds: Mapping[str, str]) -> list[list[Content]]:
    """The block of a text; ``kinds`` gives the key of a letter. UserError names what is unknown."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    block = [[_content(each.strip(), kinds) for each in line.split("\t")] for line in lines]
    width = max(len(row) for row in block)
    return [[*row, *[None] * (width - len(row))] for row in block]


def _content(text: str, kinds: Mapping[str, str]) -> Content:
    if not text:
        return None
    if text in (OFF_SIGN, "–", "—", "−"):
        return OFF
    exact = kinds.get(text)
    folded = {letter.casefold(): key for letter, key in kinds.items()}
    found = exact or folded.get(text.casefold())
    if found is None:
        raise UserError(unknown_letter(text, kinds))
    return found


def unknown_letter(text: str, kinds: Mapping[str, str]) -> str:
    """The sentence about a letter that no kind of shift has."""
    letters = ", ".join([*kinds, OFF_SIGN])
    return _("“{text}” is no letter of a shift; there are {letters}.").format(
        text=text[:20], letters=letters
    )


def pasted(block: Block, areas: Sequence[Area], *, rows: int, columns: int) -> dict[Place, Content]:
    """Where a block goes: repeated over each chosen area, or from its corner if that is smaller."""
    height, width = len(block), len(block[0])
    found: dict[Place, Content] = {}
    for area in areas:
        tall, wide = area.bottom - area.top + 1, area.right - area.left + 1
        tall = tall if tall % height == 0 else height
        wide = wide if wide % width == 0 else width
        for row in range(area.top, min(rows, area.top + tall)):
            for column in range(area.left, min(columns, area.left + wide)):
                content = block[(row - area.top) % height][(column - area.left) % width]
                found[row, column] = content
    return found
