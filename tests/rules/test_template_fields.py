"""Template fields: what fits into them, and what a person reads when it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.rules.template_fields import (
    FieldKind,
    TemplateField,
    Value,
    checked_fields,
    checked_value,
    fields_as_json,
    fields_from_json,
)


def _field(kind: FieldKind) -> TemplateField:
    return TemplateField("size", "Size", kind, ("S", "M"))


@pytest.mark.parametrize(
    ("kind", "given_value", "kept"),
    [
        (FieldKind.TEXT, "  words ", "words"),
        (FieldKind.LONG_TEXT, "a\nb\n", "a\nb"),
        (FieldKind.NUMBER, "2,5", 2.5),
        (FieldKind.NUMBER, " 3 ", 3),
        (FieldKind.NUMBER, 4.0, 4),
        (FieldKind.DATE, "2026-12-24", "2026-12-24"),
        (FieldKind.YES_NO, False, False),
        (FieldKind.CHOICE, "M", "M"),
        (FieldKind.TEXT, " ", None),
        (FieldKind.NUMBER, "", None),
        (FieldKind.YES_NO, None, None),
    ],
)
def test_what_fits_is_kept_in_its_own_form(
    kind: FieldKind, given_value: Value | None, kept: Value | None
) -> None:
    assert checked_value(_field(kind), given_value) == kept


@pytest.mark.parametrize(
    ("kind", "wrong", "sentence"),
    [
        (FieldKind.NUMBER, "many", "“Size” is a number"),
        (FieldKind.NUMBER, "inf", "“Size” is a number"),
        (FieldKind.NUMBER, "nan", "“Size” is a number"),
        (FieldKind.DATE, "24.12.", "“Size” is a date"),
        (FieldKind.YES_NO, "perhaps", "“Size” is yes or no"),
        (FieldKind.CHOICE, "XL", "“XL” is no choice of “Size”: S, M"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(kind: FieldKind, wrong: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        checked_value(_field(kind), wrong)


@given(
    st.lists(
        st.builds(
            TemplateField,
            key=st.text(min_size=1),
            label=st.text(min_size=1),
            kind=st.sampled_from(FieldKind),
            choices=st.tuples(st.text(), st.text()),
        )
    )
)
def test_fields_come_out_of_the_desk_as_they_went_in(fields: list[TemplateField]) -> None:
    assert fields_from_json(fields_as_json(fields)) == tuple(fields)


def test_choices_are_kept_for_choices_only_and_each_once() -> None:
    (choice,) = checked_fields([TemplateField("a", "A", FieldKind.CHOICE, ("x", " y ", "x", ""))])
    assert choice.choices == ("x", "y")
    (text,) = checked_fields([TemplateField("a", " A  b ", FieldKind.TEXT, ("x", "y"))])
    assert (text.label, text.choices) == ("A b", ())


def test_two_fields_never_share_a_key() -> None:
    with pytest.raises(UserError, match="two fields"):
        checked_fields([TemplateField("a", "One"), TemplateField("a", "Two")])
