"""Shift plans out of a desk and into it on the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from app.services.shifts.publishing import publish
from tests.app.conftest import Run
from tests.desk_fixtures import Desk
from tests.desk_fixtures import desk as filled_desk
from tests.desk_fixtures import template_desk as template_desk
from tests.services.shifts.rosters import END_OF_MAY, MAY, with_kinds, with_people, write

open_desk = filled_desk


@pytest.fixture
def desk(open_desk: Desk) -> Path:
    """The file of a desk with a plan for May 2026, published, then changed in one cell."""
    kinds = with_kinds(open_desk)
    (ben,) = with_people(open_desk, "Ben Kurz")
    write(open_desk, kinds, open_desk.kim, "FFS--NN", MAY)
    write(open_desk, kinds, ben, "SSF", MAY)
    open_desk.do(publish, first=MAY, last=END_OF_MAY)
    write(open_desk, kinds, ben, "S-", MAY)
    open_desk.database.close()
    return open_desk.path


def exported(run: Run, desk: Path, path: Path, *more: str) -> dict[str, object]:
    """What ``shifts export`` answers for May."""
    answer = run("--desk", desk, "shifts", "export", path, "--month", "2026-05", *more, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, object] = answer.json
    return found


@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx"])
def test_a_plan_survives_a_file(run: Run, desk: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert exported(run, desk, path)["shifts"] == 7
    answer = run("--desk", desk, "shifts", "import", path, "--json")
    assert answer.code == 0, answer.err
    assert (answer.json["cells"], answer.json["left_out"]) == (7, 0)
    assert answer.json["problems"] == []
    again = tmp_path / "again.csv"
    exported(run, desk, again)
    first = tmp_path / "first.csv"
    exported(run, desk, first)
    assert again.read_bytes() == first.read_bytes()


def test_a_list_has_a_shift_in_each_row(run: Run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    exported(run, desk, path, "--list", "--person", "Ben")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1:] == [
        "Ben Kurz,2026-05-01,Spät,16:00,24:00,",
        "Ben Kurz,2026-05-03,Früh,08:00,16:00,",
    ]


def test_a_calendar_holds_what_is_published(run: Run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "ben.ics"
    assert exported(run, desk, path, "--person", "Ben Kurz")["shifts"] == 3
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in events] == ["Spät", "Spät", "Früh"]


@pytest.mark.parametrize("person", [(), ("--person", "Kim")])
def test_a_pdf_is_one_page(run: Run, desk: Path, tmp_path: Path, person: tuple[str, ...]) -> None:
    path = tmp_path / "plan.pdf"
    exported(run, desk, path, *person)
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    assert pages == 1


def test_what_means_nothing_here_is_named(run: Run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "foreign.csv"
    path.write_text("Name;1.;2.;3.;4.;5.\nKim;Q;F;F;F;F\nZoe;F;F;F;F;F\n", "utf-8")
    answer = run("--desk", desk, "shifts", "import", path, "--month", "2026-05", "--json")
    assert (answer.json["cells"], answer.json["left_out"]) == (4, 6)
    assert "“Zoe”" in answer.err
    assert "“Q”" in answer.err


def test_nothing_taken_over_is_a_failure(run: Run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("hello\n", "utf-8")
    assert run("--desk", desk, "shifts", "import", path).code == 1
    assert run("--desk", desk, "shifts", "import", tmp_path / "gone.csv").code == 1


def test_who_is_on_duty(run: Run, desk: Path) -> None:
    answer = run("--desk", desk, "shifts", "duty", "--at", "2026-05-01T17:00", "--json")
    (found,) = answer.json
    assert (found["name"], found["shift"], found["on_call"]) == ("Ben Kurz", "Spät", False)
    assert datetime.fromisoformat(found["until"]) == datetime(2026, 5, 1, 22, tzinfo=UTC)
    words = run("--desk", desk, "shifts", "duty", "--at", "2026-05-01T17:00").out
    assert words == "Ben Kurz  Spät  until 00:00\n"
    assert run("--desk", desk, "shifts", "duty", "--at", "2027-05-01T17:00", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [("plan.txt",), ("plan.csv", "--person", "Nobody"),
     ("plan.csv", "--first", "2026-05-02", "--last", "2026-05-01"), ("gone/plan.csv",)],
)  # fmt: skip
def test_what_cannot_be_written_is_said(
    run: Run, desk: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path, *more = arguments
    answer = run("--desk", desk, "shifts", "export", tmp_path / path, *more)
    assert answer.code == 1
    assert answer.err
