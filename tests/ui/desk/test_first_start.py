"""The first start asks little, refuses what is wrong, and can be skipped whole."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import i18n
from app.ui.desk.first_start import FirstStartDialog
from app.ui.theme import Theme
from app.ui.widgets.country_box import CountryBox, StateBox


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> FirstStartDialog:
    dialog = FirstStartDialog(theme, person="Kim Okafor")
    dialog.language_chosen.connect(i18n.set_language)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _line(dialog: FirstStartDialog, place: int) -> QLineEdit:
    """Name of the desk, of the person, their address, addresses of the desk."""
    return dialog.findChildren(QLineEdit)[place]


def _button(dialog: FirstStartDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def _texts(dialog: FirstStartDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def _write(dialog: FirstStartDialog, *texts: str) -> None:
    for place, text in enumerate(texts):
        _line(dialog, place).setText(text)


def test_everything_has_a_default(dialog: FirstStartDialog) -> None:
    _button(dialog, "&Open the desk").click()
    answers = dialog.answers
    assert dialog.result() == FirstStartDialog.DialogCode.Accepted
    assert (answers.name, answers.agent_name) == ("Our desk", "Kim Okafor")
    assert (answers.agent_email, answers.own_addresses) == ("", ())
    assert answers.language == "en"
    assert answers.country


def test_what_is_written_is_the_answer(dialog: FirstStartDialog) -> None:
    _write(dialog, "Shop", "Eva", "eva@shop.example", "help@shop.example; info@shop.example")
    _button(dialog, "&Open the desk").click()
    answers = dialog.answers
    assert answers.own_addresses == ("help@shop.example", "info@shop.example")
    assert (answers.name, answers.agent_email) == ("Shop", "eva@shop.example")


@pytest.mark.parametrize(("own", "desks"), [("nonsense", ""), ("", "help@shop.example, nonsense")])
def test_a_wrong_address_is_told_and_the_dialog_stays(
    dialog: FirstStartDialog, own: str, desks: str
) -> None:
    _write(dialog, "Shop", "Eva", own, desks)
    _button(dialog, "&Open the desk").click()
    assert "“nonsense” is no mail address" in _texts(dialog)
    assert dialog.isVisible()


def test_two_addresses_are_not_one_of_the_person(dialog: FirstStartDialog) -> None:
    _write(dialog, "Shop", "Eva", "eva@shop.example, kim@shop.example")
    _button(dialog, "&Open the desk").click()
    assert dialog.isVisible()


def test_skipping_leaves_only_defaults_even_where_something_wrong_was_written(
    dialog: FirstStartDialog,
) -> None:
    _write(dialog, "Shop", "Eva", "nonsense", "nonsense")
    _button(dialog, "&Skip").click()
    answers = dialog.answers
    assert dialog.result() == FirstStartDialog.DialogCode.Accepted
    assert (answers.name, answers.agent_name, answers.agent_email) == ("Our desk", "", "")
    assert answers.own_addresses == ()


def test_another_language_is_shown_at_once(dialog: FirstStartDialog) -> None:
    language = dialog.findChildren(QComboBox)[0]
    language.setCurrentIndex(language.findData("de"))
    assert "Willkommen" in _texts(dialog)
    assert dialog.answers.language == "de"
    language.setCurrentIndex(language.findData("en"))
    assert "Welcome" in _texts(dialog)


def test_the_states_follow_the_country(dialog: FirstStartDialog) -> None:
    country, state = dialog.findChild(CountryBox), dialog.findChild(StateBox)
    assert isinstance(country, CountryBox)
    assert isinstance(state, StateBox)
    country.choose("DE")
    assert state.findText("Berlin") > 0 or state.findData("BE") > 0
    country.choose("AT")
    assert state.findData("BE") == -1
    assert dialog.answers.state == ""
