"""The desk's facts on their pane: written, changed, expired, removed, and where they are named."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from app.queries.facts import facts
from app.services import facts as fact_acts
from app.ui.snippets.fact_form import FactForm
from tests.ui.snippets.conftest import Snippets

Open = Callable[[], Snippets]


def _press(form: FactForm, text: str) -> None:
    next(each for each in form.findChildren(QPushButton) if each.text() == text).click()


@pytest.mark.usefixtures("library")
def test_a_fact_is_written_and_changed(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.page.show_facts()
    form = opened.page.facts.form
    opened.page.facts.new_fact()

    form.name.setText("Opening hours")
    form.value.setPlainText("Mon to Fri, 9 to 5")
    form.until.set_answer("2027-01-31")
    _press(form, "Save fact")
    opened.settled()

    (fact,) = opened.desk.read(facts)
    assert (fact.name, fact.value) == ("opening_hours", "Mon to Fri, 9 to 5")
    assert fact.valid_until == date(2027, 1, 31)
    form.value.setPlainText("always")
    _press(form, "Save fact")
    opened.settled()
    assert [each.value for each in opened.desk.read(facts)] == ["always"]


@pytest.mark.usefixtures("library")
def test_a_name_that_is_taken_is_refused_in_place(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.desk.do(fact_acts.set_fact, "phone", "030 1")
    opened.desk.do(fact_acts.set_fact, "hours", "always")
    opened.page.facts.read()
    opened.page.show_facts()
    opened.settled()
    opened.page.facts.show_first()
    form = opened.page.facts.form

    form.name.setText("phone")
    _press(form, "Save fact")
    opened.settled()

    assert form.complaint == "There is a fact “phone” already."
    assert len(opened.desk.read(facts)) == 2


@pytest.mark.usefixtures("library")
def test_an_expired_fact_warns_and_says_where_it_is_named(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.desk.do(
        fact_acts.set_fact, "hours", "9 to 5", valid_until=date.today() - timedelta(days=2)
    )
    opened.choose("Receipt")
    opened.write("We are here <<fact.hours>>.")
    opened.act("save")
    opened.page.show_facts()
    opened.settled()
    opened.page.facts.show_first()
    opened.settled()

    assert opened.page.facts.warning == "1 fact has expired · named in 1 snippet"
    _press(opened.page.facts.form, "Receipt")
    opened.settled()
    assert opened.editor.head.title.text() == "Receipt"
    assert opened.editor.isVisible()


@pytest.mark.usefixtures("library")
def test_a_removed_fact_comes_back_by_undo(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.desk.do(fact_acts.set_fact, "hours", "9 to 5")
    opened.page.facts.read()
    opened.settled()
    opened.page.show_facts()
    opened.settled()

    _press(opened.page.facts.form, "Remove")
    opened.settled()
    assert opened.desk.read(facts) == ()
    opened.operations.undo()
    opened.settled()

    assert [each.name for each in opened.desk.read(facts)] == ["hours"]
