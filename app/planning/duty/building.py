"""The whole model of a problem: who can work where, what is asked, the rules."""

from collections import Counter
from datetime import date

from app.planning.duty.groups import Agreed, Asked, Away, Group, OfRule, Pinned
from app.planning.duty.model import Model, no
from app.planning.duty.person_rules import RowRules
from app.planning.duty.problem import Assignments, DutyProblem
from app.planning.duty.singles import broken_alone
from app.planning.duty.team_rules import add_team_rule
from app.rules.rosters.rule import Strength, Violation
from app.rules.rosters.wording import Check


def build(problem: DutyProblem, *, guarded: bool = False) -> Model:
    """All hard demands; ``guarded`` puts each into a group that can be given up."""
    model = Model(problem, guarded=guarded)
    _pins(model)
    _singles(model)
    _agreements(model)
    _demand(model, guarded=guarded)
    hard = [each for each in problem.rules.rules if each.strength is Strength.HARD]
    for person in problem.people:
        row = RowRules(model, person)
        for rule in hard:
            row.add(rule)
    for rule in hard:
        add_team_rule(model, rule)
    return model


def _pins(model: Model) -> None:
    planned = model.problem.planned()
    for person, day in sorted(model.problem.pinned):
        if person in model.problem.people and model.planned(day):
            kind = planned[person].get(day)
            cell = no(model.on_duty(person, day)) if kind is None else model.cell(person, day, kind)
            model.clause([cell], Pinned(person, day))


def _singles(model: Model) -> None:
    problem = model.problem
    planned = problem.planned()
    for place, broken in broken_alone(problem).items():
        cell = no(model.cell(*place))
        for each in broken:
            if each.strength is Strength.HARD:
                model.clause([cell], _group(problem, place[0], each))
    for person in problem.people:
        for day in problem.days:
            for kind in model.kinds:
                if (day, kind) in problem.demand or planned[person].get(day) == kind:
                    continue
                # Nobody asked for it: only who wished for it, or who planned it, has it there.
                if not any(
                    wish.on and wish.kind == kind and (wish.person, wish.day) == (person, day)
                    for wish in problem.wishes
                ):
                    model.clause([no(model.cell(person, day, kind))])


def _group(problem: DutyProblem, person: str, broken: Violation) -> Group:
    if broken.check is Check.ABSENCE:
        day = broken.days[0]
        for each in problem.plan.absences:
            begins = each.first.toordinal() - 1
            if each.person == person and begins <= day.toordinal() <= each.last.toordinal():
                return Away(each)
    return OfRule(broken.rule, person)


def _agreements(model: Model) -> None:
    for wish in model.problem.wishes:
        if not wish.fixed or wish.person not in model.problem.people:
            continue
        if not model.planned(wish.day):
            continue
        cell = (
            model.on_duty(wish.person, wish.day)
            if wish.kind is None
            else model.cell(wish.person, wish.day, wish.kind)
        )
        model.clause([cell if wish.on else no(cell)], Agreed(wish))


def _demand(model: Model, *, guarded: bool) -> None:
    problem = model.problem
    for (day, kind), asked in problem.demand.items():
        if kind not in problem.plan.kinds or not model.planned(day):
            continue
        people = [(model.cell(person, day, kind), 1) for person in problem.people]
        for number in range(1 if guarded else asked.least, asked.least + 1):
            model.linear(people, number, None, Asked(day, kind, number))
        model.linear(people, None, most_people(problem, day, kind))


def staffed(problem: DutyProblem, assignments: Assignments) -> bool:
    """Whether no shift has fewer people than it must or more than it may."""
    present = Counter(cell for row in assignments.values() for cell in row.items())
    for place, asked in problem.demand.items():
        most = most_people(problem, *place)
        if present[place] < asked.least or (most is not None and present[place] > most):
            return False
    return True


def most_people(problem: DutyProblem, day: date, kind: str) -> int | None:
    """Never more than wished or pinned, unless the hours of the contracts have to be reached."""
    if any(
        each.check is Check.CONTRACT_HOURS and each.strength is Strength.HARD
        for each in problem.rules.rules
    ):
        return None
    asked = problem.demand[day, kind]
    pinned = sum(
        (person, day) in problem.pinned and row.get(day) == kind
        for person, row in problem.planned().items()
    )
    return max(asked.least, asked.wish, pinned)
