"""One person's data, handed out and erased from the page of contacts."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtWidgets import QFileDialog, QLabel

from app.queries.personal_data import personal_data
from app.rules.access import AccessNoted
from app.services.access import set_access_log
from app.services.contacts import ContactChoice
from app.services.erasure.copies import Copy, Fate, Treated
from app.services.erasure.erasing import Erased
from app.services.erasure.whole import Certified
from app.storage import backup
from app.templating.personal_sheet import sheet_html
from app.ui.access_table import AccessTable
from app.ui.contacts.access_dialog import AccessDialog
from app.ui.contacts.erase_dialog import EraseDialog
from app.ui.contacts.personal_acts import PersonalActs, certificate, data_sheet
from app.ui.paper import Paper
from app.ui.times import day_text
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
    (taken,) = backup.backups(page.desk.path)
    assert taken.path.name in printed[0]
    assert "Lapses on" in printed[0]
    assert page.desk.rows("SELECT kind, contact_id FROM access_log") == [("erased", None)]


def test_backups_are_written_anew_where_that_is_wanted(
    page: Contacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(Paper, "ask", lambda self, title, html, also=(): printed.append(html()))
    page.choose("Otto Schmidt")
    page.act("erase")
    dialog = page.dialog(EraseDialog)
    page.settled()
    dialog._rewrite.setChecked(True)
    page.press(dialog, "Erase for good")
    page.settled()
    assert "Backups written anew without the person" in printed[0]
    assert "Copies that still hold" not in printed[0]
    (taken,) = backup.backups(page.desk.path)
    with closing(driver.connect(str(taken.path))) as raw:
        names = {row[0] for row in raw.execute("SELECT name FROM contact")}
    assert names == {"Ada Lovelace", "Eva Müller"}


def test_before_it_the_dialog_says_until_when_backups_hold_them(page: Contacts) -> None:
    page.choose("Otto Schmidt")
    page.act("erase")
    dialog = page.dialog(EraseDialog)
    texts = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "A backup is taken first" in texts
    assert "That backup holds them until" in texts
    page.press(dialog, "Cancel")


def test_handing_out_is_noted_once_it_is_printed_or_saved(
    page: Contacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Callable[[], str]] = []
    monkeypatch.setattr(Paper, "ask", lambda self, title, html, also=(): offered.append(html))
    page.choose("Otto Schmidt")
    page.act("hand_out")
    assert page.desk.rows("SELECT kind FROM access_log") == []
    offered[0]()
    page.settled()
    assert page.desk.rows("SELECT kind, agent_id FROM access_log") == [
        ("handed_out", page.desk.kim)
    ]


def test_a_look_is_noted_where_the_desk_wants_it_and_shown_on_the_card(page: Contacts) -> None:
    page.desk.do(set_access_log, AccessNoted.ALL, days=90)
    page.choose("Otto Schmidt")
    page.page._looks.note()
    page.settled()
    page.choose("Ada Lovelace")
    page.choose("Otto Schmidt")
    assert "Kim Okafor · Opened the card" in page.card._facts.text()
    page.card._follow("access:")
    page.settled()
    dialog = page.dialog(AccessDialog)
    (row,) = dialog.findChildren(AccessTable)[0].texts()
    assert row[1:] == ["Kim Okafor", "Opened the card"]
    dialog.accept()


def test_without_the_log_a_look_leaves_nothing(page: Contacts) -> None:
    page.choose("Otto Schmidt")
    page.page._looks.note()
    page.settled()
    assert page.desk.rows("SELECT kind FROM access_log") == []
    assert "Last access" not in page.card._facts.text()


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
    acts = PersonalActs(page.operations, page.page._theme, page.page, page.page._backups)
    acts._save_json(ina, found)
    page.settled()
    assert json.loads(target.read_text("utf-8")) == found


def test_a_certificate_escapes_what_stands_in_a_name() -> None:
    done = Certified(Erased(1, 2, 0, 0, 0, 1, 0, 0), (), backed_up=True)
    html = sheet_html(certificate("<b>Eva</b>", done, "today"))
    assert "&lt;b&gt;Eva" in html


def test_a_certificate_tells_what_became_of_each_copy() -> None:
    kept = Copy(Path("a.desk"), date(2026, 5, 4))
    aside = Copy(Path("shop before restore.desk"), None)
    stick = Copy(Path("b.desk"), date(2026, 5, 4), second=True)
    done = Certified(
        Erased(1, 2, 0, 0, 0, 1, 0, 0),
        (
            Treated(kept, Fate.KEPT, "It is damaged."),
            Treated(aside, Fate.KEPT),
            Treated(stick, Fate.REWRITTEN),
            Treated(kept, Fate.CLEAN),
        ),
        backed_up=False,
        out_of_reach=Path("stick"),
    )
    sheet = certificate("Eva", done, "today")
    told = [
        (part.head, [(entry.head, entry.text) for entry in part.entries]) for part in sheet.parts
    ]
    day = day_text(date(2026, 5, 4))
    assert told == [
        (
            "Copies that still hold the person",
            [
                ("a.desk", f"Lapses on {day} at the latest. It is damaged."),
                ("shop before restore.desk", "Stays until somebody removes it."),
            ],
        ),
        ("Backups written anew without the person", [("b.desk in the second place", "")]),
        ("Backups that held nothing of the person", [("a.desk", "")]),
    ]
    assert ("Backup taken before", "no, for a vote with secret ballots was open") in sheet.facts
    assert (
        "Second place",
        "stick was not there. Copies in it hold the person until they lapse.",
    ) in (sheet.facts)
