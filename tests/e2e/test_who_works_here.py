"""Several people at one desk: who sits down there says so, and not everybody may do everything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.services.desk import add_agent, set_up
from app.services.roles import set_pin
from app.storage.database import utc_now
from app.storage.upgrade import create
from app.ui.desk.pin_dialog import PinDialog
from tests.e2e.conftest import Person

LEAD, COLLEAGUE = 1, 2


@pytest.fixture
def shared_desk(tmp_path: Path) -> Path:
    """Kim leads and has a PIN; Ana has none."""
    path = tmp_path / "shared.desk"
    database = create(path)

    def do(operation: Callable[..., Any], *args: Any, **named: Any) -> None:
        database.execute(operation, *args, **named, now=utc_now(), label="Set up", agent_id=None)

    do(set_up, name="Shop", language="en", agent_name="Kim Okafor")
    do(add_agent, name="Ana Roth")
    do(set_pin, LEAD, "2718")
    database.close()
    return path


def types(person: Person, pin: str) -> Callable[[QDialog], None]:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, PinDialog)
        dialog.findChildren(QLineEdit)[0].setText(pin)
        person.clicks(dialog, "Go on")

    return answer


def test_who_worked_here_last_types_the_pin_at_the_start(person: Person, shared_desk: Path) -> None:
    person.answers_the_next_dialog(types(person, "2718"))
    person.open(shared_desk)
    person.wait_for(lambda: QApplication.activeModalWidget() is None)
    assert person.bench.operations.agent_id == LEAD


def test_who_does_not_know_it_works_in_their_own_name(person: Person, shared_desk: Path) -> None:
    person.answers_the_next_dialog(lambda dialog: dialog.reject())
    person.open(shared_desk)
    person.wait_for(lambda: person.bench.operations.agent_id == COLLEAGUE)


def test_where_everybody_has_a_pin_the_desk_stays_closed_without_one(
    person: Person, shared_desk: Path
) -> None:
    person.answers_the_next_dialog(types(person, "2718"))
    person.open(shared_desk)
    person.wait_for(lambda: QApplication.activeModalWidget() is None)
    person.bench.operations.run(set_pin, COLLEAGUE, "1414", now=utc_now(), label="Changed the PIN")
    person.settle()
    desk = person.bench.desk
    person.program.close_desk()
    person.answers_the_next_dialog(lambda dialog: dialog.reject())
    assert person.program.open(desk)
    person.wait_for(lambda: not person.bench.window.isVisible())
