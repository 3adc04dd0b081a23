"""A popover that goes away for good when it closes, and can open without an anchor."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.own_keys import claims_letters
from app.ui.widgets.popover import Popover


class BriefPopover(Popover):
    """Opened once: with ``open_at`` beside a widget, or ``open_over`` for what a key asked for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open_over(self, window: QWidget) -> None:
        """In the upper middle of the window."""
        frame = window.window().frameGeometry()
        self._before = window.window().focusWidget()
        self.adjustSize()
        left = frame.center().x() - self.width() // 2
        self.move(left, frame.top() + max(self.theme.px(72), frame.height() // 6))
        self.show()
        (self.focusProxy() or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        # Letters choose within the popover; the actions behind it have to wait.
        return claims_letters(event) or super().event(event)
