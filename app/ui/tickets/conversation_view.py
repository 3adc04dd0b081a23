"""The cards of a conversation: their states, and what they show beyond the plain text."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.conversation import AttachmentRow, Entry
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.attachments import THUMBNAIL, is_picture
from app.ui.tickets.card_column import CardColumn
from app.ui.tickets.card_state import CardAct, CardState
from app.ui.tickets.message_card import MessageCard
from app.ui.tickets.message_content import (
    MessageHtml,
    read_html,
    read_raw_text,
    read_thumbnail,
)
from app.ui.tickets.message_text import visible_part
from app.ui.tickets.remote_pictures import RemotePictures

_MINUTE_MS = 60_000
_LINE = 18
_LETTERS_A_LINE = 80
_HEAD = 60
_LARGEST_THUMBNAIL = 10_000_000


class ConversationView(QWidget):
    """Shows entries and remembers, while the ticket stays, what was unfolded and loaded."""

    acted = Signal(object, object)
    """``CardAct`` and the entry, for all acts that are not about how a card is shown."""
    attachment_acted = Signal(object, object, object)
    link_followed = Signal(QUrl)
    chosen_changed = Signal(object)
    """The ids chosen in split mode, as a tuple in time order."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._theme = theme
        self._now = now
        self._entries: dict[Hashable, Entry] = {}
        self._states: dict[int, CardState] = {}
        self._pictures_allowed: frozenset[str] = frozenset()
        self._asked: set[tuple[str, int]] = set()
        self.column = CardColumn(gap=theme.px(8), margin=theme.px(16), parent=self)
        self.column.setAccessibleName(_("Conversation"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.column)
        self._status = QLabel(self)
        self._status.setProperty("card", True)
        set_text_style(self._status, TextStyle.CAPTION)
        self._status.hide()
        self.column.installEventFilter(self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._refresh_times)
        self._minute.start()
        theme.changed.connect(self.column.refresh_all)
        preferences.changed.connect(self._preferences_changed)
        self._plain = preferences.current.plain_text_mails

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown, oldest first."""
        return tuple(self._entries.values())

    def show_entries(
        self,
        entries: Sequence[Entry],
        *,
        same_ticket: bool,
        pictures_allowed: frozenset[str] = frozenset(),
        formatted: Mapping[int, MessageHtml] = MappingProxyType({}),
    ) -> None:
        """Show a conversation; with ``same_ticket`` the view stays where it is.

        ``pictures_allowed`` are addresses whose pictures are loaded without asking again,
        ``formatted`` are texts that were read already.
        """
        if not same_ticket:
            self._states.clear()
            self._asked.clear()
        now: dict[Hashable, Entry] = {entry.id: entry for entry in entries}
        changed = [key for key, old in self._entries.items() if now.get(old.id) != old]
        newest_before = next(reversed(self._entries), None)
        self._entries = now
        self._pictures_allowed = pictures_allowed
        for entry in entries:
            if entry.id in formatted:
                self.state(entry).html = formatted[entry.id]
        self.column.set_cards(
            list(self._entries), make=self._make, estimate=self._estimate, keep=same_ticket
        )
        if same_ticket:
            for key in changed:
                self.column.refresh(key)
        newest = next(reversed(self._entries), None)
        if newest is not None and (not same_ticket or newest != newest_before):
            self.column.show_card(newest)

    def state(self, entry: Entry) -> CardState:
        """How the card of ``entry`` is shown."""
        if entry.id not in self._states:
            as_html = entry.has_html and not self._plain
            self._states[entry.id] = CardState(expanded=not entry.automatic, as_html=as_html)
        return self._states[entry.id]

    def set_choosing(self, chosen: Sequence[int] | None) -> None:
        """Let messages be chosen, beginning with ``chosen``; None ends it."""
        for entry in self._entries.values():
            self.state(entry).chosen = None if chosen is None else entry.id in chosen
        self.column.refresh_all()
        self._tell_chosen()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids chosen so far."""
        return tuple(each.id for each in self._entries.values() if self.state(each).chosen)

    @property
    def current(self) -> Entry | None:
        """The entry the keyboard is at, else the one at the top of the view."""
        key = self.column.current_key
        return self._entries.get(key) if key is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_status()
        return False

    # Making cards

    def _estimate(self, key: Hashable) -> int:
        entry = self._entries[key]
        if not self.state(entry).expanded:
            return self._theme.px(_HEAD - _LINE)
        lines = sum(1 + len(line) // _LETTERS_A_LINE for line in entry.text[:4000].splitlines())
        return self._theme.px(_HEAD + _LINE * min(lines, 60))

    def _make(self, key: Hashable, parent: QWidget) -> QWidget:
        entry = self._entries[key]
        card = MessageCard(
            entry,
            self.state(entry),
            self._theme,
            self._now,
            parent,
            width=self.column.card_width,
        )
        card.acted.connect(self._card_acted)
        card.attachment_acted.connect(self.attachment_acted)
        card.link_hovered.connect(self._show_link)
        card.link_followed.connect(self.link_followed)
        self._load(entry)
        return card

    def _load(self, entry: Entry) -> None:
        """Read what the card shows beyond its text, once."""
        state = self.state(entry)
        if not state.expanded:
            return
        if state.as_html and state.html is None:
            self._read("html", entry, read_html, entry.id, done=self._html_read)
        elif state.html is not None:
            self._fetch_allowed(entry, state.html)
        if _is_unreadable(entry) and state.raw_text is None:
            self._read("raw", entry, read_raw_text, entry.id, done=self._raw_read)
        for file in entry.attachments:
            wanted = is_picture(file) and file.size <= _LARGEST_THUMBNAIL
            if wanted and file.id not in state.thumbnails:
                widest = 3 * self._theme.px(THUMBNAIL)
                done = partial(self._thumbnail_read, file=file)
                self._read(f"picture {file.id}", entry, read_thumbnail, file, widest, done=done)

    def _read(
        self,
        what: str,
        entry: Entry,
        query: Callable[..., object],
        *args: object,
        done: Callable[..., None],
    ) -> None:
        if (what, entry.id) not in self._asked:
            self._asked.add((what, entry.id))
            self._operations.read(query, *args, owner=self, done=partial(done, entry))

    def _html_read(self, entry: Entry, html: MessageHtml | None) -> None:
        if html is None:
            self.state(entry).as_html = False
            return
        self.state(entry).html = html
        self._show_anew(entry)
        self._fetch_allowed(entry, html)

    def _fetch_allowed(self, entry: Entry, html: MessageHtml) -> None:
        """Load the pictures of a sender for whom the person said *always*, once."""
        allowed = entry.sender_email.casefold() in self._pictures_allowed
        if html.missing_pictures and allowed and ("fetch", entry.id) not in self._asked:
            self._asked.add(("fetch", entry.id))
            self._fetch_pictures(entry)

    def _raw_read(self, entry: Entry, text: str) -> None:
        self.state(entry).raw_text = text
        self._show_anew(entry)

    def _thumbnail_read(self, entry: Entry, image: QImage, *, file: AttachmentRow) -> None:
        self.state(entry).thumbnails[file.id] = image
        card = self.column.card(entry.id)
        if isinstance(card, MessageCard):
            card.show_thumbnail(file.id, image)

    def _show_anew(self, entry: Entry) -> None:
        card = self.column.card(entry.id)
        if isinstance(card, MessageCard):
            card.refresh()

    # What is asked of a card

    def _card_acted(self, act: CardAct, entry: Entry) -> None:
        if act is CardAct.FORMAT:
            state = self.state(entry)
            state.as_html = not state.as_html
            self._load(entry)
            self._show_anew(entry)
        elif act is CardAct.EXPAND:
            self._load(entry)
        elif act is CardAct.CHOOSE:
            self._tell_chosen()
        else:
            if act in (CardAct.PICTURES_ONCE, CardAct.PICTURES_ALWAYS):
                self._fetch_pictures(entry)
            self.acted.emit(act, entry)

    def _fetch_pictures(self, entry: Entry) -> None:
        html = self.state(entry).html
        if html is not None:
            RemotePictures(
                html.missing_pictures, partial(self._pictures_fetched, entry), parent=self
            )

    def _pictures_fetched(self, entry: Entry, found: Mapping[str, bytes]) -> None:
        state = self._states.get(entry.id)
        if state is not None and state.html is not None:
            state.html = state.html.with_pictures(found)
            self._show_anew(entry)

    def _tell_chosen(self) -> None:
        self.chosen_changed.emit(self.chosen)

    def _preferences_changed(self, _settings: object) -> None:
        plain = self._preferences.current.plain_text_mails
        if plain != self._plain:
            self._plain = plain
            for entry in self._entries.values():
                self.state(entry).as_html = entry.has_html and not plain
                self.column.refresh(entry.id)

    def _refresh_times(self) -> None:
        for card in self.column.cards:
            if isinstance(card, MessageCard):
                card.refresh_time()

    def _show_link(self, target: str) -> None:
        self._status.setVisible(bool(target))
        self._status.setText(
            self._status.fontMetrics().elidedText(
                target, Qt.TextElideMode.ElideMiddle, max(100, self.width() - 60)
            )
        )
        self._place_status()

    def _place_status(self) -> None:
        self._status.adjustSize()
        self._status.move(0, self.height() - self._status.height())
        self._status.raise_()


def _is_unreadable(entry: Entry) -> bool:
    """Nothing could be read of it: what arrived is shown instead."""
    nothing = not entry.attachments and not visible_part(entry.text).strip()
    return entry.raw_id is not None and nothing and bool(entry.warnings) and not entry.has_html
