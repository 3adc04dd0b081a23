"""Files that are cut off, damaged in the middle, enormous, or made to do harm."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.errors import Cancelled
from app.formats.snippets import reading, yaml_text
from app.formats.snippets.imported import Imported
from app.formats.snippets.reading import read
from tests.formats.snippets.files import (
    ALL_FILES,
    BEEFTEXT,
    ESPANSO,
    QUICKTEXT,
    ZENDESK,
    imported,
    read_text,
    skipped,
)


def test_yaml_damaged_in_the_middle_gives_the_rest_and_names_the_fault(tmp_path: Path) -> None:
    whole = imported(read_text(tmp_path, "a.yml", ESPANSO))
    broken = ESPANSO.replace('form: "Hallo [[name]]', 'form: "Hallo" [oops: {[[name]]')
    assert broken != ESPANSO
    found = read_text(tmp_path, "b.yml", broken)
    assert imported(found).keys() == whole.keys() - {":f"}
    assert "Line 13 of b.yml" in skipped(found)[":f"]


def test_yaml_that_is_cut_off_gives_what_is_before(tmp_path: Path) -> None:
    cut = ESPANSO[: ESPANSO.index("drei")]
    found = read_text(tmp_path, "a.yml", cut)
    assert {"Gruß", ":f", ":v", ":angle"} <= imported(found).keys()
    assert ":random" in skipped(found)


def test_json_damaged_in_the_middle_gives_the_rest_and_names_the_fault(tmp_path: Path) -> None:
    text = json.dumps(BEEFTEXT, indent=2)
    broken = text.replace('"keyword": "wtf",', '"keyword": "wtf" oops')
    found = read_text(tmp_path, "a.json", broken)
    assert imported(found).keys() == {"Alles"}
    reasons = skipped(found)
    assert "from line 7" in reasons["a.json"]
    assert reasons["wtf"] == "It is damaged in the file."


def test_json_that_is_cut_off_gives_what_is_before(tmp_path: Path) -> None:
    text = json.dumps(ZENDESK)
    found = read_text(tmp_path, "a.json", text[: text.index("Only tags")])
    assert imported(found).keys() == {"Billing::Refund::Late", "Liquid", "HTML"}
    assert "a.json" in skipped(found)


def test_a_damaged_beeftext_keeps_the_groups_that_can_be_read(tmp_path: Path) -> None:
    groups = [{"uuid": "a", "name": "Greetings"}, {"uuid": "b", "name": "Off", "enabled": False}]
    combos = [
        {"keyword": f"k{n}", "snippet": f"Text {n}", "name": f"Name {n}", "group": "ab"[n % 2]}
        for n in range(4)
    ]
    whole = json.dumps({"fileFormatVersion": 7, "groups": groups, "combos": combos}, indent=1)
    damaged = whole.replace('"Text 2"', '"Text 2')
    found = read_text(tmp_path, "combos.json", damaged)
    kept = imported(found)
    assert kept["Name 0"].folder == ("Greetings",)
    assert not kept["Name 1"].enabled
    assert all("group is not in the file" not in " ".join(x.warnings) for x in kept.values())
    assert "combos.json" in skipped(found)


def test_xml_damaged_in_the_middle_gives_the_rest_and_names_the_fault(tmp_path: Path) -> None:
    broken = QUICKTEXT.replace("<keyword><![CDATA[ab]]></keyword>", "<keyword><![CDATA[ab]]>")
    found = read_text(tmp_path, "a.xml", broken)
    assert imported(found).keys() == {"Alle Tags", "Ohne Kürzel"}
    assert imported(found)["Alle Tags"].folder == ("Auftragsbestätigung",)
    assert "line 5" in skipped(found)["Auftrag"]


def test_old_quicktext_in_the_encoding_of_windows_is_read(tmp_path: Path) -> None:
    text = '<quicktext><menu title="Grüße"><text title="Für Müller">schöne Grüße</text></menu>'
    content = f"{text}</quicktext>".encode("cp1252")
    found = imported(read_text(tmp_path, "a.xml", content))["Für Müller"]
    assert (found.variants[0].body, found.folder) == ("schöne Grüße", ("Grüße",))
    assert "umlauts" in found.warnings[0]
    clean = imported(read_text(tmp_path, "b.xml", f"{text}</quicktext>"))["Für Müller"]
    assert clean.warnings == ()


@pytest.mark.parametrize("declared", ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "<!doctype quicktext>"])
def test_xml_with_a_document_type_is_refused(tmp_path: Path, declared: str) -> None:
    text = QUICKTEXT.replace('<quicktext version="2">', f'{declared}<quicktext version="2">')
    found = read_text(tmp_path, "a.xml", text)
    assert imported(found) == {}
    assert len(skipped(found)) == 1


def laughs(levels: int) -> str:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join([*lines, f"matches: *a{levels - 1}", ""])


HOSTILE = {
    "laughs.yml": laughs(30),
    "deep.yml": "matches: " + "[" * 100_000,
    "deep_map.yml": "matches: " + "{a: " * 50_000,
    "self.yml": "matches: &a\n  - *a\n  - {trigger: x, replace: *a}\n",
    "tag.yml": "matches:\n  - trigger: !!python/object/apply:os.system ['touch hacked']\n"
    "    replace: !!python/name:os.system x\n",
    "deep.json": '{"combos": ' + "[" * 100_000,
    "deep_entries.json": '{"fileFormatVersion": 10, "combos": [' + '{"a":' * 50_000,
    "braces.json": '{"combos": [' + "{\n" * 3000,
    "number.json": '{"combos": [], "fileFormatVersion": ' + "9" * 100_000 + "}",
    "deep.xml": "<quicktext>" + "<menu>" * 50_000,
    "open.xml": "<quicktext>" + "<text" * 20_000,
    "titles.xml": "<quicktext>" + "<title>" * 20_000,
    "tags.json": json.dumps(
        {"templates": {"groups": [{}], "texts": [[{"name": "x", "text": "[[" * 15_000}]]}}
    ),
    "input.json": json.dumps(
        {
            "fileFormatVersion": 10,
            "combos": [{"keyword": "x", "snippet": "#{input:" * 3000 + "\\}" * 2000}],
        }
    ),
    "liquid.json": json.dumps(
        {
            "macros": [
                {
                    "title": "x",
                    "actions": [
                        {
                            "field": "comment_value",
                            "value": "{% if ticket.title %}" * 700 + "{{" * 5000,
                        }
                    ],
                }
            ]
        }
    ),
    "quotes.csv": "a,b\n" + '"' * 100_001,
    "columns.csv": ";" * 100_000 + "\nx;" + "y;" * 1000,
    "echo.yml": "matches:\n  - trigger: x\n    replace: '{{a}}{{a}}{{a}}{{a}}{{a}}'\n    vars:\n"
    "      - {name: a, type: echo, params: {echo: '{{b}}{{b}}{{b}}{{b}}{{b}}{{b}}{{b}}{{b}}'}}\n"
    "      - {name: b, type: echo, params: {echo: '{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}'}}\n",
    "zeros.json": "[" + "\0" * 50_000,
    "binary.csv": "\x00\x01\ufffe," * 3000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_without_running_or_growing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tracemalloc.start()
    found = read_text(tmp_path, name, HOSTILE[name])
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 << 20
    assert not (tmp_path / "hacked").exists()
    for each in found:
        if isinstance(each, Imported):
            assert len(each.variants[0].body) < 60_000


def test_a_file_of_a_hundred_megabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.yml"
    with path.open("wb") as file:
        file.truncate(100 << 20)

    def not_read(_self: Path) -> bytes:
        raise AssertionError

    monkeypatch.setattr(Path, "read_bytes", not_read)
    assert "32 MB" in skipped(list(read([path])))["huge.yml"]


def test_a_folder_with_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MOST_FILES", 3)
    for n in range(5):
        (tmp_path / f"{n}.yml").write_text("matches: []")
    assert "too many files" in skipped(list(read([tmp_path])))[tmp_path.name]


def test_a_text_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    text = json.dumps({"matches": [{"trigger": "x", "replace": "y" * 40_000}]})
    assert "32000" in skipped(read_text(tmp_path, "a.yml", text))["x"]


def test_reading_can_be_cancelled_in_the_middle_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "_HEARD_EACH", 10)
    heard: list[int] = []

    def progress(done: int, _total: int) -> None:
        heard.append(done)
        if done > 0:
            raise Cancelled

    (tmp_path / "a.yml").write_text(ESPANSO)
    with pytest.raises(Cancelled):
        list(read([tmp_path / "a.yml"], progress=progress))
    assert 0 < heard[-1] < len(ESPANSO)


def test_missing_files_empty_files_and_other_files_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("")
    (tmp_path / "other.json").write_text('{"a": 1}')
    (tmp_path / "photo.xml").write_text("<svg/>")
    (tmp_path / "zip.json").write_bytes(b"PK\x03\x04rest")
    names = ["empty.json", "other.json", "photo.xml", "zip.json", "missing.yml"]
    found = skipped(list(read([tmp_path / name for name in names])))
    assert found.keys() == set(names)
    assert all(found.values())
    assert found["empty.json"] == "It is empty."


def test_a_package_shares_variables_and_abbreviations_and_its_folders_are_kept(
    tmp_path: Path,
) -> None:
    (tmp_path / "match" / "team").mkdir(parents=True)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "default.yml").write_text("toggle_key: OFF\n")
    (tmp_path / "match" / "base.yml").write_text(
        "global_vars:\n  - {name: who, type: echo, params: {echo: us}}\n"
        "matches:\n  - {trigger: ':sig', replace: 'Yours, {{who}}'}\n"
    )
    (tmp_path / "match" / "team" / "mail.yml").write_text(
        "matches:\n  - trigger: ':mail'\n    replace: '{{who}} {{s}}'\n"
        "    vars: [{name: s, type: match, params: {trigger: ':sig'}}, "
        "{name: who, type: global}]\n"
    )
    found = imported(list(read([tmp_path])))
    assert found[":sig"].variants[0].body == "Yours, us"
    assert found[":mail"].variants[0].body == 'us <<snippet(":sig")>>'
    assert (found[":sig"].folder, found[":mail"].folder) == ((), ("team", "mail"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(sorted(ALL_FILES)),
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    noise=st.text(st.sampled_from("\n\"'{}[]<>:-,;&*# ax\x00\x85"), max_size=8),
)
@example(name="espanso.yml", at=0.5, length=1, noise="\x00")
def test_no_damage_makes_reading_fail(
    tmp_path: Path, name: str, at: float, length: int, noise: str
) -> None:
    text = ALL_FILES[name]
    start = int(at * len(text))
    found = read_text(tmp_path, name, text[:start] + noise + text[start + length :])
    assert all(isinstance(each, Imported) or getattr(each, "reason", "x") for each in found)
