"""Contacts from and to files: vCard and CSV, told apart by their names."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError
from app.formats import contacts_csv, vcard
from app.formats.contact_card import ContactCard
from app.i18n import _
from app.queries.contact_cards import contact_cards

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def read_cards(paths: Sequence[Path]) -> tuple[list[ContactCard], list[str]]:
    """The contacts of the files, and a sentence for each thing that could not be read."""
    cards: list[ContactCard] = []
    refused: list[str] = []
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            refused.append(f"{path.name}: {error.strerror}")
            continue
        found = (contacts_csv if path.suffix.lower() == ".csv" else vcard).read(content)
        cards += found.cards
        refused += [
            _("{file}, line {line}: {problem}").format(
                file=path.name, line=each.line, problem=each.text
            )
            for each in found.problems
        ]
        if not found.cards and not found.problems:
            refused.append(_("{file} holds no contacts.").format(file=path.name))
    return cards, refused


def write_cards(session: "Session", ids: Sequence[int], path: Path) -> int:
    """Write the contacts to the file, as CSV if it is called so, else as vCard; how many.

    ``UserError`` if the file cannot be written.
    """
    cards = contact_cards(session, ids)
    form = contacts_csv if path.suffix.lower() == ".csv" else vcard
    try:
        path.write_bytes(form.write(cards))
    except OSError as error:
        raise UserError(
            _("“{file}” cannot be written: {reason}.").format(file=path.name, reason=error.strerror)
        ) from error
    return len(cards)
