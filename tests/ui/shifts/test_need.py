"""The view of the need: people needed against the plan, other promises, more people, a file."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from app.planning.need_settings import ChannelPromise
from app.queries.shifts.need import need_settings
from app.rules.enums import Channel
from app.ui.shifts.need.view import NeedView
from tests.ui.shifts.conftest import ShiftDesk

CALLS = "timestamp;count\n2026-02-23 10:00;100\n2026-02-23 21:00;25\n"
"""The published example of a Monday: 100 calls in half an hour; some after hours."""


@pytest.fixture
def need(shifts: ShiftDesk, tmp_path: Path) -> NeedView:
    """The view with the calls of a file, of which one takes three minutes."""
    shifts.act("need")
    view = shifts.page.findChild(NeedView)
    assert isinstance(view, NeedView)
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, "utf-8")
    view.take_file(path)
    shifts.settled()
    phone = view.form._rows[Channel.PHONE]
    phone.handling.setValue(3)
    phone.handling.editingFinished.emit()
    shifts.settled()
    return view


def test_the_published_example_needs_fourteen_people(shifts: ShiftDesk, need: NeedView) -> None:
    assert shifts.desk.read(need_settings).promises[Channel.PHONE] == ChannelPromise(
        180.0, 0.8, 20.0
    )
    assert "14 people needed" in need.chart.words(0, 20)
    assert "14 missing" in need.chart.words(0, 20)
    assert need.shortages.texts()[0][1:] == ["10:00–10:30", "14"]


def test_people_planned_lower_what_is_missing(shifts: ShiftDesk, need: NeedView) -> None:
    shifts.fill(0, 2, "E")
    shifts.fill(1, 2, "E")
    assert "2 planned, 12 missing" in need.chart.words(0, 20)


def test_a_shortage_of_half_an_hour_is_seen_as_red_and_a_surplus_is_not(
    shifts: ShiftDesk, need: NeedView
) -> None:
    def colour(day: int, slot: int, people: float) -> QColor:
        area = need.chart._slot(day, slot, people, people + 0.2)
        return need.chart.grab().toImage().pixelColor(area.center().toPoint())

    short = colour(0, 20, 7)
    assert short.red() > 1.5 * max(short.green(), short.blue())
    shifts.fill(0, 3, "E")
    over = colour(1, 20, 0.5)
    assert abs(over.red() - over.green()) < 12


def test_what_if_there_were_fourteen_more(shifts: ShiftDesk, need: NeedView) -> None:
    assert need.words.startswith("0.0 % of the contacts in time. 7.0 h too few")
    need.what_if.begin.setTime(need.what_if.begin.time().addSecs(-6 * 3600))
    need.what_if.people.setValue(14)
    assert need.words.startswith("88.8 % of the contacts in time. 0.0 h too few")
    assert "Without the change: 0.0 % in time, 7.0 h missing." in need.words


def test_contacts_after_hours_are_a_share_with_its_interval(need: NeedView) -> None:
    assert "Outside the service hours: 20.0 % (13.9 % to 27.9 %)" in need.words


def test_arrow_keys_tell_half_hours(shifts: ShiftDesk, need: NeedView) -> None:
    need.chart.setFocus()
    for _step in range(20):
        QTest.keyClick(need.chart, Qt.Key.Key_Right)
    assert "10:00–10:30" in need.chart.accessibleDescription()


def test_arrivals_are_shown_by_hour_and_weekday(need: NeedView) -> None:
    item = need.map.item(0, 10)
    assert item is not None
    assert item.text() == "100"
    assert "between 8" in item.toolTip()


def test_arrow_keys_tell_hours_with_their_interval(need: NeedView) -> None:
    told: list[str] = []
    need.map.told.connect(told.append)
    need.map.setCurrentCell(0, 9)
    QTest.keyClick(need.map, Qt.Key.Key_Right)
    assert told[-1].startswith("Monday 10–11: 100 contacts; the true mean lies between 8")


def test_a_desk_without_contacts_says_what_to_do(shifts: ShiftDesk, need: NeedView) -> None:
    need.take_own()
    shifts.settled()
    assert "from a file" in need.notice


def test_the_desks_own_arrivals_come_back(shifts: ShiftDesk, need: NeedView) -> None:
    need.take_own()
    shifts.settled()
    assert need.state is not None
    assert need.state.counted.arrivals.total == 0
    assert need.words.startswith("Nobody is needed where nobody comes.")


def test_a_file_without_times_is_refused_in_words(
    shifts: ShiftDesk, need: NeedView, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("hello\n", "utf-8")
    need.take_file(path)
    shifts.settled()
    assert "no times of contacts" in shifts.told[-1]


def test_the_plan_comes_back_with_the_same_key(shifts: ShiftDesk, need: NeedView) -> None:
    assert need.isVisible()
    shifts.act("need")
    assert shifts.grid.isVisible()
    need.show_week(date(2026, 3, 9))
    assert not need.isVisible()
