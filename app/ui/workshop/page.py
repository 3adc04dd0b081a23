"""The workshop page: the list, one workshop to prepare, and the room where it is held."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, language
from app.queries.workshop.workshops import Workshop, WorkshopRow, templates, workshop, workshops
from app.rules.workshop.templates import Template
from app.services.workshop import meetings
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.paper import Paper
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.name_popover import NamePopover
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.window_memory import WindowMemory
from app.ui.workshop.current_stack import CurrentStack
from app.ui.workshop.prepare.editing import Editing
from app.ui.workshop.prepare.form import PrepareForm
from app.ui.workshop.prepare.reminders import Reminders
from app.ui.workshop.prepare.sheets import agenda, slips
from app.ui.workshop.prepare.template_menu import TemplateMenu
from app.ui.workshop.prepare.workshop_list import WorkshopList
from app.ui.workshop.room.room import Room
from app.ui.workshop.statement.view import StatementView

_TABLES = frozenset(
    {"workshop", "workshop_question", "workshop_idea", "workshop_vote", "workshop_template"}
    | {"mission", "mission_check"}
)
_PEOPLE = "workshop/people"
_USUAL_PEOPLE = 8
_LIST_WIDTH = 300
_OF_THE_LIST = ("new", "start", "copy", "delete", "template", "agenda", "slips", "statement")
_OF_THE_STATEMENT = ("save_version", "poster", "record")
_OF_THE_ROOM = (
    "leave",
    "next_phase",
    "previous_phase",
    "people",
    "full_screen",
    "screen",
    "blank",
    "scheme",
)


class WorkshopPage(QWidget):
    """List and preparation, or the room while a workshop is held."""

    told = Signal(str)
    """A text for a toast."""
    hushed = Signal(bool)
    """True while a workshop is held: nothing of a ticket may appear on any screen."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        *,
        now: Callable[[], datetime] = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._actions = actions
        self._theme = theme
        self._memory = memory
        self._now = now
        self._workshop: Workshop | None = None
        self._awaited: int | None = None
        self._then: Callable[[], None] | None = None
        self._header = PageHeader(_("Workshops"), theme)
        self.list = WorkshopList(theme)
        self._editing = Editing(operations, now, self)
        self.form = PrepareForm(self._editing, theme)
        self.room = Room(operations, preferences, actions, theme, memory, now=now)
        self.statement = StatementView(operations, actions, theme, now=now)
        self.reminders = Reminders(operations, theme, now=now)
        self._paper = Paper(operations, self)
        self._empty = EmptyState(
            theme,
            icon="workshop",
            text=_("No workshop yet"),
            hint=_(
                "Lead your team in an hour from an empty table to one statement for each question."
            ),
            primary=_("New workshop"),
        )
        self._main = QStackedWidget()
        self._stack = CurrentStack()
        self._stack.currentChanged.connect(self._stack.updateGeometry)
        self._lay_out()
        self._connect()
        self._enable()
        self._read_list()

    # What others ask

    def show_workshop(self, workshop_id: int) -> None:
        """Open one workshop to prepare, as from the command palette."""
        if not self.in_room:
            if self.in_statement:
                self.statement.leave()
            self._awaited = workshop_id
            self._read_list()

    def show_room(self, workshop_id: int) -> None:
        """Go into the room of a workshop, as where a vote was left open."""
        self._then = self.open_room
        self.show_workshop(workshop_id)

    def show_follow_up(self, workshop_id: int) -> None:
        """Go to where solved tickets are held against the statement of a workshop."""
        self._then = partial(self.open_statement, follow_up=True)
        self.show_workshop(workshop_id)

    @property
    def in_room(self) -> bool:
        """A workshop is held now."""
        return self._stack.currentWidget() is self.room

    @property
    def in_statement(self) -> bool:
        """The statement of a workshop is worked on now."""
        return self._stack.currentWidget() is self.statement

    def open_statement(self, *, follow_up: bool = False) -> None:
        """Go to the mission statement of the workshop that is shown, perhaps to its follow-up."""
        self.form.save()
        if self._workshop is not None:
            self._stack.setCurrentWidget(self.statement)
            self.setFocusProxy(self.statement)
            self._enable()
            self.statement.open(self._workshop.id, follow_up=follow_up)

    def open_room(self) -> None:
        """Go into the room with the workshop that is shown."""
        self.form.save()
        if self._workshop is not None:
            self._operations.read(
                workshop, self._workshop.id, owner=self, key="room", done=self._enter_room
            )

    # Reading

    def _read_list(self) -> None:
        self._operations.read(workshops, owner=self, key="list", done=self._show_list)
        self.reminders.read()

    def _show_list(self, rows: tuple[WorkshopRow, ...]) -> None:
        self.list.show_workshops(rows)
        if self._awaited is not None and any(each.id == self._awaited for each in rows):
            self.list.choose(self._awaited)
            self._awaited = None
        self._stack_list(bool(rows))

    def _stack_list(self, there_are_some: bool) -> None:
        self._main.setCurrentIndex(0 if there_are_some else 1)
        if not self.in_room and not self.in_statement:
            self.setFocusProxy(self.list if there_are_some else self._empty)
        self._enable()

    def _choose(self, workshop_id: int | None) -> None:
        if workshop_id is None:
            self._workshop = None
            self._enable()
        else:
            self._operations.read(
                workshop, workshop_id, owner=self, key="workshop", done=self._show_workshop
            )

    def _show_workshop(self, found: Workshop | None) -> None:
        self._workshop = found
        if found is not None:
            self.form.show_workshop(found)
        self._enable()
        if self._then is not None and self._awaited is None:
            then, self._then = self._then, None
            then()

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables) and not self.in_room:
            self._read_list()

    # Acting

    def _ask_for_template(self) -> None:
        self._operations.read(
            templates, language(), owner=self, key="templates", done=self._show_templates
        )

    def _show_templates(self, found: tuple[Template, ...]) -> None:
        menu = TemplateMenu(found, self._theme, self)
        menu.chosen.connect(self._create)
        menu.removed.connect(self._editing.remove_template)
        menu.popup(self._header.mapToGlobal(QPoint(self._theme.px(24), self._header.height())))
        menu.setActiveAction(menu.actions()[0])

    def _create(self, template: Template) -> None:
        remembered = self._memory.text(_PEOPLE)
        self._operations.run(
            meetings.create,
            template=template.key,
            day=self._now().astimezone().date(),
            people=int(remembered) if remembered.isdecimal() else _USUAL_PEOPLE,
            language=language(),
            now=self._now(),
            label=_("Added workshop “{title}”").format(title=template.name),
            owner=self,
            done=self._created,
        )

    def _created(self, workshop_id: int) -> None:
        self._awaited = workshop_id
        self._read_list()
        self.form.title.setFocus()

    def _copy(self) -> None:
        if self._workshop is not None:
            self._operations.run(
                meetings.copy,
                self._workshop.id,
                day=self._now().astimezone().date(),
                now=self._now(),
                label=_("Copied workshop “{title}”").format(title=self._workshop.title),
                owner=self,
                done=self._created,
            )

    def _delete(self) -> None:
        if self._workshop is not None:
            self._operations.run(
                meetings.delete,
                [self._workshop.id],
                now=self._now(),
                label=_("Deleted workshop “{title}”").format(title=self._workshop.title),
                owner=self,
            )

    def _save_template(self) -> None:
        if self._workshop is not None:
            popover = NamePopover(
                _("Save questions and plan as a template"),
                _("Save"),
                self._theme,
                self,
                name=self._workshop.title,
            )
            popover.named.connect(self._editing.save_template)
            popover.open_over(self)

    def _print(self, title: str, html: Callable[[Workshop], str]) -> None:
        if self._workshop is not None:
            self._paper.ask(f"{title} {self._workshop.title}", partial(html, self._workshop))

    # The room

    def _enter_room(self, found: Workshop | None) -> None:
        if found is None:
            return
        self._memory.remember_text(_PEOPLE, str(found.people))
        self._stack.setCurrentWidget(self.room)
        self.setFocusProxy(self.room)
        self._enable()
        self.hushed.emit(True)
        self.room.open(found)

    def _left_room(self) -> None:
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(self.list)
        self._enable()
        self.hushed.emit(False)
        self._read_list()
        self.list.setFocus()

    def _left_statement(self) -> None:
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(self.list)
        self._enable()
        self._read_list()
        self.list.setFocus()

    def _enable(self) -> None:
        here = not self.in_room and not self.in_statement
        one = self._workshop is not None
        for name in _OF_THE_LIST:
            self._actions[f"workshop.{name}"].setEnabled(here and (one or name == "new"))
        for name in _OF_THE_ROOM:
            self._actions[f"workshop.{name}"].setEnabled(self.in_room)
        for name in _OF_THE_STATEMENT:
            self._actions[f"workshop.{name}"].setEnabled(self.in_statement)

    # Parts

    def _lay_out(self) -> None:
        theme, actions = self._theme, self._actions
        self._header.add_primary(actions["workshop.new"], "add")
        for name, icon in (
            ("start", "play"),
            ("copy", "copy"),
            ("agenda", "agenda"),
            ("slips", "print"),
            ("statement", "quote"),
        ):
            self._header.add_quiet(actions[f"workshop.{name}"], icon)
        panes = PaneSplitter(theme, Qt.Orientation.Horizontal)
        panes.addWidget(self.list)
        panes.addWidget(self.form)
        panes.setStretchFactor(1, 1)
        panes.setSizes([theme.px(_LIST_WIDTH), theme.px(900)])
        self._memory.keep_splitter("workshop/list", panes)
        self._main.addWidget(panes)
        self._main.addWidget(self._empty)
        outside = QWidget()
        column = QVBoxLayout(outside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.reminders)
        column.addWidget(self._main, 1)
        self._stack.addWidget(outside)
        self._stack.addWidget(self.room)
        self._stack.addWidget(self.statement)
        self.setFocusProxy(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self._actions.attach(Scope.WORKSHOP, self)
        acts: dict[str, Callable[[], object]] = {
            "new": self._ask_for_template,
            "start": self.open_room,
            "copy": self._copy,
            "delete": self._delete,
            "template": self._save_template,
            "agenda": lambda: self._print(_("Agenda"), agenda),
            "slips": lambda: self._print(_("Slips"), slips),
            "statement": self.open_statement,
            "save_version": self.statement.save_version,
            "poster": self.statement.show_poster,
            "record": self.statement.show_record,
        }
        for name, act in acts.items():
            self._actions[f"workshop.{name}"].triggered.connect(
                lambda _checked=False, act=act: act()
            )
        self._empty.primary_clicked.connect(self._ask_for_template)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.open_room)
        self.reminders.wanted.connect(self.show_workshop)
        self.reminders.room_wanted.connect(self.show_room)
        self.reminders.follow_up_wanted.connect(self.show_follow_up)
        self.room.left.connect(self._left_room)
        self.statement.left.connect(self._left_statement)
        self.room.told.connect(self.told)
        self._operations.changed.connect(self._desk_changed)
