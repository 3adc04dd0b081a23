"""Working time in Switzerland: ArG and its ordinances, with those on youth and maternity."""

from datetime import date

from app.i18n import N_
from app.rules.rosters.rule import Applies, Rule, RuleSet, Strength
from app.rules.rosters.wording import Check

_NIGHT = {"from_clock": 23 * 60, "to_clock": 6 * 60}
"""ArG art. 10 (1), 16: outside the work of the day and evening, 6 to 23 o'clock."""

_SUNDAY = -60
"""ArG art. 18 (1): Sunday lasts from Saturday 23:00 to Sunday 23:00."""

SWITZERLAND = RuleSet(
    "CH-ArG-1964",
    (
        Rule("ch.week", Check.WEEK_MAXIMUM, "ArG art. 9 (1)",
             {"most_minutes": 45 * 60, "weeks": 1}),
        Rule("ch.span", Check.SPAN, "ArG art. 10", {"most_minutes": 14 * 60}),
        Rule("ch.breaks", Check.BREAKS, "ArG art. 15 (1)",
             {"over_1_minutes": 5 * 60 + 30, "break_1_minutes": 15,
              "over_2_minutes": 7 * 60, "break_2_minutes": 30,
              "over_3_minutes": 9 * 60, "break_3_minutes": 60}),
        Rule("ch.rest", Check.DAILY_REST, "ArG art. 15a",
             {"least_minutes": 11 * 60, "reduced_minutes": 8 * 60}, applies=Applies.ADULTS),
        Rule("ch.night", Check.NIGHT_PERMISSION, "ArG art. 16, 17", _NIGHT),
        Rule("ch.night_length", Check.NIGHT_LENGTH, "ArG art. 17a (1)",
             {**_NIGHT, "most_minutes": 9 * 60, "span_minutes": 10 * 60}),
        Rule("ch.sunday", Check.SUNDAY_WORK, "ArG art. 18, 19, 20a", {"shift": _SUNDAY}),
        Rule("ch.sundays", Check.SUNDAYS_IN_A_ROW, "ArG art. 20 (1)",
             {"most": 1, "shift": _SUNDAY}),
        Rule("ch.rest_day", Check.REST_DAY, "ArG art. 20 (2)",
             {"sunday_before": 6, "sunday_after": 6, "holiday_before": 7, "holiday_after": 7,
              "over_minutes": 5 * 60, "shift": _SUNDAY}),
        Rule("ch.joined_rest", Check.JOINED_REST, "ArGV 1 art. 21 (2), (5)",
             {"least_minutes": 35 * 60, "sunday_before": 6, "sunday_after": 6,
              "holiday_before": 7, "holiday_after": 7, "over_minutes": 5 * 60,
              "shift": _SUNDAY}),
        Rule("ch.six_days", Check.DAYS_IN_A_ROW, "ArGV 1 art. 21 (3)", {"most": 6}),
        Rule("ch.youth.day", Check.DAILY_MAXIMUM, "ArG art. 31 (1)", {"most_minutes": 9 * 60},
             applies=Applies.YOUTH),
        Rule("ch.youth.span", Check.SPAN, "ArG art. 31 (2)", {"most_minutes": 12 * 60},
             applies=Applies.YOUTH),
        Rule("ch.youth.rest", Check.DAILY_REST, "ArG art. 15a", {"least_minutes": 11 * 60},
             applies=Applies.YOUTH),
        Rule("ch.youth.night", Check.FORBIDDEN_HOURS, "ArG art. 31 (2), (4)",
             {"from_clock": 22 * 60, "to_clock": 6 * 60}, applies=Applies.YOUTH),
        Rule("ch.youth.free_days", Check.FREE_DAYS, "ArG art. 31 (4)",
             {"saturdays": 0, "shift": _SUNDAY}, applies=Applies.YOUTH),
        Rule("ch.protected.day", Check.DAILY_MAXIMUM, "ArGV 1 art. 60 (1)",
             {"most_minutes": 9 * 60}, applies=Applies.PROTECTED),
        Rule("ch.protected.night", Check.FORBIDDEN_HOURS, "ArG art. 35a (4)",
             {"from_clock": 20 * 60, "to_clock": 6 * 60}, Strength.OFF,
             applies=Applies.PROTECTED),
    ),
    date(2000, 8, 1),
    (
        N_("45 h a week hold for offices, 50 h for others. Overtime (art. 12) is not planned."),
        N_("Not contained: the free half day of a week with six days of work (art. 21), the change "
           "of shifts after six weeks (art. 25), longer nights in three of seven (art. 17a (2)), "
           "continuous operation and ordinance 2, consent to night and Sunday work, work after "
           "20:00 under the age of 16, the longer rest of young people under ordinance 5."),
        N_("No work from 20:00 to 06:00 in the last eight weeks before a birth is switched off: "
           "switch it on when it holds."),
    ),
)  # fmt: skip
"""The Labour Act of 13 March 1964 as revised with effect from 1 August 2000."""
