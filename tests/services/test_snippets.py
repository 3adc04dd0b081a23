"""Snippets written, changed, restored, deleted; one abbreviation for one living snippet."""

from typing import Any

import pytest

from app.errors import UserError
from app.queries.snippets import Shelf, SnippetSort, snippet_details, snippet_ids, snippet_rows
from app.rules.enums import FormOfAddress, Status
from app.services import snippets
from app.services.snippets import SnippetActions, Variant
from tests.desk_fixtures import Desk

SIE, DU, BOTH = FormOfAddress.SIE, FormOfAddress.DU, FormOfAddress.UNKNOWN
RECEIPT = Variant("de", SIE, "<<anrede>>, Ihre Anfrage <<ticket>> ist angekommen.")


def written(desk: Desk, **kwargs: Any) -> int:
    """A snippet *Receipt* under ``rec``."""
    given: dict[str, Any] = {"title": "Receipt", "abbreviation": "rec", "variants": [RECEIPT]}
    return desk.do(snippets.create, **(given | kwargs))


def test_a_snippet_is_kept_as_it_was_written(desk: Desk) -> None:
    actions = SnippetActions(status=Status.WAITING_CUSTOMER, tags=("new",), snooze=True)
    snippet_id = written(
        desk, tags=["Start", "#start", "anfang"], colour=3, favourite=True, actions=actions
    )
    found = desk.read(snippet_details, snippet_id)
    assert found is not None
    row = found.row
    assert (row.title, row.abbreviation, row.colour, row.favourite) == ("Receipt", "rec", 3, True)
    assert (row.tags, row.languages, row.forms) == (("anfang", "Start"), ("de",), (SIE,))
    assert (found.variants, found.actions) == ((RECEIPT,), actions)
    assert [(each.number, each.current) for each in found.versions] == [(1, True)]


def test_an_abbreviation_is_free_again_once_its_snippet_is_deleted(desk: Desk) -> None:
    first = written(desk)
    with pytest.raises(UserError, match="“REC” is the abbreviation of “Receipt” already"):
        written(desk, title="Other", abbreviation=" REC ")
    desk.do(snippets.delete, [first])
    written(desk, title="Other", abbreviation="REC")
    with pytest.raises(UserError, match="“rec” is the abbreviation of “Other” already"):
        desk.do(snippets.restore, [first])


def test_another_text_is_another_version_and_an_earlier_one_comes_back(desk: Desk) -> None:
    snippet_id = written(desk)
    desk.do(snippets.change, snippet_id, tags=["x"], favourite=True)
    desk.do(snippets.change, snippet_id, variants=[RECEIPT, Variant("en", BOTH, "Got it.")])
    desk.do(snippets.restore_version, snippet_id, 1)
    found = desk.read(snippet_details, snippet_id)
    assert found is not None
    assert [each.number for each in found.versions] == [3, 2, 1]
    assert found.variants == (RECEIPT,) == found.versions[2].variants
    assert found.row.favourite
    assert len(found.versions[1].variants) == 2
    desk.undo()
    desk.undo()
    found = desk.read(snippet_details, snippet_id)
    assert found is not None
    assert [each.number for each in found.versions] == [1]


def test_snippets_are_found_by_any_word_in_them(desk: Desk) -> None:
    one = written(desk)
    two = written(desk, title="Größe fehlt", abbreviation="gf", tags=["Rückfrage"])
    assert desk.read(snippet_ids, text="ANGEKOMMEN rece") == [one]
    assert (
        desk.read(snippet_ids, text="grosse") == desk.read(snippet_ids, text="ruckfrage") == [two]
    )
    assert desk.read(snippet_ids, tag="rückfrage") == [two]
    assert desk.read(snippet_ids, sort=SnippetSort.ABBREVIATION, descending=True) == [one, two]
    desk.do(snippets.delete, [two])
    assert desk.read(snippet_ids) == [one]
    assert desk.read(snippet_ids, shelf=Shelf.DELETED) == [two]
    assert desk.read(snippet_rows, [two, one])[0].deleted_at is not None
