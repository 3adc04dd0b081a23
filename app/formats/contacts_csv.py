"""Tables of contacts (CSV): any delimiter and encoding in, headers of Outlook and Google known."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from app.formats.contact_card import (
    GENDER_LETTERS,
    CardPhone,
    CardProblem,
    ContactCard,
    ReadCards,
    first_known,
    form_of_address,
    gender,
    gender_and_title,
    language_code,
)
from app.formats.contacts_columns import Column, Field, columns_of
from app.formats.phone_labels import label_of_word
from app.formats.table_text import decoded, guarded, rows, unguarded
from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.names import name_from_address, split_name

_SEVERAL = re.compile(r" ::: ")
_PHONE_NUMBER = re.compile(r"\+[\d\s()/.-]*")
_IDENTIFYING = frozenset((Field.NAME, Field.FIRST, Field.LAST, Field.EMAIL, Field.PHONE))


def read(content: bytes) -> ReadCards:
    """All contacts of a table whose first line names the columns; never raises.

    Columns are found by their names, of which those of Outlook and Google exports in German and
    English are known; those without a place are in ``ignored``, rows without a name, address or
    phone in ``problems``.
    """
    table = rows(decoded(content))
    head = next(table, None)
    if head is None:
        return ReadCards((), (CardProblem(1, _("This table is empty.")),))
    line, titles = head
    columns = columns_of(titles)
    if not any(column.field in _IDENTIFYING for column in columns):
        text = _("No column of this table is a name, address or phone.")
        return ReadCards((), (CardProblem(line, text),))
    cards: list[ContactCard] = []
    problems: list[CardProblem] = []
    for line, row in table:
        card = _Row(columns, row).card()
        if card is not None:
            cards.append(card)
        else:
            problems.append(CardProblem(line, _("This row has no name, address or phone.")))
    ignored = dict.fromkeys(c.title for c in columns if c.field is None and c.title)
    return ReadCards(tuple(cards), tuple(problems), tuple(ignored))


class _Row:
    """The cells of one row, asked for by what they mean."""

    def __init__(self, columns: Sequence[Column], cells: Sequence[str]) -> None:
        self._cells = [
            (column, text)
            for column, cell in zip(columns, cells, strict=False)
            if column.field is not None and (text := _read_cell(cell))
        ]

    def card(self) -> ContactCard | None:
        """The contact, or None where there is nobody to be found in the row."""
        first = " ".join(filter(None, (self._text(Field.FIRST), self._text(Field.MIDDLE))))
        last, organisation = self._text(Field.LAST), self._text(Field.ORGANISATION)
        emails, phones = tuple(dict.fromkeys(self._each(Field.EMAIL))), self._phones()
        name = self._text(Field.NAME) or f"{first} {last}".strip() or organisation
        name = name or (name_from_address(emails[0]) if emails else "")
        name = name or (phones[0].number if phones else "")
        if not name:
            return None
        if not first and not last and name != organisation and self._text(Field.NAME):
            first, last = split_name(name)
        prefix_gender, title = gender_and_title(self._text(Field.PREFIX))
        return ContactCard(
            name=name,
            title=title,
            first_name=first,
            last_name=last,
            gender=first_known(gender(self._text(Field.GENDER)), prefix_gender),
            organisation=organisation,
            customer_number=self._text(Field.CUSTOMER_NUMBER),
            emails=emails,
            phones=phones,
            language=language_code(self._text(Field.LANGUAGE)),
            form_of_address=form_of_address(self._text(Field.FORM)),
            notes="\n".join(text for column, text in self._cells if column.field is Field.NOTES),
        )

    def _text(self, field: Field) -> str:
        found = (text for column, text in self._cells if column.field is field)
        return " ".join(next(found, "").split())

    def _each(self, field: Field) -> Iterator[str]:
        for column, text in self._cells:
            if column.field is field:
                yield from filter(None, map(str.strip, _SEVERAL.split(text)))

    def _phones(self) -> tuple[CardPhone, ...]:
        labels = {c.index: text for c, text in self._cells if c.field is Field.PHONE_LABEL}
        phones: dict[str, CardPhone] = {}
        for column, text in self._cells:
            if column.field is not Field.PHONE:
                continue
            label = label_of_word(labels.get(column.index, "").lstrip("* ") or column.label)
            for number in filter(None, map(str.strip, _SEVERAL.split(text))):
                phones.setdefault(number, CardPhone(label, number))
        return tuple(phones.values())


def write(cards: Iterable[ContactCard], *, delimiter: str = ",") -> bytes:
    """``cards`` as a table that `read` understands, in UTF-8 with the mark that Excel looks for.

    A cell that Excel would take for a formula gets a ``'`` in front, which `read` takes away.
    """
    listed = list(cards)
    emails = max((len(card.emails) for card in listed), default=1)
    phones = max((len(card.phones) for card in listed), default=1)
    titles = [
        *_TITLES,
        *(f"Email {n}" for n in range(1, emails + 1)),
        *(t for n in range(1, phones + 1) for t in (f"Phone {n}", f"Phone {n} label")),
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(titles)
    for card in listed:
        cells = [*_cells(card), *_padded(card.emails, emails)]
        numbers = [cell for phone in card.phones for cell in (phone.number, phone.label)]
        writer.writerow(map(_written_cell, [*cells, *_padded(numbers, 2 * phones)]))
    return text.getvalue().encode("utf-8-sig", "replace")


_TITLES = (
    "Name",
    "Title",
    "First name",
    "Last name",
    "Gender",
    "Organisation",
    "Customer number",
    "Language",
    "Form of address",
    "Notes",
)


def _cells(card: ContactCard) -> list[str]:
    known_form = card.form_of_address is not FormOfAddress.UNKNOWN
    return [
        card.name,
        card.title,
        card.first_name,
        card.last_name,
        GENDER_LETTERS.get(card.gender, "").lower(),
        card.organisation,
        card.customer_number,
        card.language,
        card.form_of_address.value if known_form else "",
        card.notes,
    ]


def _padded(cells: Sequence[str], length: int) -> list[str]:
    return [*cells, *([""] * (length - len(cells)))]


def _written_cell(text: str) -> str:
    return text if _PHONE_NUMBER.fullmatch(text) else guarded(text)


def _read_cell(cell: str) -> str:
    return unguarded(cell.strip())
