"""vCard files: 2.1, 3.0 and 4.0 in, 3.0 or 4.0 out (RFC 2426, RFC 6350)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

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
from app.formats.phone_labels import label_of_types, label_of_word, types_of_label
from app.formats.vcard_lines import Property, properties, split_value, unescaped
from app.i18n import _
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import name_from_address, split_name

Version = Literal["3.0", "4.0"]
_SILENT = frozenset(
    ("VERSION", "PRODID", "UID", "REV", "KIND", "X-ABLABEL", "X-ABSHOWAS", "SORT-STRING")
)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")


@dataclass
class _Open:
    """A card that has begun and not ended."""

    line: int
    found: list[Property] = field(default_factory=list)


def read(content: bytes) -> ReadCards:
    """All contacts of a file, of any version and number; never raises.

    A card without any name, address or phone, one that does not end, and lines that are no
    property are in ``problems``.
    """
    cards: list[ContactCard] = []
    problems: list[CardProblem] = []
    ignored: dict[str, None] = {}
    card: _Open | None = None
    for line, parsed in properties(content):
        if parsed is None:
            problems.append(CardProblem(line, _("This line is no field of a vCard.")))
        elif parsed.name == "BEGIN" and parsed.value.strip().upper() == "VCARD":
            if card is not None:
                problems.append(CardProblem(card.line, _("This card has no end.")))
                _finish(card, cards, problems, ignored)
            card = _Open(line)
        elif card is None:
            problems.append(CardProblem(line, _("This line is outside of a card.")))
        elif parsed.name == "END" and parsed.value.strip().upper() == "VCARD":
            _finish(card, cards, problems, ignored)
            card = None
        else:
            card.found.append(parsed)
    if card is not None:
        problems.append(CardProblem(card.line, _("This card has no end.")))
        _finish(card, cards, problems, ignored)
    return ReadCards(tuple(cards), tuple(problems), tuple(ignored))


def _finish(
    card: _Open,
    cards: list[ContactCard],
    problems: list[CardProblem],
    ignored: dict[str, None],
) -> None:
    read_card = _Fields(card.found)
    contact = read_card.contact()
    if contact is None:
        problems.append(CardProblem(card.line, _("This card has no name, address or phone.")))
    else:
        cards.append(contact)
    ignored.update(dict.fromkeys(p.name for p in card.found if p.name not in _TAKEN | _SILENT))


_TAKEN = frozenset(
    (
        "FN", "N", "ORG", "EMAIL", "TEL", "NOTE", "LANG", "X-LANGUAGE", "GENDER", "X-GENDER",
        "X-CUSTOMER-NUMBER", "X-FORM-OF-ADDRESS",
    )
)  # fmt: skip


class _Fields:
    """The properties of one card, asked for by what they mean."""

    def __init__(self, found: Sequence[Property]) -> None:
        self._found = found
        self._labels = {p.group: p.value for p in found if p.name == "X-ABLABEL" and p.group}

    def contact(self) -> ContactCard | None:
        """The contact, or None where there is nobody to be found in it."""
        last, first, prefix = self._names()
        organisation = next((p for v in self._all("ORG") for p in split_value(v.value) if p), "")
        emails, phones = self._emails(), self._phones()
        prefix_gender, title = gender_and_title(prefix)
        name = self._text("FN") or f"{first} {last}".strip() or organisation
        if not name and emails:
            name = name_from_address(emails[0])
        name = name or (phones[0].number if phones else "")
        if not name:
            return None
        if not self._all("N"):
            first, last = split_name(name)
        return ContactCard(
            name=name,
            title=title,
            first_name=first,
            last_name=last,
            gender=first_known(self._gender(), prefix_gender),
            organisation=organisation,
            customer_number=self._text("X-CUSTOMER-NUMBER"),
            emails=emails,
            phones=phones,
            language=language_code(self._text("LANG") or self._text("X-LANGUAGE")),
            form_of_address=form_of_address(self._text("X-FORM-OF-ADDRESS")),
            notes="\n".join(filter(None, (unescaped(p.value).strip() for p in self._all("NOTE")))),
        )

    def _all(self, name: str) -> list[Property]:
        return [p for p in self._found if p.name == name]

    def _text(self, name: str) -> str:
        texts = (" ".join(unescaped(p.value).split()) for p in self._all(name))
        return next(filter(None, texts), "")

    def _names(self) -> tuple[str, str, str]:
        """Last name, first name with further ones, and what stands before the name."""
        parts = split_value(self._all("N")[0].value) if self._all("N") else []
        last, first, more, prefix = (" ".join(p.split()) for p in (*parts, "", "", "", "")[:4])
        return last, f"{first} {more}".strip(), prefix

    def _gender(self) -> Gender:
        return gender((self._text("GENDER") or self._text("X-GENDER")).partition(";")[0])

    def _emails(self) -> tuple[str, ...]:
        found = sorted(self._all("EMAIL"), key=_rank)
        written = (re.sub(r"(?i)^mailto:", "", unescaped(p.value).strip()) for p in found)
        return tuple(dict.fromkeys(each for each in written if each))

    def _phones(self) -> tuple[CardPhone, ...]:
        phones: dict[str, CardPhone] = {}
        for found in sorted(self._all("TEL"), key=_rank):
            number = re.sub(r"(?i)^tel:", "", unescaped(found.value).strip())
            number = re.sub(r"(?i);ext=(\d+)$", r" ext. \1", number)
            if number:
                phones.setdefault(number, CardPhone(self._label(found), number))
        return tuple(phones.values())

    def _label(self, found: Property) -> str:
        written = unescaped(self._labels.get(found.group, ""))
        apple = _APPLE_LABEL.fullmatch(written)
        if written:
            return label_of_word(apple[1] if apple else written)
        return label_of_types(found.types)


def _rank(found: Property) -> int:
    """Sorts the preferred first: ``PREF=1`` to 100 (4.0), ``TYPE=pref`` (3.0), ``PREF`` (2.1)."""
    if "pref" in found.types:
        return 1
    preference = found.parameters.get("PREF", "")
    return int(preference) if preference.isascii() and preference.isdigit() else 101


def write(cards: Iterable[ContactCard], *, version: Version = "4.0") -> bytes:
    """``cards`` as one file in UTF-8, lines folded at 75 bytes and ended by CRLF."""
    lines = [line for card in cards for line in _card_lines(card, version)]
    return b"".join(map(_folded, lines))


def _card_lines(card: ContactCard, version: Version) -> list[str]:
    new = version == "4.0"
    name = (card.last_name, card.first_name, "", card.title, "")
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"FN:{_escaped(card.name)}",
        "N:" + ";".join(map(_escaped, name)),
        *_line("ORG", card.organisation),
        *(_email_line(email, preferred=not n, new=new) for n, email in enumerate(card.emails)),
    ]
    for position, phone in enumerate(card.phones, 1):
        lines += _phone_lines(phone, position)
    lines += _line("GENDER" if new else "X-GENDER", GENDER_LETTERS.get(card.gender, ""))
    lines += _line("LANG" if new else "X-LANGUAGE", card.language)
    lines += _line("X-CUSTOMER-NUMBER", card.customer_number)
    if card.form_of_address is not FormOfAddress.UNKNOWN:
        lines += _line("X-FORM-OF-ADDRESS", card.form_of_address)
    return [*lines, *_line("NOTE", card.notes), "END:VCARD"]


def _line(name: str, value: str) -> list[str]:
    return [f"{name}:{_escaped(value)}"] if value else []


def _email_line(email: str, *, preferred: bool, new: bool) -> str:
    if new:
        return f"EMAIL{';PREF=1' if preferred else ''}:{_escaped(email)}"
    return f"EMAIL;TYPE=INTERNET{',PREF' if preferred else ''}:{_escaped(email)}"


def _phone_lines(phone: CardPhone, position: int) -> list[str]:
    types = types_of_label(phone.label)
    if types or not phone.label:
        parameter = f";TYPE={','.join(types)}" if types else ""
        return [f"TEL{parameter}:{_escaped(phone.number)}"]
    group = f"item{position}"
    return [
        f"{group}.TEL:{_escaped(phone.number)}",
        f"{group}.X-ABLabel:{_escaped(phone.label)}",
    ]


def _escaped(text: str) -> str:
    lines = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> bytes:
    pieces: list[bytes] = [b""]
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(pieces[-1]) + len(encoded) > 75:
            pieces.append(b" ")
        pieces[-1] += encoded
    return b"\r\n".join(pieces) + b"\r\n"
