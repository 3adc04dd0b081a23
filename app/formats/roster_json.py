"""A desk's roster to fill as JSON: our own format, read by ``shifts solve``.

Each object holds the fields of the value it stands for, dates and times in ISO form; what has a
default may be left out. ``law`` names a set of rules, ``rules`` changes or adds single ones.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.errors import UserError
from app.i18n import _
from app.planning.duty.problem import DutyProblem, Published, Weights
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.presets import HOUSE, PRESETS
from app.rules.rosters.rule import Rule, RuleSet, Strength
from app.rules.rosters.values import (
    Absence,
    Calendar,
    Pair,
    Permission,
    Person,
    Plan,
    ShiftKind,
    SkillMix,
)

MARK = "tresen-roster"
"""The value of ``format`` by which such a file is known."""


def is_roster_json(text: str) -> bool:
    """Whether the text looks like this format and not like the public one."""
    return text.lstrip().startswith("{")


def read(text: str) -> DutyProblem:
    """The problem; ``UserError`` names the place that makes no sense."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(_("This is no JSON: {reason}").format(reason=error)) from error
    if not isinstance(found, dict) or found.get("format") != MARK:
        raise UserError(_("This is no roster: “format” should be “{mark}”.").format(mark=MARK))
    return _Reader(found).problem()


class _Reader:
    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def problem(self) -> DutyProblem:
        kinds = self._list("kinds", ShiftKind)
        people = self._list("people", Person)
        plan = Plan(
            first=self._value("first", date),
            last=self._value("last", date),
            kinds={each.key: each for each in kinds},
            people=tuple(people),
            assignments=self._value("assignments", Mapping[str, Mapping[date, str]], {}),
            calendar=self._value("calendar", Calendar),
            absences=tuple(self._list("absences", Absence)),
            permission=self._value("permission", Permission, {}),
            pairs=tuple(self._list("pairs", Pair)),
            mixes=tuple(self._list("mixes", SkillMix)),
            known_since=self._value("known_since", date | None, None),
        )
        demand = {
            (
                _decoded(date, each.get("day"), f"demand[{number}].day"),
                _decoded(str, each.get("kind"), f"demand[{number}].kind"),
            ): _demand(each, f"demand[{number}]")
            for number, each in enumerate(self._objects("demand"))
        }
        pins = frozenset(
            (
                _decoded(str, each.get("person"), f"pinned[{number}].person"),
                _decoded(date, each.get("day"), f"pinned[{number}].day"),
            )
            for number, each in enumerate(self._objects("pinned"))
        )
        problem = DutyProblem(
            plan,
            self._rules(),
            demand,
            tuple(self._list("wishes", Wish)),
            pins,
            tuple(self._list("published", Published)),
            self._value("weights", Weights, {}),
        )
        _check(problem)
        return problem

    def _rules(self) -> RuleSet:
        law = self._value("law", str, "")
        if law and law not in PRESETS:
            raise UserError(
                _("“{law}” is no set of rules; there are {known}.").format(
                    law=law, known=", ".join(PRESETS)
                )
            )
        rules = {each.key: each for each in (*(PRESETS[law].rules if law else ()), *HOUSE.rules)}
        for number, each in enumerate(self._objects("rules")):
            known = rules.get(str(each.get("key")))
            changed = {**_encoded(known), **each} if known else each
            rule = _decoded(Rule, changed, f"rules[{number}]")
            rules[rule.key] = rule
        return RuleSet(law or MARK, tuple(rules.values()))

    def _list(self, name: str, of: type[Any]) -> list[Any]:
        return [
            _decoded(of, each, f"{name}[{number}]")
            for number, each in enumerate(self._objects(name))
        ]

    def _objects(self, name: str) -> list[Mapping[str, Any]]:
        return [
            _decoded(Mapping[str, Any], each, f"{name}[{number}]")
            for number, each in enumerate(_decoded(list[Any], self._found.get(name, []), name))
        ]

    def _value(self, name: str, of: Any, default: Any = MISSING) -> Any:
        value = self._found.get(name, default)
        if value is MISSING:
            raise UserError(_("“{place}” is missing.").format(place=name))
        return _decoded(of, value, name)


def _demand(found: Mapping[str, Any], place: str) -> Demand:
    least = _decoded(int, found.get("least", 0), f"{place}.least")
    return Demand(least, max(least, _decoded(int, found.get("wish", least), f"{place}.wish")))


def _check(problem: DutyProblem) -> None:
    """That days, people and kinds that are named exist."""
    plan = problem.plan
    if not 0 <= (plan.last - plan.first).days < _MOST_DAYS:
        raise UserError(_("“last” should lie at most a year after “first”."))
    people = {each.key for each in plan.people}
    named = [
        *((key, "assignments") for key in plan.assignments),
        *((each.person, "absences") for each in plan.absences),
        *((each.person, "wishes") for each in problem.wishes),
        *((person, "pinned") for person, _day in problem.pinned),
    ]
    for key, place in named:
        if key not in people:
            raise UserError(
                _("“{place}” names “{key}”, and there is nobody of that key.").format(
                    place=place, key=key
                )
            )
    for _day, kind in problem.demand:
        if kind not in plan.kinds:
            raise UserError(
                _("“{place}” names “{key}”, and there is no kind of shift of that key.").format(
                    place="demand", key=kind
                )
            )


_MOST_DAYS = 366


def text_of(problem: DutyProblem) -> str:
    """The problem as JSON; ``read`` gives the same problem back."""
    plan = problem.plan
    return json.dumps(
        {
            "format": MARK,
            "first": plan.first.isoformat(),
            "last": plan.last.isoformat(),
            "calendar": _encoded(plan.calendar),
            "kinds": [_encoded(each) for each in plan.kinds.values()],
            "people": [_encoded(each) for each in plan.people],
            "assignments": _encoded(plan.assignments),
            "absences": [_encoded(each) for each in plan.absences],
            "permission": _encoded(plan.permission),
            "pairs": [_encoded(each) for each in plan.pairs],
            "mixes": [_encoded(each) for each in plan.mixes],
            "known_since": _encoded(plan.known_since),
            "rules": [
                *(_encoded(each) for each in problem.rules.rules),
                *(
                    _encoded(replace(each, strength=Strength.OFF))
                    for each in HOUSE.rules
                    if each.key not in {rule.key for rule in problem.rules.rules}
                ),
            ],
            "demand": [
                {"day": day.isoformat(), "kind": kind, "least": each.least, "wish": each.wish}
                for (day, kind), each in problem.demand.items()
            ],
            "wishes": [_encoded(each) for each in problem.wishes],
            "pinned": [
                {"person": person, "day": day.isoformat()} for person, day in sorted(problem.pinned)
            ],
            "published": [_encoded(each) for each in problem.published],
            "weights": _encoded(problem.weights),
        },
        ensure_ascii=False,
        indent=1,
    )


def _encoded(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _encoded(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {_encoded(key): _encoded(each) for key, each in value.items()}
    if isinstance(value, frozenset | tuple | list):
        each = [_encoded(one) for one in value]
        return sorted(each) if isinstance(value, frozenset) else each
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def _decoded(of: Any, value: Any, place: str) -> Any:
    """``value`` as the type says; ``UserError`` names the place where it does not fit."""
    origin, inner = get_origin(of), get_args(of)
    if origin in (Union, UnionType):
        if value is None and NoneType in inner:
            return None
        return _decoded(next(each for each in inner if each is not NoneType), value, place)
    if of is Any:
        return value
    if is_dataclass(of):
        return _object(of, value, place)
    if origin is not None and issubclass(origin, Mapping) and isinstance(value, dict):
        return {
            _decoded(inner[0], key, place): _decoded(inner[1], each, f"{place}.{key}")
            for key, each in value.items()
        }
    if origin in (frozenset, tuple, list) and isinstance(value, list):
        found = [_decoded(inner[0], each, f"{place}[{n}]") for n, each in enumerate(value)]
        return origin(found)
    return _plain(of, value, place)


def _plain(of: Any, value: Any, place: str) -> Any:
    try:
        if of in (date, time):
            return of.fromisoformat(value)
        if isinstance(of, type) and issubclass(of, StrEnum):
            return of(value)
    except (TypeError, ValueError):
        of = None
    if of is int and isinstance(value, bool):
        of = None
    if of is None or not isinstance(of, type) or not isinstance(value, of):
        raise UserError(
            _("“{place}” makes no sense: {value}").format(place=place, value=json.dumps(value))
        )
    return value


def _object(of: Any, value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise UserError(
            _("“{place}” makes no sense: {value}").format(place=place, value=json.dumps(value))
        )
    hints = get_type_hints(of)
    given = {}
    for each in fields(of):
        if each.name in value:
            given[each.name] = _decoded(hints[each.name], value[each.name], f"{place}.{each.name}")
        elif each.default is MISSING and each.default_factory is MISSING:
            raise UserError(_("“{place}” is missing.").format(place=f"{place}.{each.name}"))
    if unknown := value.keys() - {each.name for each in fields(of)}:
        raise UserError(
            _("“{place}” is not known here.").format(place=f"{place}.{sorted(unknown)[0]}")
        )
    return of(**given)
