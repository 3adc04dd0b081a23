"""Tags as chips, with a line at their end that completes known ones."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme, set_style_property
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow_layout import FlowLayout

_SEPARATORS = ",;\t"


class TagLine(QLineEdit):
    """Enter, Tab or a comma takes the text as a tag; Backspace in the empty line the last one."""

    taken = Signal(str)
    stepped_back = Signal()

    def event(self, event: QEvent) -> bool:
        # Tab belongs to the tag while there is text, else it leaves the field.
        tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if tab and event.type() == QEvent.Type.KeyPress and self.text().strip():
            self._take()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        confirmed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip()
        if confirmed or (event.text() and event.text() in _SEPARATORS):
            self._take()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.stepped_back.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def _take(self) -> None:
        text = " ".join(self.text().split())
        self.clear()
        if text:
            self.taken.emit(text)


class TagEditor(QFrame):
    """``tags_changed`` comes only when the person changed them; ``adding`` is on the empty line."""

    tags_changed = Signal(object)
    """The tags now, a tuple of str in their order."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, adding: str | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self._known = QStringListModel(self)
        self._line = TagLine()
        words = adding if adding is not None else _("Add tag")
        self._line.setPlaceholderText(words)
        self._line.setAccessibleName(words)
        set_style_property(self._line, "plain", True)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._complete)
        self._line.setCompleter(completer)
        self._line.taken.connect(self.add_tag)
        self._line.stepped_back.connect(self._remove_last)
        self._flow = FlowLayout(self, spacing=theme.px(4))
        self._flow.addWidget(self._line)
        needed = self._line.fontMetrics().horizontalAdvance(words) + theme.px(16)
        self._line.setMinimumWidth(max(theme.px(80), needed))
        self.setFocusProxy(self._line)

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(chip.text for chip in self._chips)

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these tags, as the ticket has them now."""
        wanted = list(tags)
        if tuple(wanted) == self.tags:
            return
        for chip in self._chips:
            self._drop(chip)
        self._chips = []
        for tag in wanted:
            self._insert(tag)

    def set_known(self, tags: Sequence[str]) -> None:
        """The tags to complete from."""
        self._known.setStringList(list(tags))

    def add_tag(self, text: str) -> None:
        """Add a tag unless it is there, whatever its case."""
        if text.casefold() in (tag.casefold() for tag in self.tags):
            return
        known = {tag.casefold(): tag for tag in self._known.stringList()}
        self._insert(known.get(text.casefold(), text))
        self.tags_changed.emit(self.tags)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _insert(self, tag: str) -> None:
        chip = Chip(tag, self._theme, tone=Role.ACCENT, removable=True, parent=self)
        chip.removed.connect(self._removed)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _removed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._remove(chip)

    def _remove(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._drop(chip)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tags_changed.emit(self.tags)

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _remove_last(self) -> None:
        if self._chips:
            self._remove(self._chips[-1])

    def _complete(self, text: str) -> None:
        self.add_tag(text)
        # The completer writes its text into the line after this signal.
        self._line.clear()
