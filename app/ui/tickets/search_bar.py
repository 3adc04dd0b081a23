"""The search box: completion, what was understood in plain words, errors with their mending."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.language import ParsedQuery, QueryError, Vocabulary, explain, parse
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.tickets.search_completer import SearchCompleter
from app.ui.widgets.elided_label import ElidedLabel

_OF_POPUP = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Escape,
    }
)


class SearchBar(QLineEdit):
    """The line one types into; ``asked`` follows every key."""

    asked = Signal(object)
    """``ParsedQuery`` of the text as it stands; for empty text everything, without errors."""
    left = Signal()
    """Enter, Down or a second Esc: back to the list."""

    def __init__(
        self, theme: Theme, vocabulary: Callable[[], Vocabulary], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Search tickets"))
        self.setPlaceholderText(_("Search, e.g. status:open müller"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(min(theme.px(220), 300))
        self.addAction(theme.icon("search", Role.MUTED), QLineEdit.ActionPosition.LeadingPosition)
        self.parsed = parse("")
        self._completer = SearchCompleter(self, theme, vocabulary)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._ask)

    def show_text(self, text: str) -> None:
        """Put another search into the box, as when it was chosen elsewhere."""
        self.setText(text)
        self._completer.close()

    def mend(self, error: QueryError) -> None:
        """Put the suggestion of an error in its place."""
        if error.suggestion is not None:
            text = self.text()
            self.setText(text[: error.start] + error.suggestion + text[error.end :])
            self.setFocus()

    def _edited(self) -> None:
        self._completer.offer_soon()

    def _ask(self, text: str) -> None:
        self._understand(typing=True)

    def _understand(self, *, typing: bool) -> None:
        parsed = parse(self.text(), typing=typing)
        if parsed != self.parsed:
            self.parsed = parsed
            set_style_property(self, "wrong", bool(parsed.errors))
            spoken = " ".join(each.message for each in parsed.errors)
            self.setAccessibleDescription(spoken or explain(parsed.term))
            self.asked.emit(parsed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._completer.open and key in _OF_POPUP:
            # The popup shows them to the line first, and takes what the line leaves.
            event.ignore()
            return
        if key in _OF_POPUP:
            self._completer.close()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._understand(typing=False)
            if not self.parsed.errors:
                self.left.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            if event.key() == Qt.Key.Key_Escape or (plain and event.text().isprintable()):
                event.accept()
                return True
        return super().event(event)


class SearchExplanation(QWidget):
    """The line below the box: what is shown, or what was not understood and how to mend it."""

    mend_asked = Signal(object)
    """The ``QueryError`` whose suggestion is to be taken."""
    save_asked = Signal()
    clear_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setAccessibleName(_("What the search asks for"))
        set_text_style(self._words, TextStyle.MUTED)
        self._save = _link(_("Save as view"), self.save_asked.emit)
        self._clear = _link(_("Clear"), self.clear_asked.emit)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self._words, 1)
        line.addWidget(self._save)
        line.addWidget(self._clear)
        self._lines = QVBoxLayout(self)
        margin = theme.px(24)
        self._lines.setContentsMargins(margin, 0, margin, theme.px(8))
        self._lines.setSpacing(theme.px(4))
        self._lines.addLayout(line)
        self._errors: list[QWidget] = []
        self.hide()

    def show_query(self, text: str, parsed: ParsedQuery) -> None:
        """Explain a search; an empty one needs no words."""
        if not text.strip():
            self.hide()
            return
        self.show()
        explained = explain(parsed.term)
        self._words.setText(explained)
        self._words.setToolTip(explained)
        for each in self._errors:
            self._lines.removeWidget(each)
            each.deleteLater()
        self._errors = [self._error_line(each) for each in parsed.errors[:2]]
        for each in self._errors:
            self._lines.addWidget(each)

    def _error_line(self, error: QueryError) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(8))
        words = ElidedLabel(error.message)
        set_text_style(words, TextStyle.DANGER)
        layout.addWidget(words)
        if error.suggestion is not None:
            use = _link(
                _("Use “{suggestion}”").format(suggestion=error.suggestion),
                lambda: self.mend_asked.emit(error),
            )
            layout.addWidget(use)
        layout.addStretch(1)
        return line


def _link(text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "link")
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda: act())
    return button
