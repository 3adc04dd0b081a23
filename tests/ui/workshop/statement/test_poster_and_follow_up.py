"""The poster in every look and size, the record in both formats, the quarterly rating by keys."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.rules.enums import Status
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.statements import Part
from app.services import tickets
from app.ui.colours import Role
from app.ui.workshop.statement.poster import (
    Design,
    Look,
    Poster,
    Size,
    picture,
    poster_of,
    save_pdf,
    save_picture,
)
from app.ui.workshop.statement.poster_dialog import PosterDialog
from tests.ui.workshop.conftest import Workshops
from tests.ui.workshop.statement.conftest import opened, stored

POSTER = Poster(
    "Who we are",
    (("Whom we serve", "Small shops."), ("What we do", "Nobody waits alone. " * 12)),
    "2 March 2026",
)


@pytest.mark.parametrize("design", list(Design))
@pytest.mark.parametrize("dark", [False, True])
def test_a_poster_fills_its_page_and_leaves_its_margins_free(design: Design, dark: bool) -> None:
    look = Look(design, dark)
    image = picture(POSTER, look, QSize(420, 594))
    ground = look.ink(Role.SURFACE)
    inked = [
        (x, y)
        for y in range(300, 594)
        for x in range(0, 420, 2)
        if image.pixelColor(x, y) != ground
    ]
    assert inked
    assert min(x for x, _y in inked) >= 40
    assert max(x for x, _y in inked) <= 385
    assert max(y for _x, y in inked) <= 570


@pytest.mark.parametrize(("size", "points"), [(Size.A4, (595, 842)), (Size.A3, (842, 1191))])
def test_the_pdf_is_one_page_of_the_chosen_paper_with_its_words(
    size: Size, points: tuple[int, int], tmp_path: Path
) -> None:
    target = tmp_path / "poster.pdf"
    save_pdf(target, POSTER, Look(Design.BAND), size)
    with closing(pypdfium2.PdfDocument(target)) as document:
        assert len(document) == 1
        page = document[0]
        assert tuple(map(round, page.get_size())) == points
        text = page.get_textpage().get_text_range()
        page.close()
    assert "Small shops." in text
    assert "Whom we serve" in text


def test_the_picture_has_the_dots_of_print(tmp_path: Path) -> None:
    target = tmp_path / "poster.png"
    save_picture(target, POSTER, Look(dark=True), Size.A4)
    assert QImage(str(target)).size() == QSize(2480, 3508)


def test_a_poster_that_cannot_be_written_says_so_in_its_dialog(
    open_workshops: Callable[[], Workshops], tmp_path: Path
) -> None:
    workshops = open_workshops()
    dialog = PosterDialog(POSTER, workshops.page._theme, workshops.page)
    dialog.save(tmp_path / "gone" / "poster.pdf")
    assert "could not be saved" in dialog._bar.text
    dialog.dark.setChecked(True)
    dialog.save(tmp_path / "poster.png")
    assert "Saved: poster.png" in dialog._bar.text
    dialog.deleteLater()


def test_the_poster_speaks_the_language_of_the_statement(
    open_workshops: Callable[[], Workshops], prepared: int
) -> None:
    workshops = opened(open_workshops())
    QTest.keyClicks(workshops.page.statement.draft.fields[Part.MARKET], "Small shops.")
    workshops.act("save_version")
    mission = stored(workshops.desk)
    poster = poster_of(mission, mission.versions[0], date(2026, 3, 2))
    assert poster == Poster("Who we are", (("Whom we serve", "Small shops."),), "2 March 2026")


def test_ten_tickets_are_drawn_and_rated_with_one_key_each(
    open_workshops: Callable[[], Workshops], prepared: int
) -> None:
    workshops = opened(open_workshops())
    view, desk = workshops.page.statement, workshops.desk
    solved = [desk.captured(f"Ticket {number}") for number in range(11)]
    desk.do(tickets.set_status, solved, Status.SOLVED)
    QTest.keyClicks(view.draft.fields[Part.MARKET], "Small shops.")
    workshops.act("save_version")
    pane = view.follow_up
    assert not pane.draw.isEnabled()
    view.versions.final.click()
    workshops.settled()
    view.tabs.setCurrentIndex(3)
    pane.show_quarter(Quarter(2026, 1))
    workshops.settled()
    pane.draw.click()
    workshops.settled()
    assert (pane.list.count(), pane.draw.isEnabled()) == (10, False)
    pane.list.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_3):
        QTest.keyClick(pane.list, key)
        workshops.settled()
    assert pane.list.currentRow() == 3
    assert "Contradicts" in pane.list.item(2).text()
    assert "2 fit, 0 neutral, 1 contradict" in pane.chart.toolTip()
    desk.undo()
    pane.show_quarter(Quarter(2026, 1))
    workshops.settled()
    assert "not rated yet" in pane.list.item(2).text()
