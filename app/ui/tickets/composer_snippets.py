"""Snippets in the composer: by abbreviation and Tab, by the palette, and what comes with them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from app.i18n import _
from app.rules.snippet_trigger import abbreviation_before
from app.services import snippet_uses
from app.ui.operations import Operations
from app.ui.snippet_use.catalogue import catalogue_of
from app.ui.snippet_use.filling import Filled, Filling, Target, read_filling
from app.ui.snippet_use.open_places import length_in_document
from app.ui.snippet_use.place_answers import Completion
from app.ui.theme import Theme
from app.ui.tickets.composer_foot import THEN
from app.ui.tickets.composer_parts import ComposerParts, Writing
from app.ui.tickets.composer_places import ComposerPlaces
from app.ui.tickets.composer_reading import snippet_files
from app.ui.widgets.message_bar import Severity


class ComposerSnippets(QObject):
    """Acts on the text of the composer while something is being written."""

    failed = Signal(object)
    """Why a snippet could not be used."""

    def __init__(
        self,
        parts: ComposerParts,
        operations: Operations,
        theme: Theme,
        writing: Callable[[], Writing | None],
        *,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._text = parts.text
        self._operations = operations
        self._theme = theme
        self._writing = writing
        self._now = now
        self._catalogue = catalogue_of(operations)
        self._text.installEventFilter(self)
        self._places = ComposerPlaces(
            parts.text,
            operations,
            theme,
            draft_id=lambda: parts.keeper.draft_id,
            target=self._target,
            now=now,
            parent=self,
        )
        self._places.completed.connect(self._place_filled)
        self._text.gaps_copied.connect(self._tell_of_gaps)

    def begin(self) -> None:
        """Something is being written: the abbreviations will be wanted."""
        self._catalogue.ask()
        self._places.begin()

    def open_palette(self) -> None:
        """Let the person choose a snippet for where the caret is."""
        if self._writing() is None or self._text.isReadOnly():
            return
        from app.ui.snippet_use.popover import SnippetPopover

        cursor = self._text.textCursor()
        popover = SnippetPopover(
            self._operations, self._catalogue, self._theme, self._text, now=self._now
        )
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.chosen.connect(partial(self.use, cursor=cursor))
        popover.open_over(self._text, self._target(), typed=cursor.selectedText())

    def use(self, snippet_id: int, *, cursor: QTextCursor) -> None:
        """Fill in a snippet in place of what ``cursor`` has selected."""
        self._operations.read(
            read_filling,
            snippet_id,
            self._target(),
            now=self._now(),
            owner=self,
            key="filling",
            done=partial(self._ask, self._writing(), cursor),
            failed=self.failed.emit,
        )

    def _target(self) -> Target:
        writing = self._writing()
        ticket_id = writing.ticket_id if writing is not None else None
        return Target(ticket_id=ticket_id, agent_id=self._operations.agent_id)

    # Abbreviation and Tab

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab after an abbreviation means the snippet, otherwise what it always means."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            return self._expand()
        return False

    def _expand(self) -> bool:
        cursor = self._text.textCursor()
        shelf = self._catalogue.shelf
        if shelf is None or cursor.hasSelection() or self._text.isReadOnly():
            return False
        line = cursor.block().text().encode("utf-16-le", "surrogatepass")
        at = 2 * cursor.positionInBlock()
        before = line[:at].decode("utf-16-le", "surrogatepass")
        after = line[at:].decode("utf-16-le", "surrogatepass")
        for typed in abbreviation_before(before, after):
            entry = shelf.by_abbreviation(typed)
            if entry is not None:
                length = length_in_document(typed)
                left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
                cursor.movePosition(left, keep, length)
                self.use(entry.id, cursor=cursor)
                return True
        return False

    # Filling in and inserting

    def _ask(self, writing: Writing | None, cursor: QTextCursor, filling: Filling) -> None:
        if writing is None or writing is not self._writing():
            return
        if not filling.needs_form:
            self._insert(cursor, Filled(filling, filling.render()))
            return
        from app.ui.snippet_use.fill_in import FillInDialog

        dialog = FillInDialog(filling, self._theme, self._text.window(), take=_("Insert"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filled.connect(partial(self._insert, cursor))
        dialog.finished.connect(lambda _result: self._text.setFocus())
        dialog.open()

    def _insert(self, cursor: QTextCursor, filled: Filled) -> None:
        writing = self._writing()
        if writing is None:
            return
        rendered = filled.rendered
        start = cursor.selectionStart()
        self._text.places.insert(cursor, rendered.text)
        offset = rendered.cursor if rendered.cursor is not None else len(rendered.text)
        cursor.setPosition(start + length_in_document(rendered.text[:offset]))
        self._text.setTextCursor(cursor)
        self._text.setFocus()
        self._bring_along(filled)
        self._note(filled)
        self._keep(filled, writing.ticket_id)

    def _bring_along(self, filled: Filled) -> None:
        filling = filled.filling
        actions = filling.actions
        if actions.status in THEN:
            self._parts.foot.set_then_status(actions.status)
        self._parts.offers.offer(
            actions,
            category=filling.category,
            promised=filled.rendered.dates,
            now=filling.snapshot.now,
        )
        if filling.files:
            self._operations.read(
                snippet_files,
                filling.files,
                owner=self,
                done=self._parts.files.attach,
                failed=self.failed.emit,
            )

    def _note(self, filled: Filled) -> None:
        """Note in the draft what was inserted; what is still open is noted again once filled."""
        self._places.remember(filled)
        self._parts.keeper.flush(partial(self._note_in, filled, filled.rendered.text))

    def _place_filled(self, done: Completion) -> None:
        writing = self._writing()
        if writing is not None:
            filling = done.filled.filling
            self._parts.offers.offer_days(
                done.promised, now=filling.snapshot.now, ticked=filling.actions.snooze
            )
            self._note(done.filled)
            self._keep(done.filled, writing.ticket_id)

    def _note_in(self, filled: Filled, text: str, draft_id: int) -> None:
        filling = filled.filling
        self._operations.run(
            snippet_uses.note_insertion,
            draft_id,
            snippet_id=filling.snippet_id,
            version=filling.version,
            language=filling.variant.language,
            form=filling.variant.form,
            filled=filled.answers_as_text,
            text=text,
            now=self._now(),
            label=_("Inserted a snippet"),
            toast=False,
        )

    def _keep(self, filled: Filled, ticket_id: int) -> None:
        if filled.kept:
            from app.services import kept_answers

            self._operations.run(
                kept_answers.keep_answers,
                ticket_id=ticket_id,
                kept=filled.kept,
                now=self._now(),
                label=_("Kept what was filled in"),
                toast=False,
            )

    def _tell_of_gaps(self) -> None:
        self._parts.hint.show_message(
            _(
                "Something is still open in what you copied, so other programs do not get it. "
                "Ctrl+Shift+C copies it with […]."
            ),
            severity=Severity.INFO,
        )
