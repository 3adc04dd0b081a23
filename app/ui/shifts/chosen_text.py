"""What the foot of the grid says about the chosen cells."""

from collections import Counter

from app.i18n import _, ngettext
from app.rules.rosters.spans import duty
from app.rules.rosters.wording import duration
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.selection import Selection
from app.ui.shifts.grid.tooltips import cell_lines


def chosen_text(board: Board, selection: Selection) -> str:
    """One cell in words, several as a sum: cells, shifts by letter, hours."""
    if selection.single:
        return " · ".join(cell_lines(board, *board.at(selection.cursor)))
    places = selection.places
    counts: Counter[str] = Counter()
    minutes = 0
    for place in places:
        person, day = board.at(place)
        kind = board.kinds.get(board.cell(person, day).kind or "")
        if kind is not None:
            counts[kind.letter] += 1
            minutes += duty(kind.kind, day, board.plan.calendar.zone).paid
    parts = [ngettext("{count} cell", "{count} cells", len(places)).format(count=len(places))]
    if counts:
        letters = ", ".join(f"{count} {letter}" for letter, count in counts.most_common())
        parts += [letters, duration(minutes)]
    else:
        parts.append(_("no shift"))
    return " · ".join(parts)
