"""What is found before an answer leaves: listed calmly, each to be looked at or passed over."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.sending import Finding, FindingKind
from app.ui.actions import Actions
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

_MOST = 4
"""More are counted: they come up as these are dealt with."""


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
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme.px(8))
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnStretch(1, 1)
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
        for place, group in enumerate(groups[:_MOST]):
            self._add(place, group)
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

    def _add(self, place: int, group: Sequence[Finding]) -> None:
        finding = group[0]
        sign = QLabel()
        side = self._theme.px(16)
        icon, role = ("warning", Role.WARNING) if passable(finding) else ("error", Role.DANGER)
        sign.setPixmap(self._theme.icon(icon, role).pixmap(QSize(side, side)))
        words = QLabel(_words(group))
        words.setWordWrap(True)
        missing = finding.kind is FindingKind.NO_ATTACHMENT
        label = _("Attach files…") if missing else _("Show")
        show = Button(label, self._theme, kind=ButtonKind.LINK)
        show.clicked.connect(partial(self._show, group))
        show.setAccessibleName(f"{label}: {words.text()}")
        self._rows.addWidget(sign, place, 0)
        self._rows.addWidget(words, place, 1)
        self._rows.addWidget(show, place, 2)
        if passable(finding):
            ignore = Button(_("Ignore"), self._theme, kind=ButtonKind.LINK)
            ignore.setAccessibleName(f"{_('Ignore')}: {words.text()}")
            ignore.clicked.connect(partial(self.ignored.emit, finding))
            self._rows.addWidget(ignore, place, 3)

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


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Open places together, and first; everything else by itself."""
    places = [each for each in findings if not passable(each)]
    return [*([places] if places else []), *([each] for each in findings if passable(each))]


def _words(group: Sequence[Finding]) -> str:
    if len(group) == 1:
        return group[0].message
    return _("{count} places are still open.").format(count=len(group))
