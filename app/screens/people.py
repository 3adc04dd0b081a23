"""Scenes of the people at the desk: one of them with role and PIN, and the PIN asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.queries.desk import agents
from app.screens.patience import settle
from app.ui.desk.pin_dialog import PinDialog
from app.ui.settings.people_section import PeopleSection
from app.ui.settings.person_dialog import PersonDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.queries.desk import AgentRow
    from app.workbench import Workbench


class PeopleScenes:
    """Nothing is changed: the dialogs are left again."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """The scenes by the names of their pictures."""
        return {"person": self._person, "pin": self._pin}

    def _person(self) -> "QWidget":
        section = self._section()
        self._with_colleague(section.open)
        return section.findChildren(PersonDialog)[-1]

    def _pin(self) -> "QWidget":
        section = self._section()

        def ask(row: "AgentRow") -> None:
            PinDialog(row, self._bench.operations, section.theme, self._bench.window).open()

        self._with_colleague(ask)
        return self._bench.window.findChildren(PinDialog)[-1]

    def _section(self) -> PeopleSection:
        page = self._bench.window.show_page("settings")
        page.show_section("people")  # type: ignore[attr-defined]
        settle(self._bench)
        return page.findChildren(PeopleSection)[-1]

    def _with_colleague(self, act: "Callable[[AgentRow], None]") -> None:
        """Somebody who has a PIN, for the picture."""
        self._bench.operations.read(agents, done=lambda rows: act(rows[1]._replace(has_pin=True)))
        settle(self._bench)
