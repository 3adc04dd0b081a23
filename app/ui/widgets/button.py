"""Buttons by rank: one filled primary per page, bordered secondary, quiet, link, danger."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.ui.colours import Role
from app.ui.theme import Theme, set_style_property

ICON = 16


class ButtonKind(StrEnum):
    """The rank of a button."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"


_INKS = {
    ButtonKind.PRIMARY: Role.ACCENT_TEXT,
    ButtonKind.LINK: Role.ACCENT,
    ButtonKind.DANGER: Role.DANGER,
}


class Button(QPushButton):
    """A button with a text, and an icon in the colour of that text."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon = icon
        self.set_kind(kind)
        if kind == ButtonKind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon is not None:
            self._apply_theme()
            theme.changed.connect(self._apply_theme)

    def set_kind(self, kind: ButtonKind) -> None:
        """Give it another rank, as when what it begins is under way."""
        set_style_property(self, "kind", kind.value)
        self.setAutoDefault(kind == ButtonKind.PRIMARY)
        if self._icon is not None:
            self.setIcon(self._theme.icon(self._icon, _INKS.get(kind, Role.TEXT)))

    def set_icon(self, icon: str) -> None:
        """Show another icon, where there is one."""
        if icon != self._icon:
            self._icon = icon
            self.setIcon(
                self._theme.icon(icon, _INKS.get(ButtonKind(self.property("kind")), Role.TEXT))
            )

    def _apply_theme(self) -> None:
        # Wider than the glyph: the style leaves too little between icon and text.
        self.setIconSize(QSize(self._theme.px(ICON + 4), self._theme.px(ICON)))


class IconButton(QToolButton):
    """A quiet button that is only an icon; ``label`` is its tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        label: str,
        theme: Theme,
        *,
        size: int = ICON,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setIcon(theme.icon(icon, role))
        self.set_label(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def set_label(self, label: str) -> None:
        """Say anew what the button does."""
        if label == self.toolTip():
            return
        self.setToolTip(label)
        self.setAccessibleName(label)

    def _apply_theme(self) -> None:
        self.setIconSize(QSize(self._theme.px(self._size), self._theme.px(self._size)))


class StatusButton(QToolButton):
    """A quiet item of the status bar: small text, perhaps with an icon."""

    def __init__(
        self, theme: Theme, *, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        set_style_property(self, "status", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon is not None:
            self.set_icon(icon)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def set_icon(self, icon: str, role: Role = Role.MUTED) -> None:
        """Show another icon."""
        self.setIcon(self._theme.icon(icon, role))

    def _apply_theme(self) -> None:
        self.setIconSize(QSize(self._theme.px(18), self._theme.px(14)))
