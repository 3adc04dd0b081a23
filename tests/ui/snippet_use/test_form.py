"""The fill-in form: kinds of fields, order, what is kept."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.templating.snippets.fields import Field, FieldKind
from app.templating.snippets.values import Answer
from app.ui.snippet_use.answer_fields import TextAnswer
from app.ui.snippet_use.form import FillInForm
from app.ui.theme import Theme

MONDAY = date(2026, 3, 2)
FIELDS = (
    Field("name", "Name"),
    Field("colour", "Colour", FieldKind.CHOICE, ("red", "blue")),
    Field("parts", "Parts", FieldKind.SEVERAL, ("lid", "box", "bag")),
    Field("day", "Day", FieldKind.DATE),
    Field("count", "Count", FieldKind.NUMBER),
    Field("sorry", "Apologise", FieldKind.YES_NO),
    Field("reason", "Reason", FieldKind.LONG),
)


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> FillInForm:
    made = FillInForm(
        FIELDS,
        theme,
        today=MONDAY,
        last={"name": ("Anna", "Bert")},
        keepable={"ticket": "Kept with the ticket", "contact": "Kept with Anna"},
    )
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def test_nothing_is_answered_at_first_but_yes_or_no(form: FillInForm) -> None:
    assert form.answers == {"sorry": False}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("name", "Anna"),
        ("colour", "blue"),
        ("parts", ("lid", "bag")),
        ("day", "2026-03-09"),
        ("count", "1.234,5"),
        ("sorry", True),
        ("reason", "Two\nlines"),
    ],
)
def test_each_kind_gives_back_what_it_was_given(
    form: FillInForm, name: str, answer: Answer
) -> None:
    form.set_answers({name: answer})
    assert form.answers[name] == answer


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("tomorrow", "2026-03-03"), ("in 3 working days", "2026-03-05"), ("24.12.2026", "2026-12-24")],
)
def test_a_day_can_be_written_in_words(form: FillInForm, typed: str, iso: str) -> None:
    control = form.control("day")
    assert isinstance(control, TextAnswer)
    QTest.keyClicks(control.line, typed)
    assert form.answers["day"] == iso


@pytest.mark.parametrize(("name", "wrong"), [("day", "31.02.2026"), ("count", "a lot")])
def test_what_does_not_fit_is_marked_where_it_stands(
    form: FillInForm, name: str, wrong: str
) -> None:
    control = form.control(name)
    assert isinstance(control, TextAnswer)
    control.line.setText(wrong)
    assert control.line.property("wrong") is True
    control.line.clear()
    assert control.line.property("wrong") is False


def test_earlier_answers_are_offered_by_the_down_key(form: FillInForm) -> None:
    control = form.control("name")
    assert isinstance(control, TextAnswer)
    QTest.keyClick(control.line, Qt.Key.Key_Down)
    completer = control.line.completer()
    assert completer is not None
    assert completer.completionCount() == 2
    popup = completer.popup()
    assert popup is not None
    popup.hide()


def test_questions_come_and_go_in_reading_order_and_keep_their_answers(form: FillInForm) -> None:
    form.set_answers({"colour": "red"})
    form.ask((FIELDS[0], FIELDS[5]))
    assert form.control("colour").isHidden() or not form.control("colour").isVisible()
    form.ask((FIELDS[5], FIELDS[1], FIELDS[0]))
    tops = [form.control(name).mapTo(form, form.rect().topLeft()) for name in ("sorry", "colour")]
    assert tops[0].y() <= tops[1].y()
    assert form.answers["colour"] == "red"


def test_the_key_turns_where_an_answer_is_kept(form: FillInForm, qtbot: QtBot) -> None:
    form.set_answers({"name": "Anna"})
    assert form.kept == {}
    form.activateWindow()
    control = form.control("name")
    assert isinstance(control, TextAnswer)
    control.line.setFocus()
    qtbot.waitUntil(control.line.hasFocus)
    form.keep_focused()
    assert form.kept == {"ticket": {"name": "Anna"}}
    form.keep_focused()
    assert form.kept == {"contact": {"name": "Anna"}}
    form.keep_focused()
    assert form.kept == {}


def test_a_field_can_say_itself_where_its_answer_is_kept(qtbot: QtBot, theme: Theme) -> None:
    form = FillInForm(
        (Field("serial", "Serial number", keep="ticket", default="X-1"),),
        theme,
        today=MONDAY,
        keepable={"ticket": "Kept with the ticket"},
    )
    qtbot.addWidget(form)
    assert form.kept == {"ticket": {"serial": "X-1"}}


def test_enter_confirms_once(form: FillInForm, qtbot: QtBot) -> None:
    heard: list[bool] = []
    form.confirmed.connect(lambda: heard.append(True))
    control = form.control("name")
    assert isinstance(control, TextAnswer)
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert heard == [True]
