"""What every phase gives the room: a panel for the facilitator and a scene for the audience."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from app.ui.workshop.ahead import laid_out, polished
from app.ui.workshop.audience.scene import Scene

if TYPE_CHECKING:
    from app.queries.workshop.workshops import Workshop


@dataclass(frozen=True, slots=True)
class Stage:
    """What a panel stands on. ``tell`` shows a toast, ``go_to`` asks for a phase by its place in
    the plan (what that discards is said first), ``refresh`` reads the workshop again after
    something unrecorded, as a sealed ballot."""

    operations: Operations
    preferences: Preferences
    actions: Actions
    theme: Theme
    memory: WindowMemory
    workshop_id: int
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    go_to: Callable[[int], None]
    refresh: Callable[[], None]


class PhasePanel(QWidget):
    """The facilitator's side of one phase; made when the phase is first entered, then kept.

    The room calls ``show_workshop`` before the panel is first shown and after every change of the
    workshop, ``enter`` and ``leave`` around each stay. It reads ``scene`` and ``is_private`` again
    whenever ``changed`` is emitted.
    """

    changed = Signal()
    typed_on = Signal()
    """``typed`` is another text now."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage

    def show_workshop(self, workshop: "Workshop") -> None:
        """Take the state of the desk, as read a moment ago."""
        raise NotImplementedError

    def ahead(self, workshop: "Workshop", size: QSize) -> Iterator[None]:
        """Steps that make the panel ready for a workshop, to be shown in that size, before its
        phase is entered: as a whole they would keep the windows from answering for longer than a
        key may."""
        self.show_workshop(workshop)
        yield
        yield from polished(self)
        yield from laid_out(self, size)

    def scene(self) -> Scene:
        """What the audience sees now; asked for often, so it only puts values together."""
        raise NotImplementedError

    @property
    def is_private(self) -> bool:
        """With one screen the audience's picture gives way to the panel, as while one votes."""
        return False

    def enter(self) -> None:
        """The phase begins or comes back: put the focus where the work is."""
        self.setFocus()

    def leave(self) -> None:
        """Another phase is shown, or the room is left: finish what is half done."""

    def step(self, by: int) -> bool:
        """Go on (1) or back (-1) within the phase, as by a clicker; False if there is no further
        step. The audience's pages are turned before that."""
        return False

    def discards(self) -> str:
        """What leaving the phase now would discard, as one sentence; empty if nothing."""
        return ""

    def typed(self) -> Mapping[str, str]:
        """Texts that are not entered yet, by where they stand: kept over a restart."""
        return {}

    def type_again(self, typed: Mapping[str, str]) -> None:
        """Take texts up that were kept; what stands somewhere by now stays."""

    def strip(self) -> QWidget | None:
        """A line of controls for the facilitator's strip when there is only one screen."""
        return None
