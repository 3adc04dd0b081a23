"""Hard rules that look at several people at once, written for the solver."""

from datetime import timedelta

from app.planning.duty.groups import OfRule
from app.planning.duty.model import Model, no
from app.rules.rosters.rule import Rule
from app.rules.rosters.values import Pair
from app.rules.rosters.wording import Check

_DAY = timedelta(days=1)


def add_team_rule(model: Model, rule: Rule) -> None:
    """One hard rule, if it is one of these."""
    if rule.check is Check.SKILL_MIX:
        _skill_mix(model, rule)
    elif rule.check is Check.PAIRS:
        for pair in model.problem.plan.pairs:
            if {pair.first, pair.second} <= model.problem.people.keys():
                (_together if pair.together else _apart)(model, rule, pair)


def _skill_mix(model: Model, rule: Rule) -> None:
    """Whoever is in a shift brings enough people with the skill along."""
    group = OfRule(rule.key)
    for mix in model.problem.plan.mixes:
        able = [key for key, each in model.problem.people.items() if mix.skill in each.skills]
        for day in model.problem.days:
            for kind in mix.kinds or model.kinds:
                if kind not in model.problem.plan.kinds:
                    continue
                skilled = [(model.cell(key, day, kind), 1) for key in able]
                for person in model.problem.people:
                    cell = model.cell(person, day, kind)
                    if mix.least == 1:
                        model.clause((no(cell), *(each for each, _one in skilled)), group)
                    else:
                        model.linear([*skilled, (cell, -mix.least)], 0, None, group)


def _together(model: Model, rule: Rule, pair: Pair) -> None:
    group = OfRule(rule.key)
    for day in model.problem.days:
        for kind in model.present:
            one = model.cell(pair.first, day, kind)
            other = model.cell(pair.second, day, kind)
            model.clause((no(one), other), group)
            model.clause((one, no(other)), group)


def _apart(model: Model, rule: Rule, pair: Pair) -> None:
    group = OfRule(rule.key)
    for day in model.days(1):
        for later in (day, day + _DAY):
            for one in model.present:
                for other in model.present:
                    here, there = model.duty(day, one), model.duty(later, other)
                    if there.start < here.end and here.start < there.end:
                        for first, second in (pair.first, pair.second), (pair.second, pair.first):
                            model.clause(
                                (
                                    no(model.cell(first, day, one)),
                                    no(model.cell(second, later, other)),
                                ),
                                group,
                            )
