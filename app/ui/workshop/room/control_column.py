"""The facilitator's controls: the audience's picture in small, the clock, the phases."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.actions import Actions
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.workshop.audience.miniature import Miniature
from app.ui.workshop.audience.projection import Place, Projection
from app.ui.workshop.audience.screens import label
from app.ui.workshop.room.clock_pane import ClockPane
from app.ui.workshop.room.plan_list import PlanList

_WIDTH = 236


class ControlColumn(QFrame):
    """Says where the picture is and which page of it is shown."""

    turn = Signal(int)
    """A page or a step on (1) or back (-1)."""

    def __init__(self, projection: Projection, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self._projection = projection
        self._theme = theme
        self.setProperty("pane", "surface")
        self.clock = ClockPane(theme)
        self.plan = PlanList(theme)
        self._where = ElidedLabel()
        set_text_style(self._where, TextStyle.CAPTION)
        self._page = QLabel()
        set_text_style(self._page, TextStyle.CAPTION)
        self._show = Button("", theme, kind=ButtonKind.LINK)
        self._show.clicked.connect(actions["workshop.full_screen"].trigger)
        body = QWidget()
        body.setProperty("scrolled", True)
        column = QVBoxLayout(body)
        margin = theme.px(12)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(6))
        column.addWidget(_head(_("Audience")))
        column.addWidget(Miniature(projection.view, theme))
        column.addWidget(self._where)
        column.addLayout(self._buttons(actions))
        column.addWidget(self._show)
        column.addSpacing(theme.px(8))
        column.addWidget(_head(_("Time")))
        column.addWidget(self.clock)
        column.addSpacing(theme.px(8))
        column.addWidget(_head(_("Phases")))
        column.addWidget(self.plan)
        column.addStretch(1)
        # At large text it is higher than a small window.
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)
        projection.moved.connect(self.show_place)
        projection.view.turned.connect(self._show_page)
        self.show_place()
        self._show_page()

    def show_place(self) -> None:
        """Say where the picture is now."""
        place = self._projection.place
        if place is Place.PROJECTOR:
            text = _("On {screen}").format(screen=label(self._projection.window.screen()))
        elif place is Place.ONE_SCREEN:
            text = _("On this screen")
        elif place is Place.WINDOW:
            text = _("In a window of its own")
        else:
            text = _("Nobody sees this picture yet.")
        self._where.setText(text)
        nowhere = place is Place.NOWHERE
        self._show.setText(_("Show to the audience (F11)") if nowhere else _("Hide it (F11)"))

    def _apply_theme(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))

    def _show_page(self) -> None:
        view = self._projection.view
        self._page.setText(f"{view.page + 1} / {view.pages}")
        self._page.setAccessibleName(
            _("Page {page} of {pages}").format(page=view.page + 1, pages=view.pages)
        )

    def _buttons(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(2))
        back = IconButton("previous", _("Back (PgUp)"), self._theme)
        forward = IconButton("next", _("Forward (PgDn)"), self._theme)
        back.clicked.connect(lambda: self.turn.emit(-1))
        forward.clicked.connect(lambda: self.turn.emit(1))
        for widget in (back, self._page, forward):
            row.addWidget(widget)
        row.addStretch(1)
        for name in ("blank", "scheme", "screen"):
            action = actions[f"workshop.{name}"]
            button = IconButton("audience", action.toolTip(), self._theme)
            button.setDefaultAction(action)
            row.addWidget(button)
        return row


def _head(text: str) -> QWidget:
    head = QLabel(text)
    set_text_style(head, TextStyle.CAPTION)
    return head
