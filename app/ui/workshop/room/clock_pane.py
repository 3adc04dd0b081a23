"""The clock for the facilitator: the time, start and pause, a minute more or less."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton
from app.ui.workshop.clock import PhaseClock
from app.ui.workshop.clock_face import ClockFace

_SIZE = 34


class ClockPane(QWidget):
    """Shows one clock; ``follow`` another one when the phase changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock: PhaseClock | None = None
        self._time = QLabel("0:00")
        self._time.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._less = IconButton("remove", _("One minute less (−)"), theme)
        self._more = IconButton("add", _("One minute more (+)"), theme)
        self._start = IconButton("play", "", theme, size=20)
        self._less.clicked.connect(lambda: self._add(-1))
        self._more.clicked.connect(lambda: self._add(1))
        self._start.clicked.connect(self._start_or_pause)
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(theme.px(2))
        row.addWidget(self._time, 0, 0)
        row.setColumnStretch(0, 1)
        for place, button in enumerate((self._less, self._start, self._more), start=1):
            row.addWidget(button, 0, place)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def follow(self, clock: PhaseClock | None) -> None:
        """Show and steer this clock from now on; None lets go of the one before."""
        if self._clock is not None:
            self._clock.ticked.disconnect(self._show)
        self._clock = clock
        if clock is not None:
            clock.ticked.connect(self._show)
            self._show(clock.face)

    @property
    def text(self) -> str:
        """The time that is shown."""
        return self._time.text()

    def _show(self, face: ClockFace) -> None:
        self._time.setText(face.text)
        self._time.setAccessibleName(_("Time left: {time}").format(time=face.text))
        colour = Role.DANGER if face.over and not face.paused else Role.TEXT
        palette = self._time.palette()
        palette.setColor(self._time.foregroundRole(), self._theme.colour(colour))
        self._time.setPalette(palette)
        if face.paused:
            self._start.setIcon(self._theme.icon("play"))
            self._start.set_label(_("Start the clock (Space)"))
        else:
            self._start.setIcon(self._theme.icon("pause"))
            self._start.set_label(_("Pause the clock (Space)"))

    def _add(self, minutes: int) -> None:
        if self._clock is not None:
            self._clock.add_minutes(minutes)

    def _start_or_pause(self) -> None:
        if self._clock is not None:
            self._clock.start_or_pause()

    def _apply_theme(self) -> None:
        font = self._theme.font(bold=True, figures=True)
        font = QFont(font)
        font.setPixelSize(self._theme.px(_SIZE))
        self._time.setFont(font)
        if self._clock is not None:
            self._show(self._clock.face)
