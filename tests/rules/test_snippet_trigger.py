"""What may be an abbreviation just before the caret."""

import pytest

from app.rules.snippet_trigger import abbreviation_before


@pytest.mark.parametrize(
    ("before", "after", "candidates"),
    [
        ("mfg", "", ["mfg"]),
        ("Dear all, mfg", "", ["mfg"]),
        ("say (mfg", ")", ["(mfg", "mfg"]),
        ("„:gr", "", ["„:gr", ":gr"]),
        ("mfg", " and more", ["mfg"]),
        ("mfg", ".", ["mfg"]),
        ("mf", "g", []),
        ("mfg ", "", []),
        ("", "", []),
        ("((", "", ["((", "("]),
    ],
)
def test_only_the_end_of_a_word_is_looked_at(
    before: str, after: str, candidates: list[str]
) -> None:
    assert list(abbreviation_before(before, after)) == candidates
