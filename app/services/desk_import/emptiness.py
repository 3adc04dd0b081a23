"""Whether a desk is new: nothing was done in it but setting it up."""

from sqlalchemy.orm import Session

from app.services.desk_export.tables import CONTENTS, count, portable_tables

_FOUNDED = frozenset({"desk", "agent", "own_address", "category"})
"""What setting up a desk writes."""


def is_new(session: Session) -> bool:
    """True for a desk as it was made, set up or not."""
    acts = count(session, "history_entry")
    allowed = _FOUNDED if acts == 1 else frozenset()
    tables = CONTENTS | {each.name for each in portable_tables()}
    return acts <= 1 and not any(count(session, name) for name in tables - allowed)
