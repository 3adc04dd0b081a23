"""What rules say: for each check the demand, what was found, and what would mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.i18n import N_, _, ngettext


class Check(StrEnum):
    """What a rule looks at; the numbers it reads are named in the functions of that name."""

    DAILY_MAXIMUM = "daily_maximum"
    SPAN = "span"
    BREAKS = "breaks"
    NIGHT_LENGTH = "night_length"
    FORBIDDEN_HOURS = "forbidden_hours"
    NIGHT_PERMISSION = "night_permission"
    DAILY_REST = "daily_rest"
    WEEKLY_REST = "weekly_rest"
    WEEK_MAXIMUM = "week_maximum"
    DAYS_PER_WEEK = "days_per_week"
    AVERAGE = "average"
    NIGHT_AVERAGE = "night_average"
    SUNDAY_WORK = "sunday_work"
    FREE_DAYS = "free_days"
    FREE_SUNDAYS = "free_sundays"
    SUNDAYS_IN_A_ROW = "sundays_in_a_row"
    REST_DAY = "rest_day"
    JOINED_REST = "joined_rest"
    DAYS_IN_A_ROW = "days_in_a_row"
    NIGHTS_IN_A_ROW = "nights_in_a_row"
    DAYS_OFF_TOGETHER = "days_off_together"
    FORWARD_ROTATION = "forward_rotation"
    WEEKENDS_IN_A_ROW = "weekends_in_a_row"
    PERMANENT_NIGHTS = "permanent_nights"
    SKILL_MIX = "skill_mix"
    PAIRS = "pairs"
    ABSENCE = "absence"
    LEAVE_EDGES = "leave_edges"
    AGREEMENTS = "agreements"
    WISHES = "wishes"
    EMPLOYMENT = "employment"
    ALLOWED_KIND = "allowed_kind"
    NOT_AT_NIGHT = "not_at_night"
    NOT_ON_WEEKENDS = "not_on_weekends"
    WORKING_DAYS = "working_days"
    CONTRACT_HOURS = "contract_hours"
    NIGHT_BUDGET = "night_budget"


@dataclass(frozen=True, slots=True)
class Wording:
    """English texts with the names of numbers in braces.

    ``cases``: what is found in another case of the same check, in place of ``found``; ``fuller``:
    what a rule demands that has a number of that name, in place of ``rule``, the last one first.
    """

    rule: str
    found: str
    proposal: str
    cases: Mapping[str, str] = field(default_factory=dict)
    fuller: Mapping[str, str] = field(default_factory=dict)


def wording(check: Check, case: str = "") -> Wording:
    """The texts of a check in the language of the interface, as found in a ``case`` of it."""
    said = _WORDS[check]
    return Wording(_(said.rule), _(said.cases.get(case, said.found)), _(said.proposal))


def demand(check: Check, numbers: Mapping[str, int]) -> str:
    """What a rule with these numbers demands, in the language of the interface."""
    said = _WORDS[check]
    fitting = [text for name, text in said.fuller.items() if numbers.get(name)]
    return filled(_(fitting[-1] if fitting else said.rule), numbers)


def filled(text: str, numbers: Mapping[str, int], named: Mapping[str, str] | None = None) -> str:
    """``text`` with its numbers: ``7 h 30 min``, ``06:00``, ``2 weeks``, by the end of the name.

    ``named`` words, such as the name of a shift, stand in it as they are.
    """
    words = {name: _number(name, value) for name, value in numbers.items()}
    return text.format_map({**words, **(named or {})})


_WEEK = 7
_STRETCHES = ("period", "known")
"""Numbers of days that are said in weeks where they are whole ones."""


def duration(minutes: int) -> str:
    """``11 h``, ``7 h 30 min``, ``15 min``."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [_("{count} h").format(count=hours)] if hours or not rest else []
    parts += [_("{count} min").format(count=rest)] if rest else []
    return ("−" if minutes < 0 else "") + " ".join(parts)


def _number(name: str, value: int) -> str:
    if name.endswith("_minutes"):
        return duration(value)
    if name.endswith("_clock"):
        return f"{value // 60:02}:{value % 60:02}"
    if name in _STRETCHES:
        whole = value % _WEEK == 0
        return _number("weeks", value // _WEEK) if whole else _number("days", value)
    if name.endswith("days"):
        return ngettext("{count} day", "{count} days", value).format(count=value)
    if name.endswith("weeks"):
        return ngettext("{count} week", "{count} weeks", value).format(count=value)
    return str(value)


_WORDS = {
    Check.DAILY_MAXIMUM: Wording(
        N_("At most {most_minutes} of work a day"),
        N_("{found_minutes} of work on one day; at most {most_minutes} are allowed"),
        N_("Take a shorter shift or a longer break"),
    ),
    Check.SPAN: Wording(
        N_("From start to end of work at most {most_minutes}, breaks included"),
        N_("{found_minutes} from start to end; at most {most_minutes} are allowed"),
        N_("Take a shorter shift"),
    ),
    Check.BREAKS: Wording(
        N_("Breaks: {break_1_minutes} over {over_1_minutes} of work"),
        N_("{found_minutes} of breaks in {worked_minutes} of work; {least_minutes} are needed"),
        N_("Plan a break of {missing_minutes} more in this kind of shift"),
        fuller={
            "break_2_minutes": N_(
                "Breaks: {break_1_minutes} over {over_1_minutes} of work, {break_2_minutes} over "
                "{over_2_minutes}"
            ),
            "break_3_minutes": N_(
                "Breaks: {break_1_minutes} over {over_1_minutes} of work, {break_2_minutes} over "
                "{over_2_minutes}, {break_3_minutes} over {over_3_minutes}"
            ),
        },
    ),
    Check.NIGHT_LENGTH: Wording(
        N_("At most {most_minutes} of work at night, within {span_minutes}"),
        N_("{found_minutes} of work within {found_span_minutes} at night; {most_minutes} are "
           "allowed, within {span_minutes}"),
        N_("Take a shorter shift"),
    ),
    Check.FORBIDDEN_HOURS: Wording(
        N_("No work from {from_clock} to {to_clock}"),
        N_("{found_minutes} of work between {from_clock} and {to_clock}"),
        N_("Take a shift between {to_clock} and {from_clock}"),
    ),
    Check.NIGHT_PERMISSION: Wording(
        N_("Night work only with a permit"),
        N_("Night work, and no permit is entered for this desk"),
        N_("Enter in the settings of the desk why night work is permitted, or plan no nights"),
    ),
    Check.DAILY_REST: Wording(
        N_("At least {least_minutes} of rest between two shifts"),
        N_("{found_minutes} of rest between two shifts; at least {least_minutes} are needed"),
        N_("Give the second shift to somebody else, or take one that begins {missing_minutes} "
           "later"),
        fuller={
            "reduced_minutes": N_(
                "At least {least_minutes} of rest between two shifts, once a week "
                "{reduced_minutes} if two weeks reach it on average"
            ),
        },
    ),
    Check.WEEKLY_REST: Wording(
        N_("At least {least_minutes} of rest in one piece every week"),
        N_("The longest rest of the week has {found_minutes}; at least {least_minutes} are needed"),
        N_("Put two days off together in this week"),
    ),
    Check.WEEK_MAXIMUM: Wording(
        N_("At most {most_minutes} of work in {weeks}"),
        N_("{found_minutes} of work in {weeks}; at most {most_minutes} are allowed"),
        N_("Take out a shift in this week"),
    ),
    Check.DAYS_PER_WEEK: Wording(
        N_("Work on at most {most} days of a week"),
        N_("Work on {found} days of this week; at most {most} are allowed"),
        N_("Take out a shift in this week"),
    ),
    Check.AVERAGE: Wording(
        N_("At most {week_minutes} a week on average over {period}"),
        N_("{found_minutes} a week on average over {known}; at most {week_minutes} are "
           "allowed"),
        N_("Take out shifts of {missing_minutes}"),
    ),
    Check.NIGHT_AVERAGE: Wording(
        N_("Night workers: at most {week_minutes} a week on average over {period}"),
        N_("A night worker with {found_minutes} a week on average over {known}; at most "
           "{week_minutes} are allowed"),
        N_("Take out shifts of {missing_minutes}"),
    ),
    Check.SUNDAY_WORK: Wording(
        N_("No work on Sundays and public holidays without permission"),
        N_("Work on a Sunday or public holiday, and no permission is entered for this desk"),
        N_("Enter in the settings of the desk why it is permitted, or leave the day free"),
    ),
    Check.FREE_DAYS: Wording(
        N_("No work on Sundays and public holidays"),
        N_("Work on a day that has to stay free"),
        N_("Give the shift to somebody else"),
        fuller={"saturdays": N_("No work on Saturdays, Sundays and public holidays")},
    ),
    Check.FREE_SUNDAYS: Wording(
        N_("At least {least} Sundays free in a year"),
        N_("Only {found} Sundays of the year stay free; at least {least} have to"),
        N_("Give Sundays to somebody else"),
    ),
    Check.SUNDAYS_IN_A_ROW: Wording(
        N_("No more Sundays in a row than {most}"),
        N_("{found} Sundays in a row; at most {most} are allowed"),
        N_("Leave one of the Sundays free"),
    ),
    Check.REST_DAY: Wording(
        N_("A free weekday of its own for each Sunday or public holiday worked"),
        N_("No free weekday is left that makes up for the Sunday or public holiday"),
        N_("Leave a weekday free close to it"),
    ),
    Check.JOINED_REST: Wording(
        N_("Free Sundays, holidays and the days given for them joined to the daily rest: "
           "{least_minutes} in one piece"),
        N_("{found_minutes} of rest around the free day; {least_minutes} in one piece are needed"),
        N_("Leave the day before or after free as well, or take a later shift after it"),
    ),
    Check.DAYS_IN_A_ROW: Wording(
        N_("At most {most} days of work in a row"),
        N_("{found} days of work in a row; at most {most} are allowed"),
        N_("Put a day off between"),
    ),
    Check.NIGHTS_IN_A_ROW: Wording(
        N_("At most {most} nights in a row"),
        N_("{found} nights in a row; at most {most} are allowed"),
        N_("Put a night off between"),
    ),
    Check.DAYS_OFF_TOGETHER: Wording(
        N_("At least {least} days off together"),
        N_("{found_days} off between shifts; at least {least} together are wanted"),
        N_("Move a shift, so that days off lie together"),
    ),
    Check.FORWARD_ROTATION: Wording(
        N_("From day to day no shift that begins more than {slack_minutes} earlier"),
        N_("The shift begins {found_minutes} earlier than that of the day before"),
        N_("Take the same or a later shift, or put a day off between"),
    ),
    Check.WEEKENDS_IN_A_ROW: Wording(
        N_("At most {most} weekends in a row"),
        N_("{found} weekends in a row; at most {most} are wanted"),
        N_("Leave one of the weekends free"),
    ),
    Check.PERMANENT_NIGHTS: Wording(
        N_("Nobody permanently on nights: at most {most_percent} % of the shifts of {period}"),
        N_("{found_percent} % of the shifts of {period} are nights; at most {most_percent} % "
           "are wanted"),
        N_("Exchange nights for shifts of the day"),
    ),
    Check.SKILL_MIX: Wording(
        N_("Enough people with a skill in every shift"),
        N_("{found} with “{skill}” in the shift “{shift}”; {least} are needed"),
        N_("Exchange somebody for a person with the skill"),
    ),
    Check.PAIRS: Wording(
        N_("Two who must work together, or must not"),
        N_("These two must not work at the same time"),
        N_("Move one of the two shifts"),
        {"together": N_("These two must work in the same shift")},
    ),
    Check.ABSENCE: Wording(
        N_("No shift while somebody is away"),
        N_("{found_minutes} of the shift lie in an absence"),
        N_("Give the shift to somebody else"),
    ),
    Check.LEAVE_EDGES: Wording(
        N_("At least {least_minutes} free before and after leave"),
        N_("{found_minutes} between the shift and the leave; at least {least_minutes} are wanted"),
        N_("Give the shift to somebody else"),
    ),
    Check.AGREEMENTS: Wording(
        N_("What is agreed with somebody for a day"),
        N_("A free day is agreed, and a shift is planned"),
        N_("Exchange the shift, or change the agreement in the set-up"),
        {
            "not_kind": N_("“{shift}” is agreed not to be, and it is planned"),
            "work": N_("A shift is agreed for this day, and none is planned"),
            "kind": N_("“{shift}” is agreed for this day, and it is not planned"),
        },
    ),
    Check.WISHES: Wording(
        N_("What people wish for a day"),
        N_("A free day is wished, and a shift is planned"),
        N_("Exchange the shift with somebody who has no wish for the day"),
        {
            "not_kind": N_("“{shift}” is not wished, and it is planned"),
            "work": N_("A shift is wished for this day, and none is planned"),
            "kind": N_("“{shift}” is wished for this day, and it is not planned"),
        },
    ),
    Check.EMPLOYMENT: Wording(
        N_("No shift before the first or after the last day of employment"),
        N_("A shift outside the time of employment"),
        N_("Give the shift to somebody else"),
    ),
    Check.ALLOWED_KIND: Wording(
        N_("Only shifts that somebody may and can do"),
        N_("A kind of shift that this person may not do or lacks the skill for"),
        N_("Give the shift to somebody who may"),
    ),
    Check.NOT_AT_NIGHT: Wording(
        N_("No nights for people who do not work nights"),
        N_("A night for somebody who does not work nights"),
        N_("Give the night to somebody else"),
    ),
    Check.NOT_ON_WEEKENDS: Wording(
        N_("No weekends for people who do not work weekends"),
        N_("A weekend for somebody who does not work weekends"),
        N_("Give the shift to somebody else"),
    ),
    Check.WORKING_DAYS: Wording(
        N_("From Monday to Friday only on the working days of each person"),
        N_("No working day of this person"),
        N_("Give the shift to somebody who works on that day of the week"),
    ),
    Check.CONTRACT_HOURS: Wording(
        N_("Hours by contract, within {under_minutes} less and {over_minutes} more"),
        N_("{found_minutes} planned and credited; {owed_minutes} are owed"),
        N_("Even out {missing_minutes}"),
    ),
    Check.NIGHT_BUDGET: Wording(
        N_("No more nights in a month than agreed"),
        N_("Nights in the month: {found}; agreed: {most}"),
        N_("Give nights to somebody else"),
    ),
}  # fmt: skip
