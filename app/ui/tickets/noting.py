"""That tickets left the desk is noted in the access log, if the desk wants that."""

from datetime import datetime

from app.i18n import _
from app.rules.access import AccessKind
from app.services.access import note_access
from app.ui.operations import Operations


def note_export(
    operations: Operations, *, contact_id: int | None = None, count: int = 1, now: datetime
) -> None:
    """Note an export of ``count`` tickets, those of one contact if it is named."""
    operations.run(
        note_access,
        AccessKind.EXPORTED,
        contact_id,
        count=count,
        now=now,
        label=_("Exported tickets"),
        toast=False,
    )
