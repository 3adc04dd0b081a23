"""Where the keys lead from a cell, as in a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.ui.shifts.grid.selection import Place

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def moved(
    key: Qt.Key,
    place: Place,
    *,
    rows: int,
    columns: int,
    page: int,
    far: bool,
    filled: Callable[[Place], bool],
) -> Place | None:
    """The cell a key leads to, None if it leads nowhere; ``far``: with Ctrl.

    ``far`` arrows go to the end of a filled or an empty stretch; ``page`` is a screen of rows.
    """
    row, column = place
    if key in _ARROWS:
        step = _ARROWS[key]
        return (
            _far(place, step, rows, columns, filled) if far else _near(place, step, rows, columns)
        )
    targets = {
        Qt.Key.Key_Home: (0 if far else row, 0),
        Qt.Key.Key_End: (rows - 1 if far else row, columns - 1),
        Qt.Key.Key_PageUp: (max(0, row - page), column),
        Qt.Key.Key_PageDown: (min(rows - 1, row + page), column),
    }
    return targets.get(key)


def _near(place: Place, step: Place, rows: int, columns: int) -> Place:
    row, column = place[0] + step[0], place[1] + step[1]
    return max(0, min(rows - 1, row)), max(0, min(columns - 1, column))


def _far(
    place: Place, step: Place, rows: int, columns: int, filled: Callable[[Place], bool]
) -> Place:
    ahead = _near(place, step, rows, columns)
    stretch = filled(place) and filled(ahead)
    while ahead != place:
        following = _near(ahead, step, rows, columns)
        if following == ahead or (stretch and not filled(following)):
            return ahead
        if not stretch and filled(ahead):
            return ahead
        ahead = following
    return ahead
