"""The columns of a table of snippets, by the names that programs and people give them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.rules.names import folded


class Column(StrEnum):
    """What a column holds."""

    ABBREVIATION = "abbreviation"
    TITLE = "title"
    BODY = "body"
    TEMPLATE = "template"
    LANGUAGE = "language"
    FORM = "form"
    FOLDER = "folder"
    TAGS = "tags"
    FAVOURITE = "favourite"
    ACTIVE = "active"


TITLES = {
    Column.ABBREVIATION: "abbreviation",
    Column.TITLE: "title",
    Column.TEMPLATE: "snippet with placeholders",
    Column.LANGUAGE: "language",
    Column.FORM: "form of address",
    Column.FOLDER: "folder",
    Column.TAGS: "tags",
    Column.FAVOURITE: "favourite",
}
"""The columns that we write, in their order."""

_NAMES = {
    Column.ABBREVIATION: "abbreviation|abbr|abbrev|trigger|triggers|keyword|shortcut|short code"
    "|shortcode|hotkey|snippet key|kürzel|kurzel|kuerzel|abkürzung|abkuerzung|tastenkürzel|code",
    Column.TITLE: "title|name|label|subject|headline|description|titel|betreff|bezeichnung"
    "|überschrift|beschreibung",
    Column.BODY: "body|text|content|snippet|replace|replacement|phrase|message|template|reply"
    "|answer|response|comment|value|inhalt|nachricht|antwort|vorlage|textbaustein|baustein"
    "|content html|plain text|macro",
    Column.TEMPLATE: TITLES[Column.TEMPLATE],
    Column.LANGUAGE: "language|lang|sprache",
    Column.FORM: "form of address|anredeform|sie du|du sie",
    Column.FOLDER: "folder|group|category|collection|path|menu|ordner|gruppe|kategorie|rubrik",
    Column.TAGS: "tags|tag|keywords|labels|schlagwort|schlagworte|schlagwörter|stichwort"
    "|stichworte|stichwörter|search terms",
    Column.FAVOURITE: "favourite|favorite|starred|favorit",
    Column.ACTIVE: "active|enabled|aktiv",
}


def _key(title: str) -> str:
    return " ".join(re.split(r"[\W_]+", folded(title)))


_COLUMNS = {_key(name): column for column, names in _NAMES.items() for name in names.split("|")}


def columns_of(titles: Sequence[str]) -> dict[Column, int]:
    """Where each known column stands; the first of two for the same."""
    found: dict[Column, int] = {}
    for place, title in enumerate(titles):
        column = _COLUMNS.get(_key(title))
        if column is not None:
            found.setdefault(column, place)
    return found


def is_header(columns: Mapping[Column, int]) -> bool:
    """Whether a first line with these columns names them: it says where the text is."""
    return Column.BODY in columns or Column.TEMPLATE in columns
