"""The statistics of the snippets page: by key, what they say, and that they lead to a snippet."""

from collections.abc import Callable

import pytest

from app.rules.enums import FormOfAddress
from app.services import snippet_uses
from tests.ui.snippets.conftest import Snippets

Open = Callable[[], Snippets]


def use(opened: Snippets, snippet_id: int) -> None:
    opened.desk.do(
        snippet_uses.record_copy,
        snippet_id,
        version=1,
        language="de",
        form=FormOfAddress.SIE,
        text="x" * 400,
    )


def test_the_statistics_open_by_key_and_lead_to_a_snippet(
    open_snippets: Open, library: dict[str, int]
) -> None:
    opened = open_snippets()
    use(opened, library["refund"])

    opened.act("statistics")
    pane = opened.page.statistics
    assert pane.isVisible()
    assert [each.name for each in pane.most_used.lines] == ["Refund"]
    assert {each.name for each in pane.never.lines} == {"Closing", "Receipt"}
    assert len(pane.months.lines) == 12
    assert sum(each.number or 0 for each in pane.months.lines) == 1

    pane.most_used.opened.emit(library["refund"])
    opened.settled()
    assert not pane.isVisible()
    assert opened.editor.head.title.text() == "Refund"


def test_figures_of_people_are_shown_only_when_asked_for(
    open_snippets: Open, library: dict[str, int]
) -> None:
    opened = open_snippets()
    use(opened, library["refund"])
    opened.act("statistics")
    agents = opened.page.statistics.agents

    assert not agents.is_revealed
    agents.reveal.click()
    assert agents.is_revealed
    assert [each.number for each in agents.lines] == [1]


@pytest.mark.usefixtures("library")
def test_another_period_is_read_anew(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.act("statistics")
    pane = opened.page.statistics
    pane.period.setCurrentIndex(0)
    opened.settled()
    assert len(pane.months.lines) == 3
