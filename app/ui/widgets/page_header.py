"""The head of a page: title, one primary action, quiet ones, search on the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel

MARGIN = 24


class PageHeader(QFrame):
    """Fill it once: ``add_primary``, ``add_quiet``, ``add_right``; titles may change."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[ActionButton] = []
        self._title = ElidedLabel(title)
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
        self._fit()

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
        self._buttons.append(button)
        self.add_widget(button)
        return button

    def _fit(self) -> None:
        """Where the width does not suffice, buttons lose their words, the first one last."""
        for button in self._buttons:
            button.set_compact(False)
        for button in reversed(self._buttons):
            if self._needed_width() <= self.width():
                break
            button.set_compact(True)

    def _needed_width(self) -> int:
        title = self._title.sizeHint().width() - self._title.minimumSizeHint().width()
        return self._row.minimumSize().width() + title

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(MARGIN), px(12), px(MARGIN), px(12))
        self._row.setSpacing(px(8))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


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
        self._compact = False
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only, if there is one; the tooltip says the rest."""
        if not self.icon().isNull() and compact != self._compact:
            self._compact = compact
            self._follow()

    def _follow(self) -> None:
        self.setText("" if self._compact else self._action.text())
        self.setAccessibleName(self._action.iconText())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
