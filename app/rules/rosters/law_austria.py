"""Working time in Austria: AZG, ARG, KJBG for those under 18, MSchG for protected people."""

from datetime import date

from app.i18n import N_
from app.rules.rosters.rule import Applies, Rule, RuleSet
from app.rules.rosters.wording import Check

_ADULTS = (
    Rule("at.day", Check.DAILY_MAXIMUM, "AZG § 9 (1)", {"most_minutes": 12 * 60},
         applies=Applies.ADULTS),
    Rule("at.week", Check.WEEK_MAXIMUM, "AZG § 9 (1)", {"most_minutes": 60 * 60, "weeks": 1},
         applies=Applies.ADULTS),
    Rule("at.average", Check.AVERAGE, "AZG § 9 (4)",
         {"week_minutes": 48 * 60, "workdays": 0, "period": 17 * 7}, applies=Applies.ADULTS),
    Rule("at.breaks", Check.BREAKS, "AZG § 11",
         {"over_1_minutes": 6 * 60, "break_1_minutes": 30}, applies=Applies.ADULTS),
    Rule("at.rest", Check.DAILY_REST, "AZG § 12", {"least_minutes": 11 * 60},
         applies=Applies.ADULTS),
    Rule("at.sunday", Check.SUNDAY_WORK, "ARG § 2 (2), § 3, § 7"),
    Rule("at.weekly_rest", Check.WEEKLY_REST, "ARG § 2 (1), § 4",
         {"least_minutes": 36 * 60, "inside_minutes": 36 * 60}),
)  # fmt: skip

_YOUTH = (
    Rule("at.youth.day", Check.DAILY_MAXIMUM, "KJBG § 11", {"most_minutes": 8 * 60},
         applies=Applies.YOUTH),
    Rule("at.youth.week", Check.WEEK_MAXIMUM, "KJBG § 11",
         {"most_minutes": 40 * 60, "weeks": 1}, applies=Applies.YOUTH),
    Rule("at.youth.breaks", Check.BREAKS, "KJBG § 15",
         {"over_1_minutes": 4 * 60 + 30, "break_1_minutes": 30}, applies=Applies.YOUTH),
    Rule("at.youth.rest", Check.DAILY_REST, "KJBG § 16", {"least_minutes": 12 * 60},
         applies=Applies.YOUTH),
    Rule("at.youth.night", Check.FORBIDDEN_HOURS, "KJBG § 17",
         {"from_clock": 20 * 60, "to_clock": 6 * 60}, applies=Applies.YOUTH),
    Rule("at.youth.free_days", Check.FREE_DAYS, "KJBG § 18", {"saturdays": 0},
         applies=Applies.YOUTH),
)  # fmt: skip

_MATERNITY = (
    Rule("at.protected.night", Check.FORBIDDEN_HOURS, "MSchG § 6 (1)",
         {"from_clock": 20 * 60, "to_clock": 6 * 60}, applies=Applies.PROTECTED),
    Rule("at.protected.free_days", Check.FREE_DAYS, "MSchG § 7", {"saturdays": 0},
         applies=Applies.PROTECTED),
    Rule("at.protected.day", Check.DAILY_MAXIMUM, "MSchG § 8", {"most_minutes": 9 * 60},
         applies=Applies.PROTECTED),
    Rule("at.protected.week", Check.WEEK_MAXIMUM, "MSchG § 8",
         {"most_minutes": 40 * 60, "weeks": 1}, applies=Applies.PROTECTED),
)  # fmt: skip

AUSTRIA = RuleSet(
    "AT-AZG-2018",
    (*_ADULTS, *_YOUTH, *_MATERNITY),
    date(2018, 9, 1),
    (
        N_("Not contained, because it depends on the usual division of hours or on agreements: "
           "rest in return (ARG § 6), shift plans with a weekly rest of 24 h and 36 h on average "
           "(ARG § 5), shorter rest by collective agreement (AZG § 12 (2)), the hour at which the "
           "rest of the weekend begins (ARG § 3 (2)), two days off together under the age of 18 "
           "(KJBG § 19)."),
        N_("Night workers have no lower limit of hours here (AZG § 12a concerns readiness for work "
           "and heavy night work)."),
    ),
)  # fmt: skip
"""AZG as of 1 September 2018 with 12 and 60 hours."""
