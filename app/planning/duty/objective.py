"""The costs of ``costs.Judge`` as a sum for the solver: never more than the judge says."""

from collections.abc import Iterable
from datetime import date, timedelta

from ortools.sat.python import cp_model

from app.planning.duty.costs import STEPS, Judge
from app.planning.duty.model import Literal, Model, no
from app.planning.duty.person_rules import (
    backward_steps,
    long_runs,
    short_rests,
    weekend,
    weekend_runs,
)
from app.planning.duty.shares import WEEKEND, Share
from app.planning.duty.singles import broken_alone
from app.rules.rosters.checking import applies
from app.rules.rosters.rule import Rule
from app.rules.rosters.wording import Check

_DAY = timedelta(days=1)


class Objective:
    """Adds up the costs of one model."""

    def __init__(self, model: Model, judge: Judge) -> None:
        self._model = model
        self._judge = judge
        self._variables: list[cp_model.LinearExprT] = []
        self._weights: list[int] = []
        self._constant = 0
        self._missing()
        self._wishes()
        self._fairness()
        if judge.problem.weights.rules:
            self._rules()
        self._published()

    @property
    def sum(self) -> cp_model.LinearExprT:
        """What to make small."""
        return (
            cp_model.LinearExpr.weighted_sum(self._variables, self._weights) + self._constant
            if self._variables
            else self._constant
        )

    def at_least(self, bound: int) -> None:
        """Tell the solver what is known about the sum."""
        if self._variables:
            self._model.model.add(self.sum >= bound)

    def _add(self, literal: Literal, weight: int) -> None:
        if isinstance(literal, bool):
            self._constant += weight if literal else 0
        elif weight:
            self._variables.append(literal)
            self._weights.append(weight)

    def _missing(self) -> None:
        problem, model = self._judge.problem, self._model
        for (day, kind), asked in problem.demand.items():
            if asked.wish <= asked.least or not problem.weights.missing:
                continue
            few = model.model.new_int_var(0, asked.wish - asked.least, "")
            present = [(model.cell(person, day, kind), 1) for person in problem.people]
            variables, weights, constant = model.split(present)
            model.model.add(
                cp_model.LinearExpr.weighted_sum(variables, weights) + few >= asked.wish - constant
            )
            self._variables.append(few)
            self._weights.append(problem.weights.missing)

    def _wishes(self) -> None:
        problem, model = self._judge.problem, self._model
        for wish in problem.wishes:
            if wish.fixed or wish.person not in problem.people or not model.planned(wish.day):
                continue
            given = (
                model.on_duty(wish.person, wish.day)
                if wish.kind is None
                else model.cell(wish.person, wish.day, wish.kind)
            )
            self._add(no(given) if wish.on else given, problem.weights.wishes * wish.weight)

    def _fairness(self) -> None:
        problem, model, shares = self._judge.problem, self._model, self._judge.shares
        weights = problem.weights
        for person in problem.people:
            if weights.nights and (share := shares.nights.get(person)):
                nights = [
                    (model.cell(person, day, kind), 1)
                    for day in problem.days
                    for kind in model.kinds
                    if problem.plan.kinds[kind].night
                ]
                self._off(nights, share, 1, weights.nights)
            if weights.weekends and (share := shares.weekends.get(person)):
                self._off(
                    [(weekend_in(model, person, day), 1) for day in saturdays(model)],
                    share,
                    1,
                    weights.weekends,
                )
            if weights.hours:
                minutes = [
                    (model.cell(person, day, kind), shares.paid(day, kind))
                    for day in problem.days
                    for kind in model.kinds
                ]
                low, high = shares.minutes[person]
                self._off(minutes, Share(low, high), shares.unit, weights.hours)

    def _off(self, terms: list[tuple[Literal, int]], share: Share, unit: int, weight: int) -> None:
        """``costs.stepped`` of the units outside the share."""
        model = self._model.model
        variables, weights, constant = self._model.split(terms)
        done = cp_model.LinearExpr.weighted_sum(variables, weights) + constant
        most = sum(value for _literal, value in terms)
        for limit, sign in ((share.most, 1), (-share.least, -1)):
            room = most - share.most if sign > 0 else share.least
            units = -(-room // unit)
            for step in range(min(STEPS, max(0, units))):
                beyond = model.new_int_var(0, units - step, "")
                model.add(unit * beyond >= sign * done - limit - step * unit)
                self._variables.append(beyond)
                self._weights.append(weight)

    def _rules(self) -> None:
        problem, model = self._judge.problem, self._model
        soft = {each.key for each in self._judge.soft.rules}
        for place, broken in broken_alone(problem).items():
            cost = sum(each.weight for each in broken if each.rule in soft)
            self._add(model.cell(*place), problem.weights.rules * cost)
        for rule in self._judge.soft.rules:
            for person in problem.people:
                for literals in self._patterns(person, rule):
                    self._add(self._unless(literals), problem.weights.rules * rule.weight)

    def _patterns(self, person: str, rule: Rule) -> Iterable[list[Literal]]:
        """Clauses of which each that is false breaks the soft rule once."""
        model = self._model
        if rule.check is Check.FORWARD_ROTATION:
            for before, after, one, other in backward_steps(model, rule):
                if applies(rule, model.problem.people[person], (after,)):
                    yield [
                        no(model.cell(person, before, one)),
                        no(model.cell(person, after, other)),
                    ]
        elif rule.check in (Check.DAYS_IN_A_ROW, Check.NIGHTS_IN_A_ROW):
            yield from long_runs(model, person, rule)
        elif rule.check is Check.DAYS_OFF_TOGETHER:
            yield from short_rests(model, person, rule)
        elif rule.check is Check.WEEKENDS_IN_A_ROW:
            # A run counts once, at its first weekend.
            for weekends in weekend_runs(model, person, rule.numbers["most"] + 2):
                yield [weekends[0], *(no(each) for each in weekends[1:])]

    def _unless(self, literals: list[Literal]) -> Literal:
        """True where none of them is."""
        if any(each is True for each in literals):
            return False
        if all(each is False for each in literals):
            return True
        broken = self._model.model.new_bool_var("")
        self._model.clause([broken, *literals])
        return broken

    def _published(self) -> None:
        problem, model = self._judge.problem, self._model
        for published in problem.published:
            weight = problem.weights.published * published.weight
            for person in problem.people:
                row = published.rows.get(person, {})
                for day in problem.days:
                    if published.first <= day <= published.last:
                        kind = row.get(day)
                        same = (
                            no(model.on_duty(person, day))
                            if kind is None
                            else model.cell(person, day, kind)
                        )
                        self._add(no(same), weight)


def saturdays(model: Model) -> list[date]:
    """Those of the weekends that lie in the planned days at least in part."""
    days = (day for day in model.problem.days if day.weekday() >= WEEKEND)
    return sorted({day - (day.weekday() - WEEKEND) * _DAY for day in days})


def weekend_in(model: Model, person: str, saturday: date) -> Literal:
    """Whether a planned day of the weekend is worked."""
    days = [day for day in (saturday, saturday + _DAY) if model.planned(day)]
    if len(days) > 1:
        return weekend(model, person, saturday)
    return model.works(person, days[0])
