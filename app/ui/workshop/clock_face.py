"""What a phase's clock says at a moment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClockFace:
    """Whole seconds left, rounded up; below zero the time that has passed since the end."""

    seconds: int
    paused: bool = False

    @property
    def over(self) -> bool:
        """The time is up."""
        return self.seconds <= 0

    @property
    def text(self) -> str:
        """*9:41*, and *+0:20* after the end."""
        minutes, seconds = divmod(abs(self.seconds), 60)
        sign = "+" if self.seconds < 0 else ""
        return f"{sign}{minutes}:{seconds:02}"
