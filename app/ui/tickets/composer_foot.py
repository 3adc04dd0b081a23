"""The foot of the composer: files and spelling, what becomes of the ticket, how the text leaves."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.rules.enums import DraftKind, Status
from app.settings import LeaveAs
from app.ui.actions import Actions
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton

THEN = (Status.OPEN, Status.WAITING_CUSTOMER, Status.SOLVED)
"""What a ticket can become with an answer, each a button."""


def leave_words(way: LeaveAs) -> str:
    """What the button of a way says."""
    return {
        LeaveAs.CLIPBOARD: _("Copy and record"),
        LeaveAs.MAIL_PROGRAM: _("Open in mail program"),
        LeaveAs.DRAFT_FILE: _("Open as mail draft"),
    }[way]


_ICONS = {
    LeaveAs.CLIPBOARD: "send-clipboard",
    LeaveAs.MAIL_PROGRAM: "send-program",
    LeaveAs.DRAFT_FILE: "send-draft-file",
}


class ComposerFoot(QWidget):
    """Knows no text; says which button was pressed."""

    left = Signal(object)
    """``LeaveAs``, or None for *save as a file*; a note is saved whatever it is."""
    attach_wanted = Signal()
    spelling_toggled = Signal(bool)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self._way = LeaveAs.CLIPBOARD
        self._kind = DraftKind.REPLY
        self._then = QButtonGroup(self)
        self._choice = QWidget()
        self._lead = QLabel(_("Then:"))
        self.spelling = IconButton("spell-check", _("Check spelling"), theme, role=Role.MUTED)
        self.spelling.setCheckable(True)
        self.spelling.clicked.connect(self.spelling_toggled)
        snippet = IconButton("snippets", "", theme, role=Role.MUTED)
        snippet.set_label(actions["composer.snippet"].toolTip())
        snippet.clicked.connect(actions["composer.snippet"].trigger)
        attach = IconButton("attachment", "", theme, role=Role.MUTED)
        attach.set_label(actions["composer.attach"].toolTip())
        attach.clicked.connect(self.attach_wanted)
        self._leave = Button("", theme, kind=ButtonKind.PRIMARY, icon="send")
        self._leave.clicked.connect(self._leave_now)
        self._ways = QToolButton()
        self._ways.setIcon(theme.icon("expand"))
        self._ways.setToolTip(_("Other ways for the answer to leave"))
        self._ways.setAccessibleName(_("Other ways for the answer to leave"))
        self._ways.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._ways)
        self._ways.setMenu(self._menu)
        self._hint = QLabel(wordWrap=True)
        set_text_style(self._hint, TextStyle.CAPTION)
        self._untold = False
        self._cramped = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(snippet, attach)
        actions.keys_changed.connect(self._tell_keys)

    def show_for(self, kind: DraftKind, way: LeaveAs) -> None:
        """Offer what fits: a note is saved, an answer leaves in one of three ways."""
        self._kind, self._way = kind, way
        note = kind is DraftKind.NOTE
        self._choice.setVisible(not note)
        self._ways.setVisible(not note)
        self._leave.setText(_("Save note") if note else leave_words(way))
        self._leave.setIcon(self._theme.icon("check" if note else _ICONS[way], Role.ACCENT_TEXT))
        self._menu.clear()
        for each in LeaveAs:
            action = self._menu.addAction(self._theme.icon(_ICONS[each]), leave_words(each))
            action.triggered.connect(partial(self._emit, each))
        action = self._menu.addAction(self._theme.icon("save"), _("Save as mail draft (.eml)…"))
        action.triggered.connect(partial(self._emit, None))
        self._tell_keys()
        self._turn()

    def show_hint(self, shown: bool) -> None:
        """Tell the keys below the buttons, unless something else has to be told."""
        self._untold = not shown
        self._hint.setVisible(shown and not self._cramped)

    def set_cramped(self, cramped: bool) -> None:
        """Whether lines of the text are worth more than the keys, which the tooltip of the button
        tells too."""
        self._cramped = cramped
        self._hint.setVisible(not self._untold and not cramped)

    @property
    def then_status(self) -> Status:
        """What the ticket becomes once the answer has left."""
        return THEN[max(0, self._then.checkedId())]

    def set_then_status(self, status: Status) -> None:
        """Choose what the ticket becomes."""
        self._then.button(THEN.index(status)).setChecked(True)

    def _lay_out(self, snippet: IconButton, attach: IconButton) -> None:
        px = self._theme.px
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(px(2))
        set_text_style(self._lead, TextStyle.MUTED)
        choice.addWidget(self._lead)
        for place, (words, tip) in enumerate(
            (
                (_("&Open"), _("The ticket stays open")),
                (_("&Waiting"), _("The ticket waits for the customer")),
                (_("&Solved"), _("The ticket is solved")),
            )
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._then.addButton(button, place)
            choice.addWidget(button)
        self._then.button(1).setChecked(True)
        before = QHBoxLayout()
        before.setSpacing(px(4))
        before.addWidget(snippet)
        before.addWidget(attach)
        before.addWidget(self.spelling)
        before.addStretch(1)
        before.addWidget(self._choice)
        leaving = QHBoxLayout()
        leaving.setSpacing(px(4))
        leaving.addStretch(1)
        leaving.addWidget(self._leave)
        leaving.addWidget(self._ways)
        self._row.setSpacing(px(8))
        self._row.addLayout(before, 1)
        self._row.addLayout(leaving)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(self._row)
        column.addWidget(self._hint)

    def _turn(self) -> None:
        """One line where its words fit, else the buttons that send get their own.

        The buttons explain themselves, so the word before them is the first to go.
        """
        first = self._row.itemAt(0)
        lead = self._lead.sizeHint().width()
        if first is not None:
            bare = first.sizeHint().width() - (0 if self._lead.isHidden() else lead)
            self._lead.setVisible(bare + lead <= self.width())
        parts = [item.sizeHint().width() for item in map(self._row.itemAt, range(2)) if item]
        fits = sum(parts) + self._row.spacing() <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way is not self._row.direction():
            self._row.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """As wide as one of its lines: narrower than both in one, it turns."""
        parts = [item.minimumSize().width() for item in map(self._row.itemAt, range(2)) if item]
        return QSize(max(parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _tell_keys(self, _keys: object = None) -> None:
        send = self._actions.key_text("composer.send")
        solve = self._actions.key_text("composer.send_solve")
        snippet = self._actions.key_text("composer.snippet")
        if self._kind is DraftKind.NOTE:
            words = _("{send} saves · {snippet} inserts a snippet · Esc keeps the draft")
        else:
            words = _(
                "{send} leaves · {solve} leaves and solves · {snippet} inserts a snippet · "
                "Esc keeps the draft"
            )
        for told in (self._hint.setText, self._leave.setToolTip):
            told(words.format(send=send, solve=solve, snippet=snippet))

    def _leave_now(self) -> None:
        self.left.emit(self._way)

    def _emit(self, way: LeaveAs | None, _checked: bool = False) -> None:
        self.left.emit(way)
