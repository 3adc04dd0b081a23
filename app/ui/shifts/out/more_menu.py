"""The button behind which the plan's way out of the desk and into it lies."""

from PySide6.QtWidgets import QMenu, QToolButton

from app.i18n import _
from app.ui.actions import Actions
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton

_GROUPS = (("swaps", "leave", "surcharges"), ("print", "export", "import"))


class MoreButton(IconButton):
    """Swaps, leave, surcharges; print, export, import."""

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__("more", _("Swaps, leave, surcharges, print and files"), theme)
        menu = QMenu(self)
        for group in _GROUPS:
            for name in group:
                menu.addAction(actions[f"shift.{name}"])
            menu.addSeparator()
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
