"""Choosing where the audience's picture goes."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.ui.workshop.audience.projection import Place, Projection
from app.ui.workshop.audience.screens import label


def screen_menu(projection: Projection, parent: QWidget) -> QMenu:
    """All places, the present one marked, and the size of the text there."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for screen in projection.screens():
        entry = menu.addAction(label(screen), partial(projection.choose, screen))
        entry.setCheckable(True)
        here = projection.place is Place.PROJECTOR and projection.window.screen() is screen
        entry.setChecked(here)
    for text, place, act in (
        (_("Over this screen"), Place.ONE_SCREEN, projection.over_this_screen),
        (_("In a window of its own"), Place.WINDOW, projection.as_window),
    ):
        entry = menu.addAction(text, act)
        entry.setCheckable(True)
        entry.setChecked(projection.place is place)
    menu.addSeparator()
    menu.addAction(_("Larger text") + "\tCtrl++", partial(projection.larger, 1))
    menu.addAction(_("Smaller text") + "\tCtrl+-", partial(projection.larger, -1))
    menu.addAction(_("Normal text size") + "\tCtrl+0", partial(projection.larger, 0))
    return menu
