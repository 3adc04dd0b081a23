"""Where the audience's picture is: on a projector, over the only screen, in a window, nowhere."""

from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from app.ui.workshop.audience.screens import audience_screen, identity, others
from app.ui.workshop.audience.sizes import SCALES
from app.ui.workshop.audience.view import AudienceView
from app.ui.workshop.audience.window import AudienceWindow
from app.ui.workshop.keys import RoomKeys

_SCREEN, _SCALE, _SCHEME = "workshop/screen", "workshop/scale", "workshop/scheme"


class Place(StrEnum):
    """Where the picture is."""

    NOWHERE = "nowhere"
    PROJECTOR = "projector"
    ONE_SCREEN = "one screen"
    """Over everything on the facilitator's own screen, with the private strip."""
    WINDOW = "window"


class Projection(QObject):
    """Finds the audience's screen, follows when one is plugged in or out, keeps what was chosen."""

    moved = Signal()
    """The picture is somewhere else; ``place`` says where."""
    told = Signal(str)

    def __init__(
        self, facilitator: QWidget, keys: RoomKeys, theme: Theme, memory: WindowMemory
    ) -> None:
        super().__init__(facilitator)
        self._facilitator = facilitator
        self._memory = memory
        self._running = False
        self._private = False
        self._on = ""
        self.place = Place.NOWHERE
        self.strip: QWidget | None = None
        self.window = AudienceWindow(theme, keys)
        self.window.closed.connect(self._closed)
        self.window.view.set_scale(_number(memory.text(_SCALE)))
        if memory.text(_SCHEME):
            self.window.view.set_dark(memory.text(_SCHEME) == "dark")
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # Later, when the list of screens and the places of windows are settled.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._screens_changed)
        application.screenAdded.connect(self._settle.start)
        application.screenRemoved.connect(self._settle.start)

    @property
    def view(self) -> AudienceView:
        return self.window.view

    # Beginning and ending

    def begin(self) -> None:
        """The room opens: the picture goes to the projector if there is one."""
        self._running = True
        self._to_projector()

    def end(self) -> None:
        """The room closes: the picture goes."""
        if self._running:
            self._running = False
            self._go(Place.NOWHERE)

    # Where it is

    def screens(self) -> list[QScreen]:
        """Screens that could be the audience's."""
        return others(self._facilitator.screen())

    def choose(self, screen: QScreen) -> None:
        """Show it on this screen, now and in future."""
        self._memory.remember_text(_SCREEN, identity(screen))
        self._show_on(screen)

    def switch(self) -> None:
        """What F11 does: on the projector, or over this screen; and back."""
        if self.place is Place.ONE_SCREEN or self.place is Place.PROJECTOR:
            self._go(Place.NOWHERE)
        elif self.place is Place.WINDOW:
            self._show_on(self.window.screen())
        elif not self._to_projector():
            self.over_this_screen()

    def over_this_screen(self) -> None:
        """Fill the facilitator's own screen, with the strip, as for a mirrored projector."""
        self.window.set_strip(self.strip)
        self._on = ""
        self.window.show_on(self._facilitator.screen())
        self._go(Place.ONE_SCREEN)
        self.window.activateWindow()
        self.window.setFocus()

    def as_window(self) -> None:
        """An ordinary window, for systems that do not let a program choose the screen."""
        self.window.set_strip(None)
        self.window.show_as_window()
        self._go(Place.WINDOW)

    def set_private(self, private: bool) -> None:
        """On the only screen the picture makes way while something secret is typed."""
        if private != self._private:
            self._private = private
            if self.place is Place.ONE_SCREEN:
                self.window.setVisible(not private)

    def show_strip(self, shown: bool) -> None:
        """The strip may be hidden while all look at the one screen."""
        if self.strip is not None and self.place is Place.ONE_SCREEN:
            self.strip.setVisible(shown)

    def _to_projector(self) -> bool:
        screen = audience_screen(self._facilitator.screen(), self._memory.text(_SCREEN))
        if screen is not None:
            self._show_on(screen)
        return screen is not None

    def _show_on(self, screen: QScreen) -> None:
        self.window.set_strip(None)
        self._on = identity(screen)
        self.window.show_on(screen)
        self._go(Place.PROJECTOR)

    def _go(self, place: Place) -> None:
        if place is Place.NOWHERE and self.window.isVisible():
            self.window.hide()
            self.window.set_strip(None)
            self._facilitator.activateWindow()
        self.place = place
        self.moved.emit()

    def _closed(self) -> None:
        if self.place is not Place.NOWHERE:
            self._go(Place.NOWHERE)

    def _screens_changed(self) -> None:
        """A cable went in or out. Nothing is lost: the picture waits until it has a screen."""
        if not self._running:
            return
        if self.place is Place.PROJECTOR and self._on not in map(identity, self.screens()):
            self._go(Place.NOWHERE)
            self.told.emit(_("The audience's screen is gone. F11 shows the picture here."))
        elif self.place in (Place.NOWHERE, Place.ONE_SCREEN) and self._to_projector():
            self.told.emit(_("The audience sees the picture on the other screen."))

    # How it looks

    def larger(self, by: int) -> None:
        """One step larger (1) or smaller (-1); 0 back to normal. Kept for next time."""
        at = SCALES.index(self.view.scale)
        scale = SCALES[min(len(SCALES) - 1, max(0, at + by))] if by else 1.0
        self.view.set_scale(scale)
        self._memory.remember_text(_SCALE, str(scale))

    def switch_scheme(self) -> None:
        """Light or dark for the audience alone. Kept for next time."""
        self.view.set_dark(not self.view.dark)
        self._memory.remember_text(_SCHEME, "dark" if self.view.dark else "light")

    def blank(self) -> None:
        """Nothing to be seen, or something again."""
        self.view.set_blank(not self.view.blank)


def _number(remembered: str) -> float:
    return next((each for each in SCALES if str(each) == remembered), 1.0)
