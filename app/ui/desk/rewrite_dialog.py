"""Writes a closed desk and its backups anew with another key, while the person waits.

Nothing else is open meanwhile, so the dialog stands alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from app.errors import UserError
from app.i18n import _
from app.storage import backup
from app.storage.conversion import rewrite, rewrite_backup
from app.storage.protection import Key
from app.ui.desk.work_dialog import WorkDialog
from app.ui.progress import Progress
from app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The key that the desk has now, and backups that kept another one."""

    key: Key | None
    left: tuple[Path, ...]


class RewriteDialog(WorkDialog):
    """``rewritten`` is what was done, None if it was cancelled or failed (``failure``)."""

    def __init__(
        self,
        desk: Path,
        theme: Theme,
        *,
        old: Key | None,
        new: Callable[[], Key | None],
        second: Path | None,
    ) -> None:
        """``new`` makes the key; that takes a moment, so it is called beside the window.
        ``second`` is the other folder with copies of the backups."""
        super().__init__(
            theme,
            title=_("Protection"),
            text=_("The desk is written anew and checked. It stays as it is until then."),
            work=partial(_rewrite_all, desk, old, new, second),
        )

    @property
    def rewritten(self) -> Rewritten | None:
        """The new key, and what was left."""
        return cast("Rewritten | None", self.found)


def _rewrite_all(
    desk: Path,
    old: Key | None,
    new: Callable[[], Key | None],
    second: Path | None,
    progress: Progress,
) -> Rewritten:
    key = new()
    rewrite(desk, old=old, new=key, progress=_told(progress), cancelled=lambda: progress.cancelled)
    left = []
    copies = backup.in_second_place(desk, second) if second is not None else []
    for each in (*backup.backups(desk), *copies):
        try:
            # From here on the desk has its new key; a backup more or less does not change that.
            rewrite_backup(each.path, old=old, new=key)
        except UserError:
            left.append(each.path)
    return Rewritten(key, tuple(left))


def _told(progress: Progress) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        """Without raising: the driver, which calls this, is told by its own question."""
        if not progress.cancelled:
            progress.report(done, total)

    return tell
