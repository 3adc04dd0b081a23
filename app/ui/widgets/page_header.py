"""The head of a page: title, one primary action, quiet ones, search on the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

MARGIN = 24


class PageHeader(QFrame):
    """Fill it once: ``add_primary``, ``add_quiet``, ``add_right``; titles may change."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = QLabel(title)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        set_text_style(self._title, TextStyle.TITLE)
        self._subtitle = QLabel()
        set_text_style(self._subtitle, TextStyle.MUTED)
        self._subtitle.hide()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        self._row = QHBoxLayout(self)
        self._row.addLayout(titles)
        self._row.addSpacing(theme.px(16))
        self._actions_end = self._row.count()
        self._row.addStretch(1)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title, and a muted line below it if there is one."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_primary(self, action: QAction, icon: str | None = None) -> Button:
        """The one filled button."""
        return self._add(action, ButtonKind.PRIMARY, icon)

    def add_quiet(self, action: QAction, icon: str | None = None) -> Button:
        """A secondary action."""
        return self._add(action, ButtonKind.QUIET, icon)

    def add_widget(self, widget: QWidget) -> None:
        """Anything else after the title and the buttons."""
        self._row.insertWidget(self._actions_end, widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._actions_end += 1

    def add_right(self, widget: QWidget, *, stretch: int = 0) -> None:
        """A widget at the right, such as the search box."""
        self._row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)

    def _add(self, action: QAction, kind: ButtonKind, icon: str | None) -> Button:
        button = ActionButton(action, self._theme, kind=kind, icon=icon)
        self.add_widget(button)
        return button

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(MARGIN), px(12), px(MARGIN), px(12))
        self._row.setSpacing(px(8))


class ActionButton(Button):
    """A button for a ``QAction``: text, tooltip with key, enabled and visible follow it."""

    def __init__(
        self,
        action: QAction,
        theme: Theme,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", theme, kind=kind, icon=icon, parent=parent)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
