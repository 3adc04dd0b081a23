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
    Column.TITLE: "title|titel|name|label|bezeichnung|headline|überschrift|subject|betreff"
    "|description|beschreibung",
    Column.BODY: "body|text|content|inhalt|snippet|replace|replacement|phrase|template|vorlage"
    "|textbaustein|baustein|plain text|content html|message|nachricht|reply|answer|antwort"
    "|response|macro|value|comment",
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


_COLUMNS = {
    _key(name): (column, rank)
    for column, names in _NAMES.items()
    for rank, name in enumerate(names.split("|"))
}


def columns_of(titles: Sequence[str]) -> dict[Column, int]:
    """Where each known column stands: of several for the same, the one with the plainest name."""
    found: dict[Column, tuple[int, int]] = {}
    for place, title in enumerate(titles):
        known = _COLUMNS.get(_key(title))
        if known is not None:
            column, rank = known
            found[column] = min(found.get(column, (rank, place)), (rank, place))
    return {column: place for column, (_rank, place) in found.items()}


def is_header(columns: Mapping[Column, int]) -> bool:
    """Whether a first line with these columns names them: it says where the text is."""
    return Column.BODY in columns or Column.TEMPLATE in columns
