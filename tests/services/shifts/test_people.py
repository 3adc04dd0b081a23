"""Profiles, absences, wishes and agreements, and what the plan makes of them."""

from dataclasses import replace
from datetime import date

import pytest

from app.errors import UserError
from app.queries.shifts.people import Profile, everybody
from app.queries.shifts.roster import roster
from app.rules.rosters.checking import violations
from app.rules.rosters.demand import Wish
from app.rules.rosters.values import AbsenceKind, DayPart
from app.services import desk as desk_service
from app.services.shifts import absences, profiles, wishes
from app.services.shifts.away import Stretch
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import END_OF_MAY, MAY, may, with_kinds, with_people, write

SECOND = date(2026, 5, 2)
FULL = Profile(
    weekly_minutes=30 * 60,
    balance_minutes=-90,
    working_days=frozenset({0, 2, 4}),
    skills=frozenset({"Linux", "Ärzte"}),
    not_at_night=True,
    night_budget=3,
    birth=date(1990, 2, 28),
    employed_from=date(2026, 5, 10),
    leave_days=27.5,
    leave_carried={2026: 2.5},
)


def test_a_profile_comes_back_as_it_was_given(desk: Desk) -> None:
    ids = with_kinds(desk)
    given = replace(FULL, allowed_kinds=frozenset({ids["F"]}), wished_kinds=frozenset({ids["S"]}))
    desk.do(profiles.set_profile, desk.kim, given)
    (found,) = desk.read(everybody)
    assert found.profile == given
    (person,) = may(desk).plan.people
    assert (person.key, person.name, person.weekly_minutes) == ("1", "Kim Okafor", 30 * 60)
    assert person.allowed_kinds == {str(ids["F"])}
    desk.undo()
    assert desk.read(everybody)[0].profile == Profile()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"weekly_minutes": 169 * 60}, "168 hours"),
        ({"working_days": frozenset()}, "working day"),
        ({"night_budget": -1}, "nights"),
        ({"leave_days": -1}, "leave"),
        ({"leave_carried": {2026: -1}}, "leave"),
        ({"employed_until": date(2026, 5, 9)}, "ends before"),
        ({"zone": "Nowhere"}, "no time zone"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(
    desk: Desk, other: dict[str, object], words: str
) -> None:
    given = replace(FULL, **other)  # type: ignore[arg-type]  # names of fields, as for replace
    with pytest.raises(UserError, match=words):
        desk.do(profiles.set_profile, desk.kim, given)


def test_who_left_or_takes_no_shifts_is_shown_only_where_they_have_some(desk: Desk) -> None:
    ids = with_kinds(desk)
    ana, ben = with_people(desk, "Ana", "Ben")
    write(desk, ids, ana, "F", MAY)
    desk.do(desk_service.retire_agent, ana)
    desk.do(profiles.set_profile, ben, Profile(planned=False))
    assert [each.name for each in may(desk).people] == ["Kim Okafor", "Ana"]
    june = desk.read(roster, first=date(2026, 6, 1), last=date(2026, 6, 30))
    assert [each.name for each in june.people] == ["Kim Okafor"]


def test_who_works_elsewhere_has_the_clock_and_holidays_of_that_place(desk: Desk) -> None:
    desk.do(profiles.set_profile, desk.kim, Profile(country="US", zone="America/Denver"))
    (person,) = may(desk).plan.people
    assert person.calendar is not None
    assert person.calendar.zone == "America/Denver"
    assert date(2026, 5, 25) in person.calendar.holidays
    assert MAY not in person.calendar.holidays


def test_the_account_of_hours_goes_on_from_its_day(desk: Desk) -> None:
    ids = with_kinds(desk)
    given = Profile(
        balance_minutes=60, balance_at=date(2026, 4, 27), working_days=frozenset(range(5))
    )
    desk.do(profiles.set_profile, desk.kim, given)
    write(desk, ids, desk.kim, "FFF", date(2026, 4, 27))
    (person,) = may(desk).plan.people
    assert person.balance_minutes == 60 + 3 * 450 - 4 * 480
    assert may(desk).totals["1"].hours.brought == person.balance_minutes


def test_an_account_of_a_later_day_stands_as_it_is(desk: Desk) -> None:
    desk.do(profiles.set_profile, desk.kim, Profile(balance_minutes=60, balance_at=SECOND))
    assert may(desk).plan.people[0].balance_minutes == 60


def test_an_account_older_than_the_history_counts_all_of_its_days(desk: Desk) -> None:
    ids = with_kinds(desk)
    given = Profile(weekly_minutes=0, balance_at=date(2023, 1, 1))
    desk.do(profiles.set_profile, desk.kim, given)
    write(desk, ids, desk.kim, "F", date(2023, 6, 1))
    assert may(desk).plan.people[0].balance_minutes == 450


def test_absences_of_the_period_are_shown_and_those_around_it_known_to_the_rules(
    desk: Desk,
) -> None:
    for first, last in [(date(2026, 4, 28), MAY), (date(2026, 4, 1), date(2026, 4, 2))]:
        desk.do(absences.add_absence, desk.kim, first=first, last=last, kind=AbsenceKind.VACATION)
    assert [each.absence.last for each in may(desk).absences] == [MAY]
    assert len(may(desk).plan.absences) == 2


def test_nobody_is_away_twice_but_for_the_two_halves_of_a_day(desk: Desk) -> None:
    def away(part: DayPart) -> int:
        return desk.do(
            absences.add_absence, desk.kim, first=MAY, last=MAY, kind=AbsenceKind.SICK, part=part
        )

    morning = away(DayPart.MORNING)
    away(DayPart.AFTERNOON)
    for part in DayPart:
        with pytest.raises(UserError, match="already"):
            away(part)
    with pytest.raises(UserError, match="already"):
        desk.do(absences.change_absence, morning, first=MAY, last=SECOND, kind=AbsenceKind.SICK)
    desk.do(absences.change_absence, morning, first=SECOND, last=SECOND, kind=AbsenceKind.TRAINING)
    desk.do(absences.remove_absence, morning)
    assert len(may(desk).absences) == 1


def test_an_absence_ends_no_earlier_than_it_begins(desk: Desk) -> None:
    with pytest.raises(UserError, match="ends before"):
        desk.do(absences.add_absence, desk.kim, first=SECOND, last=MAY, kind=AbsenceKind.SICK)


def test_wishes_are_one_step_and_a_later_one_takes_the_place_of_the_earlier(desk: Desk) -> None:
    ids = with_kinds(desk)
    desk.do(wishes.set_wish, desk.kim, [MAY, SECOND], kind_id=None, on=False, weight=3)
    desk.do(wishes.set_wish, desk.kim, [SECOND], kind_id=ids["F"], on=True, fixed=True)
    assert may(desk).wishes == (
        Wish("1", MAY, None, on=False, weight=3),
        Wish("1", SECOND, str(ids["F"]), on=True, fixed=True),
    )
    desk.undo()
    assert [each.on for each in may(desk).wishes] == [False, False]


def test_wishes_of_several_people_are_one_step_and_are_forgotten_in_one(desk: Desk) -> None:
    with_kinds(desk)
    (ben,) = with_people(desk, "Ben")
    stretches = [Stretch(desk.kim, MAY, SECOND), Stretch(ben, SECOND, SECOND)]
    desk.do(wishes.mark_wishes, stretches, kind_id=None, on=False, fixed=True)
    assert [(each.person, each.day, each.fixed) for each in may(desk).wishes] == [
        ("1", MAY, True), ("1", SECOND, True), (str(ben), SECOND, True)
    ]  # fmt: skip
    desk.do(wishes.forget_wishes, [Stretch(desk.kim, SECOND, END_OF_MAY)])
    assert [(each.person, each.day) for each in may(desk).wishes] == [
        ("1", MAY), (str(ben), SECOND)
    ]  # fmt: skip
    desk.undo()
    assert len(may(desk).wishes) == 3
    desk.undo()
    assert may(desk).wishes == ()


def test_a_shift_against_an_agreement_is_found_in_the_plan_of_the_desk(desk: Desk) -> None:
    ids = with_kinds(desk)
    desk.do(wishes.set_wish, desk.kim, [SECOND], kind_id=None, on=False, fixed=True)
    write(desk, ids, desk.kim, "FF", MAY)
    plan = may(desk)
    broken = {each.rule: each.days for each in violations(plan.plan, plan.rules)}
    assert broken["house.agreements"] == (SECOND,)


def test_several_kinds_can_be_unwanted_on_one_day(desk: Desk) -> None:
    ids = with_kinds(desk)
    for letter in "SNS":
        desk.do(wishes.set_wish, desk.kim, [MAY], kind_id=ids[letter], on=False)
    assert {each.kind for each in may(desk).wishes} == {str(ids["S"]), str(ids["N"])}


def test_a_weekly_agreement_returns_on_its_weekday_only_between_its_days(desk: Desk) -> None:
    desk.do(
        wishes.add_weekly_wish, desk.kim, weekday=0, kind_id=None, on=False, fixed=True,
        first=date(2026, 5, 5), last=date(2026, 5, 25),
    )  # fmt: skip
    assert [each.day.day for each in may(desk).wishes] == [11, 18, 25]


def test_every_second_week_is_counted_from_the_first_also_over_the_turn_of_the_year(
    desk: Desk,
) -> None:
    wish = desk.do(
        wishes.add_weekly_wish, desk.kim, weekday=4, kind_id=None, on=True, every=2,
        first=date(2025, 12, 29),
    )  # fmt: skip
    january = desk.read(roster, first=date(2026, 1, 1), last=date(2026, 1, 31))
    assert [each.day.day for each in january.wishes] == [2, 16, 30]
    assert [each.day.day for each in may(desk).wishes] == [8, 22]
    desk.do(wishes.remove_weekly_wish, wish)
    assert may(desk).wishes == ()


def test_a_wish_for_a_day_takes_the_place_of_that_for_its_weekday(desk: Desk) -> None:
    desk.do(wishes.add_weekly_wish, desk.kim, weekday=4, kind_id=None, on=False)
    desk.do(wishes.set_wish, desk.kim, [MAY], kind_id=None, on=True)
    assert [(each.day.day, each.on) for each in may(desk).wishes[:2]] == [(1, True), (8, False)]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"weekday": 7}, "day of the week"),
        ({"every": 0}, "one week"),
        ({"every": 2}, "from which week"),
        ({"first": END_OF_MAY, "last": MAY}, "ends before"),
        ({"weight": 0}, "at least 1"),
        ({"kind_id": 77}, "removed already"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(
    desk: Desk, other: dict[str, object], words: str
) -> None:
    given = {"weekday": 0, "kind_id": None, "on": True, **other}
    with pytest.raises(UserError, match=words):
        desk.do(wishes.add_weekly_wish, desk.kim, **given)
