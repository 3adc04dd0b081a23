"""A snippet as it is being written: its fields, and what can be done to its variants."""

from collections.abc import Iterable
from dataclasses import replace

from app.queries.snippets import SnippetDetails
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant, in_reading_order
from app.services.snippet_rows import SnippetFields

_BOTH = (FormOfAddress.SIE, FormOfAddress.DU, FormOfAddress.UNKNOWN)
_FORMS = {"de": _BOTH, "en": (FormOfAddress.UNKNOWN,), "": (FormOfAddress.UNKNOWN,)}
"""English has one form of address, and so has a text in no language."""


def fields_of(details: SnippetDetails) -> SnippetFields:
    """A stored snippet as the editor takes it."""
    row = details.row
    return SnippetFields(
        title=row.title,
        abbreviation=row.abbreviation,
        variants=tuple(details.variants),
        folder_id=row.folder_id,
        category_id=row.category_id,
        tags=tuple(row.tags),
        colour=row.colour,
        favourite=row.favourite,
        actions=details.actions,
    )


def new_fields(language: str, *, folder_id: int | None = None, tag: str = "") -> SnippetFields:
    """An empty snippet: one wording in the desk's language, where the person is looking."""
    form = FormOfAddress.SIE if language == "de" else FormOfAddress.UNKNOWN
    return SnippetFields(
        variants=(Variant(language, form, ""),),
        folder_id=folder_id,
        tags=(tag,) if tag else (),
    )


def emptied(fields: SnippetFields) -> SnippetFields:
    """A new snippet without what was written of it."""
    return SnippetFields(
        variants=tuple(replace(each, body="") for each in fields.variants[:1]),
        folder_id=fields.folder_id,
    )


def is_blank(fields: SnippetFields) -> bool:
    """Whether nothing was written that would be missed."""
    return not fields.title.strip() and not any(each.body.strip() for each in fields.variants)


def with_body(fields: SnippetFields, place: int, body: str) -> SnippetFields:
    """The same with another text in one variant."""
    variants = list(fields.variants)
    variants[place] = replace(variants[place], body=body)
    return replace(fields, variants=tuple(variants))


def with_variants(fields: SnippetFields, variants: Iterable[Variant]) -> SnippetFields:
    """The same with these variants, in the order of their tabs."""
    return replace(fields, variants=tuple(in_reading_order(variants)))


def free_variants(fields: SnippetFields) -> tuple[tuple[str, FormOfAddress], ...]:
    """Language and form of the variants that can still be added."""
    taken = {(each.language, each.form) for each in fields.variants}
    return tuple(
        (language, form)
        for language, forms in _FORMS.items()
        for form in forms
        if (language, form) not in taken
    )
