"""A section that can be folded: a head to click, a body below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.colours import Role
from app.ui.theme import Theme


class Section(QWidget):
    """``body`` is the widget below the head; ``toggled`` says when it opens or closes."""

    toggled = Signal(bool)

    def __init__(
        self,
        title: str,
        body: QWidget,
        theme: Theme,
        *,
        opened: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.body = body
        self._head = QToolButton()
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._head.setCheckable(False)
        self._head.clicked.connect(self._switch)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._head)
        self._column.addWidget(body)
        self.set_title(title)
        self.set_opened(opened)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    @property
    def opened(self) -> bool:
        return not self.body.isHidden()

    def set_title(self, title: str) -> None:
        self._head.setText(title)
        self._head.setAccessibleName(title)

    def set_opened(self, opened: bool) -> None:
        """Fold or unfold."""
        changed = opened != self.opened
        self.body.setVisible(opened)
        self._head.setIcon(self._theme.icon("expand" if opened else "next", Role.MUTED))
        if changed:
            self.toggled.emit(opened)

    def _switch(self) -> None:
        self.set_opened(not self.opened)

    def _apply_theme(self) -> None:
        side = self._theme.px(16)
        self._head.setIconSize(QSize(side, side))
        self._head.setFont(self._theme.font(bold=True))
        self._column.setSpacing(self._theme.px(4))
