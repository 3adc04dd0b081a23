"""Variants of a snippet by language and form of address, and which one stands in for another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.rules.enums import FormOfAddress

ANY_LANGUAGE = ""
"""A variant in no particular language: a number, a link, a code."""

_FORMS = {
    FormOfAddress.SIE: (FormOfAddress.SIE, FormOfAddress.UNKNOWN, FormOfAddress.DU),
    FormOfAddress.DU: (FormOfAddress.DU, FormOfAddress.UNKNOWN, FormOfAddress.SIE),
    FormOfAddress.UNKNOWN: (FormOfAddress.UNKNOWN, FormOfAddress.SIE, FormOfAddress.DU),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording. ``language`` is ``de``, ``en`` or empty for any; ``form`` unknown fits both."""

    language: str
    form: FormOfAddress
    body: str


def best_variant(
    variants: Iterable[Variant], *, language: str, form: FormOfAddress, desk_language: str = ""
) -> Variant | None:
    """The wording for a customer; None only where there is none at all.

    The language weighs more than the form: better the wrong form than a language that is not
    understood. In order: the customer's language, no particular one, the desk's, any other. Within
    a language: the form asked for, a text that fits both, the other one; Sie before du for whom the
    form is not known.
    """
    known = {(each.language, each.form): each for each in variants}
    others = sorted({language for language, _form in known})
    for each in dict.fromkeys((language, ANY_LANGUAGE, desk_language, *others)):
        for wanted in _FORMS[form]:
            if (each, wanted) in known:
                return known[each, wanted]
    return None


def form_fits(variant: Variant, form: FormOfAddress) -> bool:
    """Whether the wording addresses a customer as asked; False where another one stood in."""
    neutral = {variant.form, form} & {FormOfAddress.UNKNOWN}
    return bool(neutral) or variant.form is form


def in_reading_order(variants: Iterable[Variant]) -> Iterator[Variant]:
    """German before English before others, Sie before du before neither."""
    languages, forms = ("de", "en"), list(FormOfAddress)
    return iter(
        sorted(
            variants,
            key=lambda each: (
                languages.index(each.language) if each.language in languages else len(languages),
                each.language,
                forms.index(each.form),
            ),
        )
    )
