"""The head of a card: who, by which way, when, and the menu of what can be done."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.i18n import _
from app.queries.conversation import Entry
from app.rules.enums import Channel, Direction, label
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.card_state import CardAct, CardState
from app.ui.tickets.message_text import visible_part
from app.ui.times import exact_time, relative_time
from app.ui.widgets.button import IconButton
from app.ui.widgets.chip import Chip
from app.ui.widgets.elided_label import ElidedLabel

_CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.CHAT: "chat",
    Channel.SOCIAL: "social",
    Channel.COUNTER: "counter",
    Channel.LETTER: "letter",
}
_SUMMARY = 200


class CardHead(QWidget):
    """One line. Of a collapsed card it says in a few words what is in it."""

    acted = Signal(object)
    """A ``CardAct`` chosen from the menu."""
    chosen = Signal(bool)
    """Whether the card is to be split off."""

    def __init__(
        self,
        entry: Entry,
        state: CardState,
        theme: Theme,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self.state = state
        self._theme = theme
        self._now = now
        self._box: QCheckBox | None = None
        self._address: ElidedLabel | None = None
        self._summary = ElidedLabel()
        set_text_style(self._summary, TextStyle.MUTED)
        self._time = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        if self.state.chosen is not None:
            row.addWidget(self._choice())
        row.addWidget(self._sign())
        row.addWidget(self._name())
        if self.entry.sender_email and self.entry.sender_email != self.entry.sender_name:
            address = ElidedLabel(
                self.entry.sender_email, mode=Qt.TextElideMode.ElideMiddle, vanishes=True
            )
            address.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            set_text_style(address, TextStyle.MUTED)
            row.addWidget(address)
            self._address = address
        for words, role in self._marks():
            chip = Chip(words, self._theme, tone=role)
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(chip)
        row.addWidget(self._summary, 1000)
        row.addStretch(1)
        if self.entry.warnings:
            row.addWidget(self._warning())
        set_text_style(self._time, TextStyle.CAPTION)
        row.addWidget(self._time)
        row.addWidget(self._more())
        self.refresh()
        self.refresh_time()

    def refresh(self) -> None:
        """Show what ``state`` says now."""
        expanded = self.state.expanded
        self._summary.setText("" if expanded else self._one_line())
        self._summary.setVisible(not expanded)
        if self._address is not None:
            self._address.setVisible(expanded)

    def switch_choice(self) -> bool:
        """Choose or do not choose the card; whether there is anything to choose."""
        if self._box is not None:
            self._box.toggle()
        return self._box is not None

    def refresh_time(self) -> None:
        """Say anew how long ago it was."""
        words = relative_time(self.entry.sent_at, self._now())
        exact = exact_time(self.entry.sent_at)
        if not self.entry.dated:
            exact = _("The mail gives no time that can be read; it was received {time}.").format(
                time=exact
            )
        self._time.setText(words)
        self._time.setToolTip(exact)

    def menu(self) -> QMenu:
        """Everything one can do with this entry."""
        menu = QMenu(self)

        def add(act: CardAct, icon: str, text: str) -> None:
            action = menu.addAction(self._theme.icon(icon), text)
            action.triggered.connect(partial(self._act, act))

        note = self.entry.direction is Direction.NOTE
        if note:
            add(CardAct.EDIT, "edit", _("&Edit note"))
            add(CardAct.DELETE, "trash", _("&Delete note"))
        else:
            add(CardAct.REPLY, "reply", _("&Reply to this message"))
            add(CardAct.FORWARD, "forward", _("&Forward this message"))
        add(CardAct.COPY, "copy", _("&Copy text"))
        menu.addSeparator()
        if self.entry.has_html:
            as_html = self.state.as_html
            icon, text = ("text", _("Show as plain &text"))
            if not as_html:
                icon, text = ("html", _("Show as &formatted"))
            add(CardAct.FORMAT, icon, text)
        if not note:
            add(CardAct.WHY, "question", _("&Why is this mail here?"))
        if self.entry.raw_id is not None:
            add(CardAct.SOURCE, "source", _("Show &source"))
        add(CardAct.SPLIT, "split", _("&Split off messages…"))
        return menu

    def _choice(self) -> QCheckBox:
        box = QCheckBox()
        box.setChecked(bool(self.state.chosen))
        box.setAccessibleName(_("Split off this message"))
        box.toggled.connect(self.chosen)
        self._box = box
        return box

    def _sign(self) -> QLabel:
        meaning, words = _CHANNEL_ICONS[self.entry.channel], label(self.entry.channel)
        if self.entry.direction is Direction.NOTE:
            meaning, words = "note", _("Internal note")
        elif self.entry.bounce:
            meaning, words = "bounce", _("Could not be delivered")
        elif self.entry.automatic:
            meaning, words = "mail-automatic", _("Automatic mail")
        role = Role.DANGER if self.entry.bounce else Role.MUTED
        sign = QLabel()
        side = self._theme.px(16)
        sign.setPixmap(self._theme.icon(meaning, role).pixmap(QSize(side, side)))
        sign.setToolTip(words)
        sign.setAccessibleName(words)
        return sign

    def _name(self) -> QLabel:
        if self.entry.direction is Direction.IN:
            name = self.entry.sender_name or self.entry.sender_email or _("Unknown sender")
        else:
            name = self.entry.agent_name or self.entry.sender_name or _("Nobody")
        shown = ElidedLabel(name)
        shown.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        shown.setFont(self._theme.font(bold=True))
        # The address gives way first.
        shown.setMinimumWidth(min(shown.sizeHint().width(), self._theme.px(140)))
        return shown

    def _marks(self) -> list[tuple[str, Role]]:
        marks = []
        if self.entry.direction is Direction.NOTE:
            marks.append((_("Internal note"), Role.WARNING))
        if self.entry.bounce:
            marks.append((_("Not delivered"), Role.DANGER))
        elif self.entry.automatic:
            marks.append((_("Automatic"), Role.MUTED))
        return marks

    def _warning(self) -> QLabel:
        sign = QLabel()
        side = self._theme.px(16)
        sign.setPixmap(self._theme.icon("warning", Role.WARNING).pixmap(QSize(side, side)))
        words = _("This mail was damaged; it is shown as far as it could be read.")
        sign.setToolTip(words + "\n" + "\n".join(self.entry.warnings))
        sign.setAccessibleName(words)
        return sign

    def _more(self) -> QToolButton:
        button = IconButton("more", _("More for this message"), self._theme, role=Role.MUTED)
        button.clicked.connect(partial(self._show_menu, button))
        return button

    def _show_menu(self, button: QToolButton, _checked: bool = False) -> None:
        menu = self.menu()
        menu.exec(button.mapToGlobal(QPoint(0, button.height())))
        menu.deleteLater()

    def _act(self, act: CardAct, _checked: bool = False) -> None:
        self.acted.emit(act)

    def _one_line(self) -> str:
        return self.entry.subject or visible_part(self.entry.text)[:_SUMMARY]
