"""Retention, the access log and the restore drill in the settings."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox

from app.queries.access import AccessSettings, access_settings
from app.queries.retention import reports, retention_rules
from app.rules.access import AccessKind, AccessNoted
from app.rules.enums import Status
from app.rules.retention import Keeping, RetentionAction
from app.services import tickets
from app.services.access import note_access
from app.services.retention.rules import add_rule
from app.storage import backup, drill
from app.ui.access_table import AccessTable
from app.ui.settings.access_section import AccessSection
from app.ui.settings.backups_section import BackupsSection
from app.ui.settings.retention_dialog import RetentionDialog
from app.ui.settings.retention_section import RetentionSection
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.search_box import SearchBox
from tests.ui.settings.conftest import Shown


def _rules(shown: Shown) -> list[Keeping]:
    return [each.rule for each in shown.desk.read(retention_rules)]


def _closed(shown: Shown, subject: str = "Old") -> None:
    """Long ago, by the clock of the desk under test."""
    ticket_id = shown.desk.captured(subject)
    shown.desk.do(tickets.set_status, [ticket_id], Status.CLOSED)


def _section(shown: Shown) -> RetentionSection:
    return shown.section("retention", RetentionSection)


def test_a_rule_is_added_changed_and_removed_and_all_of_it_can_be_undone(shown: Shown) -> None:
    section = _section(shown)
    shown.press(section, "Add a rule…")
    dialog = shown.dialog(RetentionDialog)
    dialog._action.setCurrentIndex(1)
    dialog._days.setValue(365)
    assert "About 1 year" in shown.texts(dialog)
    dialog.save_wanted.emit()
    shown.settled()
    (rule,) = _rules(shown)
    assert (rule.category_id, rule.action, rule.days) == (None, RetentionAction.DELETE, 365)
    shown.press(section, "Change…")
    dialog = shown.dialog(RetentionDialog)
    dialog._contacts.setChecked(False)
    dialog._category.setCurrentIndex(1)
    dialog.save_wanted.emit()
    shown.settled()
    (rule,) = _rules(shown)
    assert rule.category_id is not None
    assert not rule.contacts
    shown.press(section, "Remove")
    assert _rules(shown) == []
    for _step in range(3):
        shown.operations.undo()
    shown.settled()
    assert _rules(shown) == []
    assert "everything is kept" in section._now.text()


def test_a_rule_that_makes_no_sense_is_said_in_the_dialog(shown: Shown) -> None:
    shown.desk.do(add_rule, Keeping(None, RetentionAction.DELETE, 30, contacts=True))
    section = _section(shown)
    shown.press(section, "Add a rule…")
    dialog = shown.dialog(RetentionDialog)
    dialog.save_wanted.emit()
    shown.settled()
    assert "before they are anonymised" in " ".join(shown.texts(dialog))
    dialog.reject()


def test_what_a_rule_would_do_is_shown_and_done_only_after_a_second_word(shown: Shown) -> None:
    _closed(shown)
    shown.desk.do(add_rule, Keeping(None, RetentionAction.DELETE, 30, contacts=True))
    section = _section(shown)
    assert section._rules.texts() == [
        ["All categories", "Delete", "go as well", "30 days", "1 ticket"]
    ]
    assert "1 ticket, 1 message, 1 contact" in section._now.text()
    assert "#1001 Old" in section._now.text()
    shown.press(section, "Apply now…")
    assert shown.desk.one("SELECT count(*) FROM ticket") == 1
    section.findChildren(MessageBar)[0].acted.emit()
    shown.settled()
    assert shown.desk.one("SELECT count(*) FROM ticket") == 0
    assert len(backup.backups(shown.desk.path)) == 1
    ((_when, rule, amount),) = section._done.texts()
    assert rule == "All categories: deleted 30 days after closing"
    assert amount == "1 ticket, 1 message, 1 contact"
    assert len(shown.desk.read(reports, limit=9)) == 1


def test_why_rules_cannot_be_applied_is_told(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    _closed(shown)
    shown.desk.do(add_rule, Keeping(None, RetentionAction.DELETE, 30, contacts=True))
    monkeypatch.setattr(backup, "is_voting", lambda *_given: True)
    section = _section(shown)
    section._apply_now()
    shown.settled()
    assert shown.desk.one("SELECT count(*) FROM ticket") == 1
    assert "A vote with secret ballots is open" in shown.told[0]


def test_how_much_is_noted_and_for_how_long_is_kept_at_once(shown: Shown) -> None:
    section = shown.section("access", AccessSection)
    box = section.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.findData(AccessNoted.ALL.value))
    box.activated.emit(box.currentIndex())
    shown.settled()
    section.findChildren(QSpinBox)[0].setValue(30)
    shown.settled()
    assert shown.desk.read(access_settings) == AccessSettings(AccessNoted.ALL, 30)
    shown.operations.undo()
    shown.settled()
    assert section.findChildren(QSpinBox)[0].value() == 90


def test_the_log_is_listed_and_searched(shown: Shown) -> None:
    shown.desk.captured()
    eva = shown.desk.one("SELECT id FROM contact")
    shown.desk.do(note_access, AccessKind.HANDED_OUT, eva)
    shown.desk.do(note_access, AccessKind.EXPORTED, count=12)
    section = shown.section("access", AccessSection)
    (table,) = section.findChildren(AccessTable)
    assert [row[1:] for row in table.texts()] == [
        ["Kim Okafor", "Exported", "12 records"],
        ["Kim Okafor", "Handed out the data", "Eva Müller"],
    ]
    section.findChildren(SearchBox)[0].setText("müller")
    shown.settled()
    assert [row[3] for row in table.texts()] == ["Eva Müller"]
    section.findChildren(SearchBox)[0].setText("nobody")
    shown.settled()
    assert "Nothing found." in shown.texts(section)


def test_a_drill_is_held_on_demand_and_shown(shown: Shown) -> None:
    section = shown.section("backups", BackupsSection)
    assert any("The first drill is held within the hour" in each for each in shown.texts(section))
    section.hold_drill.click()
    shown.settled()
    assert any("tables were the same" in each for each in shown.texts(section))


def test_a_drill_that_went_wrong_says_what_to_do(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drill, "drill", lambda *_given, **_named: drill.Drill(40, ("message",)))
    section = shown.section("backups", BackupsSection)
    section.hold_drill.click()
    shown.settled()
    told = next(each for each in shown.texts(section) if "message differ" in each)
    assert "keep a copy of its file in another place" in told
    signs = [each for each in section.findChildren(QLabel) if not each.pixmap().isNull()]
    assert len(signs) == 1
