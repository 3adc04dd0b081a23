"""One person's data, handed out and erased from the page of contacts."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.queries.personal_data import personal_data
from app.services.contacts import ContactChoice
from app.services.erasure.erasing import Erased
from app.templating.personal_sheet import sheet_html
from app.ui.contacts.erase_dialog import EraseDialog
from app.ui.contacts.personal_acts import PersonalActs, certificate, data_sheet
from app.ui.paper import Paper
from tests.ui.contacts.conftest import Contacts


def test_everything_is_counted_before_and_gone_after(
    page: Contacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(Paper, "ask", lambda self, title, html, also=(): printed.append(html()))
    name = page.listed()[0]
    page.choose(name)
    page.act("erase")
    dialog = page.dialog(EraseDialog)
    page.settled()
    assert dialog._erase.isEnabled()
    page.press(dialog, "Erase for good")
    page.settled()
    assert name not in page.listed()
    assert name in printed[0]
    assert "Personal data erased" in printed[0]


def test_nothing_is_erased_when_it_is_left(page: Contacts) -> None:
    before = page.listed()
    page.choose(before[0])
    page.act("erase")
    page.press(page.dialog(EraseDialog), "Cancel")
    page.settled()
    assert page.listed() == before


def test_what_is_held_is_readable_and_machine_readable(
    page: Contacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.desk.captured(
        "Drucker", contact=ContactChoice(name="Ina Ritter", email="ina@kunde.example")
    )
    ina = page.desk.one("SELECT contact_id FROM contact_address WHERE email LIKE 'ina@%'")
    found = page.desk.read(personal_data, ina)
    assert found["contact"]["addresses"] == ["ina@kunde.example"]
    assert found["tickets"][0]["messages"][0]["text"] == "Drucker does not work."
    html = sheet_html(data_sheet(found, "today"))
    assert "Ina Ritter" in html
    assert "Drucker does not work." in html
    target = tmp_path / "ina.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    acts = PersonalActs(page.operations, page.page._theme, page.page)
    acts._save_json(found)
    assert json.loads(target.read_text("utf-8")) == found


def test_a_certificate_escapes_what_stands_in_a_name() -> None:
    html = sheet_html(certificate("<b>Eva</b>", Erased(1, 2, 0, 0, 0, 1, 0, 0), "today"))
    assert "&lt;b&gt;Eva" in html
