"""The room: the panel of the present phase, the controls beside it, the audience's picture."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.phases import Phase
from app.storage.changes import Changes
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.widgets.page_header import PageHeader
from app.ui.window_memory import WindowMemory
from app.ui.workshop import gong
from app.ui.workshop.audience.motion import motion_is_reduced
from app.ui.workshop.audience.projection import Place, Projection
from app.ui.workshop.awake import Awake
from app.ui.workshop.clock import PhaseClock
from app.ui.workshop.keys import RoomKey, RoomKeys
from app.ui.workshop.phase_panel import PhasePanel, Stage
from app.ui.workshop.room.acts import RoomActs
from app.ui.workshop.room.control_column import ControlColumn
from app.ui.workshop.room.panels import Panels
from app.ui.workshop.room.people_popover import PeoplePopover
from app.ui.workshop.room.phases_ahead import PhasesAhead
from app.ui.workshop.room.picture import Picture
from app.ui.workshop.room.screen_menu import screen_menu
from app.ui.workshop.room.strip import FacilitatorStrip
from app.ui.workshop.room.unfinished import UnfinishedKeeper

_TABLES = frozenset(
    {"workshop", "workshop_question", "workshop_idea", "workshop_vote", "mission", "agent"}
)

_OF_IDEAS = ("silent", "merge", "basket")
"""Actions that the phases with ideas offer while they last."""


class Room(QWidget):
    """One workshop under way. ``open`` it, ``close_room`` it; in between it keeps everything."""

    left = Signal()
    told = Signal(str)

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._operations = operations
        self._preferences = preferences
        self._actions = actions
        self._theme = theme
        self._memory = memory
        self._now = now
        self._workshop: Workshop | None = None
        self._here = -1
        self._acts = RoomActs(operations, self, now)
        self._awake = Awake(self)
        self._keys = RoomKeys(self)
        self.projection = Projection(self, self._keys, theme, memory)
        self._strip = FacilitatorStrip(theme)
        self.projection.strip = self._strip
        self.header = PageHeader("", theme)
        self.controls = ControlColumn(self.projection, actions, theme)
        self._panels = Panels()
        self._unfinished = UnfinishedKeeper(operations, self._panels, now)
        self._phases_ahead = PhasesAhead(self._panels, operations.tasks, self._stage)
        self._picture = Picture(self, self.projection, lambda: (self._workshop, self.panel))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    # Coming and going

    @property
    def workshop_id(self) -> int | None:
        """The workshop that is open here."""
        return self._workshop.id if self._workshop is not None else None

    @property
    def panel(self) -> PhasePanel | None:
        """What the facilitator sees now."""
        return self._panels.shown

    @property
    def clock(self) -> PhaseClock | None:
        """The clock of the present phase."""
        return self._panels.clock(self._phase_key())

    def open(self, found: Workshop) -> None:
        """Begin, or go on where it was left."""
        self.close_room()
        # Known before a bar moves: asking the system may take a while.
        self._operations.tasks.read(motion_is_reduced, owner=self)
        self._unfinished.begin(found.id)
        self._show(found)
        self._begin()
        self._phases_ahead.begin()
        if found.closed_at is not None:
            self._acts.reopen(found)

    def _begin(self) -> None:
        self._awake.keep(_("A workshop is under way"))
        self.projection.begin()

    def close_room(self) -> None:
        """End the projection; what was typed and not added is kept for the next time."""
        if self._workshop is None:
            return
        self._phases_ahead.end()
        for pane in (self.controls.clock, self._strip.clock):
            pane.follow(None)
        self._strip.forget()
        self._unfinished.keep_now()
        self._panels.end()
        self._unfinished.end()
        self.projection.end()
        self._awake.release()
        self._workshop, self._here = None, -1

    def read(self) -> None:
        """Read the workshop again."""
        if self._workshop is not None:
            self._operations.read(
                workshop, self._workshop.id, owner=self, key="workshop", done=self._read_done
            )

    def _read_done(self, found: Workshop | None) -> None:
        if self._workshop is None:
            return
        if found is None:
            self._leave()
        else:
            self._show(found)

    # Phases

    def _show(self, found: Workshop) -> None:
        self._workshop = found
        self.header.set_title(found.title)
        self.controls.plan.show_plan(found.plan, found.phase)
        panel = self._panels.panel(found.here, self._stage())
        panel.show_workshop(found)
        if found.phase != self._here:
            self._enter(panel)
        self._strip.show_phase(found.here.phase.label, panel.strip())
        self._picture.renew()
        self._phases_ahead.shown(found)

    def _phase_key(self) -> str:
        return self._workshop.here.phase.value if self._workshop is not None else ""

    def _made(self, key: str) -> None:
        clock = self._panels.clock(key)
        assert clock is not None
        clock.ticked.connect(self._tick)
        clock.rang.connect(self._ring)

    def _stage(self) -> Stage:
        assert self._workshop is not None
        return Stage(
            operations=self._operations,
            preferences=self._preferences,
            actions=self._actions,
            theme=self._theme,
            memory=self._memory,
            workshop_id=self._workshop.id,
            now=self._now,
            tell=self.told.emit,
            go_to=self.go_to,
            refresh=self.read,
        )

    def _enter(self, panel: PhasePanel) -> None:
        """The old phase's clock stands still, the new one's begins when it is started."""
        assert self._workshop is not None
        self._here = self._workshop.phase
        clock = self._panels.enter(self._phase_key())
        self.controls.clock.follow(clock)
        self._strip.clock.follow(clock)
        self.projection.view.show_clock(clock.face)
        self._picture.enter(self._workshop)
        self._name_actions()
        panel.enter()

    def go_to(self, place: int) -> None:
        """Lead the room to a phase of the plan; what that discards is said first."""
        found = self._workshop
        if found is None or not 0 <= place < len(found.plan) or place == found.phase:
            return
        if not self._may_leave():
            self.controls.plan.mark(found.phase)
            return
        self._acts.go_to(found, place)

    def _may_leave(self) -> bool:
        lost = self.panel.discards() if self.panel is not None else ""
        if not lost:
            return True
        question = QMessageBox(QMessageBox.Icon.Question, _("Leave this phase?"), lost, parent=self)
        leave = question.addButton(_("Leave it"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(_("Stay here"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.exec()
        return question.clickedButton() is leave

    def _turn_phase(self, by: int) -> None:
        if self._workshop is not None:
            self.go_to(self._workshop.phase + by)

    def _leave(self) -> None:
        """Out of the closing phase the workshop is over; from any other it goes on another time."""
        if not self._may_leave():
            return
        found = self._workshop
        if found is not None and found.here.phase is Phase.CLOSE and found.closed_at is None:
            self._acts.close(found)
        self.close_room()
        self.left.emit()

    # The clock

    def _tick(self, face: object) -> None:
        clock = self.clock
        if clock is not None and self.sender() is clock:
            self.projection.view.show_clock(clock.face)

    def _ring(self) -> None:
        gong.strike()
        text = _("The time is up. + adds a minute.")
        self.told.emit(text)

    # Keys

    def _key_pressed(self, key: RoomKey) -> None:
        projection, clock = self.projection, self.clock
        acts: dict[RoomKey, Callable[[], object]] = {
            RoomKey.FORWARD: partial(self._picture.turn, 1),
            RoomKey.BACK: partial(self._picture.turn, -1),
            RoomKey.BLANK: projection.blank,
            RoomKey.LARGER: partial(projection.larger, 1),
            RoomKey.SMALLER: partial(projection.larger, -1),
            RoomKey.NORMAL_SIZE: partial(projection.larger, 0),
            RoomKey.FULL_SCREEN: projection.switch,
            RoomKey.STRIP: self._switch_strip,
            RoomKey.ESCAPE: self._escape,
        }
        if clock is not None:
            acts |= {
                RoomKey.CLOCK: clock.start_or_pause,
                RoomKey.LONGER: partial(clock.add_minutes, 1),
                RoomKey.SHORTER: partial(clock.add_minutes, -1),
            }
        if key in acts:
            acts[key]()

    def _switch_strip(self) -> None:
        self.projection.show_strip(self._strip.isHidden())

    def _escape(self) -> None:
        if self.projection.place is Place.ONE_SCREEN:
            self.projection.switch()

    # Parts

    def _lay_out(self) -> None:
        for name, icon in (
            ("previous_phase", "previous"),
            ("next_phase", "next"),
            ("people", "people"),
            ("leave", "left"),
        ):
            self.header.add_quiet(self._actions[f"workshop.{name}"], icon)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._panels, 1)
        middle.addWidget(self.controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        strip, projection = self._strip, self.projection
        self._operations.changed.connect(self._desk_changed)
        self._keys.pressed.connect(self._key_pressed)
        self._panels.made.connect(self._made)
        self._panels.changed.connect(self._picture.renew)
        self.controls.plan.chosen.connect(self.go_to)
        self.controls.turn.connect(self._picture.turn)
        projection.told.connect(self.told)
        strip.turn.connect(self._picture.turn)
        strip.phase_turn.connect(self._turn_phase)
        strip.blank_wanted.connect(projection.blank)
        strip.hide_wanted.connect(self._switch_strip)
        strip.back_wanted.connect(self._escape)
        acts: dict[str, Callable[[], object]] = {
            "leave": self._leave,
            "next_phase": partial(self._turn_phase, 1),
            "previous_phase": partial(self._turn_phase, -1),
            "full_screen": projection.switch,
            "screen": self._choose_screen,
            "blank": projection.blank,
            "scheme": projection.switch_scheme,
            "people": self._choose_people,
        }
        for name, act in acts.items():
            self._actions[f"workshop.{name}"].triggered.connect(
                lambda _checked=False, act=act: act()
            )
        for name in _OF_IDEAS:
            self._actions[f"workshop.{name}"].setEnabled(False)

    def _name_actions(self) -> None:
        assert self._workshop is not None
        last = len(self._workshop.plan) - 1
        self._actions["workshop.next_phase"].setEnabled(self._workshop.phase < last)
        self._actions["workshop.previous_phase"].setEnabled(self._workshop.phase > 0)

    def _choose_screen(self) -> None:
        menu = screen_menu(self.projection, self)
        menu.popup(self.controls.mapToGlobal(self.controls.rect().topLeft()))

    def _choose_people(self) -> None:
        if self._workshop is not None:
            popover = PeoplePopover(self._workshop, self._theme, self)
            popover.chosen.connect(self._set_people)
            popover.open_at(self.header)

    def _set_people(self, people: object) -> None:
        if self._workshop is not None:
            self._acts.set_people(self._workshop, people)

    def _desk_changed(self, changes: Changes) -> None:
        if self._workshop is not None and not _TABLES.isdisjoint(changes.tables):
            self.read()

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._keys.claims(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.window().isVisible():
            # The whole window goes: the picture must not be left behind.
            self._unfinished.keep_now()
            self.projection.end()
            self._awake.release()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._workshop is not None and not self._awake.held:
            self._begin()
