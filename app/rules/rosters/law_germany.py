"""Working time in Germany: ArbZG, JArbSchG for those under 18, MuSchG for protected people."""

from datetime import date

from app.i18n import N_
from app.rules.rosters.rule import Applies, Rule, RuleSet, Strength
from app.rules.rosters.wording import Check

_NIGHT = {"from_clock": 23 * 60, "to_clock": 6 * 60}
"""ArbZG § 2 (3); work of more than two hours in it is night work, § 2 (4)."""

_ADULTS = (
    Rule("de.day", Check.DAILY_MAXIMUM, "ArbZG § 3", {"most_minutes": 10 * 60},
         applies=Applies.ADULTS),
    Rule("de.day_usual", Check.DAILY_MAXIMUM, "ArbZG § 3", {"most_minutes": 8 * 60},
         Strength.SOFT, applies=Applies.ADULTS),
    Rule("de.average", Check.AVERAGE, "ArbZG § 3",
         {"week_minutes": 48 * 60, "workdays": 1, "period": 24 * 7}, applies=Applies.ADULTS),
    Rule("de.breaks", Check.BREAKS, "ArbZG § 4",
         {"over_1_minutes": 6 * 60, "break_1_minutes": 30,
          "over_2_minutes": 9 * 60, "break_2_minutes": 45}, applies=Applies.ADULTS),
    Rule("de.rest", Check.DAILY_REST, "ArbZG § 5 (1)", {"least_minutes": 11 * 60},
         applies=Applies.ADULTS),
    Rule("de.night_average", Check.NIGHT_AVERAGE, "ArbZG § 6 (2), § 2 (5)",
         {**_NIGHT, "week_minutes": 48 * 60, "workdays": 1, "period": 4 * 7, "nights": 48,
          "over_minutes": 2 * 60}, applies=Applies.ADULTS),
    Rule("de.sunday", Check.SUNDAY_WORK, "ArbZG § 9, § 10", applies=Applies.ADULTS),
    Rule("de.free_sundays", Check.FREE_SUNDAYS, "ArbZG § 11 (1)", {"least": 15}),
    Rule("de.rest_day", Check.REST_DAY, "ArbZG § 11 (3)",
         {"sunday_before": 13, "sunday_after": 13, "holiday_before": 55, "holiday_after": 55,
          "over_minutes": 0}),
    Rule("de.joined_rest", Check.JOINED_REST, "ArbZG § 11 (4)",
         {"least_minutes": 35 * 60, "sunday_before": 13, "sunday_after": 13,
          "holiday_before": 55, "holiday_after": 55, "over_minutes": 0}, Strength.SOFT, 10),
    Rule("de.week", Check.AVERAGE, "2003/88/EC art. 6, 16 (b)",
         {"week_minutes": 48 * 60, "workdays": 0, "period": 17 * 7}, Strength.SOFT, 5),
    Rule("de.weekly_rest", Check.WEEKLY_REST, "2003/88/EC art. 5",
         {"least_minutes": 35 * 60, "inside_minutes": 24 * 60}, Strength.SOFT, 10),
)  # fmt: skip

_YOUTH = (
    Rule("de.youth.day", Check.DAILY_MAXIMUM, "JArbSchG § 8 (1)", {"most_minutes": 8 * 60},
         applies=Applies.YOUTH),
    Rule("de.youth.week", Check.WEEK_MAXIMUM, "JArbSchG § 8 (1)",
         {"most_minutes": 40 * 60, "weeks": 1}, applies=Applies.YOUTH),
    Rule("de.youth.breaks", Check.BREAKS, "JArbSchG § 11 (1)",
         {"over_1_minutes": 4 * 60 + 30, "break_1_minutes": 30,
          "over_2_minutes": 6 * 60, "break_2_minutes": 60}, applies=Applies.YOUTH),
    Rule("de.youth.span", Check.SPAN, "JArbSchG § 12", {"most_minutes": 10 * 60},
         applies=Applies.YOUTH),
    Rule("de.youth.rest", Check.DAILY_REST, "JArbSchG § 13", {"least_minutes": 12 * 60},
         applies=Applies.YOUTH),
    Rule("de.youth.night", Check.FORBIDDEN_HOURS, "JArbSchG § 14 (1)",
         {"from_clock": 20 * 60, "to_clock": 6 * 60}, applies=Applies.YOUTH),
    Rule("de.youth.five_days", Check.DAYS_PER_WEEK, "JArbSchG § 15", {"most": 5},
         applies=Applies.YOUTH),
    Rule("de.youth.free_days", Check.FREE_DAYS, "JArbSchG §§ 16–18", {"saturdays": 1},
         applies=Applies.YOUTH),
)  # fmt: skip

_MATERNITY = (
    Rule("de.protected.day", Check.DAILY_MAXIMUM, "MuSchG § 4 (1)",
         {"most_minutes": 8 * 60 + 30}, applies=Applies.PROTECTED),
    Rule("de.protected.weeks", Check.WEEK_MAXIMUM, "MuSchG § 4 (1)",
         {"most_minutes": 90 * 60, "weeks": 2}, applies=Applies.PROTECTED),
    Rule("de.protected.rest", Check.DAILY_REST, "MuSchG § 4 (2)", {"least_minutes": 11 * 60},
         applies=Applies.PROTECTED),
    Rule("de.protected.night", Check.FORBIDDEN_HOURS, "MuSchG § 5 (1)",
         {"from_clock": 20 * 60, "to_clock": 6 * 60}, applies=Applies.PROTECTED),
    Rule("de.protected.free_days", Check.FREE_DAYS, "MuSchG § 6 (1)", {"saturdays": 0},
         applies=Applies.PROTECTED),
)  # fmt: skip

GERMANY = RuleSet(
    "DE-ArbZG-1994",
    (*_ADULTS, *_YOUTH, *_MATERNITY),
    date(1994, 7, 1),
    (
        N_("Exceptions by collective agreement or authority (ArbZG §§ 7, 12, 15; JArbSchG § 14 "
           "(2); MuSchG §§ 5, 6, 28) are not contained: change the number of the rule if one "
           "holds for you."),
        N_("Hours with another employer count as well (ArbZG § 2 (1)) and are not known here."),
        N_("Not contained: where breaks lie in a shift (ArbZG § 4: no six hours without one), and "
           "a Sunday moved by up to six hours where the whole firm rests (ArbZG § 9 (2))."),
    ),
)  # fmt: skip
"""The law of 6 June 1994 as it stands; a change of the law becomes a set of its own."""
