"""Exporting snippets: our own file loses nothing, others only what they have no place for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.formats.snippets.imported import Imported, Skipped
from app.formats.snippets.reading import read
from app.queries.facts import facts
from app.queries.snippets import snippet_ids
from app.rules.enums import FormOfAddress, Status
from app.rules.snippet_variants import Variant
from app.services import snippet_files, snippet_folders, snippets
from app.services.facts import set_fact
from app.services.messages import NewFile
from app.services.snippet_export import ExportKind, SnippetExport, export
from app.services.snippet_import import SnippetImport, carry_out, plan
from app.services.snippets import SnippetActions
from tests.desk_fixtures import Desk
from tests.formats.snippets.files import ALL_FILES, read_text

SIE, DU, ANY = FormOfAddress.SIE, FormOfAddress.DU, FormOfAddress.UNKNOWN


def imported_from(desk: Desk, path: Path) -> SnippetImport:
    found = plan(desk.database, [path])
    return carry_out(
        desk.database, found, agent_id=desk.kim, now=desk.clock(), label="Import snippets"
    )


def without_all(desk: Desk) -> None:
    """Delete every snippet, so that the desk is empty again."""
    desk.do(snippets.delete, desk.read(snippet_ids))


def exported(desk: Desk, kind: ExportKind = ExportKind.OWN) -> SnippetExport:
    return desk.read(export, kind)


def full_desk(desk: Desk) -> None:
    """One snippet with everything, one with little, an empty folder and a fact."""
    folder = desk.do(snippet_folders.folder_called, ["Support", "First line"])
    desk.do(snippet_folders.folder_called, ["Empty"])
    category = desk.one("SELECT id FROM category WHERE parent_id IS NOT NULL ORDER BY id LIMIT 1")
    snippet_id = desk.do(
        snippets.create,
        title="Refund",
        abbreviation="ref",
        variants=[
            Variant("de", SIE, "Guten Tag\n=SUM(A1) <<name>>"),
            Variant("de", DU, '-hallo, "du";\t\'x'),
            Variant("", ANY, "plain << text"),
        ],
        folder_id=folder,
        category_id=category,
        tags=["money", "zurück"],
        colour=0,
        favourite=True,
        actions=SnippetActions(
            status=Status.SOLVED, tags=("refund",), category_id=category, snooze=True
        ),
    )
    desk.do(snippet_files.attach, snippet_id, [NewFile("a.txt", "text/plain", b"\x00hello")])
    desk.do(snippets.create, title="Little", abbreviation="", variants=[Variant("", ANY, "x")])
    desk.do(set_fact, "hours", "9 to 5", owner_id=desk.kim, valid_until=date(2026, 12, 31))


def test_our_own_file_gives_an_empty_desk_the_same_snippets(desk: Desk, tmp_path: Path) -> None:
    full_desk(desk)
    first = exported(desk)
    assert (first.count, first.warnings) == (2, ())
    (tmp_path / "all.json").write_bytes(first.content)
    without_all(desk)
    for fact in desk.read(facts):
        desk.do(_remove_fact, fact.id)
    result = imported_from(desk, tmp_path / "all.json")
    assert (result.imported, result.skipped, result.warnings) == (2, (), ())
    assert exported(desk).content == first.content


def _remove_fact(session: Any, fact_id: int) -> None:
    from app.models.snippets import Fact

    session.delete(session.get(Fact, fact_id))


BODIES = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from('\n<>%#"{}|=,;'),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: any(each.isalnum() for each in text))
WORDINGS = st.lists(
    st.builds(Variant, st.sampled_from(("", "de", "en")), st.sampled_from(FormOfAddress), BODIES),
    min_size=1,
    max_size=4,
    unique_by=lambda each: (each.language, each.form),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    written=st.lists(
        st.tuples(BODIES, WORDINGS, st.lists(BODIES, max_size=2), st.booleans()),
        max_size=4,
    )
)
def test_any_snippets_come_back_from_our_own_file_as_they_were(
    desk: Desk, tmp_path: Path, written: list[Any]
) -> None:
    if desk.read(snippet_ids):
        without_all(desk)
    for title, wordings, tags, favourite in written:
        desk.do(
            snippets.create,
            title=title,
            abbreviation="",
            variants=wordings,
            tags=tags,
            favourite=favourite,
        )
    first = exported(desk)
    (tmp_path / "all.json").write_bytes(first.content)
    reads = list(read([tmp_path / "all.json"]))
    assert len(reads) == len(written)
    if written:
        without_all(desk)
        found = plan(desk.database, [tmp_path / "all.json"])
        new = [place for place, item in enumerate(found.items) if item.duplicate is not None]
        carry_out(
            desk.database,
            found,
            agent_id=desk.kim,
            now=desk.clock(),
            label="Import snippets",
        )
        if not new:
            assert exported(desk).content == first.content


@pytest.mark.parametrize("name", ALL_FILES)
@pytest.mark.parametrize("kind", ExportKind)
def test_what_was_imported_and_exported_is_imported_the_same(
    desk: Desk, tmp_path: Path, name: str, kind: ExportKind
) -> None:
    (tmp_path / name).write_text(ALL_FILES[name], encoding="utf-8")
    imported_from(desk, tmp_path / name)
    if kind is ExportKind.ESPANSO:
        # Its fields have names without punctuation, and their labels are read from those.
        again(desk, tmp_path, exported(desk, kind), kind)
    first = exported(desk, kind)
    again(desk, tmp_path, first, kind)
    assert exported(desk, kind).content == first.content


def again(desk: Desk, folder: Path, file: SnippetExport, kind: ExportKind) -> None:
    """Empty the desk and import a file that it wrote."""
    (folder / f"again.{kind.value}").write_bytes(file.content)
    without_all(desk)
    imported_from(desk, folder / f"again.{kind.value}")


def test_a_table_is_safe_in_a_spreadsheet_and_keeps_all_wordings(
    desk: Desk, tmp_path: Path
) -> None:
    full_desk(desk)
    table = exported(desk, ExportKind.TABLE)
    text = table.content.decode("utf-8-sig")
    assert "'-hallo" in text
    assert {name for name, _reason in table.warnings} == {"Refund"}
    reads = read_text(tmp_path, "all.csv", table.content)
    [refund] = [each for each in reads if isinstance(each, Imported) and each.title == "Refund"]
    assert [(v.language, v.form, v.body) for v in refund.variants] == [
        ("de", SIE, "Guten Tag\n=SUM(A1) <<name>>"),
        ("de", DU, '-hallo, "du";\t\'x'),
        ("", ANY, "plain << text"),
    ]
    assert (refund.folder, refund.favourite) == (("Support", "First line"), True)


def test_espanso_gets_fields_dates_and_nested_ones_and_is_told_what_it_cannot_do(
    desk: Desk, tmp_path: Path
) -> None:
    body = (
        '<<greeting>>, <<ask("Colour", "red|blue", default="red")>> until '
        '<<today|plus(3, "wd")|date("dd.MM.yyyy")>><<% if company %>> x<<% endif %>><<cursor>>'
        ' {{literal}} <<"<<">> <<snippet("sig")>>'
    )
    for title, text in (("Mail", body), ("Sig", "Regards")):
        desk.do(
            snippets.create,
            title=title,
            abbreviation=title.lower()[:3],
            variants=[Variant("", ANY, text)],
        )
    file = exported(desk, ExportKind.ESPANSO)
    reasons = " ".join(reason for _name, reason in file.warnings)
    assert "conditions" in reasons
    assert "working days" in reasons
    reads = read_text(tmp_path, "all.yml", file.content)
    assert not any(isinstance(each, Skipped) for each in reads)
    [mail] = [each for each in reads if isinstance(each, Imported) and each.title == "Mail"]
    assert mail.variants[0].body == (
        '<<ask("greeting")>>, <<ask("Colour", choices="red|blue", default="red")>> until '
        '<<today|plus(3, "days")|date("dd.MM.yyyy")>> x<<cursor>> {{literal}} <<"<<">> '
        '<<snippet("sig")>>'
    )


def test_only_chosen_snippets_are_exported_without_folders_and_facts(desk: Desk) -> None:
    full_desk(desk)
    [_refund, little] = sorted(desk.read(snippet_ids))
    content = desk.read(export, ExportKind.OWN, ids=[little]).content.decode()
    assert '"Little"' in content
    assert '"Refund"' not in content
    assert '"hours"' not in content
