"""Roles and PINs in the settings, and what they keep from whom."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton

from app.queries.desk import AgentRow, agents, is_pin_of
from app.rules.roles import Role
from app.services.desk import add_agent
from app.services.roles import set_pin, set_role
from app.ui.desk.passphrase_dialog import PassphraseDialog
from app.ui.desk.pin_dialog import PinDialog
from app.ui.desk.protecting import Wanted
from app.ui.settings.people_section import PeopleSection
from app.ui.settings.person_dialog import PersonDialog
from app.ui.settings.protection_section import ProtectionSection
from tests.ui.settings.conftest import Shown


def people(shown: Shown) -> dict[str, AgentRow]:
    return {row.name: row for row in shown.desk.read(agents)}


def button(dialog: PersonDialog | PinDialog, text: str) -> QPushButton:
    found = dialog.findChildren(QPushButton)
    return next(each for each in found if each.text().replace("&", "") == text)


def test_a_person_is_added_with_a_role_and_a_pin(shown: Shown) -> None:
    section = shown.section("people", PeopleSection)
    shown.press(section, "Add a person…")
    dialog = shown.dialog(PersonDialog)
    dialog.findChildren(QLineEdit)[0].setText("Lee Park")
    role = dialog.findChildren(QComboBox)[0]
    role.setCurrentIndex(role.findData(Role.SENIOR))
    assert "Also exports, and hands out and erases personal data." in shown.texts(dialog)
    asks = next(each for each in dialog.findChildren(QCheckBox) if "PIN" in each.text())
    asks.setChecked(True)
    pin = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "PIN")
    pin.setText("12")
    assert not button(dialog, "Save").isEnabled()
    pin.setText("1234")
    shown.press(dialog, "Save")
    lee = people(shown)["Lee Park"]
    assert lee.role is Role.SENIOR
    assert shown.desk.read(is_pin_of, lee.id, "1234")
    assert any("Senior · PIN" in text for text in shown.texts(section))


def test_the_last_lead_keeps_the_role_and_hears_why(shown: Shown) -> None:
    section = shown.section("people", PeopleSection)
    shown.press(section, "Change…")
    dialog = shown.dialog(PersonDialog)
    role = dialog.findChildren(QComboBox)[0]
    role.setCurrentIndex(role.findData(Role.AGENT))
    shown.press(dialog, "Save")
    assert people(shown)["Kim Okafor"].role is Role.LEAD
    assert shown.told == ["Somebody has to be the lead here. Make somebody else lead first."]


def test_who_has_a_pin_is_switched_to_once_it_was_typed(shown: Shown) -> None:
    lee = shown.desk.do(add_agent, name="Lee Park")
    shown.desk.do(set_pin, lee, "2718")
    section = shown.section("people", PeopleSection)
    shown.press(section, "Work as Lee Park")
    dialog = shown.dialog(PinDialog)
    line = dialog.findChildren(QLineEdit)[0]
    QTest.keyClicks(line, "1111")
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown.settled()
    assert "That is not the PIN." in shown.texts(dialog)
    assert shown.operations.agent_id == shown.desk.kim
    dialog._delay.seconds = 0
    QTest.keyClicks(line, "2718")
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown.settled()
    assert QApplication.activeModalWidget() is None
    assert shown.operations.agent_id == lee


def test_guessing_a_pin_waits_longer_each_time(shown: Shown) -> None:
    lee = shown.desk.do(add_agent, name="Lee Park")
    shown.desk.do(set_pin, lee, "2718")
    shown.press(shown.section("people", PeopleSection), "Work as Lee Park")
    dialog = shown.dialog(PinDialog)
    waits = []
    for _try in range(3):
        dialog._delay.seconds = 0
        dialog._pin.line.setText("1111")
        dialog._try()
        shown.settled()
        waits.append(dialog._delay.seconds)
        assert not dialog._go_on.isEnabled()
    assert waits == [1, 2, 4]
    dialog.reject()


def test_who_may_not_manage_people_hears_who_may(shown: Shown) -> None:
    lee = shown.desk.do(add_agent, name="Lee Park")
    shown.operations.use_agent(lee)
    section = shown.section("people", PeopleSection)
    shown.press(section, "Add a person…")
    assert QApplication.activeModalWidget() is None
    shown.press(section, "Left")
    assert all("Kim Okafor" in text for text in shown.told)
    assert len(shown.told) == 2
    shown.press(section, "Change…")
    dialog = shown.dialog(PersonDialog)
    assert not dialog.findChildren(QComboBox)[0].isEnabled()
    dialog.reject()


def test_a_lead_makes_somebody_else_lead(shown: Shown) -> None:
    lee = shown.desk.do(add_agent, name="Lee Park")
    shown.desk.do(set_role, lee, Role.LEAD)
    shown.desk.do(set_role, shown.desk.kim, Role.AGENT)
    assert people(shown)["Kim Okafor"].role is Role.AGENT


def test_only_who_may_change_rules_protects_the_desk(shown: Shown) -> None:
    lee = shown.desk.do(add_agent, name="Lee Park")
    section = shown.section("protection", ProtectionSection)
    wanted: list[object] = []
    section.protection_wanted.connect(wanted.append)
    shown.operations.use_agent(lee)
    shown.press(section, "Protect this desk…")
    section._take_off()
    shown.settled()
    assert QApplication.activeModalWidget() is None
    assert wanted == []
    assert len(shown.told) == 2
    assert all("Who may do it here: Kim Okafor" in text for text in shown.told)
    shown.operations.use_agent(shown.desk.kim)
    shown.press(section, "Protect this desk…")
    dialog = shown.dialog(PassphraseDialog)
    for line in (dialog._first.line, dialog._again.line):
        line.setText("Kaffee Stempel Regen Kran")
    shown.press(dialog, "Protect")
    assert wanted == [Wanted("Kaffee Stempel Regen Kran", keep_in_keychain=False)]
