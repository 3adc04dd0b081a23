"""Who sits at the desk: shown at the edge of the window, switched, asked for a PIN."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.queries.desk import AgentRow, DeskRow, agents, desk
from app.storage.changes import Changes
from app.ui.desk.agent_switch import AgentSwitch
from app.ui.main_window import MainWindow
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

FIRST_AGENT = 1


class Attendance(QObject):
    """Keeps the name of the desk and of the agent in use true in one window.

    Who worked here last is remembered, and types their PIN before anything else if they have one.
    """

    def __init__(
        self,
        path: Path,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
        window: MainWindow,
        *,
        admitted: bool,
        show_people: "Callable[[], object]",
    ) -> None:
        """``admitted``: whoever is the agent in use proved it to an earlier window already."""
        super().__init__(window)
        self.admitted = admitted
        self._path = path
        self._operations = operations
        self._preferences = preferences
        self._window = window
        self._show_people = show_people
        self._people: list[AgentRow] = []
        self._switch = AgentSwitch(operations, theme, window)
        operations.changed.connect(self._desk_changed)
        operations.agent_changed.connect(self._agent_changed)
        self._read()

    def choose(self) -> None:
        """A menu of the people who work here, beside the picture of who does now."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._people:
            entry = menu.addAction(each.name)
            entry.setCheckable(True)
            entry.setChecked(each.id == self._operations.agent_id)
            entry.triggered.connect(partial(self._switch.to, each))
        menu.addSeparator()
        menu.addAction(_("People at this desk…"), self._show_people)
        button = self._window.rail.agent
        menu.popup(button.mapToGlobal(button.rect().topRight()))

    def _desk_changed(self, changes: Changes) -> None:
        if "desk" in changes.tables or "agent" in changes.tables:
            self._read()

    def _read(self) -> None:
        self._operations.read(_desk_and_people, owner=self, key="desk", done=self._show)

    def _show(self, found: tuple[DeskRow | None, list[AgentRow]]) -> None:
        row, self._people = found
        self._window.set_desk(row.name if row else self._path.stem, self._path)
        self._show_agent()
        present = self._present()
        if self._people and (present is None or not self.admitted):
            self.admitted = True
            wanted = present or self._people[0]
            self._switch.admit(
                wanted, partial(self._operations.use_agent, wanted.id), self._leave_to_others
            )

    def _leave_to_others(self) -> None:
        """Who worked here last, or takes over, did not type their PIN: somebody without one does,
        and where there is nobody the desk stays closed."""
        free = next((each for each in self._people if not each.has_pin), None)
        if free is None:
            self._window.close()
        else:
            self._operations.use_agent(free.id)

    def _present(self) -> AgentRow | None:
        return next((each for each in self._people if each.id == self._operations.agent_id), None)

    def _show_agent(self) -> None:
        agent = self._present()
        self._window.set_agent(agent.name if agent else "", agent.colour if agent else None)

    def _agent_changed(self, agent_id: int | None) -> None:
        self._show_agent()
        if agent_id is not None:
            known = self._preferences.current.last_agents
            self._preferences.update(last_agents={**known, str(self._path): agent_id})


def last_agent(path: Path, preferences: Preferences) -> int:
    """Who worked at this desk last on this machine."""
    return preferences.current.last_agents.get(str(path), FIRST_AGENT)


def _desk_and_people(session: "Session") -> tuple[DeskRow | None, list[AgentRow]]:
    return desk(session), agents(session)
