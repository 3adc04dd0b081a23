"""The rule sets that come with the program: Germany, Austria, Switzerland, EU only, the house."""

from datetime import date

from app.i18n import N_
from app.rules.rosters.law_austria import AUSTRIA
from app.rules.rosters.law_germany import GERMANY
from app.rules.rosters.law_switzerland import SWITZERLAND
from app.rules.rosters.rule import Rule, RuleSet, Strength
from app.rules.rosters.wording import Check

_YOUTH_AND_MATERNITY = N_(
    "The directives on young workers and on maternity are not contained; national law is needed."
)

EU = RuleSet(
    "EU-2003/88",
    (
        Rule("eu.rest", Check.DAILY_REST, "2003/88/EC art. 3", {"least_minutes": 11 * 60}),
        Rule("eu.breaks", Check.BREAKS, "2003/88/EC art. 4",
             {"over_1_minutes": 6 * 60, "break_1_minutes": 1}),
        Rule("eu.weekly_rest", Check.WEEKLY_REST, "2003/88/EC art. 5",
             {"least_minutes": 35 * 60, "inside_minutes": 24 * 60}),
        Rule("eu.week", Check.AVERAGE, "2003/88/EC art. 6, 16 (b)",
             {"week_minutes": 48 * 60, "workdays": 0, "period": 17 * 7}),
        Rule("eu.night", Check.NIGHT_AVERAGE, "2003/88/EC art. 8",
             {"week_minutes": 48 * 60, "workdays": 1, "period": 17 * 7, "nights": 48,
              "from_clock": 23 * 60, "to_clock": 6 * 60, "over_minutes": 3 * 60 - 1}),
    ),
    date(2004, 8, 2),
    (
        N_("The directive leaves the length of breaks, the hours of the night and the period for "
           "night workers to the states: any break is enough here, night is 23:00 to 06:00."),
        _YOUTH_AND_MATERNITY,
    ),
)  # fmt: skip
"""Directive 2003/88/EC alone, the least in every state of the Union; 17 weeks for four months."""

HOUSE = RuleSet(
    "house",
    (
        Rule("house.days", Check.DAYS_IN_A_ROW, numbers={"most": 6}),
        Rule("house.nights", Check.NIGHTS_IN_A_ROW, numbers={"most": 4}),
        Rule("house.days_off", Check.DAYS_OFF_TOGETHER, numbers={"least": 2},
             strength=Strength.SOFT),
        Rule("house.rotation", Check.FORWARD_ROTATION, numbers={"slack_minutes": 120},
             strength=Strength.SOFT),
        Rule("house.weekends", Check.WEEKENDS_IN_A_ROW, numbers={"most": 2},
             strength=Strength.SOFT),
        Rule("house.permanent_nights", Check.PERMANENT_NIGHTS,
             numbers={"period": 28, "least": 8, "most_percent": 75}),
        Rule("house.skill_mix", Check.SKILL_MIX),
        Rule("house.pairs", Check.PAIRS),
        Rule("house.absence", Check.ABSENCE),
        Rule("house.leave_edges", Check.LEAVE_EDGES, numbers={"least_minutes": 11 * 60},
             strength=Strength.OFF),
        Rule("house.agreements", Check.AGREEMENTS),
        Rule("house.wishes", Check.WISHES, strength=Strength.SOFT),
        Rule("house.employment", Check.EMPLOYMENT),
        Rule("house.allowed_kind", Check.ALLOWED_KIND),
        Rule("house.not_at_night", Check.NOT_AT_NIGHT),
        Rule("house.not_on_weekends", Check.NOT_ON_WEEKENDS),
        Rule("house.working_days", Check.WORKING_DAYS, strength=Strength.SOFT, weight=2),
        Rule("house.contract", Check.CONTRACT_HOURS, strength=Strength.SOFT,
             numbers={"under_minutes": 8 * 60, "over_minutes": 8 * 60}),
        Rule("house.night_budget", Check.NIGHT_BUDGET),
    ),
)  # fmt: skip
"""What teams usually agree on; none of it is law, every number is the desk's own."""

PRESETS = {each.key: each for each in (GERMANY, AUSTRIA, SWITZERLAND, EU)}
"""The laws by key; the house rules are added to whichever is chosen."""

LAW_OF_COUNTRY = {"DE": GERMANY, "AT": AUSTRIA, "CH": SWITZERLAND}
"""Which preset a desk begins with, by its country (ISO 3166); any other has the EU's."""


def with_house_rules(law: RuleSet) -> RuleSet:
    """A law and the rules of the house in one set."""
    return law.with_rules(HOUSE.rules)
