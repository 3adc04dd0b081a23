"""German at 200 % text on a screen of 1280 × 800: words wrap or are shortened, none is cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import i18n
from app.queries.contacts import contact_details, contact_rows
from app.services import contacts
from app.services.contact_rows import ContactFields
from app.services.imports import Failure, Survey
from app.settings import Density, Scheme, SettingsFile
from app.ui.actions import Actions
from app.ui.contacts.card import ContactCard
from app.ui.contacts.form_dialog import ContactDialog
from app.ui.contacts.merge_dialog import MergeDialog
from app.ui.desk.first_start import FirstStartDialog
from app.ui.desk.import_flow import ImportQuestion
from app.ui.preferences import Preferences
from app.ui.settings.page import SettingsPage
from app.ui.settings.person_dialog import PersonDialog
from app.ui.settings.program_section import ProgramSection
from app.ui.theme import Theme
from app.ui.widgets.form_scroll import FormScroll
from app.ui.widgets.subject_pages import SectionSpec
from app.ui.widgets.wrapped_choice import WrappedChoice
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    """German, twice as large; put back afterwards."""
    i18n.set_language("de")
    theme.set(scheme=Scheme.LIGHT, text_size=200, density=Density.NORMAL)
    yield theme
    i18n.set_language("en")


def cut_off(widget: QWidget) -> list[str]:
    """The words of labels that do not fit into the place they were given."""
    cut = []
    for each in widget.findChildren(QLabel):
        if not each.isVisible() or not each.text():
            continue
        wraps = each.wordWrap()
        high = each.heightForWidth(each.width()) if wraps else each.sizeHint().height()
        wide = each.minimumSizeHint().width() if wraps else each.sizeHint().width()
        if each.height() < high or each.width() < wide:
            cut.append(each.text())
    return cut


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    dialog.open()
    qtbot.wait(20)
    return dialog


def test_the_question_before_an_import_is_whole(qtbot: QtBot, large: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    failed = [Failure(Path("mail.eml"), "Keine E-Mail.")]
    survey = Survey(
        mails=60_460, conversations=40_120, duplicates=1234, history=39_000, failed=failed
    )
    dialog = shown(qtbot, ImportQuestion(survey, large, window))
    assert dialog.width() <= 0.95 * dialog.screen().availableSize().width()
    assert cut_off(dialog) == []
    dialog.reject()


def test_the_choice_of_who_stays_is_whole_and_a_click_on_the_words_chooses(
    qtbot: QtBot, large: Theme, desk: Desk
) -> None:
    ids = [
        desk.do(
            contacts.create,
            ContactFields(
                name=f"Prof. Dr. Friederike Oberhuber-Schaffhauser {place}",
                organisation="Gemeinschaftspraxis am Rathausplatz & Partner",
                emails=(f"friederike.oberhuber{place}@gemeinschaftspraxis.example",),
            ),
        )
        for place in range(3)
    ]
    window = QWidget()
    qtbot.addWidget(window)
    dialog = shown(qtbot, MergeDialog(desk.read(contact_rows, ids), large, window, suspected=True))
    assert cut_off(dialog) == []
    choices = dialog.findChildren(WrappedChoice)
    last = choices[-1]
    QTest.mouseClick(last.label, Qt.MouseButton.LeftButton)
    assert isinstance(last.box, QRadioButton)
    assert last.box.isChecked()
    assert dialog.kept == ids[-1]  # type: ignore[attr-defined]
    dialog.reject()


def test_forms_stay_on_the_screen_with_their_buttons(qtbot: QtBot, large: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for dialog in (
        ContactDialog(None, [], large, window),
        PersonDialog(None, large, window, gives_roles=True, own=False),
        FirstStartDialog(large, person="Eva", parent=window),
    ):
        shown(qtbot, dialog)
        assert dialog.height() <= dialog.screen().availableSize().height()
        for button in dialog.findChildren(QPushButton):
            below = button.mapTo(dialog, button.rect().bottomLeft()).y()
            assert below < dialog.height(), button.text()
            assert button.height() >= button.sizeHint().height()
        (area,) = (each for each in dialog.findChildren(FormScroll))
        assert area.horizontalScrollBar().maximum() == 0
        dialog.reject()


def test_a_card_with_long_names_and_addresses_needs_no_scrolling_sideways(
    qtbot: QtBot, large: Theme, desk: Desk
) -> None:
    fields = ContactFields(
        name="Friederike Oberhuber-Schaffhauser",
        emails=("friederike.oberhuber-schaffhauser@gemeinschaftspraxis-rathausplatz.example",),
    )
    contact_id = desk.do(contacts.create, fields)
    details = desk.read(contact_details, contact_id)
    assert details is not None
    card = ContactCard(Actions(large, {}), large)
    qtbot.addWidget(card)
    card.resize(card.minimumSizeHint().width(), 700)
    card.show()
    card.show_contact(details, [])
    qtbot.wait(20)
    body = card.widget()
    assert body is not None
    assert body.width() <= card.viewport().width()
    assert "…" in card._facts.text()
    assert f"mailto:{fields.emails[0]}" in card._facts.text(), "the link has the whole address"


def test_the_settings_of_the_program_need_no_scrolling_sideways(
    qtbot: QtBot, large: Theme, tmp_path: Path
) -> None:
    preferences = Preferences(SettingsFile(tmp_path / "settings.json"))
    page = SettingsPage(
        [SectionSpec("program", "Dieses Programm", lambda: ProgramSection(preferences, large))],
        large,
    )
    qtbot.addWidget(page)
    page.resize(1106, 700)
    page.show()
    qtbot.wait(20)
    (area,) = page.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert len(page.findChildren(QCheckBox)) == len(page.findChildren(WrappedChoice)) > 4
