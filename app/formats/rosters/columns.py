"""The columns of a plan as a table, by the names that people and programs give them."""

import re
from enum import StrEnum

from app.rules.names import folded


class Column(StrEnum):
    """What a column of a list of shifts holds."""

    PERSON = "person"
    DATE = "date"
    SHIFT = "shift"
    START = "start"
    END = "end"
    COMMENT = "comment"


_NAMES = {
    Column.PERSON: "person|name|mitarbeiter|mitarbeiterin|mitarbeitende|mitarbeiter in|agent"
    "|employee|employee name|staff|team member|vorname nachname|wer|who|resource|ressource",
    Column.DATE: "date|datum|tag|day|shift date|start date|startdatum|beginndatum",
    Column.SHIFT: "shift|schicht|dienst|duty|kind|art|schichtart|dienstart|shift type|letter"
    "|kurzel|kuerzel|shift name|position|schichtkurzel",
    Column.START: "start|beginn|von|from|start time|startzeit|anfang|begin|shift start",
    Column.END: "end|ende|bis|to|until|end time|endzeit|shift end|schluss",
    Column.COMMENT: "comment|kommentar|bemerkung|note|notes|notiz",
}
_COLUMNS = {folded(name): column for column, names in _NAMES.items() for name in names.split("|")}


def column_of(title: str) -> Column | None:
    """What a column of that title holds; None if it has no place here."""
    return _COLUMNS.get(" ".join(re.split(r"[\W_]+", folded(title))).strip())
