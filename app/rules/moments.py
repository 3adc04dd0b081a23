"""Moments as the whole milliseconds since 1970 that a desk stores."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC; ``moment`` must be aware."""
    return (moment - _EPOCH) // _MILLISECOND
