"""The right edge: everything a ticket is, each value one click or key from being changed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.ticket_details import TicketDetails, details
from app.queries.ticket_rows import TicketRow
from app.rules.enums import label
from app.rules.priority import explain
from app.rules.short_times import ahead, due_words
from app.rules.times import echo
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme
from app.ui.ticket_marks import STATUS_ICONS, STATUS_ROLES
from app.ui.tickets.contact_section import ContactSection
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.history_section import HistorySection
from app.ui.tickets.links_section import LinksSection
from app.ui.tickets.property_row import PropertyRow
from app.ui.tickets.template_form import LongText, TemplateForm
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers
from app.ui.tickets.ticket_paint import due_role
from app.ui.tickets.time_section import TimeSection
from app.ui.times import duration_text
from app.ui.widgets.rows_widget import paragraph
from app.ui.widgets.section import Section
from app.ui.widgets.tag_editor import TagEditor

if TYPE_CHECKING:
    from app.storage.changes import Changes

_ABOUT_TICKET = frozenset({"ticket", "ticket_link", "work_time", "category", "agent"})
_ABOUT_CONTACT = frozenset({"contact", "contact_address", "contact_phone", "organisation"})

_WIDEST = 360


class PropertiesPane(QScrollArea):
    """Shows one ticket; ``show_ticket(None)`` empties it."""

    ticket_requested = Signal(object)
    contact_requested = Signal(object)

    def __init__(
        self,
        operations: Operations,
        acts: TicketActs,
        choosers: TicketChoosers,
        state: DeskState,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._acts = acts
        self._choosers = choosers
        self._state = state
        self._theme = theme
        self._ticket_id: int | None = None
        self._wanted: Section | None = None
        self.details: TicketDetails | None = None
        self.setAccessibleName(_("Properties"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(theme.px(_WIDEST))
        self._body = QWidget()
        self._body.setProperty("scrolled", True)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(theme.px(8), theme.px(12), theme.px(8), theme.px(16))
        self._column.setSpacing(0)
        self._add_rows()
        self._add_texts()
        self._add_sections()
        self._column.addStretch(1)
        self.setWidget(self._body)
        self._body.hide()
        operations.changed.connect(self._desk_changed)
        state.changed.connect(self._read)

    def show_ticket(self, ticket_id: int | None) -> None:
        """Read and show a ticket."""
        if ticket_id == self._ticket_id:
            return
        self._ticket_id = ticket_id
        self._wanted = None
        if ticket_id is None:
            self.details = None
            self._body.hide()
            return
        self._read()

    @property
    def priority_reason(self) -> str:
        """Why the ticket has its priority, as shown."""
        return self._reason.text()

    def time_passed(self) -> None:
        """Say anew how long there is until the due time."""
        if self.details is not None:
            self._show_times(self.details.row)

    def unfold_history(self) -> None:
        """Open the history and bring it into view."""
        self._bring(self._history_section)

    def unfold_time(self) -> None:
        """Open time worked and bring it into view."""
        self._bring(self._time_head)

    def _bring(self, section: Section) -> None:
        """Unfold a section and put its head at the top, now and once it is filled."""
        section.set_opened(True)
        self._wanted = section
        self._scroll_to_wanted()

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None:
            self._body.adjustSize()
            self.verticalScrollBar().setValue(self._wanted.y())

    def _history_filled(self) -> None:
        if self._wanted is self._history_section:
            QTimer.singleShot(0, self, self._scroll_to_wanted)

    # Building

    def _add_rows(self) -> None:
        theme = self._theme
        self._status = self._row(_("Status"))
        self._assignee = self._row(_("Assignee"))
        self._priority = self._row(_("Priority"))
        self._reason = paragraph("", TextStyle.CAPTION)
        self._reason.setContentsMargins(theme.px(108), 0, theme.px(6), theme.px(4))
        self._column.addWidget(self._reason)
        self._category = self._row(_("Category"))
        self._level = self._row(_("Level"))
        self._due = self._row(_("Due"))
        self._snooze = self._row(_("Snoozed"))
        self._status.clicked.connect(lambda: self._choose("status"))
        self._assignee.clicked.connect(lambda: self._choose("assignee"))
        self._priority.clicked.connect(lambda: self._choose("priority"))
        self._category.clicked.connect(lambda: self._choose("category"))
        self._level.clicked.connect(lambda: self._choose("level"))
        self._due.clicked.connect(lambda: self._choose("due"))
        self._snooze.clicked.connect(lambda: self._choose("snooze"))

    def _row(self, name: str) -> PropertyRow:
        row = PropertyRow(name, self._theme)
        self._column.addWidget(row)
        return row

    def _add_texts(self) -> None:
        theme = self._theme
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(6), theme.px(4))
        column.setSpacing(theme.px(4))
        column.addWidget(paragraph(_("Tags"), TextStyle.CAPTION))
        self.tags_editor = TagEditor(theme)
        self.tags_editor.tags_changed.connect(self._change_tags)
        column.addWidget(self.tags_editor)
        self._column.addWidget(box)
        self._form = TemplateForm(theme)
        self._form.answered.connect(self._answer)
        self._column.addWidget(self._form)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(6), theme.px(12))
        column.setSpacing(theme.px(4))
        column.addWidget(paragraph(_("Resolution"), TextStyle.CAPTION))
        self.resolution = LongText(theme, "")
        self.resolution.setPlaceholderText(_("What solved it"))
        self.resolution.setAccessibleName(_("Resolution"))
        self.resolution.left_changed.connect(self._change_resolution)
        column.addWidget(self.resolution)
        self._column.addWidget(box)

    def _add_sections(self) -> None:
        theme = self._theme
        self._contact = ContactSection(self._operations, theme)
        self._contact.ticket_requested.connect(self.ticket_requested)
        self._contact.contact_requested.connect(self.contact_requested)
        self._contact.choice_asked.connect(self._choose_contact)
        self._links = LinksSection(self._acts, theme)
        self._links.ticket_requested.connect(self.ticket_requested)
        self._links.link_asked.connect(self._link)
        self.time_section = TimeSection(self._acts, self._state, theme)
        self._history = HistorySection(self._operations, self._state, theme)
        self._column.addWidget(Section(_("Contact"), self._contact, theme))
        self._links_section = Section(_("Links"), self._links, theme)
        self._column.addWidget(self._links_section)
        self._time_head = Section(_("Time worked"), self.time_section, theme, opened=False)
        self._column.addWidget(self._time_head)
        self._history_section = Section(_("History"), self._history, theme, opened=False)
        self._history_section.toggled.connect(self._read_history)
        self._history.filled.connect(self._history_filled)
        self._column.addWidget(self._history_section)

    # Showing

    def _read(self) -> None:
        if self._ticket_id is not None:
            self._operations.read(
                details, self._ticket_id, owner=self, key="details", done=self._show
            )

    def _show(self, found: TicketDetails | None) -> None:
        if found is None or found.row.id != self._ticket_id:
            self._body.setVisible(found is not None)
            return
        before, self.details = self.details, found
        row = found.row
        self._show_rows(found, row)
        self.tags_editor.set_known(self._state.words.tags)
        self.tags_editor.set_tags(row.tags)
        self._form.show_fields(row.id, found.fields)
        self.resolution.set_text(found.resolution)
        self._links.show_links(found)
        self._links_section.set_title(_counted(_("Links"), len(found.links) + len(found.merged)))
        self.time_section.show_time(found)
        self._time_head.set_title(_worked_title(found.seconds_worked))
        if before is None or before.row.id != row.id or before.row.contact_id != row.contact_id:
            self._contact.show_contact(row.id, row.contact_id)
        self._read_history()
        self._body.show()

    def _show_rows(self, found: TicketDetails, row: TicketRow) -> None:
        self._status.show_value(
            label(row.status), sign=(STATUS_ICONS[row.status], STATUS_ROLES[row.status])
        )
        person = (row.assignee_name, row.assignee_colour if row.assignee_id else None)
        nobody = row.assignee_id is None
        self._assignee.show_value(
            row.assignee_name or _("Nobody"),
            role=Role.MUTED if nobody else Role.TEXT,
            person=person,
        )
        reason = explain(
            manual=found.manual_priority,
            impact=found.impact,
            urgency=found.urgency,
            matrix=self._state.words.matrix,
        )
        sign = (f"priority-{row.priority.value}", PRIORITY_ROLES[row.priority])
        self._priority.show_value(label(row.priority), sign=sign, tooltip=reason)
        self._reason.setText(reason.partition(": ")[2])
        self._category.show_value(
            row.category or _("None"), role=Role.TEXT if row.category else Role.MUTED
        )
        self._level.show_value(label(row.level))
        self._show_times(row)

    def _show_times(self, row: TicketRow) -> None:
        now, zone = self._state.now, self._state.zone
        if row.due_at is None:
            self._due.show_value(_("None"), role=Role.MUTED)
        else:
            role = due_role(row, now)
            self._due.show_value(
                due_words(row.due_at, now=now, zone=zone),
                role=Role.TEXT if role is Role.MUTED else role,
                sign=("due", role),
                tooltip=echo(row.due_at, zone=zone),
            )
        if row.snoozed_until is None:
            self._snooze.show_value(_("No"), role=Role.MUTED)
        else:
            self._snooze.show_value(
                ahead(row.snoozed_until, now=now, zone=zone),
                sign=("snooze", Role.INFO),
                tooltip=echo(row.snoozed_until, zone=zone),
            )

    def _read_history(self) -> None:
        if self._history_section.opened and self._ticket_id is not None:
            self._history.show_history(self._ticket_id)

    def _desk_changed(self, changes: "Changes") -> None:
        if self._ticket_id is None:
            return
        if self._ticket_id in changes.of("ticket").updated or not (
            _ABOUT_TICKET - {"ticket"}
        ).isdisjoint(changes.tables):
            self._read()
        if not _ABOUT_CONTACT.isdisjoint(changes.tables) and self.details is not None:
            self._contact.show_contact(self._ticket_id, self.details.row.contact_id)

    # Acting

    def _choose(self, what: str) -> None:
        if self.details is None:
            return
        row, ids = self.details.row, [self.details.row.id]
        match what:
            case "status":
                self._choosers.status(ids, self._status, row)
            case "assignee":
                self._choosers.assignee(ids, self._assignee, row)
            case "priority":
                self._choosers.priority(ids, self._priority, self.details)
            case "category":
                self._choosers.category(ids, self._category, self.details.category_id)
            case "level":
                self._choosers.level(ids, self._level, row)
            case "due":
                self._choosers.due(ids, self._due)
            case "snooze":
                self._choosers.snooze(ids, self._snooze, row)

    def _link(self) -> None:
        if self._ticket_id is not None:
            contact_id = self.details.row.contact_id if self.details is not None else None
            self._choosers.link(self._ticket_id, self.window(), contact_id)

    def _choose_contact(self) -> None:
        if self._ticket_id is not None:
            self._choosers.contact([self._ticket_id], self.window())

    def _change_tags(self, tags: tuple[str, ...]) -> None:
        if self.details is None:
            return
        row = self.details.row
        added = [tag for tag in tags if tag not in row.tags]
        removed = [tag for tag in row.tags if tag not in tags]
        if added:
            self._acts.add_tags([row.id], added)
        if removed:
            self._acts.remove_tags([row.id], removed)

    def _answer(self, key: str, value: object, field_label: str) -> None:
        if self.details is not None:
            self._acts.set_fields(self.details.row.id, {key: value}, field_label)

    def _change_resolution(self) -> None:
        if self.details is not None:
            text = self.resolution.toPlainText().strip()
            self._acts.set_resolution(self.details.row.id, text)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(264), self._theme.px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(220), 340), self._theme.px(120))


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})" if count else title


def _worked_title(seconds: int) -> str:
    if not seconds:
        return _("Time worked")
    return f"{_('Time worked')} · {duration_text(timedelta(minutes=seconds // 60))}"
