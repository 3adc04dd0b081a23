"""The button behind which quotes and signatures are folded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.i18n import _, ngettext


class FoldButton(QToolButton):
    """A pill *… 12 lines*; checked while what it folds is shown."""

    def __init__(self, *, lines: int, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = ngettext("{count} line", "{count} lines", lines).format(count=lines)
        self.setText(f"…  {text}")
        self.setProperty("fold", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_("Show or hide: {what}").format(what=what))
        self.setAccessibleName(f"{what}, {text}")
