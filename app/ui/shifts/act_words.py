"""What was done to the plan, in words: names of undo steps, and of what would mend a rule."""

from app.i18n import _, ngettext
from app.rules.rosters.mending import Mend
from app.rules.rosters.patterns import Cells
from app.ui.shifts.grid.board import Board
from app.ui.shifts.periods import near_date


def change_label(board: Board, contents: Cells) -> str:
    """*Planned Früh for Ana Alves, Tue 9 Jun*, *Planned 12 cells*, *Cleared 3 cells*."""
    cells = [(person, day, what) for person, row in contents.items() for day, what in row.items()]
    if len(cells) == 1:
        person, day, what = cells[0]
        name = next((each.name for each in board.people if each.key == person), "")
        where = _("{name}, {day}").format(name=name, day=near_date(day))
        if what is None:
            return _("Cleared {place}").format(place=where)
        kind = board.kinds[what].name if what in board.kinds else _("a day off")
        return _("Planned {shift} for {place}").format(shift=kind, place=where)
    if all(what is None for _person, _day, what in cells):
        return ngettext("Cleared {count} cell", "Cleared {count} cells", len(cells)).format(
            count=len(cells)
        )
    return ngettext("Planned {count} cell", "Planned {count} cells", len(cells)).format(
        count=len(cells)
    )


def mend_text(board: Board, mend: Mend) -> str:
    """The change that mends a rule, and what it costs."""
    names = {each.key: each.name for each in board.people}
    mine = board.kinds.get(board.cell(mend.person, mend.day).kind or "")
    there = board.kinds.get(mend.kind)
    words = {
        "name": names.get(mend.person, ""),
        "other": names.get(mend.other, ""),
        "day": near_date(mend.day),
        "shift": mine.name if mine is not None else "",
        "new": there.name if there is not None else "",
    }
    if mine is None and mend.other:
        text = _("{day}: {name} takes {new} from {other}").format(**words)
    elif mine is None:
        text = _("{day}: {new} for {name}").format(**words)
    elif mend.other and there is not None:
        text = _("{day}: {name} takes {new}, {other} takes {shift}").format(**words)
    elif mend.other:
        text = _("{day}: give {shift} of {name} to {other}").format(**words)
    elif there is not None:
        text = _("{day}: {new} instead of {shift} for {name}").format(**words)
    else:
        text = _("{day}: a day off for {name}").format(**words)
    if mend.uncovered:
        fewer = ngettext("{count} person fewer in {shift}", "{count} people fewer in {shift}",
                         mend.uncovered)  # fmt: skip
        text += " · " + fewer.format(count=mend.uncovered, shift=words["shift"])
    return text
