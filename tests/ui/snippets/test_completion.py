"""What is proposed inside the arrows, and how it is written."""

import pytest

from app.templating.snippets.language import check
from app.ui.snippets.completion import (
    Place,
    Proposal,
    Slot,
    Vocabulary,
    insertion,
    place_of,
    proposals,
)
from app.ui.snippets.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("before", "slot", "typed"),
    [
        ("Hello <<", Slot.VALUE, ""),
        ("Hello <<vor", Slot.VALUE, "vor"),
        ("<<kontakt.vor", Slot.VALUE, "kontakt.vor"),
        ("<<% if na", Slot.CONDITION, "na"),
        ("<<heute|pl", Slot.FILTER, "pl"),
        ('<<name|default("x")|gr', Slot.FILTER, "gr"),
        ("<<fakt.öff", Slot.FACT, "fakt.öff"),
        ('<<baustein("gr', Slot.SNIPPET, "gr"),
        ("<<snippet('", Slot.SNIPPET, ""),
    ],
)
def test_what_can_stand_at_the_caret(before: str, slot: Slot, typed: str) -> None:
    assert place_of(before) == Place(slot, typed)


@pytest.mark.parametrize(
    "before",
    ["Hello", "1 << 2\nnext", "<<name>> and", "<<# a note", '<<name|default("text', "<<name 12"],
)
def test_nothing_is_proposed_elsewhere(before: str) -> None:
    assert place_of(before) is None


def test_the_closest_comes_first() -> None:
    known = Vocabulary(
        values=(
            Proposal("product", "product"),
            Proposal("contact.first_name", "contact.first_name", "First name"),
            Proposal("first_name", "first_name", "First name"),
        )
    )

    found = proposals(Place(Slot.VALUE, "first"), known)

    assert [each.title for each in found] == ["first_name", "contact.first_name"]


@pytest.mark.parametrize(
    ("proposal", "before", "after", "expected"),
    [
        (Proposal("name", "name"), "Hi <<na", "", "Hi <<name>>|"),
        (Proposal("name", "name"), "Hi <<na", ">>, hello", "Hi <<name|>>, hello"),
        (Proposal("name", "name"), "Hi ", "", "Hi <<name>>|"),
        (Proposal("if ", "if"), "<<% i", "", "<<% if |%>>"),
        (Proposal("endif ", "endif"), "<<% ", " %>>", "<<% endif | %>>"),
        (Proposal('default("")', "default", back=2), "<<x|de", "", '<<x|default("|")>>'),
        (Proposal("gruss", "gruss"), '<<snippet("g', "", '<<snippet("gruss")>>|'),
        (Proposal("gruss", "gruss"), '<<snippet("g', '")>>', '<<snippet("gruss|")>>'),
        (Proposal('<<ask("")>>', "ask", back=4), "a <<as", "", 'a <<ask("|")>>'),
        (Proposal("g", "g", alone='<<snippet("g")>>'), "a ", " b", 'a <<snippet("g")>>| b'),
    ],
)
def test_how_a_proposal_is_written(
    proposal: Proposal, before: str, after: str, expected: str
) -> None:
    made = insertion(proposal, before, after)
    written = before[: len(before) - made.replaced] + made.text
    caret = len(written) - made.back

    assert written[:caret] + "|" + written[caret:] + after == expected


@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_that_is_proposed_is_understood(language: str) -> None:
    known = vocabulary(language, (), ())

    for each in (*known.values, *known.questions, *known.statements):
        made = insertion(each, "", "")
        caret = len(made.text) - made.back
        # What is still to be typed at the caret: a name, or a word between quotes.
        filled = made.text[:caret] + ("name" if made.back else "") + made.text[caret:]
        assert [one for one in check(filled) if one.severe] == [], filled
    for each in known.filters:
        text = f"<<name|{each.text}>>".replace('("")', '("x")')
        text = text.replace("<<name", "<<today") if "plus" in text or "minus" in text else text
        assert [one for one in check(text) if one.severe] == [], text
