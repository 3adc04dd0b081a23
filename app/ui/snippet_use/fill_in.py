"""Filling in a snippet: the form beside the text as it will be, and the key that takes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.snippet_use.filling import CONTACT, TICKET, Filled, Filling
from app.ui.snippet_use.form import FillInForm
from app.ui.snippet_use.preview import TextPreview
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

_WIDTH, _HEIGHT = 820, 480


class FillInPane(QWidget):
    """``filled`` tells a ``Filled``; fields that stay empty stay open places in its text."""

    filled = Signal(object)
    left = Signal()

    def __init__(
        self,
        filling: Filling,
        theme: Theme,
        *,
        take: str,
        take_with_gaps: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``take`` is what the button says: *Insert*, *Copy*.

        With ``take_with_gaps`` a text that is still open takes that button, or Shift+Enter.
        """
        super().__init__(parent)
        self._filling = filling
        self._gaps = Button(take_with_gaps, theme)
        self._gaps.setToolTip(_("{button} (Shift+Enter)").format(button=take_with_gaps))
        self._gaps.clicked.connect(self._confirm_with_gaps)
        self._holds_back = bool(take_with_gaps)
        snapshot = filling.snapshot
        self.form = FillInForm(
            filling.render().asked,
            theme,
            today=snapshot.now.date(),
            holidays=snapshot.holidays,
            last=filling.last,
            keepable=_places(filling),
        )
        self.preview = TextPreview(theme)
        self._open = QLabel()
        set_text_style(self._open, TextStyle.CAPTION)
        self._open.setWordWrap(True)
        self.button = Button(take, theme, kind=ButtonKind.PRIMARY)
        self.button.setDefault(True)
        self.button.clicked.connect(self.confirm)
        cancel = Button(_("Cancel"), theme)
        cancel.clicked.connect(self.left)
        self._lay_out(theme, cancel)
        self.form.changed.connect(self._show)
        self.form.confirmed.connect(self.confirm)
        self._show()

    def confirm(self, *, with_gaps: bool = False) -> None:
        """Take the text; one that is still open only if that is fine here, or asked for."""
        answers = self.form.answers
        if self._holds_back and not with_gaps and self._filling.render(answers).missing:
            set_text_style(self._open, TextStyle.WARNING)
            self.form.focus_first()
            return
        self.filled.emit(
            Filled(self._filling, self._filling.render(answers), answers, self.form.kept)
        )

    def focus_first(self) -> None:
        """Put the keyboard where something is to be filled in."""
        self.form.focus_first()

    def _confirm_with_gaps(self, _checked: bool = False) -> None:
        self.confirm(with_gaps=True)

    def _show(self) -> None:
        rendered = self._filling.render(self.form.answers)
        self.form.ask(rendered.asked)
        self.preview.show_text(rendered.text)
        set_text_style(self._open, TextStyle.CAPTION)
        self._open.setText(self._state(len(rendered.missing)))
        self._gaps.setVisible(self._holds_back and bool(rendered.missing))

    def _state(self, missing: int) -> str:
        if not missing:
            return _("Everything is filled in. Enter takes the text.")
        if self._holds_back:
            words = ngettext(
                "{count} place is still open.", "{count} places are still open.", missing
            )
        else:
            words = ngettext(
                "{count} place stays open: fill it in later in the text.",
                "{count} places stay open: fill them in later in the text.",
                missing,
            )
        return words.format(count=missing)

    def _lay_out(self, theme: Theme, cancel: Button) -> None:
        px = theme.px
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.form)
        halves.addWidget(self.preview)
        halves.setStretchFactor(0, 4)
        halves.setStretchFactor(1, 5)
        halves.setSizes([px(_WIDTH) * 4 // 9, px(_WIDTH) * 5 // 9])
        feet = QHBoxLayout()
        feet.setSpacing(px(8))
        feet.addWidget(self._open, 1)
        feet.addWidget(cancel)
        feet.addWidget(self._gaps)
        feet.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(halves, 1)
        column.addLayout(feet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_F6:
            self.form.keep_focused()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter:
            self.confirm(with_gaps=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class FillInDialog(QDialog):
    """``FillInPane`` in a window of its own over the one it was asked from."""

    filled = Signal(object)

    def __init__(self, filling: Filling, theme: Theme, parent: QWidget, *, take: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Fill in “{title}”").format(title=filling.title))
        self.pane = FillInPane(filling, theme, take=take)
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.pane)
        self.pane.filled.connect(self._filled)
        self.pane.left.connect(self.reject)
        screen = parent.screen().availableGeometry()
        width = min(theme.px(_WIDTH), screen.width() - theme.px(40))
        self.resize(width, min(theme.px(_HEIGHT), screen.height() - theme.px(60)))

    def open(self) -> None:
        """Show it over its window with the keyboard in the first question."""
        super().open()
        self.pane.focus_first()

    def _filled(self, filled: Filled) -> None:
        self.accept()
        self.filled.emit(filled)


def _places(filling: Filling) -> dict[str, str]:
    """Where answers about this target can be kept."""
    words = {
        TICKET: _("Kept with the ticket"),
        CONTACT: _("Kept with {name}").format(name=filling.contact_name),
    }
    return {place: words[place] for place in filling.keepable}
