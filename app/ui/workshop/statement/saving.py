"""A text to a file that the person names; what goes wrong is told in words."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.i18n import _
from app.rules.file_names import safe_name
from app.ui.operations import Announcement, Operations


def save_text(
    operations: Operations, parent: QWidget, *, heading: str, name: str, text: str, told: str
) -> None:
    """Ask where to save ``text`` under ``name`` (with its ending), and tell ``told`` once it is."""
    proposed = safe_name(name, fallback="tresen.txt")
    ending = Path(proposed).suffix
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, heading, str(Path.home() / proposed), f"*{ending}"
    )
    if not chosen:
        return
    target = Path(chosen) if Path(chosen).suffix else Path(chosen + ending)
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        operations.refused.emit(unsaved(target, error))
    else:
        operations.announced.emit(Announcement(told, undoable=False))


def unsaved(target: Path, error: OSError) -> UserError:
    """What is said where a file could not be written."""
    return UserError(
        _("“{name}” could not be saved: {reason}. Choose another place.").format(
            name=target.name, reason=error.strerror
        )
    )
