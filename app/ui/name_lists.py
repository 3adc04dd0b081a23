"""Several names in little room."""

from collections.abc import Sequence

_MOST = 3


def listed_names(names: Sequence[str]) -> str:
    """*Ana, Ben, Cem +2*."""
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" +{more}" if more > 0 else "")
