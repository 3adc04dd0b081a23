"""Texts in the language of the interface: gettext catalogues read from ``resources/locale``.

``_`` translates when it is called, so a text is always looked up in a function, never at import.
``N_`` marks a text for the catalogue that is translated later, for tables of constants.
"""

import gettext as _gettext

from app.paths import resource

LANGUAGES = ("de", "en")
_DOMAIN = "tresen"


class _Current:
    """The catalogue in use; the interface language is one per process, as in gettext itself."""

    language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def set_language(language: str) -> None:
    """Switch all texts to ``language`` (``de`` or ``en``; anything else means English)."""
    _Current.language = language if language in LANGUAGES else "en"
    _Current.catalogue = _gettext.translation(
        _DOMAIN, resource("locale"), [_Current.language], fallback=True
    )


def language() -> str:
    """The language in use, ``de`` or ``en``."""
    return _Current.language


def _(text: str) -> str:
    return _Current.catalogue.gettext(text)


def quoted(text: str) -> str:
    """``text`` in the quotation marks of the language."""
    return _("“{text}”").format(text=text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Mark ``text`` for translation without translating it now."""
    return text


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form for ``n``; both texts hold ``{n}`` (or ``{name}``) fields filled by the caller."""
    return _Current.catalogue.ngettext(singular, plural, n)


def pgettext(context: str, text: str) -> str:
    """A text whose translation depends on where it stands."""
    return _Current.catalogue.pgettext(context, text)
