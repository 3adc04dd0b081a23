"""What commands let out of a desk is noted in its access log, as what the window lets out."""

from typing import TYPE_CHECKING

from app.i18n import _

if TYPE_CHECKING:
    from app.storage.database import Database


def note_export(database: "Database", *, contact_id: int | None = None, count: int = 1) -> None:
    """Note an export of ``count`` records, those of one contact if it is named; by nobody.

    It is one row of its own, so it may be written beside an open window.
    """
    from app.rules.access import AccessKind
    from app.services.access import note_access

    database.execute(
        note_access,
        AccessKind.EXPORTED,
        contact_id,
        count=count,
        now=database.clock(),
        label=_("Exported"),
        agent_id=None,
    )
