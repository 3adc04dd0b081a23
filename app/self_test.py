"""Does this installation work? Used on the frozen program, where missing files show only late."""

import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app import i18n
from app.paths import handbook, resource

_MAIL = (
    b"From: Eva <eva@example.org>\r\nTo: desk@example.org\r\n"
    b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    b"Message-ID: <self-test@example.org>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hallo</p>\r\n"
)
_PDF = (
    b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
    b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
    b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 200] /Contents 4 0 R >> endobj\n"
    b"4 0 obj << /Length 26 >>\nstream\n1 0 0 rg 0 0 100 200 re f \nendstream endobj\n"
    b"trailer << /Root 1 0 R >>\n%%EOF"
)


def self_test() -> int:
    """Run every step on a throw-away desk; 0 if all went well, the steps on standard output."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="tresen-self-test-") as folder:
        for step in (
            _texts,
            _calendar,
            _spelling,
            _pdf,
            _licences,
            lambda: _desk(Path(folder)),
            lambda: _protected(Path(folder)),
            _roster,
            _files_of_plans,
            _migrations,
            _window,
        ):
            failed += not _passes(step)
    print("self-test failed" if failed else "self-test passed")
    return 1 if failed else 0


def _passes(step: Callable[[], str]) -> bool:
    try:
        print(f"ok      {step()}")
    except Exception:  # noqa: BLE001 - each step is told, none hides the next
        print("FAILED")
        traceback.print_exc(file=sys.stdout)
        return False
    return True


def _texts() -> str:
    before = i18n.language()
    i18n.set_language("de")
    german = i18n._("Undo")
    i18n.set_language(before)
    if german != "Rückgängig":
        raise AssertionError(f"no German: {german!r}")
    missing = [name for name in ("icons", "templates") if not resource(name).is_dir()]
    missing += [code for code in i18n.LANGUAGES if not (handbook(code) / "index.md").is_file()]
    if missing:
        raise AssertionError(f"missing: {missing}")
    return "texts, icons, templates and handbook are there"


def _calendar() -> str:
    from zoneinfo import ZoneInfo

    from app.rules.calendar import desk_holidays
    from app.rules.regions import states

    found = desk_holidays("DE", "BW", [2026], language="de")
    named = desk_holidays("DE", "BW", [2026], language="en_US")
    if len(found) < 10 or set(found.values()) & set(named.values()):
        raise AssertionError("holidays are missing, or their names in a language")
    if not states("AT") or ZoneInfo("Europe/Berlin").utcoffset(None):
        raise AssertionError("holidays or zones are incomplete")
    return f"holidays and zones are there ({len(found)} in one year)"


def _spelling() -> str:
    from app.ui.tickets.spelling import load_spelling

    nothing = resource("none")
    spelling = load_spelling(extra_words=resource("spelling", "words.txt"), own_words=nothing)
    if not spelling.is_right("Rechnung", "de") or spelling.is_right("Rehcnungg", "de"):
        raise AssertionError("the dictionaries do not know German")
    return "dictionaries are there"


def _pdf() -> str:
    from app.formats.pdf import first_page

    page = first_page(_PDF, widest=100)
    if (page.height, page.pixels[:3]) != (200, b"\0\0\xff"):
        raise AssertionError("a page was drawn wrong")
    return "a page of a PDF is drawn"


def _licences() -> str:
    from app.formats.components import components, licence_text

    found = {each.name: licence_text(each) for each in components() if each.licence}
    missing = {"PySide6_Essentials", "SQLAlchemy", "sqlcipher3", "ortools", "keyring"} - set(found)
    missing |= {name for name in ("Qt 6", "PDFium", "numpy") if not found.get(name)}
    if missing:
        raise AssertionError(f"no licences of {sorted(missing)}")
    return f"licences of {len(found)} parts are there"


def _desk(folder: Path) -> str:
    from app.services.imports import run_import
    from app.services.opening import open_or_create
    from app.storage import backup, search
    from app.storage.search import TextQuery

    mail = folder / "mail.eml"
    mail.write_bytes(_MAIL)
    database = open_or_create(folder / "self-test.desk")
    now = datetime.now(UTC)
    report = run_import(database, [mail], close_old=False, now=now, agent_id=None, label="test")
    found = database.read(search.matching_ids, search.expression(TextQuery("grüße")))
    taken = backup.take(database.path, now, key=database.key)
    database.undo(agent_id=None)
    database.close()
    if report.messages != 1 or len(found) != 1 or not taken.size:
        raise AssertionError(f"import {report}, found {found}")
    return "a mail was imported, found, backed up and undone"


def _protected(folder: Path) -> str:
    from app import keychain
    from app.storage.conversion import rewrite
    from app.storage.protection import fresh_key, is_protected, key_from_passphrase
    from app.storage.upgrade import open_desk
    from app.ui.desk.passphrase_dialog import strength

    path = folder / "self-test.desk"
    rewrite(path, old=None, new=fresh_key("self-test"))
    open_desk(path, key=key_from_passphrase(path, "self-test")).close()
    if not is_protected(path) or strength("Regen Kran Kaffee Stempel") < strength("passwort"):
        raise AssertionError("the desk is not protected, or passphrases are judged wrong")
    there = "there" if keychain.is_there() else "none"
    return f"a desk was protected and opened (keychain: {there})"


def _roster() -> str:
    """In a process of its own, as in the window."""
    from datetime import date, time

    from app.planning.duty.apart import Ended, Fill, Machine
    from app.planning.duty.problem import DutyProblem
    from app.rules.rosters.demand import Demand
    from app.rules.rosters.presets import HOUSE
    from app.rules.rosters.values import Calendar, Person, Plan, ShiftKind

    first, last = date(2026, 3, 2), date(2026, 3, 8)
    kind = ShiftKind("d", "D", "Day", time(9), time(17))
    people = (Person("1", "Ana"), Person("2", "Ben"))
    plan = Plan(first, last, {"d": kind}, people, {}, Calendar("Europe/Berlin"))
    demand = {(date(2026, 3, day), "d"): Demand(1, 1) for day in range(2, 7)}
    machine = Machine(Fill(DutyProblem(plan=plan, rules=HOUSE, demand=demand), seconds=10))
    try:
        found: list[object] = []
        while machine.wait(60):
            found += machine.messages()
    finally:
        machine.close()
    if not any(getattr(each, "complete", False) for each in found) or not isinstance(
        found[-1], Ended
    ):
        raise AssertionError(f"no roster: {found[:2]}")
    return "a roster was filled in a process of its own"


def _files_of_plans() -> str:
    from app.formats.rosters.calendar_file import EntryState, TimedEntry, calendar_file
    from app.formats.rosters.workbook import sheets_of
    from app.formats.rosters.workbook_writing import table_workbook

    now = datetime.now(UTC)
    entry = TimedEntry("a@b", 0, EntryState.CONFIRMED, "Dienst", now, now)
    written = calendar_file("Plan", [entry], stamp=now)
    sheets = sheets_of(table_workbook("Plan", [("Grüße", 1)]))
    if b"SUMMARY:Dienst" not in written or sheets[0][1][0][1][0] != "Grüße":
        raise AssertionError("a calendar or a workbook is not as it should be")
    return "a calendar and a workbook were written"


def _migrations() -> str:
    from app.storage.upgrade import REVISION, newest_migration

    head = newest_migration()
    if head != REVISION:
        raise AssertionError(f"migrations end at {head}, the program at {REVISION}")
    return "migrations are there"


def _window() -> str:
    from app.program import Program
    from app.screens.patience import settle

    program = Program()
    program.open_demo(20)
    bench = program.workbench
    assert bench is not None
    for page in ("tickets", "contacts", "snippets", "shifts", "workshop", "settings"):
        bench.window.show_page(page)
        settle(bench)
    bench.capture()
    program.close_desk()
    return "the demo desk opens, with all its pages"
