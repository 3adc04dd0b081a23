"""Where a desk lies: places at which a database file comes to harm, said before it does."""

from pathlib import Path

from PySide6.QtCore import QStorageInfo

from app.i18n import _
from app.rules.synced import is_synced

NETWORK = frozenset(
    {"cifs", "smb", "smb2", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "webdav", "9p"}
)


def doubtful_place(desk: Path, *, file_system: str | None = None) -> str:
    """One sentence about a place that can damage a desk; empty where all is well.

    ``file_system`` is that of the folder, asked of the system unless given.
    """
    if file_system is None:
        file_system = bytes(QStorageInfo(str(desk.parent)).fileSystemType().data()).decode()
    if file_system.lower() in NETWORK or str(desk).startswith("\\\\"):
        return _(
            "This desk lies on a network drive, where it can be damaged. Move it to a disk of "
            "this computer; a backup may lie on the network."
        )
    if is_synced(desk):
        return _(
            "This desk lies in a synced folder. Syncing an open desk can damage it: move it out "
            "and keep only backups there."
        )
    return ""
