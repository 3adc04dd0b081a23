"""A vote as JSON, for others to check a count: options, ballots, tie rules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import UserError
from app.i18n import _
from app.rules.voting.count import Count
from app.rules.voting.piles import Ballot
from app.rules.voting.rounds import TieProtocol
from app.rules.voting.ties import TieRule

LARGEST = 64 * 1024 * 1024
"""Bytes; a file of 100,000 ballots over 20 options has a fifth of it."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What a count needs."""

    options: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    protocol: TieProtocol


def read(raw: bytes) -> Vote:
    """The vote in the file; ``UserError`` says which part of it makes no sense."""
    if len(raw) > LARGEST:
        raise UserError(_("The file is too large for a vote."))
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UserError(_("The file is no JSON: {reason}").format(reason=error)) from error
    if not isinstance(found, dict):
        raise UserError(_("The file holds no vote: expected an object with “options”."))
    options = _names(found.get("options"), "options")
    lot_order = _names(found.get("lot_order", []), "lot_order")
    rules = _rules(found.get("ties", []))
    if TieRule.LOT in rules and set(lot_order) != set(options):
        raise UserError(_("The lot needs every option once in “lot_order”."))
    ballots = found.get("ballots", [])
    if not isinstance(ballots, list):
        raise UserError(_("“ballots” must be a list."))
    standing = frozenset(options)
    return Vote(
        options,
        tuple(_ballot(each, number, standing) for number, each in enumerate(ballots, start=1)),
        TieProtocol(rules, lot_order),
    )


def as_json(counted: Count) -> dict[str, Any]:
    """The rounds and the result as plain values."""
    return {
        "rounds": [
            {
                "tally": dict(each.tally),
                "exhausted": each.exhausted,
                "dropped": each.dropped,
                "tie": list(each.tie),
                "rule": each.rule.value if each.rule else None,
            }
            for each in counted.rounds
        ],
        "winner": counted.winner,
        "undecided": None if counted.undecided is None else list(counted.undecided),
    }


def _names(found: Any, key: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
        raise UserError(_("“{key}” must be a list of names.").format(key=key))
    if len(set(found)) < len(found):
        raise UserError(_("“{key}” names an option twice.").format(key=key))
    return tuple(found)


def _rules(found: Any) -> tuple[TieRule, ...]:
    known = [each.value for each in TieRule]
    if not isinstance(found, list) or any(each not in known for each in found):
        raise UserError(_("“ties” may hold: {names}").format(names=", ".join(known)))
    if len(set(found)) < len(found):
        raise UserError(_("“ties” names a rule twice."))
    return tuple(TieRule(each) for each in found)


def _ballot(found: Any, number: int, standing: frozenset[str]) -> Ballot:
    if not (isinstance(found, list) and len(found) == 2 and isinstance(found[1], list)):
        raise UserError(_("Ballot {number} must be [people, [ranking]].").format(number=number))
    weight, ranking = found
    if type(weight) is not int or weight < 0:
        raise UserError(
            _("Ballot {number}: the number of people must be a whole number.").format(number=number)
        )
    unknown = [each for each in ranking if not isinstance(each, str) or each not in standing]
    if unknown:
        raise UserError(
            _("Ballot {number} ranks “{name}”, which is no option.").format(
                number=number, name=unknown[0]
            )
        )
    if _repeated(ranking):
        raise UserError(_("Ballot {number} ranks an option twice.").format(number=number))
    return Ballot(weight, tuple(ranking))


def _repeated(names: Sequence[str]) -> bool:
    return len(set(names)) < len(names)
