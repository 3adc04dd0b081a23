"""What the desk does by itself now and then: old trash, old undo steps and unused files go."""

from functools import partial

from app.i18n import _
from app.services.maintenance import (
    drop_contents,
    empty_old_trash,
    forget_old_steps,
    unused_contents,
)
from app.storage.database import utc_now
from app.ui.operations import Operations

_CONTENTS_AT_ONCE = 200


def care_for(operations: Operations) -> None:
    """Tidy up in the background, in small acts, so that nobody waits for it."""
    operations.run(empty_old_trash, now=utc_now(), label=_("Emptied the old trash"), toast=False)
    operations.run(forget_old_steps, now=utc_now(), label=_("Forgot old steps"), toast=False)
    operations.read(
        unused_contents, owner=operations, key="unused", done=partial(_drop, operations)
    )


def _drop(operations: Operations, unused: list[int]) -> None:
    if unused:
        operations.run(
            drop_contents,
            unused[:_CONTENTS_AT_ONCE],
            label=_("Removed files that nothing needs"),
            toast=False,
        )
