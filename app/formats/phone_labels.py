"""What kinds of phones are called: in vCards, in tables, and on the screen."""

from collections.abc import Iterable

from app.i18n import N_, _
from app.rules.names import folded

_LABELS = {
    ("cell",): N_("Mobile"),
    ("work",): N_("Work"),
    ("home",): N_("Home"),
    ("fax",): N_("Fax"),
    ("fax", "work"): N_("Work fax"),
    ("fax", "home"): N_("Home fax"),
    ("main",): N_("Main"),
    ("pager",): N_("Pager"),
}
_ALIASES = {
    "mobile": ("cell",), "mobil": ("cell",), "handy": ("cell",), "mobiltelefon": ("cell",),
    "iphone": ("cell",), "cell": ("cell",),
    "work": ("work",), "business": ("work",), "office": ("work",), "arbeit": ("work",),
    "geschaftlich": ("work",), "buro": ("work",), "dienstlich": ("work",),
    "home": ("home",), "private": ("home",), "privat": ("home",),
    "fax": ("fax",), "workfax": ("fax", "work"), "work fax": ("fax", "work"),
    "fax geschaftlich": ("fax", "work"), "business fax": ("fax", "work"),
    "homefax": ("fax", "home"), "home fax": ("fax", "home"), "fax privat": ("fax", "home"),
    "main": ("main",), "zentrale": ("main",), "haupt": ("main",), "pager": ("pager",),
}  # fmt: skip


def label_of_types(types: Iterable[str]) -> str:
    """What a person reads for the types of a vCard's phone; empty where they say nothing."""
    wanted = {"cell" if each in ("mobile", "iphone") else each for each in types}
    for known in sorted(_LABELS, key=len, reverse=True):
        if wanted.issuperset(known):
            return _(_LABELS[known])
    return ""


def label_of_word(word: str) -> str:
    """What a person reads for a label somebody wrote; unknown ones stay as they are."""
    types = _types(word)
    return _(_LABELS[types]) if types else word.strip()


def types_of_label(label: str) -> tuple[str, ...]:
    """The types a vCard has for ``label``; none when it has no word for it."""
    return _types(label)


def _types(word: str) -> tuple[str, ...]:
    key = folded(word)
    translated = {folded(_(label)): types for types, label in _LABELS.items()}
    return _ALIASES.get(key) or translated.get(key, ())
