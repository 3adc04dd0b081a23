"""The contacts of a batch of mails: found by address, or made, with the best name known."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.formats.mail.values import Address
from app.rules.moments import to_milliseconds
from app.rules.names import display_name, folded, name_from_address
from app.services.imports.runs import Run
from app.storage.changes import RowChange
from app.storage.recorder import Recorder
from app.storage.statements import Statements

_FIND = """SELECT a.email, c.id, c.name, c.blocked, c.import_id,
    c.import_id IS NOT NULL AND c.updated_at = c.created_at
    FROM json_each(?) AS k CROSS JOIN contact_address AS a ON a.email = k.value
    JOIN contact AS c ON c.id = a.contact_id"""

_MAKE = """INSERT INTO contact (id, name, name_key, title, customer_number, language,
    form_of_address, gender, salutation, fields, notes, show_pictures, blocked, created_at,
    updated_at, import_id)
    VALUES (?, ?, ?, '', '', '', 'unknown', 'unknown', '', '{}', '', 0, 0, ?, ?, ?)"""

_ADDRESS = "INSERT INTO contact_address (contact_id, email, position) VALUES (?, ?, 0)"


@dataclass(slots=True)
class Customer:
    """A contact as an import knows it; ``as_imported``: no person has edited it."""

    id: int
    name: str
    blocked: bool = False
    import_id: int | None = None
    as_imported: bool = False


def customers(
    sql: Statements, recorder: Recorder, mailboxes: Iterable[Address], run: Run
) -> dict[str, Customer]:
    """The contact of every address (folded), made where there is none; names are mended.

    A contact that an import made without a name gets one from a later mail, as long as no person
    has edited it; ``updated_at`` stays, for no person did this either.
    """
    names: dict[str, str] = {}
    for each in mailboxes:
        if not names.get(each.email):
            names[each.email] = each.name
    found = {
        row[0]: Customer(row[1], row[2], bool(row[3]), row[4], bool(row[5]))
        for row in sql.rows(_FIND, (json.dumps(list(names)),))
    }
    for email, customer in found.items():
        _mend_name(sql, recorder, customer, names[email], email, run)
    return found | _made(sql, recorder, [e for e in names if e not in found], names, run)


def _made(
    sql: Statements, recorder: Recorder, emails: list[str], names: dict[str, str], run: Run
) -> dict[str, Customer]:
    if not emails:
        return {}
    first = sql.last_key("contact") + 1
    now = to_milliseconds(run.now)
    made = {
        email: Customer(first + place, display_name(names[email], email), False, run.id, True)
        for place, email in enumerate(emails)
    }
    sql.run_many(_MAKE, [(c.id, c.name, folded(c.name), now, now, run.id) for c in made.values()])
    sql.run_many(_ADDRESS, [(each.id, email) for email, each in made.items()])
    recorder.announce("contact", inserted={each.id for each in made.values()})
    return made


def _mend_name(
    sql: Statements,
    recorder: Recorder,
    customer: Customer,
    given: str,
    email: str,
    run: Run,
) -> None:
    if not customer.as_imported or customer.name != name_from_address(email):
        return
    better = display_name(given, email)
    if better == customer.name:
        return
    before = {"name": customer.name, "name_key": folded(customer.name)}
    after = {"name": better, "name_key": folded(better)}
    sql.run(
        "UPDATE contact SET name = ?, name_key = ? WHERE id = ?", (*after.values(), customer.id)
    )
    customer.name = better
    if customer.import_id == run.id:
        recorder.announce("contact", updated={customer.id})
    else:
        recorder.add(RowChange("contact", customer.id, before, after))
