"""Which wording stands in for one that is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant, best_variant, form_fits, in_reading_order

SIE, DU, BOTH = FormOfAddress.SIE, FormOfAddress.DU, FormOfAddress.UNKNOWN


def _chosen(wanted: str, there: str, desk: str = "de") -> str:
    """Wordings are written ``de.sie``, ``en.`` (both forms) or ``.`` (any language)."""
    language, _dot, form = wanted.partition(".")
    variants = []
    for each in there.split():
        of, _dot, its = each.partition(".")
        variants.append(Variant(of, FormOfAddress(its or "unknown"), each))
    found = best_variant(
        variants, language=language, form=FormOfAddress(form or "unknown"), desk_language=desk
    )
    return found.body if found else ""


@pytest.mark.parametrize(
    ("wanted", "there", "chosen"),
    [
        ("de.du", "de.sie de.du en.", "de.du"),
        ("de.du", "de.sie de. en.", "de."),
        ("de.du", "de.sie en.", "de.sie"),
        ("de.sie", "de.du de.", "de."),
        ("de.sie", "de.du en.", "de.du"),
        ("de.", "de.du de.sie", "de.sie"),
        ("de.", "de.du de.sie de.", "de."),
        ("de.", "de.du en.", "de.du"),
        ("en.", "de.sie de.du .", "."),
        ("en.du", "de.sie de.du", "de.du"),
        ("en.sie", "fr. de.du", "de.du"),
        ("en.", "fr.", "fr."),
        ("en.", "", ""),
    ],
)
def test_the_language_weighs_more_than_the_form(wanted: str, there: str, chosen: str) -> None:
    assert _chosen(wanted, there) == chosen


def test_without_the_customers_language_the_desks_comes_before_others() -> None:
    assert _chosen("fr.", "de. en. it.", desk="en") == "en."
    assert _chosen("fr.", "de. it.", desk="en") == "de."


variants = st.lists(
    st.builds(
        Variant,
        st.sampled_from(["de", "en", "", "fr"]),
        st.sampled_from(FormOfAddress),
        st.just("x"),
    ),
    unique_by=lambda each: (each.language, each.form),
)


@given(variants, st.sampled_from(["de", "en"]), st.sampled_from(FormOfAddress))
def test_there_is_always_one_and_an_exact_one_wins(
    there: list[Variant], language: str, form: FormOfAddress
) -> None:
    found = best_variant(there, language=language, form=form, desk_language="de")
    assert (found is None) == (not there)
    exact = [each for each in there if (each.language, each.form) == (language, form)]
    assert not exact or found == exact[0]
    assert sorted(map(repr, in_reading_order(there))) == sorted(map(repr, there))


def test_a_text_for_both_fits_everybody_and_one_for_friends_does_not() -> None:
    assert form_fits(Variant("de", BOTH, ""), SIE)
    assert form_fits(Variant("de", DU, ""), BOTH)
    assert not form_fits(Variant("de", DU, ""), SIE)
