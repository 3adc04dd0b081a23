"""The main job: first start, real mails in, triage, answer, solve, undo, restart, redo."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.rules.enums import Status
from app.ui.desk.first_start import FirstStartDialog
from app.ui.desk.import_flow import ImportQuestion
from app.ui.tickets.composer import Composer
from tests.e2e.conftest import Person

pytestmark = pytest.mark.mails


def _one(session: Session, sql: str) -> Any:
    return session.execute(text(sql)).scalar()


def _fill_in(dialog: QDialog, person: Person) -> None:
    assert isinstance(dialog, FirstStartDialog)
    for words, field in zip(
        ("Corner shop", "Jana", "jana@shop.example", "help@shop.example"),
        (dialog._name, dialog._agent, dialog._email, dialog._addresses),
        strict=True,
    ):
        field.setText(words)
    person.clicks(dialog, "Open the desk")


def test_from_the_first_start_to_the_next_morning(
    person: Person, tmp_path: Path, real_mails: Path
) -> None:
    person.answers_the_next_dialog(lambda dialog: _fill_in(dialog, person))
    person.open(tmp_path / "shop.desk")
    assert person.bench.window.windowTitle().startswith("Corner shop")

    mails = sorted((real_mails / "easy-ham-2").glob("*.txt"))[:40]
    person.bench.import_paths(mails)
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), ImportQuestion))
    question = QApplication.activeModalWidget()
    assert isinstance(question, ImportQuestion)
    question._close.setChecked(False)
    person.clicks(question, "Import")
    person.settle()
    assert person.read(_one, "SELECT count(*) FROM message") == 40

    person.queue.show_view("all_open")
    person.settle()
    open_tickets = person.queue.listing.count
    assert open_tickets is not None
    assert open_tickets > 10

    person.act("ticket.triage")
    person.press("A", person.queue.triage)
    person.press("D", person.queue.triage)
    person.press("Esc", person.queue.triage)
    person.press("Esc", person.queue.triage)
    assert person.read(_one, "SELECT count(*) FROM ticket WHERE assignee_id = 1") == 1
    assert person.read(_one, "SELECT count(*) FROM ticket WHERE status >= 4") == 1

    person.queue.show_view("all_open")
    person.settle()
    person.queue.table.go_to_row(0)
    person.settle()
    shown = person.queue.conversation.shown_id
    person.act("ticket.reply")
    composer = person.queue.findChild(Composer)
    assert composer is not None
    person.type("Thank you, it is fixed.", composer.text)
    person.act("composer.send_solve")
    person.wait_for(
        lambda: person.read(_one, "SELECT count(*) FROM message WHERE direction = 'out'") == 1
    )
    assert "Thank you, it is fixed." in QApplication.clipboard().text()
    status = f"SELECT status FROM ticket WHERE id = {shown}"
    assert person.read(_one, status) == list(Status).index(Status.SOLVED)

    person.queue.show_view("all_open")
    person.settle()
    person.queue.table.go_to_row(0)
    person.settle()
    closed = person.queue.conversation.shown_id
    status = f"SELECT status FROM ticket WHERE id = {closed}"
    before = person.read(_one, status)
    person.act("ticket.solve")
    assert person.read(_one, status) == list(Status).index(Status.SOLVED)
    person.act("edit.undo")
    assert person.read(_one, status) == before

    person.restart()
    assert person.bench.actions["edit.redo"].isEnabled()
    person.act("edit.redo")
    assert person.read(_one, status) == list(Status).index(Status.SOLVED)
