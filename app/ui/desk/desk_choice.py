"""Which desk is opened: a file that is chosen or named, or a way out where one does not open."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app import paths
from app.errors import UserError
from app.i18n import _


class WayOut(Enum):
    """What to do instead of opening a desk that does not open."""

    OTHER_DESK = auto()
    LAST_BACKUP = auto()


def choose_desk(parent: QWidget | None) -> Path | None:
    """A desk that is there."""
    name, _filter = QFileDialog.getOpenFileName(
        parent, _("Open desk"), str(paths.data_folder()), _desk_filter()
    )
    return Path(name) if name else None


def choose_new_desk(parent: QWidget | None) -> Path | None:
    """Where a new desk is to lie."""
    name, _filter = QFileDialog.getSaveFileName(
        parent, _("New desk"), str(paths.data_folder() / "desk.desk"), _desk_filter()
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".desk")


def choose_way_out(error: UserError, parent: QWidget | None, *, with_backup: bool) -> WayOut | None:
    """Say why a desk does not open; None if it is left at that."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Tresen", str(error), parent=parent)
    role = QMessageBox.ButtonRole.ActionRole
    ways = {box.addButton(_("Open another desk…"), role): WayOut.OTHER_DESK}
    if with_backup:
        ways[box.addButton(_("Restore the last backup"), role)] = WayOut.LAST_BACKUP
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    return next((way for button, way in ways.items() if button is box.clickedButton()), None)


def _desk_filter() -> str:
    return _("Desks (*.desk);;All files (*)")
