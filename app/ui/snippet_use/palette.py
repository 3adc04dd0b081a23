"""Finding a snippet: a line to type in, the list of what matches, and how the text would read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.snippet_library import CatalogueEntry
from app.ui.operations import Operations
from app.ui.palette import PaletteLine
from app.ui.palette_list import Entry, PaletteList
from app.ui.snippet_use.catalogue import Catalogue
from app.ui.snippet_use.filling import Filling, Target, read_filling
from app.ui.snippet_use.preview import TextPreview
from app.ui.snippet_use.ranking import Shelf
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style

if TYPE_CHECKING:
    from app.queries.snippet_suggestions import Suggestion

_PREVIEW_MS = 60
"""Rest on an entry before its text is read: who holds the arrow key down reads none."""
_FURTHER_MS = 40
"""Rest on the keys before the texts are searched, too; what they add comes below."""
_SHOWN = 100


class SnippetPalette(QWidget):
    """``begin`` for a target, then ``chosen`` tells the id of the snippet to use."""

    chosen = Signal(int)
    left = Signal()

    def __init__(
        self,
        operations: Operations,
        catalogue: Catalogue,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._catalogue = catalogue
        self._theme = theme
        self._now = now
        self._target = Target()
        self._suggested: tuple[Suggestion, ...] = ()
        self.filling: Filling | None = None
        self.line = PaletteLine()
        self.line.setPlaceholderText(_("Abbreviation, title or words of a snippet"))
        self.line.setAccessibleName(_("Search snippets"))
        set_style_property(self.line, "large", True)
        self.list = PaletteList(theme)
        self.list.setAccessibleName(_("Snippets"))
        self._title = QLabel()
        self._title.setWordWrap(True)
        set_text_style(self._title, TextStyle.SECTION)
        self._about = QLabel()
        self._about.setWordWrap(True)
        set_text_style(self._about, TextStyle.CAPTION)
        self.preview = TextPreview(theme)
        self._nothing = QLabel()
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text_style(self._nothing, TextStyle.MUTED)
        self._rest = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._rest.timeout.connect(self._read_preview)
        self._further = QTimer(self, singleShot=True, interval=_FURTHER_MS)
        self._further.timeout.connect(self._search_further)
        self._lay_out()
        self._connect()

    def begin(self, target: Target, *, text: str = "") -> None:
        """Start over for a target; ``text`` is typed already."""
        self._target = target
        self._suggested = ()
        self._catalogue.ask()
        self.line.setText(text)
        self._search()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        if target.ticket_id is not None:
            from app.queries.snippet_suggestions import suggestions

            self._operations.read(
                suggestions, target.ticket_id, owner=self, key="suggestions", done=self._suggest
            )

    def entries(self) -> Sequence[Entry]:
        """What is listed now."""
        return self.list.entries

    def _suggest(self, found: "tuple[Suggestion, ...]") -> None:
        self._suggested = tuple(found)
        if not self.line.text().strip():
            self._search()

    def _search(self) -> None:
        shelf = self._catalogue.shelf
        text = self.line.text().strip()
        self.list.start_over()
        found = shelf.matching(text, limit=_SHOWN) if shelf is not None else []
        entries = [self._entry(each) for each in found]
        if not text and shelf is not None:
            entries = _with_first(self._suggestions(shelf), entries)
        self._show(entries, final=not text)
        if text:
            self._further.start()
        else:
            self._further.stop()

    def _search_further(self) -> None:
        shelf = self._catalogue.shelf
        if shelf is None:
            return
        listed = self.list.entries
        more = shelf.further(self.line.text(), limit=_SHOWN)
        entries = _with_first(listed, [self._entry(each) for each in more])
        if len(entries) > len(listed) or not entries:
            self._show(entries, final=True)

    def _suggestions(self, shelf: Shelf) -> list[Entry]:
        reasons = {each.snippet_id: each.reason for each in self._suggested}
        return [self._entry(each, reason=reasons[each.id]) for each in shelf.by_ids(list(reasons))]

    def _show(self, entries: Sequence[Entry], *, final: bool) -> None:
        """List these; that there are none is only said when nothing more can come."""
        self.list.set_entries(entries)
        nothing = final and not entries
        self._nothing.setText(self._why_nothing() if nothing else "")
        self.list.setVisible(not nothing)
        self._nothing.setVisible(nothing)
        self._turned()

    def _entry(self, entry: CatalogueEntry, *, reason: str = "") -> Entry:
        icon = "star-filled" if entry.favourite else "snippets"
        return Entry(
            str(entry.id),
            entry.title,
            partial(self.chosen.emit, entry.id),
            subtitle=reason or entry.folder,
            icon="status-new" if reason else icon,
            key=entry.abbreviation,
        )

    def _why_nothing(self) -> str:
        shelf = self._catalogue.shelf
        if shelf is None:
            return ""
        if not len(shelf):
            return _("There are no snippets yet. The page “Snippets” makes the first one.")
        return _("No snippet matches “{text}”.").format(text=self.line.text().strip())

    def _turned(self) -> None:
        """Another entry is chosen: show its name at once, its text after a moment."""
        chosen = self.list.chosen
        self._title.setText(chosen.title if chosen is not None else "")
        if chosen is None or self.filling is None or str(self.filling.snippet_id) != chosen.id:
            self.filling = None
            self._rest.start()
        shelf = self._catalogue.shelf
        entries = shelf.by_ids([int(chosen.id)]) if chosen is not None and shelf else []
        self._about.setText(_about(entries[0]) if entries else "")
        self._about.setVisible(bool(self._about.text()))

    def _read_preview(self) -> None:
        chosen = self.list.chosen
        if chosen is None:
            self.preview.show_text("")
            return
        self._operations.read(
            read_filling,
            int(chosen.id),
            self._target,
            now=self._now(),
            owner=self,
            key="preview",
            done=self._show_preview,
            failed=self._show_fault,
        )

    def _show_preview(self, filling: Filling) -> None:
        chosen = self.list.chosen
        if chosen is not None and chosen.id == str(filling.snippet_id):
            self.filling = filling
            self.preview.show_text(filling.render().text)

    def _show_fault(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.preview.show_text(str(error))

    def _confirm(self) -> None:
        if self.list.chosen is not None:
            self.list.chosen.run()

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self._search())
        self.line.stepped.connect(self._step)
        self.line.confirmed.connect(self._confirm)
        self.line.left.connect(self.left)
        self.list.confirmed.connect(lambda entry: entry.run())
        self._catalogue.changed.connect(self._search)

    def _step(self, rows: int) -> None:
        self.list.step(rows)
        self._turned()

    def _lay_out(self) -> None:
        px = self._theme.px
        side = QWidget()
        about = QVBoxLayout(side)
        about.setContentsMargins(px(16), px(12), px(12), px(12))
        about.setSpacing(px(8))
        about.addWidget(self._title)
        about.addWidget(self._about)
        about.addWidget(self.preview, 1)
        found = QVBoxLayout()
        found.setContentsMargins(0, px(4), 0, px(4))
        found.addWidget(self.list, 1)
        found.addWidget(self._nothing, 1)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addLayout(found, 5)
        halves.addWidget(_rule(vertical=True))
        halves.addWidget(side, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(_rule())
        column.addLayout(halves, 1)

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        self._further.stop()
        super().hideEvent(event)


def _with_first(first: Sequence[Entry], more: Sequence[Entry]) -> list[Entry]:
    known = {each.id for each in first}
    return [*first, *(each for each in more if each.id not in known)]


def _rule(*, vertical: bool = False) -> QFrame:
    rule = QFrame()
    rule.setProperty("line", True)
    if vertical:
        rule.setFixedWidth(1)
    else:
        rule.setFixedHeight(1)
    return rule


def _about(entry: CatalogueEntry) -> str:
    """Where a snippet lies and how often it was used, on one line."""
    tags = " ".join(f"#{tag}" for tag in entry.tags)
    used = ngettext("used once", "used {count} times", entry.use_count)
    count = used.format(count=entry.use_count) if entry.use_count else ""
    return " · ".join(filter(None, (entry.folder, tags, count)))
