"""Many numbers to type: the first lines are there at once, and the keys do not wait for more."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.workshop.vote.count_form import CountForm

TEXTS = {str(number): f"{number} {'idea ' * (number % 40)}" for number in range(60)}


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> CountForm:
    made = CountForm(theme)
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    made.show_options(list(TEXTS), TEXTS)
    return made


def _made(form: CountForm) -> list[QLineEdit]:
    return [each for each in form.findChildren(QLineEdit) if not each.isHidden()]


def _after(line: QLineEdit) -> QWidget:
    """Where Tab goes."""
    found = line.nextInFocusChain()
    while found is not None and (found.focusPolicy() is Qt.FocusPolicy.NoFocus or found.isHidden()):
        found = found.nextInFocusChain()
    assert found is not None
    return found


def test_enter_goes_on_before_all_lines_are_there(form: CountForm, qtbot: QtBot) -> None:
    before = _made(form)
    assert 0 < len(before) < len(TEXTS)
    QTest.keyClick(before[-1], Qt.Key.Key_Return)
    assert len(before) < len(_made(form)) < len(TEXTS)
    qtbot.waitUntil(lambda: len(_made(form)) == len(TEXTS))
    assert list(form.numbers) == list(TEXTS)


def test_lines_stand_below_each_other_in_the_order_of_tab(form: CountForm) -> None:
    def in_order(lines: list[QLineEdit]) -> None:
        for upper, lower in pairwise(lines):
            assert upper.geometry().bottom() < lower.geometry().top()
            assert _after(upper) is lower
        assert lines[-1].geometry().bottom() < form.heightForWidth(form.width())

    in_order(form.lines)
    form.show_options(list(TEXTS)[::-1], TEXTS)
    in_order(form.lines)


def test_numbers_stay_with_the_others_when_an_option_drops_out(form: CountForm) -> None:
    form.fill({option: int(option) for option in TEXTS})
    left = [option for option in TEXTS if option != "7"]
    form.show_options(left, TEXTS)
    assert form.numbers == {option: int(option) for option in left}
    form.show_options(["7", "8"], TEXTS)
    assert form.numbers == {"7": None, "8": None}, "a line that is used again is empty"
    assert [line.accessibleName()[:3] for line in form.lines] == ["8. ", "9. "]
