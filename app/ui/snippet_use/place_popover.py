"""Filling in one open place in a finished text, with the control that fits its question."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from app.templating.snippets.fields import FieldKind
from app.ui.snippet_use.answer_fields import AnswerField
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.own_keys import claims_keys

_WIDTH = 300
_WIDE = 380
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROOMY = frozenset({FieldKind.LONG, FieldKind.SEVERAL})


class PlacePopover(BriefPopover):
    """``given`` tells the answer; Enter takes it, Esc leaves the place open."""

    given = Signal(object)

    def __init__(self, control: AnswerField, theme: Theme, parent: QWidget, *, count: int) -> None:
        """``count`` places of the text ask this."""
        super().__init__(theme, parent)
        self.control = control
        field = control.field
        self.setAccessibleName(field.label)
        self.setFixedWidth(theme.px(_WIDE if field.kind in _ROOMY else _WIDTH))
        heading = QLabel(field.label)
        heading.setWordWrap(True)
        heading.setBuddy(control.control)
        heading.setVisible(field.kind is not FieldKind.YES_NO)
        note = QLabel(_how_to_take(field.kind, count))
        note.setWordWrap(True)
        set_text_style(note, TextStyle.CAPTION)
        for widget in (heading, control, note):
            self.column.addWidget(widget)
        control.confirmed.connect(self._take)
        control.changed.connect(self._fit)
        self.setFocusProxy(control)

    def open_below(self, text: QWidget, rect: QRect) -> None:
        """Open below a place in ``text``."""
        self._fit()
        screen = text.screen().availableGeometry()
        below = text.mapToGlobal(rect.bottomLeft() + QPoint(0, self.theme.px(4)))
        above = text.mapToGlobal(rect.topLeft()).y() - self.height() - self.theme.px(4)
        y = below.y() if below.y() + self.height() <= screen.bottom() else above
        self.move(min(below.x(), screen.right() - self.width()), max(screen.top(), y))
        self.show()
        self.control.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As high as the texts need at this width."""
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))

    def _take(self) -> None:
        answer = self.control.answer
        if answer not in ("", ()):
            self.close()
            self.given.emit(answer)

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter takes the answer; behind the popover it would send the mail.
        return claims_keys(event, _ENTER) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._take()
        else:
            super().keyPressEvent(event)


def _how_to_take(kind: FieldKind, count: int) -> str:
    if kind is FieldKind.LONG:
        words = (
            _("Ctrl+Enter fills in all {count} places.")
            if count > 1
            else _("Ctrl+Enter fills it in.")
        )
    else:
        words = _("Enter fills in all {count} places.") if count > 1 else _("Enter fills it in.")
    return words.format(count=count)
