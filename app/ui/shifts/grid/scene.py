"""Everything that is painted at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.rules.rosters.effects import Verdict
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.face import Face
from app.ui.shifts.grid.figures import Figure
from app.ui.shifts.grid.geometry import Geometry
from app.ui.shifts.grid.selection import Area, Place, Selection
from app.ui.shifts.periods import Scale


@dataclass(frozen=True, slots=True)
class Scene:
    """``ghosts`` are cells as a change would make them, ``targets`` what a drop there would do.

    ``extent`` is the area that a series is being drawn to. ``preview`` is the board with the ghosts
    in it, where need and figures are to count them.
    """

    board: Board
    geometry: Geometry
    selection: Selection
    scale: Scale
    today: date
    figures: tuple[Figure, ...] = ()
    focused: bool = False
    ghosts: Mapping[Place, Face] = field(default_factory=dict)
    targets: Mapping[Place, Verdict] = field(default_factory=dict)
    target: Place | None = None
    extent: Area | None = None
    preview: Board | None = None

    @property
    def counted(self) -> Board:
        """The board whose need and figures stand around the cells."""
        return self.preview or self.board
