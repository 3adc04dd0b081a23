"""``shifts solve``: the machine fills a roster from a file."""

from pathlib import Path

import pytest

from app.formats.roster_json import text_of
from app.formats.roster_text import read
from app.planning.judgement import broken_rules, cost
from tests.app.conftest import Run
from tests.planning.duty.desks import asked, desk
from tests.planning.problems import TEXT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roster.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_roster_is_filled(run: Run, file: Path) -> None:
    answer = run("shifts", "solve", file, "--seconds", "3", "--json")
    assert answer.code == 0, answer.err
    problem = read(TEXT)
    roster = {name: tuple(line) for name, line in answer.json["assignments"].items()}
    assert broken_rules(problem, roster) == []
    assert answer.json["cost"] == cost(problem, roster).total
    assert answer.json["bound"] == answer.json["cost"]
    assert answer.json["complete"] is True
    assert answer.json["seconds"] >= 0


def test_better_rosters_are_told_as_they_are_found(run: Run, file: Path) -> None:
    answer = run("shifts", "solve", file, "--seconds", "3")
    assert "cost" in answer.out
    assert "     A  " in answer.out


def test_what_cannot_be_is_said(run: Run, file: Path) -> None:
    file.write_text(TEXT.replace("2400,960", "9600,9600"), "utf-8")
    answer = run("shifts", "solve", file, "--seconds", "3")
    assert answer.code == 1
    assert "no roster" in answer.err


def test_a_file_that_is_none_is_said(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    assert run("shifts", "solve", picture).code == 1
    assert run("shifts", "solve", tmp_path / "gone.txt").code == 1


def test_seconds_must_be_seconds(run: Run, file: Path) -> None:
    assert run("shifts", "solve", file, "--seconds", "-1").code == 2


def test_a_desks_own_roster_is_read_as_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    path.write_text(text_of(desk("abc", 3, asked(3, F=1))), "utf-8")
    answer = run("shifts", "solve", path, "--seconds", "10", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["complete"] is True
    assert answer.json["cost"] == answer.json["bound"]
    lines = answer.json["assignments"].values()
    assert all([line[day] for line in lines].count("F") == 1 for day in range(3))


def test_a_desk_that_asks_too_much_is_told_why(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    path.write_text(text_of(desk("a", 3, asked(3, F=2))), "utf-8")
    answer = run("shifts", "solve", path, "--seconds", "10", "--json")
    assert answer.code == 1
    assert "You ask for 2 × Früh" in answer.err
