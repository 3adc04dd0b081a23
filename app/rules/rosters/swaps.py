"""What can become of an offer to swap a shift or to give it away."""

from enum import StrEnum


class SwapState(StrEnum):
    """``OPEN`` waits for the other, ``ACCEPTED`` is in the plan, the others changed nothing."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
