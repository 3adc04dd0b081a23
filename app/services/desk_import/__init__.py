"""An export of a whole desk taken over: checked, built beside, and swapped in."""

from app.services.desk_import.taking_over import TakenOver, take_over

__all__ = ["TakenOver", "take_over"]
