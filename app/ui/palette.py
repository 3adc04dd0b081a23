"""The command palette: one line to find any action, ticket, contact or view."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.ui import fuzzy
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.palette_list import Entry, PaletteList
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style

_WIDTH = 620
_ROWS = 10
_ROW = 36
_REMEMBERED = 12
_BEST = 8

Found = Callable[[Sequence[Entry]], None]


class Source(Protocol):
    """Where entries come from: calls ``found`` at once or later, the best first."""

    def search(self, text: str, found: Found) -> None: ...


class FixedSource:
    """Entries known at once, such as views; ranked by how well they match."""

    def __init__(self, entries: Callable[[], Sequence[Entry]], *, limit: int = _BEST) -> None:
        self._entries = entries
        self._limit = limit

    def search(self, text: str, found: Found) -> None:
        entries = self._entries()
        if not text:
            found(entries)
            return
        scored = [(fuzzy.score(text, entry.title), entry) for entry in entries]
        matching = [each for each in scored if each[0] != fuzzy.NO_MATCH]
        matching.sort(key=lambda each: -each[0])
        found([entry for _score, entry in matching[: self._limit]])


class ActionSource(FixedSource):
    """All actions that can be done now, with their keys."""

    def __init__(self, actions: Actions, *, scopes: Callable[[], set[Scope]]) -> None:
        """``scopes`` says which pages' actions make sense now."""
        super().__init__(partial(_action_entries, actions, scopes))


class PaletteLine(QLineEdit):
    """Up, Down, Page Up, Page Down and Enter belong to the list."""

    stepped = Signal(int)
    confirmed = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_ROWS,
            Qt.Key.Key_PageDown: _ROWS,
        }
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CommandPalette(QFrame):
    """``open_over(window)``. Sources keep their order, so nothing jumps when late ones answer."""

    recent_changed = Signal(object)
    """Ids of the entries used last, newest first, to be remembered."""

    def __init__(
        self,
        theme: Theme,
        sources: Sequence[Source],
        *,
        recent: Sequence[str] = (),
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._sources = tuple(sources)
        self._recent = list(recent)
        self._found: dict[int, Sequence[Entry]] = {}
        self._request = 0
        self.setProperty("popup", True)
        self.setAccessibleName(_("Command palette"))
        self.line = PaletteLine()
        self.line.setPlaceholderText(_("What do you want to do, or find?"))
        self.line.setAccessibleName(_("Search actions, tickets, contacts and views"))
        set_style_property(self.line, "large", True)
        self.list = PaletteList(theme)
        self._nothing = QLabel(_("Nothing matches"))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text_style(self._nothing, TextStyle.MUTED)
        rule = QFrame()
        rule.setProperty("line", True)
        rule.setFixedHeight(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(1, 1, 1, 1)
        for widget in (self.line, rule, self.list, self._nothing):
            self._column.addWidget(widget)
        self.line.textChanged.connect(self._search)
        self.line.stepped.connect(self.list.step)
        self.line.confirmed.connect(self._run_chosen)
        self.line.left.connect(self.close)
        self.list.confirmed.connect(self._run)

    def open_over(self, window: QWidget) -> None:
        """Open near the top of ``window``, empty, with what was used last."""
        px = self._theme.px
        width = min(px(_WIDTH), window.width() - px(48))
        self.list.setFixedHeight(px(_ROW) * _ROWS + px(8))
        self._nothing.setFixedHeight(px(_ROW) * 2)
        self.setFixedWidth(width)
        self.line.clear()
        self._search("")
        self.adjustSize()
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, px(64))))
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Late answers are for nobody.
        self._request += 1

    def _search(self, text: str) -> None:
        self._request += 1
        self._found.clear()
        self.list.start_over()
        for place, source in enumerate(self._sources):
            source.search(text.strip(), partial(self._take, self._request, place))
        self._show_found()

    def _take(self, request: int, place: int, entries: Sequence[Entry]) -> None:
        if request == self._request:
            self._found[place] = entries
            self._show_found()

    def _show_found(self) -> None:
        entries = [entry for place in sorted(self._found) for entry in self._found[place]]
        if not self.line.text().strip():
            entries.sort(key=self._age)
        self.list.set_entries(entries)
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)

    def _age(self, entry: Entry) -> int:
        return self._recent.index(entry.id) if entry.id in self._recent else len(self._recent)

    def _run_chosen(self) -> None:
        if self.list.chosen is not None:
            self._run(self.list.chosen)

    def _run(self, entry: Entry) -> None:
        self.close()
        self._recent = [entry.id, *(each for each in self._recent if each != entry.id)]
        del self._recent[_REMEMBERED:]
        self.recent_changed.emit(list(self._recent))
        entry.run()


def _action_entries(actions: Actions, scopes: Callable[[], set[Scope]]) -> list[Entry]:
    sensible: set[Scope] = scopes() | {Scope.WINDOW}
    entries = []
    for action in actions:
        made = actions[action.id]
        if action.id != "edit.palette" and action.scope in sensible and made.isEnabled():
            entries.append(
                Entry(
                    f"action:{action.id}",
                    made.iconText(),
                    made.trigger,
                    icon=action.icon or "next",
                    key=actions.key_text(action.id),
                )
            )
    return entries
