"""Filling in a snippet: the form beside the text as it will be, and the key that takes it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.snippet_use.filling import Filled, Filling
from app.ui.snippet_use.form import CONTACT, TICKET, FillInForm
from app.ui.snippet_use.preview import TextPreview
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

_WIDTH, _HEIGHT = 820, 480


class FillInPane(QWidget):
    """``filled`` tells a ``Filled``; fields that stay empty stay open places in its text."""

    filled = Signal(object)
    left = Signal()

    def __init__(
        self, filling: Filling, theme: Theme, *, take: str, parent: QWidget | None = None
    ) -> None:
        """``take`` is what the button says: *Insert*, *Copy*."""
        super().__init__(parent)
        self._filling = filling
        self._take = take
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

    def confirm(self) -> None:
        """Take the text as it is."""
        answers = self.form.answers
        self.filled.emit(
            Filled(self._filling, self._filling.render(answers), answers, self.form.kept)
        )

    def focus_first(self) -> None:
        """Put the keyboard where something is to be filled in."""
        self.form.focus_first()

    def _show(self) -> None:
        rendered = self._filling.render(self.form.answers)
        self.form.ask(rendered.asked)
        self.preview.show_text(rendered.text)
        count = len(rendered.missing)
        self._open.setText(
            ngettext(
                "{count} place stays open: fill it in later in the text.",
                "{count} places stay open: fill them in later in the text.",
                count,
            ).format(count=count)
            if count
            else _("Everything is filled in. Enter takes the text.")
        )

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
            self.confirm()
        else:
            super().keyPressEvent(event)


class FillInDialog(QDialog):
    """``FillInPane`` in a window of its own over the one it was asked from."""

    filled = Signal(object)

    def __init__(self, filling: Filling, theme: Theme, parent: QWidget, *, take: str) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Fill in “{title}”").format(title=filling.title))
        self.pane = FillInPane(filling, theme, take=take)
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.pane)
        self.pane.filled.connect(self._filled)
        self.pane.left.connect(self.reject)

    def open(self) -> None:
        """Show it over its window with the keyboard in the first question."""
        super().open()
        self.pane.focus_first()

    def sizeHint(self) -> QSize:
        screen = self.screen().availableGeometry()
        width = min(self._theme.px(_WIDTH), screen.width() - 40)
        return QSize(width, min(self._theme.px(_HEIGHT), screen.height() - 60))

    def _filled(self, filled: Filled) -> None:
        self.accept()
        self.filled.emit(filled)


def _places(filling: Filling) -> dict[str, str]:
    """Where answers about this target can be kept."""
    places = {}
    if filling.target.ticket_id is not None:
        places[TICKET] = _("Kept with the ticket")
    if filling.contact_name:
        places[CONTACT] = _("Kept with {name}").format(name=filling.contact_name)
    return places
