"""What is said of a desk that is damaged: that it is, and which of its backups is good."""

from pathlib import Path

from app.errors import UserError
from app.i18n import _
from app.storage.backup import newest_good
from app.storage.connection import fits
from app.storage.protection import Key


def damaged(desk: Path) -> UserError:
    """The sentence, with the newest backup that is as it was when it was checked."""
    good = newest_good(desk)
    if good is None:
        return UserError(
            _(
                "“{name}” is damaged or is no desk. Restore a backup (File ▸ Restore a backup…); "
                "the damaged file is kept."
            ).format(name=desk.name)
        )
    return UserError(
        _(
            "“{name}” is damaged. Its newest good backup is “{backup}”. Restore that one (File ▸ "
            "Restore a backup…); the damaged file is kept."
        ).format(name=desk.name, backup=good.path)
    )


def opens_a_backup(desk: Path, key: Key) -> bool:
    """Whether a key that does not open the desk is right all the same: the file is damaged then."""
    good = newest_good(desk)
    return good is not None and fits(good.path, key)
