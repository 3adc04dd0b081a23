"""Text size and scheme by key: from the preferences into the theme."""

from PySide6.QtCore import QObject

from app.settings import TEXT_SIZE_RANGE, Scheme, Settings
from app.ui.actions import Actions
from app.ui.preferences import Preferences
from app.ui.theme import Theme

_STEP = 10


class ViewActs(QObject):
    """Keeps the theme as the preferences say, and lets the keys of the view menu change them."""

    def __init__(
        self, actions: Actions, preferences: Preferences, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        preferences.changed.connect(self._apply)
        actions["view.larger"].triggered.connect(self._larger)
        actions["view.smaller"].triggered.connect(self._smaller)
        actions["view.normal_size"].triggered.connect(self._normal)
        actions["view.scheme"].triggered.connect(self._switch_scheme)

    def _apply(self, settings: Settings) -> None:
        self._theme.set(
            scheme=settings.scheme, text_size=settings.text_size, density=settings.density
        )

    def _larger(self) -> None:
        self._resize(self._preferences.current.text_size + _STEP)

    def _smaller(self) -> None:
        self._resize(self._preferences.current.text_size - _STEP)

    def _normal(self) -> None:
        self._resize(100)

    def _resize(self, per_cent: int) -> None:
        low, high = TEXT_SIZE_RANGE
        self._preferences.update(text_size=min(high, max(low, per_cent)))

    def _switch_scheme(self) -> None:
        self._preferences.update(scheme=Scheme.LIGHT if self._theme.dark else Scheme.DARK)
