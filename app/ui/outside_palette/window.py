"""Snippets beside other programs: a small window on top that copies a finished text."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.placeholders import visible
from app.services import kept_answers, snippet_uses
from app.ui.operations import Operations
from app.ui.snippet_use.catalogue import catalogue_of
from app.ui.snippet_use.fill_in import FillInPane
from app.ui.snippet_use.filling import Filled, Filling, Target, read_filling
from app.ui.snippet_use.palette import SnippetPalette
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tips import plain_tip
from app.ui.widgets.message_bar import MessageBar, Severity

_WIDTH, _HEIGHT = 760, 440
_SEEN_MS = 900
"""So long the window says that it copied before it goes out of the way."""


class OutsidePalette(QFrame):
    """``open`` brings it up; a copied text is recorded as used, for the ticket that is open."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        *,
        open_ticket: Callable[[], int | None],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self._operations = operations
        self._theme = theme
        self._open_ticket = open_ticket
        self._now = now
        self._ticket_id: int | None = None
        self.setWindowTitle(_("Snippets"))
        self.setProperty("pane", "surface")
        self.setWindowIcon(theme.icon("snippets"))
        self.for_ticket = QCheckBox()
        self.for_ticket.toggled.connect(self._turn)
        self.palette_ = SnippetPalette(operations, catalogue_of(operations), theme, now=now)
        self.palette_.chosen.connect(self._use)
        self.palette_.left.connect(self.hide)
        self.pane: FillInPane | None = None
        self.told = MessageBar(theme, closable=False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.palette_)
        self._hint = QLabel(_("Enter copies the finished text · Esc closes"))
        set_text_style(self._hint, TextStyle.CAPTION)
        self._away = QTimer(self, singleShot=True, interval=_SEEN_MS)
        self._away.timeout.connect(self.hide)
        self._lay_out()
        screen = self.screen().availableGeometry()
        width = min(theme.px(_WIDTH), screen.width() - theme.px(40))
        self.resize(width, min(theme.px(_HEIGHT), screen.height() - theme.px(60)))

    def open(self) -> None:
        """Come to the front with the keyboard in the line; for the ticket that is open, if any."""
        self._away.stop()
        self.told.hide()
        self._leave_form()
        self.show()
        self.raise_()
        self.activateWindow()
        self._ticket_id = self._open_ticket()
        self.for_ticket.setVisible(self._ticket_id is not None)
        blocked = self.for_ticket.blockSignals(True)
        self.for_ticket.setChecked(self._ticket_id is not None)
        self.for_ticket.blockSignals(blocked)
        self.palette_.begin(self._target())
        if self._ticket_id is not None:
            self._operations.read(
                ticket_rows, [self._ticket_id], owner=self, key="ticket", done=self._name_ticket
            )

    def _name_ticket(self, rows: list[TicketRow]) -> None:
        for row in rows:
            name = row.contact_name or row.contact_email or row.subject
            words = _("&For #{number} {name}").format(number=row.number, name=name)
            self.for_ticket.setText(words)
            self.for_ticket.setToolTip(plain_tip(row.subject))

    def _target(self) -> Target:
        wanted = self._ticket_id if self.for_ticket.isChecked() else None
        return Target(ticket_id=wanted, agent_id=self._operations.agent_id)

    def _turn(self, _checked: bool) -> None:
        self._leave_form()
        self.palette_.begin(self._target(), text=self.palette_.line.text())

    # From a choice to the clipboard

    def _use(self, snippet_id: int) -> None:
        self._operations.read(
            read_filling,
            snippet_id,
            self._target(),
            now=self._now(),
            owner=self,
            key="filling",
            done=self._ask,
            failed=self._tell_fault,
        )

    def _ask(self, filling: Filling) -> None:
        if not filling.needs_form:
            self._copy(Filled(filling, filling.render()))
            return
        self._leave_form()
        self.pane = FillInPane(
            filling, self._theme, take=_("Copy"), take_with_gaps=_("Copy with […]")
        )
        self.pane.filled.connect(self._copy)
        self.pane.left.connect(self._back)
        self._stack.addWidget(self.pane)
        self._stack.setCurrentWidget(self.pane)
        self.pane.focus_first()

    def _copy(self, filled: Filled) -> None:
        filling, rendered = filled.filling, filled.rendered
        QGuiApplication.clipboard().setText(visible(rendered.text))
        self._operations.run(
            snippet_uses.record_copy,
            filling.snippet_id,
            version=filling.version,
            language=filling.variant.language,
            form=filling.variant.form,
            text=rendered.text,
            filled=filled.answers_as_text,
            ticket_id=filling.target.ticket_id,
            now=self._now(),
            label=_("Copied a snippet"),
            toast=False,
        )
        if filled.kept:
            self._operations.run(
                kept_answers.keep_answers,
                ticket_id=filling.target.ticket_id,
                kept=filled.kept,
                now=self._now(),
                label=_("Kept what was filled in"),
                toast=False,
            )
        self._back()
        severity = Severity.WARNING if rendered.missing else Severity.SUCCESS
        words = _("Copied with […]: fill in the rest where you paste it.")
        self.told.show_message(
            words if rendered.missing else _("Copied. Paste it where it belongs."),
            severity=severity,
        )
        self._away.start()

    def _back(self) -> None:
        self._leave_form()
        self.palette_.line.setFocus()

    def _leave_form(self) -> None:
        self._stack.setCurrentWidget(self.palette_)
        if self.pane is not None:
            self._stack.removeWidget(self.pane)
            self.pane.deleteLater()
            self.pane = None

    def _tell_fault(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.told.show_message(str(error), severity=Severity.ERROR)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(8))
        column.setSpacing(px(8))
        for widget in (self.for_ticket, self.told):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self._hint)
