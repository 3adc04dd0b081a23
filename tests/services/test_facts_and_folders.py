"""The facts of the desk and where they are named; the tree of folders."""

from datetime import date

import pytest

from app.errors import UserError
from app.queries.facts import expired_among, expired_facts, facts, facts_named, places_of_fact
from app.queries.snippet_values import snapshot
from app.queries.snippets import Shelf, folders, snippet_ids, snippet_rows
from app.services import facts as fact_service
from app.services import snippet_folders, snippets
from app.services.snippets import Variant
from tests.desk_fixtures import Desk
from tests.services.test_snippets import BOTH, written

OPEN = 'Wir sind da: <<fakt.Öffnungszeiten|default("immer")>> <<% if FACT.vpn %>>x<<% endif %>>'


def _fact(desk: Desk, name: str, value: str = "9–17", until: date | None = None) -> int:
    fact_id: int = desk.do(fact_service.set_fact, name, value, owner_id=1, valid_until=until)
    return fact_id


def test_a_fact_is_known_to_snippets_by_its_folded_name(desk: Desk) -> None:
    _fact(desk, " Öffnungs-Zeiten ")
    _fact(desk, "öffnungs_zeiten", "8–18")
    (found,) = desk.read(facts)
    assert (found.name, found.value, found.owner_name) == ("öffnungs_zeiten", "8–18", "Kim Okafor")
    known = desk.read(snapshot, ticket_id=None, agent_id=1, now=desk.clock.now)
    assert known.facts == {"oeffnungs_zeiten": "8–18"}


def test_umlauts_may_be_spelled_out_so_no_two_facts_differ_by_that_only(desk: Desk) -> None:
    first, other = _fact(desk, "Öffnungszeiten"), _fact(desk, "straße")
    assert _fact(desk, "oeffnungszeiten", "8–18") == first
    assert _fact(desk, "strasse") == other
    with pytest.raises(UserError, match="“oeffnungszeiten” already"):
        desk.do(fact_service.set_fact, "Öffnungszeiten", "x", fact_id=other)
    written(desk, variants=[Variant("de", BOTH, OPEN)])
    assert len(desk.read(places_of_fact, "oeffnungszeiten")) == 1


def test_a_fact_has_a_name_and_a_value_and_the_name_is_its_own(desk: Desk) -> None:
    for name, value in (("", "x"), ("1a", "x"), ("a", " "), ("a", "x" * 3000)):
        with pytest.raises(UserError):
            _fact(desk, name, value)
    first, second = _fact(desk, "one"), _fact(desk, "two")
    with pytest.raises(UserError, match="“one” already"):
        desk.do(fact_service.set_fact, "One", "x", fact_id=second)
    desk.do(fact_service.set_fact, "three", "x", fact_id=first)
    assert [each.name for each in desk.read(facts)] == ["three", "two"]


def test_a_fact_is_good_through_its_last_day(desk: Desk) -> None:
    _fact(desk, "vpn", until=date(2026, 3, 31))
    _fact(desk, "always")
    assert desk.read(expired_facts, today=date(2026, 3, 31)) == ()
    (expired,) = desk.read(expired_facts, today=date(2026, 4, 1))
    assert expired.name == "vpn"
    assert desk.read(expired_among, ["VPN", "x"], today=date(2026, 4, 1)) == (expired,)
    assert desk.read(expired_among, ["always"], today=date(2026, 4, 1)) == ()


def test_the_snippets_that_name_a_fact_are_found(desk: Desk) -> None:
    assert facts_named(OPEN) == {"oeffnungszeiten", "vpn"}
    assert facts_named("fakt.a, <<a>> fakt.b <<c>>") == set()
    assert facts_named("<<fact.a if facts.b == fakten.c else x>>") == {"a", "b", "c"}
    snippet_id = written(desk, variants=[Variant("", BOTH, OPEN), Variant("de", BOTH, OPEN)])
    written(desk, title="Other", abbreviation="o")
    _fact(desk, "Öffnungszeiten")
    assert [each.used_in for each in desk.read(facts)] == [1]
    (place,) = desk.read(places_of_fact, "ÖFFNUNGSZEITEN")
    assert (place.snippet_id, place.abbreviation) == (snippet_id, "rec")
    desk.do(snippets.delete, [snippet_id])
    assert desk.read(places_of_fact, "öffnungszeiten") == ()


def test_a_fact_that_is_removed_comes_back_by_undo(desk: Desk) -> None:
    fact_id = _fact(desk, "vpn", until=date(2026, 3, 31))
    before = desk.read(facts)
    desk.do(fact_service.remove_fact, fact_id)
    assert desk.read(facts) == ()
    desk.undo()
    assert [each.valid_until for each in desk.read(facts)] == [date(2026, 3, 31)]
    assert desk.read(facts)[0].id == before[0].id


def test_a_folder_holds_what_is_in_those_below_it(desk: Desk) -> None:
    top = desk.do(snippet_folders.add_folder, "Versand")
    below = desk.do(snippet_folders.add_folder, "Ausland", parent_id=top)
    one, two = written(desk, folder_id=below), written(desk, title="B", abbreviation="b")
    assert desk.read(snippet_ids, folder_id=top) == desk.read(snippet_ids, folder_id=below) == [one]
    assert desk.read(snippet_ids, shelf=Shelf.UNFILED) == [two]
    assert desk.read(snippet_rows, [one])[0].folder == "Versand / Ausland"
    (tree,) = desk.read(folders)
    assert (tree.name, tree.snippets, tree.children[0].snippets) == ("Versand", 0, 1)


def test_a_folder_is_not_put_into_itself_and_its_name_is_its_own(desk: Desk) -> None:
    top = desk.do(snippet_folders.add_folder, "Versand")
    below = desk.do(snippet_folders.add_folder, "Ausland", parent_id=top)
    for parent in (top, below):
        with pytest.raises(UserError, match="inside itself"):
            desk.do(snippet_folders.move_folder, top, parent)
    with pytest.raises(UserError, match="“versand” here already"):
        desk.do(snippet_folders.add_folder, " versand")
    desk.do(snippet_folders.add_folder, "Versand", parent_id=top)


def test_a_folder_that_is_removed_leaves_its_content_where_it_was(desk: Desk) -> None:
    top = desk.do(snippet_folders.add_folder, "Versand")
    middle = desk.do(snippet_folders.add_folder, "Ausland", parent_id=top)
    desk.do(snippet_folders.add_folder, "Schweiz", parent_id=middle)
    inside = written(desk, folder_id=middle)
    before = desk.dump()
    desk.do(snippet_folders.remove_folder, middle)
    (tree,) = desk.read(folders)
    assert [each.name for each in tree.children] == ["Schweiz"]
    assert desk.read(snippet_rows, [inside])[0].folder == "Versand"
    desk.undo()
    assert desk.dump() == before


def test_folders_are_found_by_their_path_or_made(desk: Desk) -> None:
    made = desk.do(snippet_folders.folder_called, ["Versand", "Ausland"])
    assert desk.do(snippet_folders.folder_called, ["VERSAND", " ausland "]) == made
    assert desk.do(snippet_folders.folder_called, []) is None
    assert desk.one("SELECT count(*) FROM snippet_folder") == 2
