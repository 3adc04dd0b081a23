"""The private strip below the picture when there is only one screen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.workshop.room.clock_pane import ClockPane


class FacilitatorStrip(QFrame):
    """Phase, clock, pages, and a place for what the phase itself needs, as an entry line."""

    turn = Signal(int)
    phase_turn = Signal(int)
    blank_wanted = Signal()
    hide_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._own: QWidget | None = None
        self.setProperty("pane", "surface")
        self.clock = ClockPane(theme)
        self._phase = ElidedLabel()
        set_text_style(self._phase, TextStyle.SECTION)
        self._place = QHBoxLayout()
        row = QHBoxLayout(self)
        margin = theme.px(8)
        row.setContentsMargins(margin, theme.px(4), margin, theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(self._button("previous", _("Previous phase (Alt+Left)"), self.phase_turn, -1))
        row.addWidget(self._phase)
        row.addWidget(self._button("next", _("Next phase (Alt+Right)"), self.phase_turn, 1))
        row.addLayout(self._place, 1)
        row.addWidget(self._button("previous", _("Back (PgUp)"), self.turn, -1))
        row.addWidget(self._button("next", _("Forward (PgDn)"), self.turn, 1))
        row.addWidget(self.clock)
        blank = IconButton("blank", _("Blank the picture (B)"), theme)
        blank.clicked.connect(self.blank_wanted)
        hide = IconButton("expand", _("Hide this strip (F9)"), theme)
        hide.clicked.connect(self.hide_wanted)
        back = Button(_("Back to the room (Esc)"), theme, kind=ButtonKind.QUIET)
        back.clicked.connect(self.back_wanted)
        for widget in (blank, hide, back):
            row.addWidget(widget)

    def show_phase(self, name: str, own: QWidget | None) -> None:
        """Name the phase and take in its own controls; those of the one before are hidden, until
        ``forget`` lets go of all."""
        self._phase.setText(name)
        if own is not self._own:
            if self._own is not None:
                self._own.hide()
            self._own = own
            if own is not None:
                if self._place.indexOf(own) < 0:
                    self._place.addWidget(own, 1)
                own.show()

    def forget(self) -> None:
        """The room closes: the phases' own controls go with them."""
        self.show_phase("", None)
        while (item := self._place.takeAt(0)) is not None:
            own = item.widget()
            if own is not None:
                own.setParent(None)

    def _button(self, icon: str, text: str, signal: object, by: int) -> IconButton:
        button = IconButton(icon, text, self._theme)
        button.clicked.connect(lambda: signal.emit(by))  # type: ignore[attr-defined]
        return button
