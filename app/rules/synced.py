"""Folders that a service copies to other computers, known by their names."""

from pathlib import PurePath

_SERVICES = ("onedrive", "dropbox", "google drive", "icloud", "nextcloud", "owncloud", "syncthing")
_APPLE = "mobile documents"


def is_synced(path: PurePath) -> bool:
    """Whether ``path`` lies in a folder named like one of a service that syncs."""
    folders = [part.casefold() for part in path.parts]
    return _APPLE in folders or any(part.startswith(_SERVICES) for part in folders)
