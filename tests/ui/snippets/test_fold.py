"""With little height the text of a snippet keeps eight lines; the rest gives way."""

from collections.abc import Callable

import pytest

from app.settings import Density, Scheme
from app.ui.snippets.panel import CASES
from app.ui.snippets.panel_fold import LINES
from app.ui.theme import Theme
from tests.ui.snippets.conftest import Snippets

pytestmark = pytest.mark.usefixtures("library")
Open = Callable[[], Snippets]


def lines(opened: Snippets) -> float:
    """How many lines of the text are in view."""
    margin = 2 * opened.body.document().documentMargin()
    room = opened.body.viewport().height() - margin
    return float(room / opened.body.fontMetrics().lineSpacing())


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_eight_lines_of_the_text_are_in_view_at_any_text_size(
    open_snippets: Open, theme: Theme, percent: int
) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=percent, density=Density.NORMAL)
    opened = open_snippets()

    assert lines(opened) >= LINES
    assert opened.editor.panel.is_folded is (percent > 100)


def test_larger_text_folds_the_panel_and_smaller_text_brings_it_back(
    open_snippets: Open, theme: Theme
) -> None:
    opened = open_snippets()
    assert not opened.editor.panel.is_folded

    theme.set(scheme=Scheme.LIGHT, text_size=150, density=Density.NORMAL)
    opened.settled()
    assert opened.editor.panel.is_folded
    theme.set(scheme=Scheme.LIGHT, text_size=100, density=Density.NORMAL)
    opened.settled()
    assert not opened.editor.panel.is_folded
    assert lines(opened) >= LINES


def test_a_tab_opens_the_folded_panel_and_writing_folds_it_again(
    open_snippets: Open, theme: Theme
) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=150, density=Density.NORMAL)
    opened = open_snippets()
    panel = opened.editor.panel

    panel.tabs.setCurrentIndex(CASES)
    assert not panel.is_folded
    assert panel.cases.isVisible()
    opened.act("edit")
    assert opened.body.hasFocus()
    assert panel.is_folded
    opened.act("panel")
    assert not panel.is_folded
    assert panel.tabs.hasFocus()


def test_the_panel_can_be_folded_where_there_is_room_and_stays_so(open_snippets: Open) -> None:
    opened = open_snippets()

    opened.act("panel")
    opened.choose("Refund")
    opened.act("edit")
    assert opened.editor.panel.is_folded
    opened.act("panel")
    assert not opened.editor.panel.is_folded


def test_a_fault_is_named_where_there_is_no_room_for_the_hint(
    open_snippets: Open, theme: Theme
) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=150, density=Density.NORMAL)
    opened = open_snippets()
    bar = opened.editor.text.faults
    assert bar.isHidden()

    opened.write("<<% if name %>>Hello")
    assert not bar.isHidden()
    assert opened.editor.text.trouble.startswith("Line 1")


def test_the_fields_of_a_brief_head_wait_behind_a_button_and_come_with_a_complaint(
    open_snippets: Open, theme: Theme
) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=200, density=Density.NORMAL)
    opened = open_snippets()
    opened.page.setMinimumSize(1, 1)
    opened.page.resize(1100, 600)
    opened.settled()
    head = opened.editor.head
    assert lines(opened) > 4
    assert not head.abbreviation.isVisible()

    head.unfold.click()
    assert head.abbreviation.isVisible()
    head.unfold.click()
    opened.act("tags")
    assert head.tags.isVisible()
    head.unfold.click()
    opened.choose("Receipt")
    head.abbreviation.setText("refund")
    head.abbreviation.textEdited.emit("refund")
    opened.settled()
    assert head.complaint
    assert head.abbreviation.isVisible()
