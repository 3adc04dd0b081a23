"""Snippets on the command line: what scripts rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.ui.lock import DeskLock
from tests.app.conftest import Run

MATCHES = """\
matches:
  - trigger: ":hi"
    label: Greeting
    form: "Hallo [[name]], zu [[thema]]$|$:"
  - trigger: ":sh"
    replace: "{{out}}"
    vars: [{name: out, type: shell, params: {cmd: "rm -rf /"}}]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "shop.desk"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def it(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return it


Write = Callable[[str, str], Path]


def _csv(write: Write, *rows: str) -> Path:
    return write("snippets.csv", "\n".join(["trigger,title,text", *rows]))


def _imported(run: Run, desk: Path, source: Path, *more: str) -> Any:
    answer = run("--desk", desk, "snippets", "import", source, "--json", *more)
    assert answer.code == 0, answer.err
    return answer.json


def test_import_says_what_came_in_and_what_did_not(run: Run, write: Write, desk: Path) -> None:
    source = write("base.yml", MATCHES)
    answer = run("snippets", "import", "--desk", desk, source, "--json")
    assert set(answer.json) == {"imported", "merged", "skipped", "warnings"}
    assert answer.json["imported"] >= 1
    for each in (*answer.json["skipped"], *answer.json["warnings"]):
        assert set(each) == {"name", "reason"}
        assert each["reason"] in answer.err
    assert "rm -rf" not in run("--desk", desk, "snippets", "list", "--json").out


def test_importing_the_same_again_makes_nothing_new(run: Run, write: Write, desk: Path) -> None:
    source = _csv(write, "rec,Receipt,Got it.")
    assert _imported(run, desk, source)["imported"] == 1
    assert _imported(run, desk, source)["imported"] == 0
    (found,) = run("snippets", "list", "--desk", desk, "--json").json
    assert (found["abbreviation"], found["title"], found["uses"]) == ("rec", "Receipt", 0)
    assert list(found) == [
        "abbreviation",
        "title",
        "folder",
        "tags",
        "languages",
        "forms",
        "favourite",
        "version",
        "uses",
        "last_used",
        "seconds_saved",
    ]
    assert "rec" in run("snippets", "list", "--desk", desk).out


def test_a_file_that_cannot_be_read_is_named_with_exit_code_1(run: Run, desk: Path) -> None:
    answer = run("snippets", "import", "--desk", desk, desk.with_name("gone.yml"), "--json")
    assert answer.code == 1
    assert answer.json["imported"] == 0
    assert [each["name"] for each in answer.json["skipped"]] == ["gone.yml"]


def test_render_fills_in_and_names_what_is_missing_in_reading_order(
    run: Run, write: Write, desk: Path, tmp_path: Path, mail: Callable[..., Path]
) -> None:
    own = tmp_path / "own.json"
    _imported(run, desk, _csv(write, "gr,Size,BODY"))
    run("--desk", desk, "snippets", "export", own)
    body = (
        "Zu <<ticket>>: <<Höhe>>, <<cursor>><<weite>>, <<höhe>> in <<farbe>> für <<kunden_name>>."
    )
    own.write_text(own.read_text("utf-8").replace("BODY", body), "utf-8")
    assert _imported(run, desk, own, "--duplicates", "merge")["merged"] == 1
    run("--desk", desk, "import", mail("a"))
    answer = run(
        *("--desk", desk, "snippets", "render", "GR", "--ticket", 1001),
        *("--set", "FARBE=rot", "--set", "Kunden-Name=Eva", "--json"),
    )
    assert answer.code == 0, answer.err
    assert answer.json == {
        "text": "Zu 1001: […], […], […] in rot für Eva.",
        "missing": ["höhe", "weite"],
        "cursor": len("Zu 1001: […], "),
    }


def test_an_open_place_is_visible_and_the_cursor_counts_what_is_seen(
    run: Run, write: Write, desk: Path
) -> None:
    source = write("base.yml", MATCHES)
    run("--desk", desk, "snippets", "import", source)
    answer = run("--desk", desk, "--json", "snippets", "render", ":hi", "--set", "Thema=Druck")
    text = "Hallo […], zu Druck"
    assert answer.json == {"text": f"{text}:", "missing": ["name"], "cursor": len(text)}
    plain = run(
        "--desk", desk, "snippets", "render", ":hi", "--set", "thema=a=b", "--set", "NAME=E"
    )
    assert (plain.out, plain.err) == ("Hallo E, zu a=b:\n", "")
    assert "name" in run("--desk", desk, "snippets", "render", ":hi").err


def test_what_is_not_there_is_refused_in_words(run: Run, write: Write, desk: Path) -> None:
    _imported(run, desk, _csv(write, "rec,Receipt,Got it."))
    unknown = run("--desk", desk, "snippets", "render", "nope", "--json")
    assert (unknown.code, unknown.out) == (1, "")
    assert "“nope”" in unknown.err
    no_ticket = run("--desk", desk, "snippets", "render", "rec", "--ticket", 7)
    assert no_ticket.code == 1
    assert "There is no ticket 7." in no_ticket.err
    assert run("--desk", desk, "snippets", "render", "rec", "--set", "x").code == 2
    assert run("--desk", desk, "snippets").code == 2


def test_check_tells_line_and_column_and_needs_no_desk(run: Run, write: Write) -> None:
    bad = run(
        "snippets", "check", write("a.txt", "Hallo <<name>>,\nIhre <<Kunden Nr>>\n"), "--json"
    )
    assert bad.code == 1
    assert bad.json[0]["line"] == 2
    assert set(bad.json[0]) == {"line", "column", "length", "message", "severe", "fix"}
    good = run("snippets", "check", write("b.txt", "Hallo <<name>>, 1 << 2"))
    assert (good.code, good.out) == (0, "Nothing is wrong with it.\n")
    assert run("snippets", "check", write("c.txt", "").with_name("gone.txt")).code == 1


@pytest.mark.parametrize("name", ["out.json", "out.csv", "out.yml", "out.yaml"])
def test_export_writes_what_import_reads(
    run: Run, write: Write, desk: Path, tmp_path: Path, name: str
) -> None:
    _imported(run, desk, _csv(write, "rec,Receipt,Got it: 1 << 2.", "bye,Closing,See you."))
    answer = run("--desk", desk, "snippets", "export", tmp_path / name, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["exported"] == 2
    other = tmp_path / "other.desk"
    assert _imported(run, other, tmp_path / name)["imported"] == 2
    assert run("--desk", other, "snippets", "render", "rec").out.strip() == "Got it: 1 << 2."


def test_an_export_to_an_unknown_kind_of_file_is_refused(
    run: Run, write: Write, desk: Path, tmp_path: Path
) -> None:
    _imported(run, desk, _csv(write, "rec,Receipt,Got it."))
    answer = run("--desk", desk, "snippets", "export", tmp_path / "out.docx")
    assert answer.code == 1
    assert ".csv" in answer.err


def test_reading_works_beside_an_open_desk_and_importing_ends_with_3(
    run: Run, write: Write, desk: Path
) -> None:
    source = _csv(write, "rec,Receipt,Got it.")
    _imported(run, desk, source)
    lock = DeskLock(desk)
    lock.acquire()
    try:
        assert run("--desk", desk, "snippets", "render", "rec").code == 0
        assert run("--desk", desk, "snippets", "import", source).code == 3
    finally:
        lock.release()


def test_render_refuses_what_a_snippet_does_not_ask_and_what_does_not_fit(
    run: Run, write: Write, desk: Path
) -> None:
    body = (
        '<<frage("Farbe", "rot|blau")>> <<frage("Teile", "mehrere: Rad|Kette")>> '
        '<<frage("Anzahl", "zahl")>> <<frage("Tag", "datum")>>'
    )
    _imported(run, desk.with_name("other.desk"), _csv(write, "q,Questions,BODY"))
    ours = desk.with_name("ours.json")
    run("--desk", desk.with_name("other.desk"), "snippets", "export", ours)
    _imported(run, desk, write("ours.json", ours.read_text().replace('"BODY"', json.dumps(body))))
    ask = ("--desk", desk, "snippets", "render", "q", "--json")
    for given, told in (
        ("unknown=1", "“unknown”"),
        ("farbe=green", "rot, blau"),
        ("teile=Rad|Sattel", "“Sattel”"),
        ("anzahl=many", "no number"),
        ("tag=someday", "no day"),
    ):
        answer = run(*ask, "--set", given)
        assert answer.code == 1, given
        assert told in answer.err, given
    fitting = run(*ask, "--set", "Farbe=ROT", "--set", "teile=kette", "--set", "anzahl=3")
    assert fitting.json["text"].startswith("rot Kette 3 ")
    assert run(*ask, "--set", "farbe=").json["missing"][0] == "farbe"
