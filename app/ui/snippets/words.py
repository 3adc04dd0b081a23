"""Words the page has for languages, forms of address and variants."""

from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant

LANGUAGES = {"de": "Deutsch", "en": "English"}
"""Languages are called as their speakers call them."""
FORMS = {FormOfAddress.SIE: "Sie", FormOfAddress.DU: "du"}


def variant_name(language: str, form: FormOfAddress) -> str:
    """*Deutsch · Sie*, *English*, *Any language*."""
    name = LANGUAGES.get(language, language) or _("Any language")
    return f"{name} · {FORMS[form]}" if form in FORMS else name


def variant_title(variant: Variant) -> str:
    """What the tab of a variant says."""
    return variant_name(variant.language, variant.form)
