"""What can be done to a message of the conversation, by its menu or by a key."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.contacts import contact_by_email
from app.queries.conversation import Entry
from app.rules.enums import Direction, DraftKind
from app.services import answers, contacts
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.tickets.card_state import CardAct
from app.ui.tickets.composer import Composer
from app.ui.tickets.conversation_view import ConversationView
from app.ui.tickets.message_text import visible_part
from app.ui.tickets.note_editor import NoteEditor
from app.ui.tickets.raw_view import RawView
from app.ui.tickets.rethreading import Rethreading


class CardActs(QObject):
    """Acts on the cards of ``view``; answers begin in ``composer``."""

    def __init__(
        self,
        view: ConversationView,
        composer: Composer,
        rethreading: Rethreading,
        operations: Operations,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._composer = composer
        self._rethreading = rethreading
        self._operations = operations
        self._theme = theme
        self._now = now
        self._widget = parent
        view.acted.connect(self.act)
        view.link_followed.connect(self._follow)

    def act(self, act: CardAct, entry: Entry) -> None:
        """Do what was chosen at a message."""
        match act:
            case CardAct.REPLY:
                self._composer.start(DraftKind.REPLY, entry.id)
            case CardAct.FORWARD:
                self._composer.start(DraftKind.FORWARD, entry.id)
            case CardAct.COPY:
                QGuiApplication.clipboard().setText(visible_part(entry.text))
            case CardAct.WHY:
                self._rethreading.explain(entry, self._widget)
            case CardAct.SOURCE:
                RawView(entry, self._operations, self._theme, self._widget).show()
            case CardAct.SPLIT:
                self._rethreading.begin(entry.id)
            case CardAct.EDIT:
                self._edit_note(entry)
            case CardAct.DELETE:
                self._delete_note(entry)
            case CardAct.PICTURES_ALWAYS:
                self._allow_pictures(entry)

    def show_source(self) -> None:
        """The raw mail that a key is meant for."""
        entry = self._current_message()
        if entry is not None and entry.raw_id is not None:
            self.act(CardAct.SOURCE, entry)

    def explain(self) -> None:
        """Why the message that a key is meant for is in this ticket."""
        entry = self._current_message()
        if entry is not None:
            self.act(CardAct.WHY, entry)

    def _current_message(self) -> Entry | None:
        """The mail a key is meant for: the one with the focus, else the newest."""
        current = self._view.current
        if current is not None and self._view.column.has_focused_card:
            return current
        mails = [each for each in self._view.entries if each.direction is not Direction.NOTE]
        return mails[-1] if mails else None

    def _edit_note(self, entry: Entry) -> None:
        editor = NoteEditor(entry.text, self._theme, self._widget)
        editor.accepted.connect(lambda: self._change_note(entry, editor.text))
        editor.open()

    def _change_note(self, entry: Entry, text: str) -> None:
        if text != entry.text:
            self._operations.run(
                answers.change_note, entry.id, text, now=self._now(), label=_("Changed a note")
            )

    def _delete_note(self, entry: Entry) -> None:
        self._operations.run(
            answers.delete_note, entry.id, now=self._now(), label=_("Deleted a note")
        )

    def _allow_pictures(self, entry: Entry) -> None:
        self._operations.read(
            contact_by_email, entry.sender_email, owner=self, done=self._allow_pictures_of
        )

    def _allow_pictures_of(self, contact_id: int | None) -> None:
        if contact_id is not None:
            self._operations.run(
                contacts.allow_pictures,
                contact_id,
                True,
                now=self._now(),
                label=_("Pictures of this sender are shown from now on"),
            )

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto", "tel"):
            QDesktopServices.openUrl(url)
