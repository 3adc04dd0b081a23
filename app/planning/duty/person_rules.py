"""Hard rules that look at one person's row, written for the solver exactly or a little stricter.

Each function reads the numbers that the check of that name reads (``app.rules.rosters``).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from app.planning.duty.groups import OfRule
from app.planning.duty.model import Literal, Model, no
from app.rules.rosters.case import Case
from app.rules.rosters.checking import applies, concerns
from app.rules.rosters.hours import hours_of
from app.rules.rosters.rule import Rule
from app.rules.rosters.spans import minutes_by_day, utc_minute
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.wording import Check

_DAY = timedelta(days=1)
_WEEK = 7
_LONGEST_REST = 3
"""Days between two shifts that are looked at for the rest between them."""


class RowRules:
    """Adds the rules of one person to a model."""

    def __init__(self, model: Model, person: str) -> None:
        self.model = model
        self.person = model.problem.people[person]
        self.key = person
        self.case = Case(Timetable(model.problem.filled({})), self.person)

    def add(self, rule: Rule) -> None:
        """One hard rule, if it concerns the person and can be written here."""
        write = _WRITERS.get(rule.check)
        if write is not None and concerns(rule, self.case):
            write(self, rule)

    def group(self, rule: Rule) -> OfRule:
        """The switch of the rule for this person."""
        return OfRule(rule.key, self.key)

    def works(self, day: date) -> Literal:
        """Whether the person is present."""
        return self.model.works(self.key, day)

    def minutes(self, days: Iterable[date]) -> list[tuple[Literal, int]]:
        """Working time of the days."""
        return [
            (self.model.cell(self.key, day, kind), self.model.duty(day, kind).worked)
            for day in days
            for kind in self.model.present
        ]

    def rest_day(self, day: date, shift: int) -> list[Literal]:
        """The shifts that touch a day which begins ``shift`` minutes past midnight."""
        zone, number = self.case.zone, day.toordinal()
        return [
            self.model.cell(self.key, each, kind)
            for each in (day - _DAY, day, day + _DAY)
            for kind in self.model.present
            if any(
                touched == number
                for touched, _minutes in minutes_by_day(
                    zone,
                    self.model.duty(each, kind).start,
                    self.model.duty(each, kind).end,
                    shift,
                )
            )
        ]

    def windows(self, length: int) -> Iterable[list[date]]:
        """So many days in a row, of which at least one is planned."""
        days = self.model.days(length - 1, length - 1)
        for start in range(len(days) - length + 1):
            yield list(days[start : start + length])


def _daily_rest(row: RowRules, rule: Rule) -> None:
    """The full rest always, also where the law lets it be shorter once."""
    model, least = row.model, rule.numbers["least_minutes"]
    for before in model.days(_LONGEST_REST):
        for gap in range(1, _LONGEST_REST + 1):
            after = before + gap * _DAY
            days = tuple(day for day in (before, after) if model.planned(day))
            if not days or not applies(rule, row.person, days):
                continue
            for one in model.present:
                end = model.duty(before, one).end
                for other in model.present:
                    if model.duty(after, other).start - end < least:
                        model.clause(
                            (
                                no(model.cell(row.key, before, one)),
                                no(model.cell(row.key, after, other)),
                            ),
                            row.group(rule),
                        )


def _forward_rotation(row: RowRules, rule: Rule) -> None:
    model = row.model
    for before, after, one, other in backward_steps(model, rule):
        model.clause(
            (no(model.cell(row.key, before, one)), no(model.cell(row.key, after, other))),
            row.group(rule),
        )


def backward_steps(model: Model, rule: Rule) -> Iterable[tuple[date, date, str, str]]:
    """Days and kinds that follow each other and step back in time."""
    kinds = model.problem.plan.kinds
    for before in model.days(1)[:-1]:
        after = before + _DAY
        for one in model.present:
            for other in model.present:
                earlier = kinds[one].start_minute - kinds[other].start_minute
                if earlier > rule.numbers["slack_minutes"]:
                    yield before, after, one, other


def _days_in_a_row(row: RowRules, rule: Rule) -> None:
    for days in row.windows(rule.numbers["most"] + 1):
        row.model.clause([no(row.works(day)) for day in days], row.group(rule))


def _nights_in_a_row(row: RowRules, rule: Rule) -> None:
    for days in row.windows(rule.numbers["most"] + 1):
        nights = [no(row.model.night(row.key, day)) for day in days]
        row.model.clause(nights, row.group(rule))


def long_runs(model: Model, person: str, rule: Rule) -> Iterable[list[Literal]]:
    """Clauses that are false at the first day of a run of work or nights that is too long."""
    each = model.night if rule.check is Check.NIGHTS_IN_A_ROW else model.works
    length = rule.numbers["most"] + 1
    for before in model.days(length)[:-1]:
        run = [each(person, before + n * _DAY) for n in range(1, length + 1)]
        yield [each(person, before), *(no(one) for one in run)]


def _days_off_together(row: RowRules, rule: Rule) -> None:
    for literals in short_rests(row.model, row.key, rule):
        row.model.clause(literals, row.group(rule))


def short_rests(model: Model, person: str, rule: Rule) -> Iterable[list[Literal]]:
    """Clauses that are false where fewer days off than asked lie between two shifts."""
    least = rule.numbers["least"]
    for before in model.days(least, 0)[:-1]:
        for found in range(1, least):
            after = before + (found + 1) * _DAY
            if after <= model.first:
                continue
            between = [model.on_duty(person, before + n * _DAY) for n in range(1, found + 1)]
            yield [
                no(model.on_duty(person, before)),
                *between,
                no(model.on_duty(person, after)),
            ]


def _weekends_in_a_row(row: RowRules, rule: Rule) -> None:
    for run in weekend_runs(row.model, row.key, rule.numbers["most"] + 1):
        row.model.clause([no(each) for each in run], row.group(rule))


def weekend_runs(model: Model, person: str, length: int) -> Iterable[list[Literal]]:
    """Whether each of so many weekends that follow each other is worked; one at least planned."""
    first = model.first - timedelta(days=(model.first.weekday() + 2) % _WEEK)
    last = model.last - timedelta(days=(model.last.weekday() + 2) % _WEEK)
    saturday = first - (length - 1) * _WEEK * _DAY
    while saturday <= last:
        yield [weekend(model, person, saturday + number * _WEEK * _DAY) for number in range(length)]
        saturday += _WEEK * _DAY


def weekend(model: Model, person: str, saturday: date) -> Literal:
    """Whether any of its two days is worked."""
    return model.either_of(
        ("weekend", person, saturday),
        [model.works(person, saturday), model.works(person, saturday + _DAY)],
    )


def _permanent_nights(row: RowRules, rule: Rule) -> None:
    for end in sorted({min(end - 1, row.case.last) for _begin, end in row.case.months()}):
        _nights_until(row, rule, date.fromordinal(end))


def _nights_until(row: RowRules, rule: Rule, end: date) -> None:
    model, numbers = row.model, rule.numbers
    begin = end - (numbers["period"] - 1) * _DAY
    days = [begin + n * _DAY for n in range(numbers["period"])]
    nights = [(model.night(row.key, day), 100 - numbers["most_percent"]) for day in days]
    others = [
        (model.cell(row.key, day, kind), -numbers["most_percent"])
        for day in days
        for kind in model.present
        if not model.problem.plan.kinds[kind].night
    ]
    share, few, none = (model.model.new_bool_var("") for _ in range(3))
    model.linear([*nights, *others], None, 0, when=share)
    model.linear([(row.works(day), 1) for day in days], None, numbers["least"] - 1, when=few)
    planned = [day for day in days if model.planned(day)]
    model.linear([(model.night(row.key, day), 1) for day in planned], None, 0, when=none)
    model.clause((share, few, none), row.group(rule))


def _night_budget(row: RowRules, rule: Rule) -> None:
    """A budget that other days of the month have used up leaves no night."""
    model, budget = row.model, row.person.night_budget
    if budget is None:
        return
    for begin, end in row.case.months():
        days = [date.fromordinal(day) for day in range(begin, end)]
        nights = [(model.night(row.key, day), 1) for day in days]
        around = sum(model.night(row.key, day) is True for day in days if not model.planned(day))
        model.linear(nights, None, max(budget, around), row.group(rule))


def _contract_hours(row: RowRules, rule: Rule) -> None:
    if row.key in row.model.problem.spared:
        return
    balance = hours_of(row.case).balance
    paid = [
        (row.model.cell(row.key, day, kind), row.model.duty(day, kind).paid)
        for day in row.model.problem.days
        for kind in row.model.present
    ]
    row.model.linear(
        paid,
        -rule.numbers["under_minutes"] - balance,
        rule.numbers["over_minutes"] - balance,
        row.group(rule),
    )


def _week_maximum(row: RowRules, rule: Rule) -> None:
    count = rule.numbers["weeks"]
    for monday in row.case.weeks(count):
        days = [date.fromordinal(monday + n) for n in range(_WEEK * count)]
        _limited(row, rule, row.minutes(days), rule.numbers["most_minutes"])


def _days_per_week(row: RowRules, rule: Rule) -> None:
    for monday in row.case.weeks():
        days = [date.fromordinal(monday + n) for n in range(_WEEK)]
        _limited(row, rule, [(row.works(day), 1) for day in days], rule.numbers["most"])


def _limited(row: RowRules, rule: Rule, terms: list[tuple[Literal, int]], most: int) -> None:
    """At most so much; where history alone has more, nothing more."""
    _variables, _weights, constant = row.model.split(terms)
    row.model.linear(terms, None, max(most, constant), row.group(rule))


def _free_sundays(row: RowRules, rule: Rule) -> None:
    plan = row.model.problem.plan
    worked = {day for day in row.case.rest_days_worked(0) if day % _WEEK == 0}
    for year in range(plan.first.year, plan.last.year + 1):
        begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        sundays = range(begin + -begin % _WEEK, end + 1, _WEEK)
        first, last = plan.first.toordinal(), plan.last.toordinal() + 1
        terms: list[tuple[Literal, int]] = [
            (row.model.either(row.rest_day(date.fromordinal(day), 0)), 1)
            if first <= day <= last
            else (day in worked, 1)
            for day in sundays
        ]
        _limited(row, rule, terms, len(sundays) - rule.numbers["least"])


def _sundays_in_a_row(row: RowRules, rule: Rule) -> None:
    length, shift = rule.numbers["most"] + 1, rule.numbers.get("shift", 0)
    first = row.model.first
    sunday = first - timedelta(days=first.isoweekday() % _WEEK) - (length - 1) * _WEEK * _DAY
    while sunday <= row.model.last + _DAY:
        row.model.clause(
            [
                no(row.model.either(row.rest_day(sunday + n * _WEEK * _DAY, shift)))
                for n in range(length)
            ],
            row.group(rule),
        )
        sunday += _WEEK * _DAY


def _weekly_rest(row: RowRules, rule: Rule) -> None:
    """One of the rests that begin with the end of a shift, or with the first that counts."""
    model, zone = row.model, row.case.zone
    least, inside = rule.numbers["least_minutes"], rule.numbers["inside_minutes"]
    for monday in row.case.weeks():
        start, end = utc_minute(zone, monday, 0), utc_minute(zone, monday + _WEEK, 0)
        near = [date.fromordinal(monday + n) for n in range(-3, _WEEK + 3)]
        places = [(day, kind, model.duty(day, kind)) for day in near for kind in model.present]
        earliest, latest = start - (least - inside), end - inside
        begins = {earliest, *(each.end for *_place, each in places)}
        rests = []
        for begin in sorted(each for each in begins if earliest <= each <= latest):
            in_the_way = [
                model.cell(row.key, day, kind)
                for day, kind, each in places
                if each.start < begin + least and each.end > begin
            ]
            if not any(each is True for each in in_the_way):
                rest = model.model.new_bool_var("")
                for each in in_the_way:
                    model.clause((no(rest), no(each)))
                rests.append(rest)
        model.clause(rests, row.group(rule))


def _joined_rest(row: RowRules, rule: Rule) -> None:
    """The free Sundays and holidays alone; the days given for others are left to ``later``."""
    model, zone, least = row.model, row.case.zone, rule.numbers["least_minutes"]
    for day in model.problem.days:
        if not row.case.rests_on(day.toordinal()):
            continue
        start, end = utc_minute(zone, day.toordinal(), 0), utc_minute(zone, day.toordinal() + 1, 0)
        before = [(day - n * _DAY, kind) for n in (1, 2) for kind in model.present]
        after = [(day + n * _DAY, kind) for n in (0, 1, 2) for kind in model.present]
        for one in before:
            for other in after:
                ends, begins = model.duty(*one).end, model.duty(*other).start
                if ends <= start and begins >= end and begins - ends < least:
                    model.clause(
                        (no(model.cell(row.key, *one)), no(model.cell(row.key, *other))),
                        row.group(rule),
                    )


_WRITERS: Mapping[Check, Callable[[RowRules, Rule], None]] = {
    Check.DAILY_REST: _daily_rest,
    Check.WEEKLY_REST: _weekly_rest,
    Check.WEEK_MAXIMUM: _week_maximum,
    Check.DAYS_PER_WEEK: _days_per_week,
    Check.FREE_SUNDAYS: _free_sundays,
    Check.SUNDAYS_IN_A_ROW: _sundays_in_a_row,
    Check.JOINED_REST: _joined_rest,
    Check.DAYS_IN_A_ROW: _days_in_a_row,
    Check.NIGHTS_IN_A_ROW: _nights_in_a_row,
    Check.DAYS_OFF_TOGETHER: _days_off_together,
    Check.FORWARD_ROTATION: _forward_rotation,
    Check.WEEKENDS_IN_A_ROW: _weekends_in_a_row,
    Check.PERMANENT_NIGHTS: _permanent_nights,
    Check.CONTRACT_HOURS: _contract_hours,
    Check.NIGHT_BUDGET: _night_budget,
}
