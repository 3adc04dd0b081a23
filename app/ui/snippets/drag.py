"""Snippets on their way from the list to a folder."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

_KIND = "application/x-tresen-snippets"


def mime_of(ids: Sequence[int]) -> QMimeData:
    """What is dragged when these snippets are."""
    mime = QMimeData()
    mime.setData(_KIND, ",".join(map(str, ids)).encode())
    return mime


def dragged_snippets(mime: QMimeData) -> list[int]:
    """The ids that ``mime_of`` wrote; none for anything else."""
    if not mime.hasFormat(_KIND):
        return []
    return [int(each) for each in bytes(mime.data(_KIND).data()).decode().split(",") if each]
