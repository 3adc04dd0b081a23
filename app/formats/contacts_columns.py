"""The columns of a table of contacts, by the names that programs and people give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rules.names import folded


class Field(StrEnum):
    """What a column holds."""

    NAME = "name"
    PREFIX = "prefix"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    GENDER = "gender"
    ORGANISATION = "organisation"
    CUSTOMER_NUMBER = "customer number"
    EMAIL = "email"
    PHONE = "phone"
    PHONE_LABEL = "phone label"
    LANGUAGE = "language"
    FORM = "form of address"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``field`` None has no place here, ``label`` is the kind of a phone.

    ``index`` tells the first phone from the second, where a table numbers them.
    """

    title: str
    field: Field | None
    label: str = ""
    index: int = 0


_NAMES = {
    Field.NAME: "name|full name|display name|file as|vollständiger name|anzeigename|kontakt"
    "|contact",
    Field.PREFIX: "title|prefix|name prefix|anrede|titel|salutation",
    Field.FIRST: "first name|given name|firstname|vorname",
    Field.MIDDLE: "middle name|additional name|middlename|weitere vornamen|zweiter vorname",
    Field.LAST: "last name|family name|surname|lastname|nachname|familienname|name nachname",
    Field.GENDER: "gender|sex|geschlecht",
    Field.ORGANISATION: "organisation|organization|company|company name|organization name"
    "|organization 1 name|firma|firmenname|unternehmen|account",
    Field.CUSTOMER_NUMBER: "customer number|customer no|customer id|account number"
    "|kundennummer|kunden nr|kundennr|kunde nr|debitor|debitorennummer",
    Field.LANGUAGE: "language|sprache|lang",
    Field.FORM: "form of address|anredeform|sie du|du sie",
    Field.NOTES: "notes|note|comment|comments|notizen|notiz|bemerkung|bemerkungen|kommentar",
}
_FIELDS = {folded(name): field for field, names in _NAMES.items() for name in names.split("|")}
_EMAIL = re.compile(
    r"(?:(?:primary|secondary|home|work|other|private|business|geschaftliche) )?"
    r"(?:e mail|email|mail)(?: ?(?P<index>\d))?(?: (?:address|adresse|value))?"
)
_PHONE = re.compile(
    r"(?:phone|telefon|tel|telephone)(?: ?(?P<index>\d))?(?: (?:number|nummer|value))?"
)
_PHONE_LABEL = re.compile(r"(?:phone|telefon)(?: (?P<index>\d))? (?:type|label|art|typ)")
_LABELLED = {
    "mobile": "mobile phone|mobile number|mobile|cell phone|cell|mobiltelefon|mobil|handy"
    "|mobilnummer",
    "work": "business phone|work phone|company main phone|telefon geschaftlich|telefon firma"
    "|business phone 2|telefon geschaftlich 2|telefon arbeit|office phone|telefon buro",
    "home": "home phone|home phone 2|telefon privat|telefon privat 2|telefon zuhause",
    "fax": "fax|fax number|other fax|weiteres fax|telefax|faxnummer",
    "work fax": "business fax|work fax|fax geschaftlich|fax firma",
    "home fax": "home fax|fax privat",
    "main": "primary phone|haupttelefon|main phone|telefon zentrale|zentrale",
    "": "other phone|weiteres telefon|telefonnummer|rufnummer",
}
_PHONES = {name: label for label, names in _LABELLED.items() for name in names.split("|")}


def columns_of(titles: Sequence[str]) -> list[Column]:
    """What each column of a table holds, by its title."""
    return [_column(title.strip()) for title in titles]


def _column(title: str) -> Column:
    key = _key(title)
    if key in _FIELDS:
        return Column(title, _FIELDS[key])
    if key in _PHONES:
        return Column(title, Field.PHONE, _PHONES[key])
    for pattern, field in (
        (_PHONE_LABEL, Field.PHONE_LABEL),
        (_PHONE, Field.PHONE),
        (_EMAIL, Field.EMAIL),
    ):
        found = pattern.fullmatch(key)
        if found:
            return Column(title, field, index=int(found["index"] or 0))
    return Column(title, None)


def _key(title: str) -> str:
    """``title`` folded, with the signs between its words as spaces: *E-mail 1 - Value*."""
    return " ".join(re.split(r"[\W_]+", folded(title)))
