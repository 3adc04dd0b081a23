"""The rules of a desk as data, its holidays, permissions, pairs, mixes and hours."""

from datetime import date, time

import pytest

from app.errors import UserError
from app.queries.shifts.rules import OFFICE_HOURS, RosterSettings, roster_settings
from app.rules.rosters.checking import violations
from app.rules.rosters.presets import PRESETS, with_house_rules
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import Holiday, Pair, Permission, SkillMix
from app.services import desk as desk_service
from app.services.shifts import holidays, rules, settings
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import MAY, may, with_kinds, with_people, write

EVE = date(2026, 12, 24)


def _settings(desk: Desk) -> RosterSettings:
    return desk.read(roster_settings)


@pytest.mark.parametrize(
    ("country", "law"),
    [("DE", "DE-ArbZG-1994"), ("AT", "AT-AZG-2018"), ("CH", "CH-ArG-1964"), ("FR", "EU-2003/88")],
)
def test_a_desk_begins_with_the_law_of_its_country(desk: Desk, country: str, law: str) -> None:
    desk.do(
        desk_service.change_desk, name="Shop", language="en", country=country, state="", zone=""
    )
    assert _settings(desk).law == law
    assert _settings(desk).rules.rule("house.pairs").strength is Strength.HARD


def test_the_law_stays_when_it_was_settled_and_the_desk_moves(desk: Desk) -> None:
    desk.do(rules.choose_law, "CH-ArG-1964")
    desk.do(desk_service.change_desk, name="Shop", language="en", country="AT", state="", zone="")
    assert _settings(desk).law == "CH-ArG-1964"
    desk.undo()
    desk.undo()
    assert _settings(desk).law == "DE-ArbZG-1994"


def test_a_rule_can_be_softened_and_put_back(desk: Desk) -> None:
    desk.do(rules.change_rule, "house.days", strength=Strength.SOFT, weight=5, numbers={"most": 5})
    rule = _settings(desk).rules.rule("house.days")
    assert (rule.strength, rule.weight, rule.numbers["most"]) == (Strength.SOFT, 5, 5)
    assert _settings(desk).rule_changes["house.days"]["numbers"] == {"most": 5}
    desk.do(rules.change_rule, "house.days", strength=Strength.HARD, weight=1, numbers={"most": 6})
    assert _settings(desk).rule_changes == {}
    desk.undo()
    desk.do(rules.reset_rule, "house.days")
    assert _settings(desk).rules.rule("house.days").strength is Strength.HARD


def test_a_change_of_one_property_leaves_the_others_as_changed_before(desk: Desk) -> None:
    desk.do(rules.change_rule, "house.days", numbers={"most": 5})
    desk.do(rules.change_rule, "house.days", strength=Strength.OFF)
    rule = _settings(desk).rules.rule("house.days")
    assert (rule.strength, rule.numbers["most"]) == (Strength.OFF, 5)


def test_every_rule_of_every_law_can_be_switched_off_and_back(desk: Desk) -> None:
    for law in PRESETS:
        desk.do(rules.choose_law, law)
        for rule in _settings(desk).rules.rules:
            desk.do(rules.change_rule, rule.key, strength=Strength.OFF)
        assert {each.strength for each in _settings(desk).rules.rules} == {Strength.OFF}
        for rule in _settings(desk).rules.rules:
            desk.do(rules.reset_rule, rule.key)
    assert _settings(desk).rule_changes == {}


def test_changes_of_a_law_that_is_not_in_use_wait_for_its_return(desk: Desk) -> None:
    rule = PRESETS["DE-ArbZG-1994"].rules[0].key
    desk.do(rules.change_rule, rule, strength=Strength.OFF)
    desk.do(rules.choose_law, "EU-2003/88")
    assert _settings(desk).rules == with_house_rules(PRESETS["EU-2003/88"])
    desk.do(rules.choose_law, "DE-ArbZG-1994")
    assert _settings(desk).rules.rule(rule).strength is Strength.OFF


@pytest.mark.parametrize(
    ("key", "changes", "words"),
    [
        ("no.rule", {}, "no such rule"),
        ("house.days", {"numbers": {"least": 1}}, "no such number"),
        ("house.days", {"numbers": {"most": -1}}, "from nothing up"),
        ("house.days", {"weight": 0}, "at least 1"),
    ],
)
def test_what_a_rule_does_not_have_is_refused(
    desk: Desk, key: str, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        desk.do(rules.change_rule, key, **changes)
    with pytest.raises(UserError, match="set of rules"):
        desk.do(rules.choose_law, "moon")


def test_without_a_permission_a_sunday_is_a_violation(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", date(2026, 5, 3))
    plan = may(desk)
    assert any("sunday" in each.rule for each in violations(plan.plan, plan.rules))
    desk.do(settings.set_permission, Permission(sundays="networks, § 10 (1) no. 14"))
    plan = may(desk)
    assert not any("sunday" in each.check for each in violations(plan.plan, plan.rules))


def test_holidays_of_the_place_are_there_and_can_be_removed_added_and_put_back(
    desk: Desk,
) -> None:
    def found(day: date) -> Holiday | None:
        return may(desk).plan.calendar.holidays.get(day)

    assert found(MAY) == Holiday("Labor Day")
    desk.do(holidays.remove_holiday, MAY)
    assert found(MAY) is None
    fair = Holiday("Fair", time(14), legal=False)
    desk.do(holidays.set_holiday, MAY, fair)
    assert found(MAY) == fair
    desk.undo()
    assert found(MAY) is None
    desk.do(holidays.reset_holiday, MAY)
    assert found(MAY) == Holiday("Labor Day")
    with pytest.raises(UserError, match="name"):
        desk.do(holidays.set_holiday, MAY, Holiday(" "))


def test_the_eves_are_half_days_until_the_desk_says_otherwise(desk: Desk) -> None:
    from app.queries.shifts.roster import roster

    def eve() -> Holiday | None:
        december = desk.read(roster, first=date(2026, 12, 1), last=date(2026, 12, 31))
        return december.plan.calendar.holidays.get(EVE)

    found = eve()
    assert found is not None
    assert found.half
    desk.do(settings.set_half_days, False)
    assert eve() is None


def test_pairs_mixes_and_hours_come_back_as_they_were_given(desk: Desk) -> None:
    ids = with_kinds(desk)
    (ana,) = with_people(desk, "Ana")
    pair = Pair("1", str(ana), together=False)
    mix = SkillMix("Linux", 2, frozenset({str(ids["N"])}))
    hours = (((0, 480), (960, 1440)),) * 7
    desk.do(settings.set_pairs, [pair])
    desk.do(settings.set_mixes, [mix])
    assert _settings(desk).service_hours == OFFICE_HOURS
    desk.do(settings.set_service_hours, hours)
    desk.do(settings.set_surcharges, {"night": 25})
    found = _settings(desk)
    assert (found.pairs, found.mixes, found.service_hours) == ((pair,), (mix,), hours)
    assert (may(desk).plan.pairs, found.surcharges) == ((pair,), {"night": 25})


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="two different"):
        desk.do(settings.set_pairs, [Pair("1", "1", together=True)])
    (ana,) = with_people(desk, "Ana")
    both = [Pair("1", str(ana), together=True), Pair(str(ana), "1", together=False)]
    with pytest.raises(UserError, match="pair already"):
        desk.do(settings.set_pairs, both)
    with pytest.raises(UserError, match="skill"):
        desk.do(settings.set_mixes, [SkillMix(" ")])
    with pytest.raises(UserError, match="overlap"):
        desk.do(settings.set_service_hours, (((480, 720), (700, 800)),) * 7)
    with pytest.raises(UserError, match="seven"):
        desk.do(settings.set_service_hours, ((),))
