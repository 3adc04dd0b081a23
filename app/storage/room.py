"""Whether the disk below a desk has room left, and what is said when it has none."""

import shutil
from pathlib import Path

from app.i18n import _

_LEAST = 256 * 1024
"""Bytes that the smallest act needs: its pages, and the index of the log of the database."""


def is_full(folder: Path) -> bool:
    """Whether nothing can be written to the disk of ``folder``; False where it does not say."""
    try:
        return shutil.disk_usage(folder).free < _LEAST
    except OSError:
        return False


def free_bytes(folder: Path) -> int | None:
    """What is free on the disk of ``folder``, or of what it will be made in; None if unknown."""
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return None


def full_disk() -> str:
    """The sentence for a full disk, with the way out."""
    return _(
        "The disk is full, so this was not saved. Free some space and try again; "
        "everything saved before is safe."
    )
