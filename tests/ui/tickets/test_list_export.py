"""The list that is shown, as a table for spreadsheets."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from app import i18n
from app.errors import Cancelled, UserError
from app.queries.terms import Grouping, Sort
from app.services.desk import add_agent
from app.ui.operations import Announcement
from app.ui.tickets.list_export import write_list
from app.ui.tickets.ticket_columns import ticket_columns
from app.ui.tickets.ticket_listing import Listing
from tests.ui.tickets.conftest import Queue


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], Path]:
    """The file that the next dialog is answered with, and the kind chosen there."""

    def choose(name: str, kind: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), kind))
        return path

    return choose


def test_the_table_has_the_rows_and_columns_of_the_view_in_their_order(
    queue: Queue, chosen: Callable[[str, str], Path]
) -> None:
    told: list[Announcement] = []
    queue.operations.announced.connect(told.append)
    queue.page.table.choose_columns(("number", "priority", "subject", "created", "messages"))
    queue.page.switch.reorder(Sort.SUBJECT, False, Grouping.NONE)
    queue.settled()
    path = chosen("list.csv", "")
    queue.act("view.export")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Number", "Priority", "Subject", "Created", "Messages"]
    assert [int(row[0]) for row in rows[1:]] == queue.listed()
    assert rows[1][1:] == ["Normal", "Access card", "2026-03-02 10:00", "1"]
    assert told[-1].text == "Exported 6 tickets to list.csv"


def test_a_workbook_has_real_times_in_the_zone_of_the_desk(
    queue: Queue, chosen: Callable[[str, str], Path]
) -> None:
    queue.page.table.choose_columns(("priority", "subject", "created"))
    queue.settled()
    path = chosen("list", "Workbook (*.xlsx)").with_name("list.xlsx")
    queue.act("view.export")
    (page,) = load_workbook(path).worksheets
    created = page["C2"].value
    assert isinstance(created, datetime)
    assert (created.hour, page.max_row) == (10, 7)


def test_the_columns_are_called_as_in_the_interface(queue: Queue, tmp_path: Path) -> None:
    i18n.set_language("de")
    path = tmp_path / "liste.csv"
    assert export(queue, path) == 6
    head = path.read_text("utf-8-sig").splitlines()[0].split(";")
    assert head == [each.title() for each in ticket_columns(queue.page.state)]
    assert "Betreff" in head


def export(queue: Queue, path: Path, progress: "Told | None" = None) -> int:
    return write_list(
        queue.desk,
        progress or Told(),
        Listing(),
        (),
        path,
        title="List",
        now=queue.desk.clock(),
        zone=queue.page.state.zone,
        agent_id=None,
    )


class Told:
    """Keeps how far it was; cancels at the first report if it shall."""

    def __init__(self, *, cancels: bool = False) -> None:
        self.reports: list[tuple[int, int | None]] = []
        self._cancels = cancels

    def report(self, done: int, total: int | None = None) -> None:
        self.reports.append((done, total))
        if self._cancels:
            raise Cancelled


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_cancelled_leaves_the_file_as_it_was(
    queue: Queue, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / f"list.{ending}"
    path.write_bytes(b"before")
    with pytest.raises(Cancelled):
        export(queue, path, Told(cancels=True))
    assert path.read_bytes() == b"before"
    assert list(folder.iterdir()) == [path]
    told = Told()
    export(queue, path, told)
    assert told.reports == [(0, 6), (6, 6)]


def test_a_place_that_cannot_be_written_is_named(queue: Queue, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be saved"):
        export(queue, tmp_path / "gone" / "list.csv")


def test_an_export_is_noted_in_the_access_log(
    queue: Queue, chosen: Callable[[str, str], Path]
) -> None:
    chosen("list.csv", "")
    queue.act("view.export")
    assert queue.desk.rows("SELECT kind, count, agent_id, contact_id FROM access_log") == [
        ("exported", 6, queue.desk.kim, None)
    ]


def test_who_may_not_export_is_told_who_may(queue: Queue, tmp_path: Path) -> None:
    refused: list[UserError] = []
    queue.operations.refused.connect(refused.append)
    pat = queue.desk.do(add_agent, name="Pat")
    queue.operations.use_agent(pat)
    queue.act("view.export")
    assert "Kim Okafor" in str(refused[0])
