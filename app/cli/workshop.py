"""Commands for workshops: list them, write the record of one, count a vote again."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.commands import DONE, Commands, count, print_json, print_json_list
from app.cli.desks import desk_to_read
from app.errors import UserError
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.queries.workshop.workshops import Workshop, WorkshopRow
    from app.rules.voting.count import Count


def add_to(commands: Commands) -> None:
    """``workshop list``, ``workshop record`` and ``workshop count``."""
    below = commands.group("workshop", _("workshops and their votes"))
    below.add("list", _("list all workshops, the newest day first"), _list)
    recording = below.add("record", _("write the record of a workshop as Markdown"), _record)
    recording.add_argument("id", type=count, metavar="ID")
    counting = below.add("count", _("count a vote by elimination, round by round"), _count)
    counting.add_argument("file", type=Path, metavar="FILE")


def _list(arguments: argparse.Namespace) -> int:
    from app.queries.workshop.workshops import workshops

    with desk_to_read(arguments) as database:
        found = database.read(workshops)
    if arguments.json:
        print_json_list(_row_json(row) for row in found)
    else:
        for row in found:
            print(f"{row.id:>5}  {row.day.isoformat()}  {row.title}")
    return DONE


def _row_json(row: "WorkshopRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "date": row.day.isoformat(),
        "people": row.people,
        "questions": row.questions,
        "ideas": row.ideas,
        "statements": list(row.statements),
        "closed": row.closed_at.isoformat() if row.closed_at else None,
    }


def _record(arguments: argparse.Namespace) -> int:
    from app.formats.workshop.markdown import as_markdown
    from app.queries.workshop.record import record
    from app.queries.workshop.workshops import workshop

    with desk_to_read(arguments) as database:
        found = database.read(workshop, arguments.id)
        document = database.read(record, arguments.id, now=datetime.now(UTC))
    if found is None or document is None:
        raise UserError(_("There is no workshop {id}.").format(id=arguments.id))
    if arguments.json:
        print_json(_workshop_json(found))
    else:
        print(as_markdown(document), end="")
    return DONE


def _workshop_json(found: "Workshop") -> dict[str, Any]:
    from app.formats.ballot_file import as_json

    return {
        "id": found.id,
        "title": found.title,
        "date": found.day.isoformat(),
        "people": found.people,
        "names": list(found.names),
        "questions": [
            {
                "text": question.text,
                "statement": question.statement or None,
                "ideas": {str(idea.id): idea.text for idea in question.ideas},
                "votes": [
                    {
                        "number": vote.number,
                        "mode": vote.mode.value,
                        "voters": vote.voters,
                        "options": {each.key: each.text for each in vote.options},
                        "count": as_json(vote.count) if vote.count is not None else None,
                    }
                    for vote in found.votes_on(question.id)
                ],
            }
            for question in found.questions
        ],
        "basket": [{"text": each.text, "reason": each.reason} for each in found.basket],
    }


def _count(arguments: argparse.Namespace) -> int:
    from app.formats.ballot_file import as_json, read
    from app.rules.voting import count as counting

    vote = read(_content(arguments.file))
    counted = counting.count(vote.options, vote.ballots, vote.protocol)
    if arguments.json:
        print_json(as_json(counted))
    else:
        _print_rounds(counted)
    return DONE


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from error


def _print_rounds(counted: "Count") -> None:
    for number, each in enumerate(counted.rounds, start=1):
        tally = "  ".join(f"{option} {people}" for option, people in each.tally.items())
        print(_("Round {number}: {tally}").format(number=number, tally=tally))
        if each.exhausted:
            print(
                "  "
                + ngettext(
                    "{n} ballot names nothing that still stands",
                    "{n} ballots name nothing that still stands",
                    each.exhausted,
                ).format(n=each.exhausted)
            )
        if each.tie:
            print("  " + _("Tied in last place: {names}").format(names=", ".join(each.tie)))
        if each.dropped:
            why = f" ({each.rule.value})" if each.rule else ""
            print("  " + _("Drops out: {name}").format(name=each.dropped) + why)
    if counted.winner:
        print(_("Winner: {name}").format(name=counted.winner))
    elif counted.undecided:
        print(_("Undecided between: {names}").format(names=", ".join(counted.undecided)))
    else:
        print(_("There is nothing to count."))
