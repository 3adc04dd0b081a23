"""What is changed in the settings is in force at once, and on the desk can be undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from app.errors import UserError
from app.queries.desk import AgentRow, CategoryRow, agents, categories, own_addresses
from app.queries.desk import desk as read_desk
from app.rules.enums import Impact, Priority, Urgency
from app.settings import Scheme
from app.storage import backup
from app.ui.settings.backups_section import BackupsSection
from app.ui.settings.categories_section import CategoriesSection
from app.ui.settings.desk_section import DeskSection
from app.ui.settings.fields_dialog import FieldsDialog
from app.ui.settings.keys_section import KeysSection
from app.ui.settings.people_section import PeopleSection
from app.ui.settings.person_dialog import PersonDialog
from app.ui.settings.priority_section import PrioritySection
from app.ui.settings.program_section import ProgramSection
from app.ui.widgets.key_editor import KeyField
from app.ui.widgets.tag_editor import TagEditor
from tests.ui.settings.conftest import Shown


def _name_of_desk(shown: Shown) -> str:
    row = shown.desk.read(read_desk)
    assert row is not None
    return row.name


def _own(shown: Shown) -> list[str]:
    return [row.email for row in shown.desk.read(own_addresses)]


def _people(shown: Shown) -> dict[str, AgentRow]:
    return {row.name: row for row in shown.desk.read(agents, retired=True)}


def _tree(shown: Shown) -> list[CategoryRow]:
    return list(shown.desk.read(categories))


# This program


def test_language_scheme_and_text_size_are_kept(shown: Shown) -> None:
    section = shown.section("program", ProgramSection)
    language, scheme = section.findChildren(QComboBox)[:2]
    language.setCurrentIndex(language.findData("de"))
    scheme.setCurrentIndex(scheme.findData("dark"))
    section.findChildren(QSlider)[0].setValue(15)
    now = shown.preferences.current
    assert (now.language, now.text_size) == ("de", 150)
    assert now.scheme is Scheme.DARK


def test_a_switch_is_kept(shown: Shown) -> None:
    section = shown.section("program", ProgramSection)
    before = shown.preferences.current.spell_check
    section.findChildren(QCheckBox)[0].click()
    assert shown.preferences.current.spell_check is not before


def test_the_wheel_changes_nothing_that_has_no_focus(shown: Shown) -> None:
    section = shown.section("program", ProgramSection)
    before = shown.preferences.current
    for field in (section.findChildren(QComboBox)[0], section.findChildren(QSlider)[0]):
        field.clearFocus()
        turn = QWheelEvent(
            QPointF(5, 5),
            QPointF(field.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, turn)
    assert shown.preferences.current == before


# This desk


def test_the_name_of_the_desk_is_an_act_to_undo(shown: Shown) -> None:
    section = shown.section("desk", DeskSection)
    name = section.findChildren(QLineEdit)[0]
    name.setText("Workshop")
    name.editingFinished.emit()
    shown.settled()
    assert _name_of_desk(shown) == "Workshop"
    shown.operations.undo()
    shown.settled()
    assert _name_of_desk(shown) == "Shop"
    assert name.text() == "Shop"


def test_a_desk_without_a_name_is_refused_in_words(shown: Shown) -> None:
    section = shown.section("desk", DeskSection)
    name = section.findChildren(QLineEdit)[0]
    name.setText(" ")
    name.editingFinished.emit()
    shown.settled()
    assert "A desk needs a name." in shown.texts(section)
    assert name.text() == "Shop"


def test_an_own_address_is_added_and_undone(shown: Shown) -> None:
    section = shown.section("desk", DeskSection)
    section.findChildren(TagEditor)[0].add_tag("new@shop.example")
    shown.settled()
    assert "new@shop.example" in _own(shown)
    shown.operations.undo()
    shown.settled()
    assert "new@shop.example" not in _own(shown)
    assert "new@shop.example" not in section.findChildren(TagEditor)[0].tags


def test_a_wrong_own_address_is_refused_in_words(shown: Shown) -> None:
    section = shown.section("desk", DeskSection)
    editor = section.findChildren(TagEditor)[0]
    before = editor.tags
    editor.add_tag("nonsense")
    shown.settled()
    assert any("nonsense" in text for text in shown.texts(section))
    assert editor.tags == before
    assert sorted(_own(shown)) == ["help@shop.example", "info@shop.example"]


# People


def test_a_person_is_added_changed_and_a_name_twice_refused(shown: Shown) -> None:
    section = shown.section("people", PeopleSection)
    shown.press(section, "Add a person…")
    dialog = shown.dialog(PersonDialog)
    name = dialog.findChildren(QLineEdit)[0]
    name.setText("Kim Okafor")
    shown.press(dialog, "Save")
    assert "Kim Okafor works here already." in shown.texts(dialog)
    name.setText("Lee Park")
    shown.press(dialog, "Save")
    assert QApplication.activeModalWidget() is None
    assert set(_people(shown)) == {"Kim Okafor", "Lee Park"}
    section = shown.section("people", PeopleSection)
    shown.press(section, "Change…")
    dialog = shown.dialog(PersonDialog)
    dialog.findChildren(QLineEdit)[1].setText("kim@else.example")
    shown.press(dialog, "Save")
    assert _people(shown)["Kim Okafor"].email == "kim@else.example"


def test_a_person_leaves_comes_back_and_is_worked_as(shown: Shown) -> None:
    section = shown.section("people", PeopleSection)
    shown.press(section, "Add a person…")
    dialog = shown.dialog(PersonDialog)
    dialog.findChildren(QLineEdit)[0].setText("Lee Park")
    shown.press(dialog, "Save")
    lee = _people(shown)["Lee Park"].id
    shown.press(section, "Work as Lee Park")
    assert shown.operations.agent_id == lee
    shown.press(section, "Work as Kim Okafor")
    shown.press(section, "Left")
    assert [row.active for row in _people(shown).values()].count(False) == 1
    shown.operations.use_agent(lee)
    shown.press(section, "Bring back")
    assert all(row.active for row in _people(shown).values())


def test_the_last_person_cannot_leave(shown: Shown) -> None:
    shown.press(shown.section("people", PeopleSection), "Left")
    assert shown.told == ["Somebody has to work here. Add another person first."]


# Categories


def _first(section: CategoriesSection) -> tuple[QTreeWidget, QTreeWidgetItem]:
    tree = section.findChildren(QTreeWidget)[0]
    item = tree.topLevelItem(0)
    assert item is not None
    tree.setCurrentItem(item)
    return tree, item


def test_categories_are_added_on_two_levels(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    section = shown.section("categories", CategoriesSection)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("Garden", True))
    shown.press(section, "Add…")
    assert "Garden" in [row.name for row in _tree(shown)]
    _first(section)
    shown.press(section, "Add below…")
    assert "Garden" in [row.name for row in _tree(shown)[0].children]


def test_a_category_is_renamed_in_place_and_an_empty_name_refused(shown: Shown) -> None:
    section = shown.section("categories", CategoriesSection)
    _tree_widget, item = _first(section)
    item.setText(0, "Anything")
    shown.settled()
    assert _tree(shown)[0].name == "Anything"
    _tree_widget, item = _first(section)
    item.setText(0, "")
    shown.settled()
    assert shown.told == ["A category needs a name."]
    assert _first(section)[1].text(0) == "Anything"


def test_what_a_category_asks_for_is_not_typed_into_the_tree(shown: Shown) -> None:
    tree, item = _first(shown.section("categories", CategoriesSection))
    tree.editItem(item, 1)
    assert not tree.isPersistentEditorOpen(item, 1)
    assert tree.state() is not QTreeWidget.State.EditingState


def test_a_category_is_archived_and_offered_again(shown: Shown) -> None:
    section = shown.section("categories", CategoriesSection)
    _first(section)
    shown.press(section, "Archive")
    assert _tree(shown)[0].archived
    shown.press(section, "Offer again")
    assert not _tree(shown)[0].archived


def test_categories_change_places(shown: Shown) -> None:
    section = shown.section("categories", CategoriesSection)
    first, second = (row.name for row in _tree(shown)[:2])
    _first(section)
    shown.press(section, "Down")
    assert [row.name for row in _tree(shown)[:2]] == [second, first]
    shown.press(section, "Up")
    assert [row.name for row in _tree(shown)[:2]] == [first, second]


def test_a_category_asks_a_question_more(shown: Shown) -> None:
    section = shown.section("categories", CategoriesSection)
    before = len(_tree(shown)[0].fields)
    _first(section)
    shown.press(section, "Asks for…")
    dialog = shown.dialog(FieldsDialog)
    shown.press(dialog, "Add a question")
    table = dialog.findChildren(QTableWidget)[0]
    line = table.rowCount() - 1
    table.setItem(line, 0, QTableWidgetItem("Serial number"))
    shown.press(dialog, "Save")
    fields = _tree(shown)[0].fields
    assert len(fields) == before + 1
    assert (fields[-1]["label"], fields[-1]["choices"]) == ("Serial number", [])


def test_a_choice_without_choices_is_refused_and_the_questions_stay(shown: Shown) -> None:
    section = shown.section("categories", CategoriesSection)
    _first(section)
    shown.press(section, "Asks for…")
    dialog = shown.dialog(FieldsDialog)
    shown.press(dialog, "Add a question")
    table = dialog.findChildren(QTableWidget)[0]
    line = table.rowCount() - 1
    table.setItem(line, 0, QTableWidgetItem("Size"))
    kind = table.cellWidget(line, 1)
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findData("choice"))
    shown.press(dialog, "Save")
    assert shown.dialog(FieldsDialog) is dialog
    assert any("at least two choices" in text for text in shown.texts(dialog))
    table.setItem(line, 2, QTableWidgetItem("S, M"))
    shown.press(dialog, "Save")
    assert _tree(shown)[0].fields[-1]["choices"] == ["S", "M"]


# Priority, keys, backups


def test_the_matrix_is_changed_and_undone(shown: Shown) -> None:
    section = shown.section("priority", PrioritySection)
    box = section.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.findData(Priority.LOW))
    box.activated.emit(box.currentIndex())
    shown.settled()

    def cells() -> list[Priority]:
        row = shown.desk.read(read_desk)
        assert row is not None
        return [row.matrix[impact][urgency] for impact in Impact for urgency in Urgency]

    changed = cells()
    shown.operations.undo()
    shown.settled()
    assert sum(one is not other for one, other in zip(changed, cells(), strict=True)) == 1


def test_every_action_with_a_key_has_a_field(shown: Shown) -> None:
    section = shown.section("keys", KeysSection)
    assert len(section.findChildren(KeyField)) > 40


def test_a_backup_is_taken_listed_and_wanted_back(shown: Shown) -> None:
    section = shown.section("backups", BackupsSection)
    listing = section.findChildren(QListWidget)[0]
    assert "No backup yet" in shown.texts(section)
    assert not listing.isVisible()
    shown.press(section, "Back up now")
    assert listing.isVisible()
    assert listing.count() == 1
    assert any("Backed up and checked" in text for text in shown.told)
    listing.setCurrentRow(0)
    shown.press(section, "Restore this one…")
    assert any("Nothing was done since this backup" in text for text in shown.texts(section))
    assert shown.restored == []
    shown.press(section, "Restore it now")
    assert shown.restored == [backup.backups(shown.desk.path)[0].path]


def test_the_room_that_backups_will_take_is_shown(shown: Shown) -> None:
    section = shown.section("backups", BackupsSection)
    told = next(text for text in shown.texts(section) if "All 23 that are kept" in text)
    assert "take up to" in told
    assert "?" not in told


def test_why_a_backup_failed_is_told(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> backup.Backup:
        raise UserError("There is no room.")

    section = shown.section("backups", BackupsSection)
    monkeypatch.setattr(backup, "take", full)
    shown.press(section, "Back up now")
    assert "There is no room." in shown.texts(section)
    monkeypatch.undo()
    shown.press(section, "Back up now")
    assert "There is no room." not in shown.texts(section)


def test_a_backup_that_takes_itself_appears_in_the_list_and_none_is_taken_beside_it(
    shown: Shown,
) -> None:
    section = shown.section("backups", BackupsSection)
    now = next(
        each
        for each in section.findChildren(QPushButton)
        if each.text().replace("&", "") == "Back up now"
    )
    shown.backups.take_if_due()
    assert not now.isEnabled()
    shown.settled()
    assert now.isEnabled()
    assert section.findChildren(QListWidget)[0].count() == 1


def test_what_a_restore_would_lose_stands_there_before_it(shown: Shown) -> None:
    section = shown.section("backups", BackupsSection)
    shown.press(section, "Back up now")
    shown.desk.captured("Later")
    section.findChildren(QListWidget)[0].setCurrentRow(0)
    shown.press(section, "Restore this one…")
    assert any("1 act, 1 ticket, 1 message" in text for text in shown.texts(section))


def test_a_second_place_is_chosen_counted_and_given_up(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    section = shown.section("backups", BackupsSection)
    shown.press(section, "Choose a folder…")
    shown.press(section, "Back up now")
    assert any(str(stick) in text and "1 backup" in text for text in shown.texts(section))
    assert len(backup.in_second_place(shown.desk.path, stick)) == 1
    shown.press(section, "None")
    assert shown.backups.second_place is None
