"""The room: the panel of the present phase, the controls beside it, the audience's picture."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.phases import Audience, Phase
from app.services.workshop import meetings
from app.storage.changes import Changes
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.widgets.page_header import PageHeader
from app.ui.window_memory import WindowMemory
from app.ui.workshop import gong, phases
from app.ui.workshop.audience.projection import Place, Projection
from app.ui.workshop.audience.scene import Scene, Words
from app.ui.workshop.awake import Awake
from app.ui.workshop.clock import PhaseClock
from app.ui.workshop.current_stack import CurrentStack
from app.ui.workshop.keys import RoomKey, RoomKeys
from app.ui.workshop.phase_panel import PhasePanel, Stage
from app.ui.workshop.room.control_column import ControlColumn
from app.ui.workshop.room.people_popover import PeoplePopover
from app.ui.workshop.room.screen_menu import screen_menu
from app.ui.workshop.room.strip import FacilitatorStrip

_TABLES = frozenset(
    {"workshop", "workshop_question", "workshop_idea", "workshop_vote", "mission", "agent"}
)
_SCENE_MS = 30
"""The audience's picture follows that much later, so that typing never waits for it."""


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
        self._panels: dict[str, PhasePanel] = {}
        self._clocks: dict[str, PhaseClock] = {}
        self._here = -1
        self._said = ""
        self._awake = Awake(self)
        self._keys = RoomKeys(self)
        self.projection = Projection(self, self._keys, theme, memory)
        self._strip = FacilitatorStrip(theme)
        self.projection.strip = self._strip
        self.header = PageHeader("", theme)
        self.controls = ControlColumn(self.projection, actions, theme)
        self._stack = CurrentStack()
        self._stack.currentChanged.connect(self._stack.updateGeometry)
        self._scene_timer = QTimer(self, singleShot=True, interval=_SCENE_MS)
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
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, PhasePanel) else None

    @property
    def clock(self) -> PhaseClock | None:
        """The clock of the present phase."""
        return self._clocks.get(self._phase_key())

    def open(self, found: Workshop) -> None:
        """Begin, or go on where it was left."""
        self.close_room()
        self._show(found)
        self._begin()
        if found.closed_at is not None:
            self._operations.run(
                meetings.reopen,
                found.id,
                now=self._now(),
                label=_("Reopened workshop “{title}”").format(title=found.title),
            )

    def _begin(self) -> None:
        self._awake.keep(_("A workshop is under way"))
        self.projection.begin()

    def close_room(self) -> None:
        """End the projection; what was typed and not added is lost with the panels."""
        if self._workshop is None:
            return
        if self.panel is not None:
            self.panel.leave()
        self.projection.end()
        self._awake.release()
        self._workshop, self._here = None, -1
        for panel in self._panels.values():
            self._stack.removeWidget(panel)
            panel.deleteLater()
        for pane in (self.controls.clock, self._strip.clock):
            pane.follow(None)
        for clock in self._clocks.values():
            clock.pause()
            clock.deleteLater()
        self._strip.show_phase("", None)
        self._panels, self._clocks = {}, {}

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
        panel = self._panel_of(self._phase_key())
        panel.show_workshop(found)
        if found.phase != self._here:
            self._enter(panel)
        self._strip.show_phase(found.plan[found.phase].phase.label, panel.strip())
        self._panel_changed()

    def _phase_key(self) -> str:
        if self._workshop is None:
            return ""
        return self._workshop.plan[self._workshop.phase].phase.value

    def _panel_of(self, key: str) -> PhasePanel:
        if key not in self._panels:
            assert self._workshop is not None
            planned = self._workshop.plan[self._workshop.phase]
            panel = phases.panel(key, self._stage())
            panel.changed.connect(self._panel_changed)
            self._panels[key] = panel
            self._stack.addWidget(panel)
            clock = PhaseClock(parent=self)
            clock.set_minutes(planned.minutes)
            clock.ticked.connect(self._tick)
            clock.rang.connect(self._ring)
            self._clocks[key] = clock
        return self._panels[key]

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
        if self._here >= 0 and self.panel is not None and self.panel is not panel:
            self.panel.leave()
        for key, clock in self._clocks.items():
            if key != self._phase_key() and clock.running:
                clock.pause()
        self._here = self._workshop.phase
        self._stack.setCurrentWidget(panel)
        clock = self._clocks[self._phase_key()]
        self.controls.clock.follow(clock)
        self._strip.clock.follow(clock)
        self.projection.view.show_clock(clock.face)
        blank = self._workshop.plan[self._here].audience is Audience.BLANK
        self.projection.view.set_blank(blank)
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
        self._operations.run(
            meetings.go_to_phase,
            found.id,
            place,
            now=self._now(),
            label=_("Went to phase “{phase}”").format(phase=found.plan[place].phase.label),
            owner=self,
            toast=False,
        )

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
            self._operations.run(
                meetings.close,
                found.id,
                now=self._now(),
                label=_("Closed workshop “{title}”").format(title=found.title),
            )
        self.close_room()
        self.left.emit()

    # What the audience sees

    def _panel_changed(self) -> None:
        if self.panel is not None:
            self.projection.set_private(self.panel.is_private)
        self._scene_timer.start()

    def _show_scene(self) -> None:
        found, panel = self._workshop, self.panel
        if found is None or panel is None:
            return
        planned = found.plan[found.phase]
        scene = panel.scene()
        if planned.audience is Audience.TITLE:
            scene = Scene(planned.phase.label, Words(found.title), clock=True)
        self.projection.view.show_scene(scene)
        if scene.note and scene.note != self._said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, scene.note))
        self._said = scene.note

    def _turn(self, by: int) -> None:
        """First through the pages of the picture, then through the steps of the phase."""
        if not self.projection.view.turn(by) and self.panel is not None:
            self.panel.step(by)

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
            RoomKey.FORWARD: partial(self._turn, 1),
            RoomKey.BACK: partial(self._turn, -1),
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
        middle.addWidget(self._stack, 1)
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
        self._scene_timer.timeout.connect(self._show_scene)
        self.controls.plan.chosen.connect(self.go_to)
        self.controls.turn.connect(self._turn)
        projection.told.connect(self.told)
        strip.turn.connect(self._turn)
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
            self._operations.run(
                meetings.set_people,
                self._workshop.id,
                people,
                now=self._now(),
                label=_("Changed who is present"),
                owner=self,
            )

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
            self.projection.end()
            self._awake.release()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._workshop is not None and not self._awake.held:
            self._begin()
