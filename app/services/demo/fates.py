"""What became of each ticket of the demo desk: most are done, the newest are work."""

from enum import Enum, auto

_LIVE_AT_LEAST = 70
_LIVE_SHARE = 0.05


class Fate(Enum):
    """The end of a ticket's story so far."""

    NEW = auto()
    MINE = auto()
    THEIRS = auto()
    NOBODYS = auto()
    OVERDUE = auto()
    DUE_TODAY = auto()
    WAITING_CUSTOMER = auto()
    WAITING_THIRD = auto()
    SNOOZED = auto()
    DRAFTED = auto()
    SOLVED = auto()
    THANKED = auto()
    CLOSED = auto()
    SPAM = auto()
    AUTOMATIC = auto()
    TRASH = auto()
    MERGED = auto()


_LIVE = (
    Fate.NEW, Fate.MINE, Fate.WAITING_CUSTOMER, Fate.NEW, Fate.SOLVED, Fate.DUE_TODAY,
    Fate.THEIRS, Fate.SPAM, Fate.OVERDUE, Fate.DRAFTED, Fate.SOLVED, Fate.WAITING_THIRD,
    Fate.NEW, Fate.SNOOZED, Fate.AUTOMATIC, Fate.NOBODYS, Fate.THANKED, Fate.MINE,
    Fate.WAITING_CUSTOMER, Fate.SOLVED, Fate.OVERDUE, Fate.THEIRS, Fate.SOLVED,
)  # fmt: skip
_PAST = {11: Fate.SPAM, 23: Fate.AUTOMATIC, 37: Fate.SPAM, 41: Fate.TRASH, 52: Fate.MERGED}
_PAST_ROUND = 61


def fate(index: int, size: int) -> Fate:
    """The fate of ticket ``index``, counted from 0 for the oldest of ``size``."""
    age = size - 1 - index
    if age < min(size, max(_LIVE_AT_LEAST, int(size * _LIVE_SHARE))):
        return _LIVE[age % len(_LIVE)]
    return _PAST.get(index % _PAST_ROUND, Fate.CLOSED) if index else Fate.CLOSED
