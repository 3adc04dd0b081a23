"""What is found before an answer leaves: listed calmly, each to be looked at or passed over."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.sending import Finding, FindingKind
from app.ui.actions import Actions
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

_MOST = 4
"""More are counted: they come up as these are dealt with."""

_SIGN_TAKES = 24
_WORDS_NEED = 160
"""Pixels at 100 % for the words beside the buttons."""


def passable(finding: Finding) -> bool:
    """Whether the person may send it all the same; a text with a hole never leaves."""
    return finding.kind is not FindingKind.OPEN_PLACE


class FindingsPanel(QWidget):
    """Hidden while there is nothing to tell. Open places share one line."""

    shown = Signal(object)
    """The ``Finding`` to look at."""
    ignored = Signal(object)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self.findings: tuple[Finding, ...] = ()
        self._at = -1
        self._tint = Role.WARNING_SOFT
        self._head = QLabel()
        self._head.setWordWrap(True)
        set_text_style(self._head, TextStyle.CAPTION)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = QLabel()
        set_text_style(self._more, TextStyle.CAPTION)
        column = QVBoxLayout(self)
        margin = theme.px(8)
        column.setContentsMargins(theme.px(12), margin, margin, margin)
        column.setSpacing(theme.px(4))
        column.addLayout(self._rows)
        column.addWidget(self._more)
        column.addWidget(self._head)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List these instead."""
        if tuple(findings) == self.findings:
            return
        self.findings = tuple(findings)
        self._at = min(self._at, len(self.findings) - 1)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        groups = _groups(self.findings)
        for group in groups[:_MOST]:
            self._rows.addWidget(self._row(group))
        left = len(groups) - _MOST
        self._more.setText(_("and {count} more").format(count=left))
        self._more.setVisible(left > 0)
        self._tint = Role.WARNING_SOFT if all(map(passable, findings)) else Role.DANGER_SOFT
        self.update()
        self._head.setText(self._keys())
        self.setAccessibleName("; ".join(each.message for each in self.findings))
        self.setVisible(bool(self.findings))

    def show_next(self) -> None:
        """Look at the next finding; after the last at the first."""
        if self.findings:
            self._at = (self._at + 1) % len(self.findings)
            self.shown.emit(self.findings[self._at])

    def ignore_current(self) -> None:
        """Pass over the finding looked at last, else over the first that can be."""
        for finding in (*self.findings[max(0, self._at) :], *self.findings):
            if passable(finding):
                self.ignored.emit(finding)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._tint))
        radius = self._theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _row(self, group: Sequence[Finding]) -> "_FindingRow":
        finding = group[0]
        row = _FindingRow(_words(group), self._theme, passable=passable(finding))
        missing = finding.kind is FindingKind.NO_ATTACHMENT
        row.offer(_("Attach files…") if missing else _("Show")).clicked.connect(
            partial(self._show, group)
        )
        if passable(finding):
            row.offer(_("Ignore")).clicked.connect(partial(self.ignored.emit, finding))
        return row

    def _show(self, group: Sequence[Finding]) -> None:
        """The first of a group, and with each further click the next."""
        places = [self.findings.index(each) for each in group]
        ahead = [place for place in places if place > self._at]
        self._at = (ahead or places)[0]
        self.shown.emit(self.findings[self._at])

    def _keys(self) -> str:
        names = {
            "next": self._actions.key_text("composer.next_finding"),
            "ignore": self._actions.key_text("composer.ignore_finding"),
            "send": self._actions.key_text("composer.send"),
        }
        if all(map(passable, self.findings)):
            words = _("{next} shows the next one · {ignore} ignores it · {send} again sends all")
        elif any(map(passable, self.findings)):
            words = _("{next} shows the next one · {ignore} ignores what may be ignored")
        else:
            words = _("{next} shows the next one · Enter there fills it in")
        return words.format(**names)


class _FindingRow(QWidget):
    """A sign, the words, and what can be done: beside them, or below where that is too narrow."""

    def __init__(self, words: str, theme: Theme, *, passable: bool) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        side = theme.px(16)
        icon, role = ("warning", Role.WARNING) if passable else ("error", Role.DANGER)
        sign = QLabel()
        sign.setPixmap(theme.icon(icon, role).pixmap(QSize(side, side)))
        label = QLabel(words)
        label.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(8))
        self._turning = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._turning.setSpacing(0)
        self._turning.addWidget(label, 1)
        self._turning.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(sign)
        row.addLayout(self._turning, 1)
        self._sign, self._line = sign, row

    def offer(self, words: str) -> Button:
        """A link for something to do about it."""
        link = Button(words, self._theme, kind=ButtonKind.LINK)
        link.setAccessibleName(f"{words}: {self._words}")
        self._buttons.addWidget(link)
        return link

    def minimumSizeHint(self) -> QSize:
        """As wide as the buttons: narrower than with words beside them, it turns."""
        beside = self._theme.px(_SIGN_TAKES)
        height = super().minimumSizeHint().height()
        return QSize(self._buttons.minimumSize().width() + beside, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width() - self._buttons.sizeHint().width() - self._theme.px(_SIGN_TAKES)
        beside = left >= self._theme.px(_WORDS_NEED)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way is not self._turning.direction():
            self._turning.setDirection(way)
            self._buttons.setAlignment(
                Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeft
            )
            top = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignTop
            self._line.setAlignment(self._sign, top)


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Open places together, and first; everything else by itself."""
    places = [each for each in findings if not passable(each)]
    return [*([places] if places else []), *([each] for each in findings if passable(each))]


def _words(group: Sequence[Finding]) -> str:
    if len(group) == 1:
        return group[0].message
    return _("{count} places are still open.").format(count=len(group))
