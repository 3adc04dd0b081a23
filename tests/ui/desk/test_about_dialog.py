"""What the program is made of, and its licences."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import __version__, paths
from app.formats import components as component_module
from app.ui.desk.about_dialog import AboutDialog
from app.ui.theme import Theme


@pytest.fixture
def about(qtbot: QtBot, theme: Theme) -> AboutDialog:
    dialog = AboutDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def search(about: AboutDialog, text: str) -> list[str]:
    """Type a search and press Enter; the names that are left."""
    about.search.setText(text)
    about.search.searched.emit(text)
    return [row[0] for row in about.table.texts()]


def test_the_program_comes_first_with_its_own_licence(about: AboutDialog) -> None:
    assert about.table.texts()[0] == ["Tresen", __version__, "MIT"]
    assert "Permission is hereby granted" in about.text.toPlainText()
    assert len(about.table.texts()) > 40
    own = paths.declaration().with_name("LICENSE").read_text("utf-8")
    assert own.strip() in about.text.toPlainText()


def test_parts_are_found_by_name_and_by_licence(about: AboutDialog) -> None:
    assert search(about, "LGPL") == ["PySide6_Essentials", "Qt 6", "shiboken6"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in about.text.toPlainText()
    assert search(about, "sqlalchemy") == ["SQLAlchemy"]
    assert search(about, "nothing like this") == []
    assert about.text.toPlainText() == ""


def test_the_chosen_one_tells_what_it_comes_with(about: AboutDialog) -> None:
    assert search(about, "sqlcipher") == ["OpenSSL", "SQLCipher", "sqlcipher3", "SQLite"]
    second = about.table.topLevelItem(1)
    assert second is not None
    about.table.setCurrentItem(second)
    text = about.text.toPlainText()
    assert "Comes with sqlcipher3" in text
    assert "ZETETIC" in text


def test_a_frozen_program_names_what_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [each.name for each in component_module.components()]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    frozen = [each.name for each in component_module.components()]
    assert set(frozen) - set(names) == {"PyInstaller bootloader"}


def test_packages_of_another_system_are_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    declared = tmp_path / "pyproject.toml"
    declared.write_text(
        '[project]\ndependencies = ["pywin32-nowhere>=1; sys_platform == \'win32\'", "openpyxl"]\n'
    )
    monkeypatch.setattr(component_module, "declaration", lambda: declared)
    assert component_module.package_names() == ("et_xmlfile", "openpyxl")
    assert paths.declaration().is_file()
