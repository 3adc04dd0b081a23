"""Importing snippets: beside what is there, by choice, in batches, taken back in one step."""

import json
from pathlib import Path

import pytest

from app.errors import Cancelled, UserError
from app.queries.facts import facts
from app.queries.snippets import library, snippet_details, snippet_ids, snippet_rows
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.services import snippets
from app.services.snippet_import import Choice, ImportPlan, Likeness, SnippetImport, carry_out, plan
from tests.desk_fixtures import Desk
from tests.formats.snippets.files import ALL_FILES

ANY = FormOfAddress.UNKNOWN


def planned(desk: Desk, folder: Path, name: str, text: str) -> ImportPlan:
    (folder / name).write_text(text, encoding="utf-8")
    return plan(desk.database, [folder / name])


def done(desk: Desk, found: ImportPlan) -> SnippetImport:
    return carry_out(
        desk.database, found, agent_id=desk.kim, now=desk.clock(), label="Import snippets"
    )


def bodies(desk: Desk) -> dict[str, str]:
    """The first wording of each snippet by title."""
    found = {}
    for snippet_id in desk.read(snippet_ids):
        details = desk.read(snippet_details, snippet_id)
        assert details is not None
        found[details.row.title] = details.variants[0].body
    return found


def matches(*pairs: tuple[str, str]) -> str:
    return json.dumps({"matches": [{"trigger": t, "replace": b, "label": t} for t, b in pairs]})


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_file_is_imported_and_one_undo_takes_it_back(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    before = desk.dump()
    found = planned(desk, tmp_path, name, ALL_FILES[name])
    result = done(desk, found)
    assert result.imported + result.merged + len(result.skipped) == len(found.items) + len(
        found.skipped
    )
    assert result.imported == len(desk.read(snippet_ids)) > 0
    desk.undo()
    assert desk.dump() == before


def test_an_import_is_one_step_in_many_batches(desk: Desk, tmp_path: Path) -> None:
    text = matches(*((f":k{n}", f"text {n}") for n in range(600)))
    seen: list[tuple[int, int]] = []
    found = planned(desk, tmp_path, "a.yml", text)
    result = carry_out(
        desk.database,
        found,
        agent_id=desk.kim,
        now=desk.clock(),
        label="Import snippets",
        progress=lambda done, total: seen.append((done, total)),
    )
    assert (result.imported, len(seen) > 3, seen[-1]) == (600, True, (600, 600))
    desk.undo()
    assert desk.read(snippet_ids) == []
    assert desk.database.next_undo() is None


def test_a_cancelled_import_keeps_what_is_in_until_it_is_undone(desk: Desk, tmp_path: Path) -> None:
    found = planned(desk, tmp_path, "a.yml", matches(*((f":{n}", f"t {n}") for n in range(300))))
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        carry_out(
            desk.database,
            found,
            agent_id=desk.kim,
            now=desk.clock(),
            label="Import snippets",
            cancelled=lambda: next(asked),
        )
    assert 0 < len(desk.read(snippet_ids)) < 300
    desk.undo()
    assert desk.read(snippet_ids) == []


def test_planning_stops_when_it_is_cancelled(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(matches((":a", "b")))
    with pytest.raises(Cancelled):
        plan(desk.database, [tmp_path / "a.yml"], cancelled=lambda: True)


def test_an_import_that_is_undone_while_it_runs_stops(desk: Desk, tmp_path: Path) -> None:
    found = planned(desk, tmp_path, "a.yml", matches(*((f":{n}", f"t {n}") for n in range(300))))

    def undo_in_between(written: int, _total: int) -> None:
        if written:
            desk.undo()

    with pytest.raises(UserError, match="undone while it ran"):
        carry_out(
            desk.database,
            found,
            agent_id=desk.kim,
            now=desk.clock(),
            label="Import snippets",
            progress=undo_in_between,
        )
    assert desk.read(snippet_ids) == []


def test_the_same_text_is_not_there_twice(desk: Desk, tmp_path: Path) -> None:
    old = desk.do(
        snippets.create,
        title="Old",
        abbreviation="old",
        variants=[Variant("de", ANY, "Guten  Tag")],
    )
    found = planned(desk, tmp_path, "a.yml", matches((":new", "Guten Tag")))
    item = found.items[0]
    assert item.duplicate is not None
    assert (item.choice, item.duplicate.likeness) == (Choice.MERGE, Likeness.TEXT)
    assert (item.duplicate.snippet_id, item.duplicate.title) == (old, "Old")
    assert (done(desk, found).merged, desk.read(snippet_ids)) == (1, [old])
    [row] = desk.read(snippet_rows, [old])
    assert (row.abbreviation, row.tags, row.version) == ("old", (":new",), 1)


def test_one_abbreviation_for_another_text_gets_a_number_unless_it_is_merged(
    desk: Desk, tmp_path: Path
) -> None:
    old = desk.do(
        snippets.create,
        title="Old",
        abbreviation="hi",
        variants=[Variant("", ANY, "Old text")],
    )
    found = planned(desk, tmp_path, "a.yml", matches(("HI", "New text")))
    assert (found.items[0].choice, found.items[0].free_abbreviation) == (Choice.RENAME, "HI2")
    merged = done(desk, found.with_choice(Choice.MERGE))
    assert (merged.imported, merged.merged) == (0, 1)
    details = desk.read(snippet_details, old)
    assert details is not None
    assert [each.body for each in details.variants] == ["New text"]
    assert [each.variants[0].body for each in details.versions] == ["New text", "Old text"]
    desk.undo()
    assert bodies(desk) == {"Old": "Old text"}
    assert done(desk, found.with_choice(Choice.SKIP)).skipped[0].name == "HI"
    assert done(desk, found).imported == 1
    assert bodies(desk) == {"Old": "Old text", "HI": "New text"}


def test_what_is_renamed_is_named_so_by_those_that_use_it(desk: Desk, tmp_path: Path) -> None:
    desk.do(
        snippets.create,
        title="Old",
        abbreviation=":sig",
        variants=[Variant("", ANY, "Other")],
    )
    text = """
matches:
  - {trigger: ":sig", replace: "Regards"}
  - trigger: ":mail"
    label: mail
    replace: "Hi {{sig}}"
    vars: [{name: sig, type: match, params: {trigger: ":sig"}}]
"""
    found = planned(desk, tmp_path, "a.yml", text)
    done(desk, found)
    assert bodies(desk)["mail"] == 'Hi <<snippet(":sig2")>>'
    assert desk.read(library).variant(":sig2", "en", ANY) == Variant("", ANY, "Regards")


def test_what_is_left_out_becomes_a_field_in_those_that_use_it(desk: Desk, tmp_path: Path) -> None:
    text = """
matches:
  - {trigger: ":sig", replace: "Regards"}
  - trigger: ":mail"
    label: mail
    replace: "Hi {{sig}}"
    vars: [{name: sig, type: match, params: {trigger: ":sig"}}]
"""
    found = planned(desk, tmp_path, "a.yml", text).with_choice(Choice.SKIP, [0])
    result = done(desk, found)
    assert bodies(desk) == {"mail": 'Hi <<ask(":sig")>>'}
    assert any("left out" in each.reason for each in result.warnings)


def test_snippets_that_use_each_other_end_in_a_field(desk: Desk, tmp_path: Path) -> None:
    done(desk, planned(desk, tmp_path, "espanso.yml", ALL_FILES["espanso.yml"]))
    found = bodies(desk)
    assert {found["a …"], found["b …"]} == {'a <<snippet(":b1")>>', 'b <<ask(":a1")>>'}


def test_what_is_switched_off_is_left_out_unless_it_is_chosen(desk: Desk, tmp_path: Path) -> None:
    found = planned(desk, tmp_path, "z.csv", ALL_FILES["zammad.csv"])
    off = [place for place, item in enumerate(found.items) if not item.snippet.enabled]
    assert [found.items[place].choice for place in off] == [Choice.SKIP]
    assert done(desk, found.with_choice(Choice.ADD, off)).imported == len(found.items)


def test_a_fact_that_the_desk_has_stays(desk: Desk, tmp_path: Path) -> None:
    def pack(value: str) -> str:
        return json.dumps(
            {"format": "tresen-snippets", "facts": [{"name": "hours", "value": value}]}
        )

    done(desk, planned(desk, tmp_path, "a.json", pack("9 to 5")))
    result = done(desk, planned(desk, tmp_path, "b.json", pack("always")))
    assert [each.value for each in desk.read(facts)] == ["9 to 5"]
    assert "9 to 5" in result.warnings[0].reason


def test_mistakes_in_our_own_templates_are_said_and_the_snippet_comes_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    own = {
        "format": "tresen-snippets",
        "snippets": [{"title": "Bad", "variants": [{"body": "<<% if name %>>x"}]}],
    }
    found = planned(desk, tmp_path, "a.json", json.dumps(own))
    assert found.items[0].problems
    assert done(desk, found).imported == 1
