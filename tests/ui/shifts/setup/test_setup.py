"""What the set-up shows, changes, refuses, and takes back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QListWidget, QPushButton

from app.queries.shifts.cells import absences, single_wishes, weekly_wishes
from app.queries.shifts.holiday_year import holiday_year
from app.queries.shifts.kinds import KindRow, kinds
from app.queries.shifts.people import Profile, everybody
from app.queries.shifts.rules import RosterSettings, roster_settings
from app.rules.rosters.demand import Demand
from app.rules.rosters.gallery import GALLERY
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind, DayPart, Pair, SkillMix
from app.services.desk import change_desk
from app.ui.shifts.setup.absence_dialog import AbsenceDialog
from app.ui.shifts.setup.absences import AbsencesSection
from app.ui.shifts.setup.holiday_dialog import HolidayDialog
from app.ui.shifts.setup.holidays import HolidaysSection
from app.ui.shifts.setup.kind_dialog import KindDialog
from app.ui.shifts.setup.kinds import KindsSection
from app.ui.shifts.setup.people import PeopleSection
from app.ui.shifts.setup.profile_dialog import ProfileDialog
from app.ui.shifts.setup.rule_dialog import RuleDialog
from app.ui.shifts.setup.rules import RulesSection
from app.ui.shifts.setup.service_hours import ServiceHoursSection
from app.ui.shifts.setup.template_dialog import TemplateDialog
from app.ui.shifts.setup.templates import TemplatesSection
from app.ui.shifts.setup.together import TogetherSection
from app.ui.shifts.setup.together_dialogs import MixDialog, PairDialog
from app.ui.shifts.setup.wish_dialog import DayWishDialog, WeeklyWishDialog
from app.ui.shifts.setup.wishes import WishesSection
from tests.services.shifts.rosters import END_OF_MAY, MAY, may, row
from tests.ui.shifts.setup.conftest import SetupDesk, fill, key, texts

SUBJECTS = (
    "kinds", "people", "absences", "holidays", "wishes", "together", "rules", "hours", "templates",
)  # fmt: skip


def _kinds(setup: SetupDesk) -> dict[str, KindRow]:
    return {each.letter: each for each in setup.desk.read(kinds)}


def _profile(setup: SetupDesk) -> Profile:
    return setup.desk.read(everybody)[0].profile


def _settings(setup: SetupDesk) -> RosterSettings:
    return setup.desk.read(roster_settings)


# Kinds of shifts


def test_a_kind_is_added_as_it_was_filled_in_and_taken_back(setup: SetupDesk) -> None:
    section = setup.section("kinds", KindsSection)
    setup.press(section, "Add…")
    dialog = setup.dialog(KindDialog)
    save = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    fill(dialog, "Name", "Day")
    fill(dialog, "Letter", "d")
    fill(dialog, "Starts", (10, 0))
    fill(dialog, "Ends", (18, 30))
    fill(dialog, "Unpaid break", 45)
    fill(dialog, "Duty", "On call at home")
    setup.save(dialog)
    added = _kinds(setup)["D"]
    assert (added.kind.start.hour, added.kind.end_minute) == (10, 18 * 60 + 30)
    assert (added.kind.unpaid_break, added.kind.presence) == (45, "on_call")
    assert "Day" in texts(section.table)[3]
    setup.undo()
    assert len(texts(section.table)) == 3


def test_a_new_kind_in_the_night_counts_as_one_until_somebody_says_otherwise(
    setup: SetupDesk,
) -> None:
    section = setup.section("kinds", KindsSection)
    setup.press(section, "Add…")
    dialog = setup.dialog(KindDialog)
    assert not dialog.kind.night
    fill(dialog, "Starts", (22, 0))
    fill(dialog, "Ends", (6, 0))
    assert dialog.kind.night
    fill(dialog, "Starts", (16, 0))
    fill(dialog, "Ends", (0, 0))
    assert not dialog.kind.night
    dialog._night.click()
    fill(dialog, "Starts", (8, 0))
    assert dialog.kind.night
    dialog.reject()
    setup.settled()


def test_the_people_a_kind_asks_for_are_changed_and_the_wish_follows_the_least(
    setup: SetupDesk,
) -> None:
    section = setup.section("kinds", KindsSection)
    key(section.table, Qt.Key.Key_Return)
    dialog = setup.dialog(KindDialog)
    least, wish = (
        next(each for each in dialog.findChildren(type(dialog._unpaid)) if each.toolTip() == name)
        for name in ("Sunday, at least", "Monday, wished for")
    )
    least.setValue(4)
    wish.setValue(1)
    setup.save(dialog)
    weekdays = _kinds(setup)["F"].demand.weekdays
    assert (weekdays[6], weekdays[0], weekdays[1]) == (Demand(4, 4), Demand(1, 1), Demand(2, 2))


def test_why_a_kind_cannot_be_saved_is_said_in_the_dialog(setup: SetupDesk) -> None:
    section = setup.section("kinds", KindsSection)
    setup.press(section, "Change…")
    dialog = setup.dialog(KindDialog)
    fill(dialog, "Letter", "S")
    setup.save(dialog)
    assert dialog.isVisible()
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert any("letter of Spät" in text for text in said)
    dialog.reject()


def test_kinds_are_moved_and_removed_with_a_key(setup: SetupDesk) -> None:
    section = setup.section("kinds", KindsSection)
    setup.press(section, "Down")
    assert list(_kinds(setup)) == ["S", "F", "N"]
    assert section.table.chosen is not None
    assert section.table.chosen.letter == "F"
    key(section.table, Qt.Key.Key_Delete)
    setup.settled()
    assert list(_kinds(setup)) == ["S", "N"]


# People


def test_how_somebody_is_planned_is_changed_and_taken_back(setup: SetupDesk) -> None:
    section = setup.section("people", PeopleSection)
    setup.press(section, "Change…")
    dialog = setup.dialog(ProfileDialog)
    fill(dialog, "Hours a week", 30.5)
    fill(dialog, "Balance of hours", -2.25)
    fill(dialog, "Nights in a month", 3)
    fill(dialog, "Days a year", 27.5)
    fill(dialog, "Brought into 2026", 1.5)
    box = next(
        b for b in dialog.findChildren(QCheckBox) if "Not at night" in b.text().replace("&", "")
    )
    box.setChecked(True)
    setup.save(dialog)
    assert _profile(setup) == Profile(
        weekly_minutes=30 * 60 + 30,
        balance_minutes=-135,
        not_at_night=True,
        night_budget=3,
        leave_days=27.5,
        leave_carried={2026: 1.5},
    )
    assert texts(section.table)[0][1] == "30.5"
    setup.undo()
    assert _profile(setup) == Profile()


def test_a_dialog_that_is_saved_without_a_change_changes_nothing(setup: SetupDesk) -> None:
    section = setup.section("people", PeopleSection)
    setup.press(section, "Change…")
    setup.save(setup.dialog(ProfileDialog))
    assert _profile(setup) == Profile()


# Absences


def test_an_absence_is_entered_counted_and_removed(setup: SetupDesk) -> None:
    section = setup.section("absences", AbsencesSection)
    setup.press(section, "Add…")
    dialog = setup.dialog(AbsenceDialog)
    fill(dialog, "Who", "Ana Adam")
    fill(dialog, "From", (2026, 5, 4))
    fill(dialog, "To", (2026, 5, 8))
    setup.save(dialog)
    assert texts(section.leave)[1][:6] == ["Ana Adam", "30", "0", "0", "5", "25"]
    assert texts(section.table)[0][:2] == ["Ana Adam", "Vacation"]
    key(section.table, Qt.Key.Key_Return)
    dialog = setup.dialog(AbsenceDialog)
    fill(dialog, "Reason", "Sick")
    fill(dialog, "Part of each day", "Morning")
    setup.save(dialog)
    (changed,) = setup.desk.read(absences, MAY, END_OF_MAY)
    assert (changed.absence.kind, changed.absence.part) == (AbsenceKind.SICK, DayPart.MORNING)
    assert texts(section.leave)[1][4] == "0"
    key(section.table, Qt.Key.Key_Delete)
    setup.settled()
    assert setup.desk.read(absences, MAY, END_OF_MAY) == ()


def test_an_absence_ends_no_earlier_than_it_begins(setup: SetupDesk) -> None:
    section = setup.section("absences", AbsencesSection)
    setup.press(section, "Add…")
    dialog = setup.dialog(AbsenceDialog)
    fill(dialog, "From", (2026, 12, 24))
    assert dialog.values["last"] == date(2026, 12, 24)
    dialog.reject()


def test_another_year_shows_its_own_absences(setup: SetupDesk) -> None:
    section = setup.section("absences", AbsencesSection)
    section.year.step(1)
    setup.settled()
    assert texts(section.table) == []
    assert section.year.year == 2027


# Holidays


def test_holidays_are_removed_put_back_and_added(setup: SetupDesk) -> None:
    section = setup.section("holidays", HolidaysSection)
    before = texts(section.table)
    section.table.choose(lambda each: each.name == "Labor Day")
    setup.press(section, "Remove")
    assert holiday_day(setup, MAY) is None
    setup.press(section, "Put back")
    assert texts(section.table) == before
    setup.press(section, "Add…")
    dialog = setup.dialog(HolidayDialog)
    fill(dialog, "Day", (2026, 6, 1))
    fill(dialog, "Name", "Fair")
    fill(dialog, "Free from", (14, 0))
    setup.save(dialog)
    assert ["1 June 2026", "Monday", "Fair", "14:00–24:00", "by the house, changed"] in texts(
        section.table
    )


def holiday_day(setup: SetupDesk, day: date) -> object:
    """What the desk makes of a day."""
    found = setup.desk.read(holiday_year, year=day.year)
    return next(each.holiday for each in found.days if each.day == day)


def test_the_half_days_of_december_are_switched(setup: SetupDesk) -> None:
    section = setup.section("holidays", HolidaysSection)
    box = section.findChildren(QCheckBox)[0]
    assert box.isChecked()
    box.click()
    setup.settled()
    assert not _settings(setup).half_days
    assert not any("Eve" in line[2] for line in texts(section.table))


def test_holidays_of_parishes_are_asked_for_only_where_there_are_some(setup: SetupDesk) -> None:
    words = "Holidays of Catholic parishes hold here"

    def box(section: HolidaysSection) -> QCheckBox:
        found = section.findChildren(QCheckBox)
        return next(each for each in found if each.text().replace("&", "") == words)

    section = setup.section("holidays", HolidaysSection)
    assert not box(section).isVisible()
    setup.operations.run(
        change_desk,
        name="Shop",
        language="en",
        country="DE",
        state="BY",
        zone="",
        now=setup.desk.clock.now,
        label="Moved",
    )
    setup.settled()
    assert box(section).isVisible()
    box(section).click()
    setup.settled()
    assert any("Assumption" in line[2] for line in texts(section.table))


# Wishes


def test_an_agreement_and_a_wish_are_entered_and_removed(setup: SetupDesk) -> None:
    section = setup.section("wishes", WishesSection)
    setup.press(section, "Add weekly…")
    weekly = setup.dialog(WeeklyWishDialog)
    fill(weekly, "Who", "Ben Berg")
    fill(weekly, "Weekday", "Wednesday")
    setup.save(weekly)
    (agreed,) = setup.desk.read(weekly_wishes)
    assert (agreed.agent_id, agreed.weekday, agreed.on, agreed.fixed) == (
        setup.people[2], 2, False, True,
    )  # fmt: skip
    assert texts(section.table) == [["Ben Berg", "Wednesday", "to be free", "agreed", ""]]
    setup.press(section, "Add for a day…")
    single = setup.dialog(DayWishDialog)
    fill(single, "From", (2026, 5, 1))
    fill(single, "To", (2026, 5, 2))
    fill(single, "Wish", "wishes to work")
    fill(single, "Shift", "F · Früh")
    fill(single, "Weight", 4)
    setup.save(single)
    found = setup.desk.read(single_wishes, MAY, END_OF_MAY)
    assert [(each.wish.day.day, each.wish.on, each.wish.weight) for each in found] == [
        (1, True, 4),
        (2, True, 4),
    ]
    key(section.days, Qt.Key.Key_Delete)
    setup.settled()
    assert len(texts(section.days)) == 1


# Rules


def test_a_rule_is_softened_with_other_numbers_and_put_back(setup: SetupDesk) -> None:
    section = setup.section("rules", RulesSection)
    section.table.choose(lambda rule: rule.key == "house.days")
    setup.press(section, "Change…")
    dialog = setup.dialog(RuleDialog)
    fill(dialog, "Strictness", "should be kept")
    fill(dialog, "Weight", 7)
    fill(dialog, "At most", 5)
    setup.save(dialog)
    rule = _settings(setup).rules.rule("house.days")
    assert (rule.strength, rule.weight, rule.numbers) == (Strength.SOFT, 7, {"most": 5})
    assert section.table.chosen is not None
    assert section.table.chosen.key == "house.days"
    setup.press(section, "Put back")
    assert _settings(setup).rule_changes == {}


def test_every_rule_opens_with_its_numbers_named_and_saves_unchanged(setup: SetupDesk) -> None:
    section = setup.section("rules", RulesSection)
    for rule in section.table.records:
        section.open_form(rule)
        dialog = setup.dialog(RuleDialog)
        assert dialog.numbers == dict(rule.numbers)
        dialog.reject()
    setup.settled()


def test_the_law_and_what_is_permitted_are_chosen(setup: SetupDesk) -> None:
    section = setup.section("rules", RulesSection)
    law = section._law
    law.setCurrentIndex(law.findText("Switzerland (ArG)"))
    law.activated.emit(law.currentIndex())
    setup.settled()
    section._sundays.setText("networks")
    section._sundays.editingFinished.emit()
    setup.settled()
    found = _settings(setup)
    assert (found.law, found.permission.sundays) == ("CH-ArG-1964", "networks")
    setup.undo()
    assert section._sundays.text() == ""


def test_the_page_says_that_it_is_no_legal_advice(setup: SetupDesk) -> None:
    section = setup.section("rules", RulesSection)
    said = [each.text() for each in section.findChildren(QLabel) if each.isVisible()]
    assert any("do not replace legal advice" in text for text in said)


# Together, service hours


def test_pairs_and_skills_are_added_and_removed(setup: SetupDesk) -> None:
    section = setup.section("together", TogetherSection)
    setup.press(section, "Add two people…")
    pair = setup.dialog(PairDialog)
    fill(pair, "Other", "Ben Berg")
    setup.save(pair)
    setup.press(section, "Add a skill…")
    mix = setup.dialog(MixDialog)
    fill(mix, "Skill", "Linux")
    fill(mix, "People, at least", 2)
    setup.save(mix)
    found = _settings(setup)
    assert found.pairs == (Pair("1", str(setup.people[2]), together=False),)
    assert found.mixes == (SkillMix("Linux", 2),)
    key(section.pairs, Qt.Key.Key_Delete)
    setup.settled()
    assert _settings(setup).pairs == ()


def test_two_times_the_same_person_is_no_pair(setup: SetupDesk) -> None:
    section = setup.section("together", TogetherSection)
    setup.press(section, "Add two people…")
    dialog = setup.dialog(PairDialog)
    fill(dialog, "Other", "Kim Okafor")
    setup.save(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_service_hours_are_typed_copied_and_refused_in_words(setup: SetupDesk) -> None:
    section = setup.section("hours", ServiceHoursSection)
    section.lines[0].setText("8-12, 13-17")
    setup.press(section, "Monday’s hours until Friday")
    hours = _settings(setup).service_hours
    assert hours[:5] == (((480, 720), (780, 1020)),) * 5
    assert hours[5] == ()
    section.lines[5].setText("nine")
    section.lines[5].editingFinished.emit()
    setup.settled()
    said = [each.text() for each in section.findChildren(QLabel) if each.isVisible()]
    assert any("“nine” are no hours" in text for text in said)
    assert _settings(setup).service_hours == hours


def test_hours_that_are_taken_back_are_shown_although_the_line_has_the_focus(
    setup: SetupDesk,
) -> None:
    section = setup.section("hours", ServiceHoursSection)
    line = section.lines[0]
    setup.panel.activateWindow()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "7-15")
    key(line, Qt.Key.Key_Return)
    setup.settled()
    assert _settings(setup).service_hours[0] == ((420, 900),)
    setup.undo()
    assert line.text() == "09:00–18:00"


# Templates


def test_a_template_is_taken_and_its_rotation_filled_in(setup: SetupDesk) -> None:
    section = setup.section("templates", TemplatesSection)
    chosen = next(each for each in GALLERY if each.key == "alternating")
    section.open_form(chosen)
    dialog = setup.dialog(TemplateDialog)
    people = dialog.findChildren(QListWidget)[0]
    assert [people.item(n).checkState() == Qt.CheckState.Checked for n in range(3)] == [
        True, True, False,
    ]  # fmt: skip
    fill(dialog, "From", (2026, 5, 1))
    fill(dialog, "To", (2026, 5, 31))
    setup.save(dialog)
    assert row(may(setup.desk), setup.desk.kim)[3:8] == "LLLLL"
    setup.undo()
    assert row(may(setup.desk), setup.desk.kim) == "-" * 31
    assert list(_kinds(setup)) == ["F", "S", "N"]


def test_the_kinds_lead_to_the_templates(setup: SetupDesk) -> None:
    section = setup.section("kinds", KindsSection)
    setup.press(section, "Templates…")
    assert setup.panel.section == "templates"


@pytest.mark.parametrize(
    "name",
    [
        "kinds",
        "people",
        "absences",
        "holidays",
        "wishes",
        "together",
        "rules",
        "hours",
        "templates",
    ],
)
def test_every_button_has_a_letter_of_its_own(setup: SetupDesk, name: str) -> None:
    setup.panel.show_section(name)
    setup.settled()
    buttons = [each for each in setup.panel.findChildren(QPushButton) if each.isVisible()]
    letters = [
        text[text.index("&") + 1].casefold() for each in buttons if "&" in (text := each.text())
    ]
    assert len(set(letters)) == len(letters), letters
