"""Keys that carry meaning: message ids that sort by time, and hashed Message-IDs."""

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b

_COUNTER_BITS = 24
_LATEST_SECOND = (1 << 34) - 1


def message_id(sent_at: datetime, counter: int) -> int:
    """Row id of a message: seconds since 1970 (34 bits, clamped) ‖ the low 24 bits of counter.

    Sorting by it is sorting by the time sent; it is the row id of the search index too, which
    therefore answers newest first without sorting.
    """
    return message_id_of(int(sent_at.timestamp()), counter)


def message_id_of(second: int, counter: int) -> int:
    """As ``message_id``, where the seconds since 1970 are at hand."""
    clamped = min(max(second, 0), _LATEST_SECOND)
    return clamped << _COUNTER_BITS | counter & ((1 << _COUNTER_BITS) - 1)


def sent_before(moment: datetime) -> int:
    """The smallest id of a message sent at ``moment`` or later."""
    return message_id(moment, 0)


def second_of(row_id: int) -> datetime:
    """The second in which the message with this row id was sent."""
    return datetime.fromtimestamp(row_id >> _COUNTER_BITS, UTC)


@lru_cache(maxsize=4096)
def reference_key(header_message_id: str) -> int:
    """A Message-ID (without angle brackets) as a signed 64-bit number for a small, fast index."""
    digest = blake2b(header_message_id.strip().encode("utf-8", "surrogateescape"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


def content_key(sha256: bytes) -> int:
    """The first 8 bytes of a SHA-256 as a signed number."""
    return int.from_bytes(sha256[:8], "big", signed=True)
