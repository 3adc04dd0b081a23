"""Commands for tickets: list them, show one."""

import argparse
from datetime import UTC, datetime
from typing import Any

from app.cli.commands import DONE, Commands, count, print_json, print_json_list
from app.cli.desks import desk_to_read
from app.errors import UserError
from app.i18n import _


def add_to(commands: Commands) -> None:
    """``tickets`` and ``show``."""
    listing = commands.add("tickets", _("list tickets that match a query"), _tickets)
    listing.add_argument("query", nargs="*", metavar="QUERY")
    listing.add_argument("--limit", type=count, default=None, metavar="N")
    showing = commands.add("show", _("one ticket with its messages"), _show)
    showing.add_argument("number", type=count, metavar="NUMBER")


def _tickets(arguments: argparse.Namespace) -> int:
    from app.queries.json_rows import ticket_json
    from app.queries.tickets import ticket_rows

    with desk_to_read(arguments) as database:
        ids = database.read(_matching, " ".join(arguments.query), limit=arguments.limit)
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


def _matching(session: Any, text: str, *, limit: int | None) -> list[int]:
    from app.queries.desk import desk, zone_of
    from app.queries.language import parse
    from app.queries.terms import Sort
    from app.queries.tickets import ticket_ids

    row = desk(session)
    parsed = parse(text)
    if parsed.errors:
        raise UserError("\n".join(error.message for error in parsed.errors))
    return ticket_ids(
        session,
        parsed.term,
        sort=Sort.UPDATED,
        descending=True,
        now=datetime.now(UTC),
        zone=zone_of(row) if row else UTC,
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
        messages = database.read(conversation_json, ticket_id)
    if arguments.json:
        print_json(ticket_json(row) | {"messages": messages})
        return DONE
    print(f"#{row.number}  {row.subject}  ({row.status}, {row.priority})")
    for message in messages:
        print(f"\n--- {message['direction']}  {message['date']}  {message['from']['email']}")
        print(message["text"])
    return DONE
