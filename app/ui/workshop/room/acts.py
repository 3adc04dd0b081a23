"""What the facilitator does about the meeting as a whole, as operations with their labels."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from app.i18n import _
from app.queries.workshop.workshops import Workshop
from app.services.workshop import meetings
from app.ui.operations import Operations


class RoomActs:
    """Runs the operations; what they change comes back with the workshop as it is read again."""

    def __init__(self, operations: Operations, owner: QObject, now: Callable[[], datetime]) -> None:
        self._operations = operations
        self._owner = owner
        self._now = now

    def go_to(self, workshop: Workshop, place: int) -> None:
        """Lead the room to a phase of the plan."""
        self._operations.run(
            meetings.go_to_phase,
            workshop.id,
            place,
            now=self._now(),
            label=_("Went to phase “{phase}”").format(phase=workshop.plan[place].phase.label),
            owner=self._owner,
            toast=False,
        )

    def close(self, workshop: Workshop) -> None:
        """The meeting is over."""
        self._operations.run(
            meetings.close,
            workshop.id,
            now=self._now(),
            label=_("Closed workshop “{title}”").format(title=workshop.title),
        )

    def reopen(self, workshop: Workshop) -> None:
        """The meeting goes on after all."""
        self._operations.run(
            meetings.reopen,
            workshop.id,
            now=self._now(),
            label=_("Reopened workshop “{title}”").format(title=workshop.title),
        )

    def set_people(self, workshop: Workshop, people: object) -> None:
        """Somebody came or left: a number, or names."""
        self._operations.run(
            meetings.set_people,
            workshop.id,
            people,
            now=self._now(),
            label=_("Changed who is present"),
            owner=self._owner,
        )
