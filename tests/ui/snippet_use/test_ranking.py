"""What a few letters find, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest

from app.queries.snippet_library import CatalogueEntry
from app.rules.names import folded
from app.ui.snippet_use.ranking import Shelf

_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(
    number: int,
    title: str,
    abbreviation: str = "",
    *,
    tags: tuple[str, ...] = (),
    words: str = "",
    favourite: bool = False,
    use_count: int = 0,
    days_ago: int | None = None,
) -> CatalogueEntry:
    """A snippet in the catalogue."""
    return CatalogueEntry(
        id=number,
        abbreviation=abbreviation,
        title=title,
        folder="",
        tags=tags,
        words=folded(words),
        favourite=favourite,
        colour=None,
        use_count=use_count,
        last_used_at=_NOW - timedelta(days=days_ago) if days_ago is not None else None,
    )


def found(shelf: Shelf, text: str) -> list[int]:
    return [each.id for each in shelf.matching(text)]


def test_without_a_word_recent_ones_stand_first_then_favourites_then_the_most_used() -> None:
    shelf = Shelf(
        [
            entry(1, "Apple"),
            entry(2, "Banana", use_count=9, days_ago=900),
            entry(3, "Cherry", favourite=True),
            *(entry(10 + day, "Recent", days_ago=day) for day in range(5)),
        ]
    )
    assert found(shelf, "") == [10, 11, 12, 13, 14, 3, 2, 1]


def test_an_abbreviation_typed_whole_is_meant_before_anything_else() -> None:
    shelf = Shelf(
        [entry(1, "re: your mail", favourite=True), entry(2, "Refund", "rex"), entry(3, "X", "re")]
    )
    assert found(shelf, "re") == [3, 2, 1]
    hit = shelf.by_abbreviation("RE")
    assert hit is not None
    assert hit.id == 3


def test_titles_come_before_tags_and_tags_before_texts() -> None:
    shelf = Shelf(
        [
            entry(1, "Anything", words="the invoice is attached"),
            entry(2, "Something", tags=("invoice",)),
            entry(3, "Copy of an invoice"),
            entry(4, "Invoice copy"),
        ]
    )
    assert found(shelf, "invoice") == [4, 3, 2]
    assert [each.id for each in shelf.further("invoice")] == [1]


def test_all_words_have_to_be_there_in_any_order() -> None:
    shelf = Shelf([entry(1, "Invoice copy"), entry(2, "Copy of the contract")])
    assert found(shelf, "copy inv") == [1]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("rückerstatung", "Rückerstattung bestätigt"),
        ("mfg", "Mit freundlichen Grüßen"),
        ("grüsse", "Grüße"),
        ("pasword", "Password reset"),
    ],
)
def test_slips_of_the_pen_and_initials_are_understood(typed: str, title: str) -> None:
    shelf = Shelf([entry(1, "Something else"), entry(2, title)])
    seen = found(shelf, typed) + [each.id for each in shelf.further(typed)]
    assert seen == [2]


def test_abbreviations_may_be_made_of_signs() -> None:
    shelf = Shelf([entry(1, "Greeting", ":gr"), entry(2, "Shrug", "/:")])
    assert found(shelf, ":g")[0] == 1
    assert found(shelf, "/:") == [2]


def test_nothing_is_found_for_what_is_not_there() -> None:
    shelf = Shelf([entry(1, "Greeting")])
    assert found(shelf, "xyzzy") == []
    assert shelf.further("xyzzy") == []
    assert shelf.further("  ") == []
