"""The demo desk's shift plan: months told to the team, the next one begun, wishes and leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from app.i18n import _
from app.queries.shifts.people import Profile
from app.queries.shifts.places import desk_calendar
from app.rules.calendar import add_months, last_of_month
from app.rules.rosters.demand import Demand, WeekDemand
from app.rules.rosters.gallery import template
from app.rules.rosters.surcharges import TAX_FREE
from app.rules.rosters.values import AbsenceKind, Calendar
from app.services.desk import add_agent
from app.services.shifts.absences import add_absence
from app.services.shifts.cells import CellChange, comment_cell, pin_cells, set_cells
from app.services.shifts.kinds import add_kind
from app.services.shifts.profiles import set_profile
from app.services.shifts.publishing import publish
from app.services.shifts.settings import set_service_hours, set_surcharges
from app.services.shifts.swaps import request_swap
from app.services.shifts.wishes import add_weekly_wish, set_wish
from app.storage.changes import unrecorded

_NEW_PEOPLE = ("Mehmet Yıldız", "Ole Hansen", "Lena Brandt")
"""They joined for the phone; no ticket of the demo is theirs."""

_WEEKS = ("FFFFF--", "TTTTT--", "SSSSS--", "--TFFF-", "-NNNN--")
"""The weeks that five people take in turns. Each ends with enough rest for the one after it."""

_PART_TIME = "FFF----"

_MONTHS_BEFORE = 3

_ASKED: Mapping[str, Sequence[int]] = {
    "F": (2, 2, 2, 2, 2, 1, 0),
    "S": (1, 1, 1, 1, 1, 0, 0),
    "N": (0, 1, 1, 1, 1, 0, 0),
    "T": (0, 0, 0, 0, 0, 0, 0),
}
"""People by weekday; nobody on holidays."""

_WISHED = {"T": (1, 1, 1, 1, 1, 0, 0)}
"""Where it is more than that."""

_SPARE = "TTTTT--"
"""Whose week it is works the one of somebody who is away."""

_SERVICE = (((8 * 60, 18 * 60),),) * 5 + (((9 * 60, 13 * 60),), ())

_SURCHARGES = {"scheme": TAX_FREE.key, "usual": 21_50}

_TOO_CLOSE = frozenset({"SF", "ST", "SN", "FN", "TN"})
"""What may not follow from one day to the next: less than eleven hours lie between."""

_MOST_IN_A_ROW = 5

Row = dict[date, str]


@dataclass(frozen=True, slots=True)
class _Away:
    """Somebody (a place in the list of people) is away from the ``week``th Monday of a month."""

    person: int
    month: int
    week: int
    days: int
    kind: AbsenceKind


_ABSENCES = (
    _Away(1, -2, 2, 5, AbsenceKind.TRAINING),
    _Away(3, -1, 2, 12, AbsenceKind.VACATION),
    _Away(0, 0, 3, 7, AbsenceKind.VACATION),
    _Away(4, 1, 2, 5, AbsenceKind.VACATION),
)


@unrecorded
def add_roster(session: Session, agents: Sequence[int], *, now: datetime, zone: tzinfo) -> None:
    """People, kinds of shifts, a plan of the last months and the begun next one."""
    people = (*agents, *(add_agent(session, name=name, now=now) for name in _NEW_PEOPLE))
    kinds = _add_kinds(session, now)
    month = now.astimezone(zone).date().replace(day=1)
    begin, end = add_months(month, -_MONTHS_BEFORE), _end_of(add_months(month, 1))
    calendar = desk_calendar(session, range(begin.year, end.year + 1), half_days=True)
    _add_profiles(session, people, now)
    away = _add_absences(session, people, month, now)
    draft_until = add_months(month, 1) + timedelta(days=13)
    rows = _rotation(len(people), begin, draft_until, calendar, away)
    _stand_in(rows, begin, draft_until, calendar, away)
    changes = [
        CellChange(people[place], day, kinds[letter])
        for place, row in enumerate(rows)
        for day, letter in row.items()
    ]
    set_cells(session, changes, now=now)
    for number in (-1, 0):
        first = add_months(month, number)
        told = datetime.combine(first - timedelta(days=12), time(10), zone)
        publish(session, first=first, last=_end_of(first), agent_id=people[0], now=told)
    _add_wishes(session, people, kinds, add_months(month, 1), now)
    set_service_hours(session, _SERVICE, now=now)
    set_surcharges(session, _SURCHARGES, now=now)
    _offer_a_shift(session, people[3], rows[3], now, zone)


def _offer_a_shift(session: Session, agent_id: int, row: Row, now: datetime, zone: tzinfo) -> None:
    """Somebody would give away the first shift of the week after next."""
    soon = now.astimezone(zone).date() + timedelta(days=8)
    day = min((day for day in row if day >= soon), default=None)
    if day is not None:
        request_swap(
            session,
            agent_id,
            day,
            other_agent_id=None,
            other_day=None,
            note=_("My sister moves house"),
            now=now,
        )


def _end_of(month: date) -> date:
    return last_of_month(month.year, month.month)


def _add_kinds(session: Session, now: datetime) -> Mapping[str, int]:
    """Those of the template of three shifts and a day shift, for a desk of six."""
    chosen = (*template("three_shifts").kinds, *template("business_hours").kinds)
    nobody = Demand()
    return {
        each.sign: add_kind(
            session,
            each.kind,
            colour=each.colour,
            demand=WeekDemand(
                tuple(
                    Demand(least, max(least, wish))
                    for least, wish in zip(
                        _ASKED[each.sign], _WISHED.get(each.sign, _ASKED[each.sign]), strict=True
                    )
                ),
                nobody,
            ),
            now=now,
        )
        for each in chosen
    }


def _add_profiles(session: Session, people: Sequence[int], now: datetime) -> None:
    usual = Profile(weekly_minutes=35 * 60, leave_days=30)
    every = (
        replace(usual, skills=frozenset({_("Team lead")}), leave_carried={now.year: 3.0}),
        replace(usual, skills=frozenset({_("App")})),
        replace(usual, skills=frozenset({_("App")}), night_budget=5),
        usual,
        replace(usual, balance_minutes=4 * 60 + 30),
        Profile(
            weekly_minutes=22 * 60 + 30,
            working_days=frozenset(range(3)),
            not_at_night=True,
            not_on_weekends=True,
            leave_days=18,
        ),
    )
    for agent_id, profile in zip(people, every, strict=True):
        set_profile(session, agent_id, profile, now=now)


def _add_absences(
    session: Session, people: Sequence[int], month: date, now: datetime
) -> frozenset[tuple[int, date]]:
    days: set[tuple[int, date]] = set()
    for each in _ABSENCES:
        first = _monday(add_months(month, each.month), each.week)
        last = first + timedelta(days=each.days - 1)
        add_absence(session, people[each.person], first=first, last=last, kind=each.kind, now=now)
        days |= {(each.person, first + timedelta(days=n)) for n in range(each.days)}
    return frozenset(days)


def _rotation(
    count: int, first: date, last: date, calendar: Calendar, away: frozenset[tuple[int, date]]
) -> list[Row]:
    """The weeks in turns for all but the last person, who works the same days every week."""
    rows: list[Row] = [{} for _place in range(count)]
    for day in _days(first, last):
        if day in calendar.holidays and not calendar.holidays[day].half:
            continue
        weeks = (*_weeks(day, count - 1, away), _PART_TIME)
        for place, row in enumerate(rows):
            letter = weeks[place][day.weekday()]
            if letter != "-" and (place, day) not in away:
                row[day] = letter
    return rows


def _weeks(day: date, count: int, away: frozenset[tuple[int, date]]) -> list[str]:
    """Whose turn it is in the week of ``day``; whose week is spare works that of who is away."""
    week = (day.toordinal() - 1) // 7
    monday = day - timedelta(days=day.weekday())
    weeks = [_WEEKS[(week + place) % len(_WEEKS)] for place in range(count)]
    absent = next((place for place in range(count) if (place, monday) in away), None)
    if absent is not None:
        spare = weeks.index(_SPARE)
        weeks[spare], weeks[absent] = weeks[absent], weeks[spare]
    return weeks


def _stand_in(
    rows: list[Row], first: date, last: date, calendar: Calendar, away: frozenset[tuple[int, date]]
) -> None:
    """Give what is left open by absences to whoever may take it and has worked least."""
    for day in _days(first, last):
        if day in calendar.holidays and not calendar.holidays[day].half:
            continue
        for letter, asked in _ASKED.items():
            there = sum(row.get(day) == letter for row in rows)
            for _missing in range(asked[day.weekday()] - there):
                able = [
                    place
                    for place in range(len(rows) - 1)
                    if (place, day) not in away and _may_take(rows[place], day, letter)
                ]
                if able:
                    chosen = min(able, key=lambda place: (len(rows[place]), place))
                    rows[chosen][day] = letter


def _may_take(row: Row, day: date, letter: str) -> bool:
    before, after = (row.get(day + timedelta(days=n), "") for n in (-1, 1))
    if day in row or letter == "N":
        return False
    if before + letter in _TOO_CLOSE or letter + after in _TOO_CLOSE:
        return False
    around = [day + timedelta(days=n) for n in range(-_MOST_IN_A_ROW, _MOST_IN_A_ROW + 1)]
    worked = "".join("x" if each == day or each in row else "-" for each in around)
    return "x" * (_MOST_IN_A_ROW + 1) not in worked


def _monday(month: date, number: int) -> date:
    """The ``number``th Monday of a month."""
    return month + timedelta(days=-month.weekday() % 7 + 7 * (number - 1))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _add_wishes(
    session: Session, people: Sequence[int], kinds: Mapping[str, int], month: date, now: datetime
) -> None:
    """Wishes for the month to come, an agreement, a pinned day and a remark."""
    lead, tom, aylin, mehmet, _ole, lena = people
    for weekday in (3, 4):
        add_weekly_wish(
            session, lena, weekday=weekday, kind_id=None, on=False, fixed=True,
            comment=_("School ends at noon"), now=now,
        )  # fmt: skip
    add_weekly_wish(session, lead, weekday=4, kind_id=kinds["S"], on=False, weight=2, now=now)
    fourth_week = [month + timedelta(days=n) for n in range(20, 23)]
    set_wish(session, tom, fourth_week, kind_id=None, on=False, weight=3, now=now)
    set_wish(session, aylin, [month + timedelta(days=16)], kind_id=kinds["N"], on=True, now=now)
    set_wish(session, mehmet, [month + timedelta(days=24)], kind_id=kinds["S"], on=False, now=now)
    meeting = _monday(month, 2) + timedelta(days=1)
    pin_cells(session, [(lead, meeting)], True, now=now)
    comment_cell(session, lead, meeting, _("Quarterly meeting at 14:00"), now=now)
