"""A whole workshop by keys and clicks: eight people, a tie, a run-off, statements in the end."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QPushButton, QWidget

from app.queries.workshop.workshops import Question, Workshop, workshop
from app.rules.voting.ties import Rule
from app.rules.workshop.statements import Part
from app.services.demo import build_demo
from app.storage.backup import backups
from app.storage.database import utc_now
from app.storage.upgrade import create
from app.ui.workshop.audience.scene import Bars, Mark, Words
from app.ui.workshop.ideas.merge_popover import MergePopover
from app.ui.workshop.ideas.panel import IdeasPanel
from app.ui.workshop.page import WorkshopPage
from app.ui.workshop.statement.poster_dialog import PosterDialog
from app.ui.workshop.vote.ballot_window import BallotWindow
from app.ui.workshop.vote.ballots_pane import BallotsPane
from app.ui.workshop.vote.before_pane import BeforePane
from app.ui.workshop.vote.consent_panel import ConsentPanel
from app.ui.workshop.vote.done_pane import DonePane
from app.ui.workshop.vote.question_list import QuestionList
from app.ui.workshop.vote.ranking_page import KEYS
from app.ui.workshop.vote.result_panel import ResultPanel
from app.ui.workshop.vote.tie_pane import TiePane
from app.ui.workshop.vote.vote_panel import VotePanel
from tests.e2e.conftest import Person

W = TypeVar("W", bound=QWidget)

FAST, KNOW, VOICE, CALM = (
    "Help customers fast",
    "Keep what we know",
    "Be the customers' voice",
    "Stay calm",
)
BALLOTS: Sequence[Sequence[str]] = (
    (FAST, KNOW),
    (FAST, VOICE, KNOW),
    (FAST,),
    (KNOW, VOICE),
    (KNOW, VOICE, FAST),
    (VOICE, KNOW),
    (VOICE, KNOW, CALM),
    (CALM,),
)
"""*Stay calm* goes first; then two are tied with two ballots each, and whoever goes makes the other
the winner: previous rounds know nothing, a run-off decides."""
RUN_OFF = (KNOW, KNOW, KNOW, KNOW, KNOW, VOICE, VOICE, VOICE)


@pytest.fixture
def leader(person: Person, tmp_path: Path) -> Person:
    """A team lead on the workshop page."""
    desk = tmp_path / "demo.desk"
    database = create(desk)
    build_demo(database, size=30, now=utc_now(), language="en")
    database.close()
    person.open(desk)
    _show(person)
    return person


def _show(person: Person) -> None:
    _press(person, "Ctrl+5")


def _press(person: Person, keys: str) -> None:
    """Press keys in the window, brought to the front as a person does who looks at it."""
    person.bench.window.activateWindow()
    person.wait_for(lambda: QApplication.activeWindow() is person.bench.window)
    person.press(keys)


def _page(person: Person) -> WorkshopPage:
    page = person.bench.window.page("workshop")
    assert isinstance(page, WorkshopPage)
    return page


def _panel(person: Person, kind: type[W]) -> W:
    panel = _page(person).room.panel
    assert isinstance(panel, kind)
    return panel


def _stored(person: Person) -> Workshop:
    workshop_id = _page(person).room.workshop_id
    assert workshop_id is not None
    found = person.read(workshop, workshop_id)
    assert isinstance(found, Workshop)
    return found


def _question(person: Person, place: int) -> Question:
    return _stored(person).questions[place]


def _click(person: Person, within: QWidget, text: str) -> None:
    buttons = within.findChildren(QPushButton)
    button = next(
        each for each in buttons if each.isVisible() and each.text().replace("&", "") == text
    )
    assert button.isEnabled(), text
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.settle()


def _prepare(person: Person) -> None:
    """Three clicks: new, the template, into the room."""
    _press(person, "N")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    person.settle()
    form = _page(person).form
    form.title.selectAll()
    person.type("Our mission", form.title)
    form.people.setValue(8)
    person.settle()
    person.act("workshop.start")


def _collect(person: Person) -> None:
    person.act("workshop.next_phase")
    panel = _panel(person, IdeasPanel)
    for place, texts in enumerate(((FAST, KNOW, VOICE, CALM, "Lunch"), ("Trust", "To be trusted"))):
        entry = panel.columns[place].entry
        for text in texts:
            QTest.keyClicks(entry, text)
            QTest.keyClick(entry, Qt.Key.Key_Return)
            person.settle()


def _sort(person: Person) -> None:
    """*Lunch* goes into the basket, the two ideas of the second question become one."""
    person.act("workshop.next_phase")
    first, second, _third = _panel(person, IdeasPanel).columns
    first.list.choose({first.list.ideas[4].id}, first.list.ideas[4].id)
    person.press("Del", first.list)
    second.list.choose({each.id for each in second.list.ideas})
    person.act("workshop.merge")
    popover = _page(person).findChild(MergePopover)
    assert popover is not None
    QTest.keyClick(popover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()


def _ballots() -> BallotWindow:
    window = QApplication.activeModalWidget()
    assert isinstance(window, BallotWindow)
    return window


def _vote_secretly(person: Person, rankings: Sequence[Sequence[str]]) -> None:
    """The laptop goes round: ready, rank with number keys, continue, seal."""
    window = _ballots()
    audience = _page(person).room.projection.view
    texts = window._papers[0].texts
    for number, ranking in enumerate(rankings):
        QTest.keyClick(window.neutral, Qt.Key.Key_Return)
        shown = [texts[option] for option in window.sitting.on_page]
        for text in ranking:
            QTest.keyClicks(window.ranking.ideas, KEYS[shown.index(text)])
        QTest.keyClick(window.ranking.ideas, Qt.Key.Key_Return)
        QTest.keyClick(window.confirm, Qt.Key.Key_Return)
        person.wait_for(partial(_is_sealed, window, number + 1))
        person.settle()
        assert isinstance(audience.scene.body, Words)
        assert f"{number + 1} of {len(rankings)}" in audience.scene.body.text
    QTest.keyClick(window.neutral, Qt.Key.Key_Return)
    person.settle()


def _is_sealed(window: BallotWindow, ballots: int) -> bool:
    return window.sitting.sealed == ballots


def _vote(person: Person) -> None:
    person.act("workshop.next_phase")
    panel = _panel(person, VotePanel)
    _click(person, _part(panel, BeforePane), "Open the vote")
    ballots = _part(panel, BallotsPane)
    ballots.hand_round.click()
    person.settle()
    _vote_secretly(person, BALLOTS)
    _click(person, ballots, "Count the ballots")
    _click(person, _part(panel, TiePane), "Open the run-off")
    ballots.hand_round.click()
    person.settle()
    _vote_secretly(person, [(text,) for text in RUN_OFF])
    _click(person, ballots, "Count the ballots")
    _part(panel, QuestionList).chosen.emit(_question(person, 1).id)
    person.settle()
    _click(person, _part(panel, DonePane), "Accept it")


def _part(panel: QWidget, kind: type[W]) -> W:
    found = panel.findChild(kind)
    assert isinstance(found, kind)
    return found


def _write(person: Person) -> None:
    """A draft of both statements, saved as a version and put in force."""
    person.act("workshop.statement")
    view = _page(person).statement
    person.wait_for(lambda: view.draft.isVisible())
    fields = view.draft.fields
    person.type("Whoever calls us.", fields[Part.MARKET])
    person.type("We keep what we know and share it.", fields[Part.CONTRIBUTION])
    person.type("Trust comes first.", fields[Part.DISTINCTION])
    person.act("workshop.save_version")
    view.tabs.setCurrentIndex(1)
    person.settle()
    view.versions.final.click()
    person.settle()


def _poster(person: Person, folder: Path) -> bytes:
    """The poster as a PDF."""
    target = folder / "poster.pdf"

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, PosterDialog)
        dialog.save(target)
        dialog.reject()

    person.answers_the_next_dialog(save)
    person.act("workshop.poster")
    return target.read_bytes()


def _record(person: Person, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bytes]:
    """The record as Markdown and as a PDF, each chosen from the menu."""
    files = [folder / "record.md", folder / "record.pdf"]
    for words, target in zip(("Markdown", "PDF"), files, strict=True):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_a, t=target, **_k: (str(t), "")
        )
        person.act("workshop.record")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entry = next(each for each in menu.actions() if words in each.text().replace("&", ""))
        entry.trigger()
        menu.close()
        person.settle()
    return files[0].read_text("utf-8"), files[1].read_bytes()


def test_eight_people_come_to_a_mission_statement_through_a_tie_and_a_run_off(
    leader: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepare(leader)
    assert _stored(leader).people == 8
    _collect(leader)
    _sort(leader)
    assert [each.text for each in _stored(leader).basket] == ["Lunch"]
    _vote(leader)
    first, second, third = _stored(leader).questions
    assert (first.statement, second.statement, third.statement) == (KNOW, "Trust", "")
    (vote,) = _stored(leader).votes_on(first.id)
    assert vote.count is not None
    assert [each.rule for each in vote.count.rounds] == [None, Rule.RUN_OFF, None, None]

    leader.act("workshop.next_phase")
    audience = _page(leader).room.projection.view
    _panel(leader, ResultPanel)
    seen = []
    for _step in range(20):
        seen.append(audience.scene)
        QTest.keyClick(_page(leader).room, Qt.Key.Key_PageDown)
        leader.settle()
    bars = [each.body.bars for each in seen if isinstance(each.body, Bars)]
    assert any(bar.mark is Mark.TIED for shown in bars for bar in shown)
    assert any(bar.mark is Mark.STRUCK and bar.label == CALM for shown in bars for bar in shown)
    assert any(bar.mark is Mark.WINNER and bar.label == KNOW for shown in bars for bar in shown)

    leader.act("workshop.next_phase")
    consent = _panel(leader, ConsentPanel)
    consent.agreed.click()
    leader.settle()
    first = _question(leader, 0)
    assert first.consent is not None
    assert first.consent.objections == ()
    leader.act("workshop.next_phase")
    leader.act("workshop.leave")
    assert not _page(leader).in_room

    _write(leader)
    assert _poster(leader, tmp_path).startswith(b"%PDF")
    words, pdf = _record(leader, tmp_path, monkeypatch)
    assert pdf.startswith(b"%PDF")
    for said in (FAST, KNOW, VOICE, CALM, "Lunch", "Trust", "Our mission"):
        assert said in words


def test_after_a_restart_the_room_goes_on_where_it_was(leader: Person) -> None:
    _prepare(leader)
    _collect(leader)
    leader.restart()
    _show(leader)
    row = next(each for each in _page(leader).list.rows if each.title == "Our mission")
    _page(leader).list.choose(row.id)
    leader.settle()
    leader.act("workshop.start")
    panel = _panel(leader, IdeasPanel)
    assert [each.text for each in panel.columns[1].list.ideas] == ["Trust", "To be trusted"]


def test_a_backup_that_a_vote_held_up_is_taken_once_the_vote_is_over(leader: Person) -> None:
    _prepare(leader)
    _collect(leader)
    leader.act("workshop.next_phase")
    leader.act("workshop.next_phase")
    for each in backups(leader.bench.desk):
        each.path.unlink()
    panel = _panel(leader, VotePanel)
    _click(leader, _part(panel, BeforePane), "Open the vote")
    assert _question(leader, 0).id in [each.question_id for each in _stored(leader).votes]
    assert backups(leader.bench.desk) == [], "not while ballots may be sealed"

    leader.answers_the_next_dialog(lambda dialog: leader.clicks(dialog, "Discard it"))
    _click(leader, _part(panel, BallotsPane), "Discard the vote…")
    leader.wait_for(lambda: len(backups(leader.bench.desk)) == 1)
