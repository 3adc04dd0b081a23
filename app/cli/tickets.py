"""Commands for tickets: list them, show one."""

import argparse
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from app.cli.commands import DONE, Commands, count, print_json, print_json_list
from app.cli.desks import desk_to_read
from app.cli.ticket_files import (
    add_list_files,
    add_ticket_files,
    tell_list,
    tell_written,
    write_list_files,
    write_ticket_files,
)
from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.queries.terms import Term
    from app.storage.database import Database


def add_to(commands: Commands) -> None:
    """``tickets`` and ``show``."""
    listing = commands.add("tickets", _("list tickets that match a query"), _tickets)
    listing.add_argument("query", nargs="*", metavar="QUERY")
    listing.add_argument("--limit", type=count, default=None, metavar="N")
    add_list_files(listing)
    showing = commands.add("show", _("one ticket with its messages"), _show)
    showing.add_argument("number", type=count, metavar="NUMBER")
    add_ticket_files(showing)


def _tickets(arguments: argparse.Namespace) -> int:
    from app.queries.json_rows import ticket_json
    from app.queries.tickets import ticket_rows

    text = " ".join(arguments.query)
    with desk_to_read(arguments) as database:
        if arguments.csv or arguments.xlsx:
            return _write_list(database, text, arguments)
        ids = database.read(_matching, text, limit=arguments.limit)
        rows = (
            row
            for start in range(0, len(ids), 500)
            for row in database.read(ticket_rows, ids[start : start + 500])
        )
        if arguments.json:
            print_json_list(ticket_json(row) for row in rows)
        else:
            for row in rows:
                print(f"#{row.number}  {row.status:<16}  {row.priority:<8}  {row.subject}")
    return DONE


def _write_list(database: "Database", text: str, arguments: argparse.Namespace) -> int:
    zone = database.read(_zone)
    written = write_list_files(database, _term(text), zone, arguments)
    if arguments.json:
        print_json(written)
    else:
        tell_list(written)
    return DONE


def _zone(session: "Session") -> tzinfo:
    from app.queries.desk import desk, zone_of

    row = desk(session)
    return zone_of(row) if row else UTC


def _term(text: str) -> "Term":
    from app.queries.language import parse

    parsed = parse(text)
    if parsed.errors:
        raise UserError("\n".join(error.message for error in parsed.errors))
    return parsed.term


def _matching(session: "Session", text: str, *, limit: int | None) -> list[int]:
    from app.queries.terms import Sort
    from app.queries.tickets import ticket_ids

    return ticket_ids(
        session,
        _term(text),
        sort=Sort.UPDATED,
        descending=True,
        now=datetime.now(UTC),
        zone=_zone(session),
        agent_id=None,
        limit=limit,
    )


def _show(arguments: argparse.Namespace) -> int:
    from app.queries.json_rows import conversation_json, ticket_json
    from app.queries.tickets import ticket_by_number, ticket_rows

    with desk_to_read(arguments) as database:
        ticket_id = database.read(ticket_by_number, arguments.number)
        if ticket_id is None:
            raise UserError(_("There is no ticket {number}.").format(number=arguments.number))
        row = database.read(ticket_rows, [ticket_id])[0]
        written = write_ticket_files(database, row, arguments)
        messages = database.read(conversation_json, ticket_id)
    if arguments.json:
        print_json(
            ticket_json(row) | {"messages": messages} | ({"written": written} if written else {})
        )
        return DONE
    if written:
        tell_written(written)
        return DONE
    print(f"#{row.number}  {row.subject}  ({row.status}, {row.priority})")
    for message in messages:
        print(f"\n--- {message['direction']}  {message['date']}  {message['from']['email']}")
        print(message["text"])
    return DONE
