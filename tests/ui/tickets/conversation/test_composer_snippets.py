"""Snippets while an answer is written: Tab, palette, what comes along, and the check before."""

from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.queries.snippet_uses import uses_of
from app.rules.enums import DraftKind, FormOfAddress, Status
from app.rules.placeholders import open_place
from app.rules.sending import FindingKind
from app.rules.snippet_actions import SnippetActions
from app.rules.snippet_variants import Variant
from app.services import snippet_files, snippets
from app.services.messages import NewFile
from app.settings import Density, Scheme
from app.ui.snippet_use.fill_in import FillInDialog
from app.ui.snippet_use.place_popover import PlacePopover
from app.ui.snippet_use.popover import SnippetPopover
from app.ui.theme import Theme
from app.ui.tickets.composer import Composer
from tests.ui.tickets.conversation.talk import TICKET, Conversation, mail


def snippet(
    talk: Conversation,
    body: str,
    *,
    title: str = "A snippet",
    abbreviation: str = "sn",
    actions: SnippetActions | None = None,
) -> int:
    """Write a snippet with one wording for everybody."""
    made: int = talk.desk.do(
        snippets.create,
        title=title,
        abbreviation=abbreviation,
        variants=[Variant("", FormOfAddress.UNKNOWN, body)],
        actions=actions or SnippetActions(),
    )
    return made


def start(talk: Conversation) -> Composer:
    """Begin an answer with the caret before everything else."""
    talk.bring(mail("1@k", "It does not print."))
    pane = talk.open()
    pane.start_answer(DraftKind.REPLY)
    talk.settled()
    composer = pane.composer
    composer.text.moveCursor(QTextCursor.MoveOperation.Start)
    return composer


def type_and_tab(talk: Conversation, composer: Composer, typed: str) -> None:
    """Type where the caret is, then Tab."""
    QTest.keyClicks(composer.text, typed)
    QTest.keyClick(composer.text, Qt.Key.Key_Tab)
    talk.settled()


def form_of(talk: Conversation) -> FillInDialog:
    talk.settled()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FillInDialog)
    return dialog


def own_words(composer: Composer) -> str:
    """What was written before the signature."""
    return composer.text.written().partition("\n")[0]


def test_an_abbreviation_and_tab_insert_the_text_and_leave_the_caret_where_it_belongs(
    talk: Conversation,
) -> None:
    snippet(talk, "Dear <<cursor>>, thanks.")
    composer = start(talk)
    type_and_tab(talk, composer, "Well, sn")
    assert own_words(composer) == "Well, Dear , thanks."
    assert composer.text.textCursor().position() == len("Well, Dear ")
    composer.text.undo()
    assert own_words(composer) == "Well, sn"


@pytest.mark.parametrize("typed", ["snx", "sn ", "no"])
def test_tab_elsewhere_means_what_it_always_means(talk: Conversation, typed: str) -> None:
    snippet(talk, "Text")
    composer = start(talk)
    composer.text.setFocus()
    type_and_tab(talk, composer, typed)
    assert own_words(composer) == typed
    assert not composer.text.hasFocus()


def test_tab_inside_a_word_is_no_abbreviation(talk: Conversation) -> None:
    snippet(talk, "Text")
    composer = start(talk)
    QTest.keyClicks(composer.text, "snow")
    for _step in range(2):
        QTest.keyClick(composer.text, Qt.Key.Key_Left)
    type_and_tab(talk, composer, "")
    assert own_words(composer) == "snow"


def test_a_form_that_is_cancelled_leaves_the_text_as_it_was(talk: Conversation) -> None:
    snippet(talk, "Your <<colour>> one")
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    QTest.keyClick(form_of(talk), Qt.Key.Key_Escape)
    talk.settled()
    assert own_words(composer) == "sn"


def test_the_palette_finds_by_words_and_inserts(talk: Conversation, qtbot: QtBot) -> None:
    snippet(talk, "Your parcel is late.", title="Delay", abbreviation="")
    snippet(talk, "Other", title="Other", abbreviation="")
    composer = start(talk)
    talk.actions["composer.snippet"].trigger()
    talk.settled()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, SnippetPopover)
    palette = popover.palette_
    assert len(palette.entries()) == 2
    QTest.keyClicks(palette.line, "parcel")
    qtbot.waitUntil(lambda: [each.title for each in palette.entries()] == ["Delay"])
    qtbot.waitUntil(lambda: palette.preview.toPlainText() == "Your parcel is late.")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    talk.settled()
    assert own_words(composer) == "Your parcel is late."


def test_a_new_snippet_is_in_the_palette_at_once(talk: Conversation, qtbot: QtBot) -> None:
    composer = start(talk)
    talk.actions["composer.snippet"].trigger()
    talk.settled()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, SnippetPopover)
    assert popover.palette_.entries() == []
    talk.operations.run(
        snippets.create,
        title="Fresh",
        abbreviation="fr",
        variants=[Variant("", FormOfAddress.UNKNOWN, "Fresh text")],
        now=talk.desk.clock(),
        label="Wrote a snippet",
    )
    qtbot.waitUntil(lambda: [each.title for each in popover.palette_.entries()] == ["Fresh"])
    popover.close()
    type_and_tab(talk, composer, "fr")
    assert own_words(composer) == "Fresh text"


def test_what_a_snippet_does_besides_is_offered_and_done_with_the_answer(
    talk: Conversation,
) -> None:
    snippet(
        talk,
        'You hear from us by <<today|plus(3,"wd")|date>>.',
        actions=SnippetActions(status=Status.OPEN, tags=("delay",), snooze=True),
    )
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    wanted = composer.offers.wanted
    assert wanted.tags == ("delay",)
    assert wanted.until is not None
    assert composer.foot.then_status is Status.OPEN
    composer.send()
    talk.settled()
    composer.send()
    talk.settled()
    row = talk.row()
    assert row.tags == ("delay",)
    assert row.status is Status.OPEN
    assert row.snoozed_until == wanted.until.astimezone(UTC)


def test_a_promised_day_is_offered_without_being_ticked(talk: Conversation) -> None:
    snippet(talk, 'You hear from us by <<today|plus(3,"wd")|date>>.')
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    assert not composer.offers.isHidden()
    assert not composer.offers.wanted


def test_the_files_of_a_snippet_come_along(talk: Conversation) -> None:
    made = snippet(talk, "See attached.")
    talk.desk.do(snippet_files.attach, made, [NewFile("form.pdf", "application/pdf", b"%PDF-")])
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    talk.settled()
    assert [each.name for each in composer.files.files] == ["form.pdf"]


def test_an_answer_kept_on_the_ticket_is_not_asked_again(talk: Conversation) -> None:
    snippet(talk, "Serial <<serial_number>>")
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    dialog = form_of(talk)
    dialog.pane.form.set_answers({"serial_number": "X-9"})
    control = dialog.pane.form.control("serial_number").control
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_F6)
    QTest.keyClick(control, Qt.Key.Key_Return)
    talk.settled()
    assert own_words(composer) == "Serial X-9"
    type_and_tab(talk, composer, " sn")
    assert QApplication.activeModalWidget() is None
    assert own_words(composer) == "Serial X-9 Serial X-9"


def test_a_text_with_a_hole_never_leaves_however_often_one_tries(
    talk: Conversation, qtbot: QtBot
) -> None:
    made = snippet(talk, "Your <<colour>> one, your <<colour>> one")
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    dialog = form_of(talk)
    QTest.keyClick(dialog.pane.form.control("colour").control, Qt.Key.Key_Return)
    talk.settled()
    QGuiApplication.clipboard().clear()
    for _try in range(3):
        composer.send()
        talk.settled()
    talk.actions["composer.ignore_finding"].trigger()
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 1
    assert QGuiApplication.clipboard().text() == ""
    assert {each.kind for each in composer.findings.findings} == {FindingKind.OPEN_PLACE}
    talk.actions["composer.next_finding"].trigger()
    QTest.keyClick(composer.text, Qt.Key.Key_Return)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, PlacePopover)
    QTest.keyClicks(popover.control.control, "blue")
    QTest.keyClick(popover.control.control, Qt.Key.Key_Return)
    assert own_words(composer) == "Your blue one, your blue one"
    qtbot.waitUntil(composer.findings.isHidden)
    composer.send()
    talk.settled()
    assert talk.entries()[-1].text.startswith("Your blue one")
    assert [each.ticket_id for each in talk.desk.read(uses_of, made)] == [TICKET]


def test_a_draft_with_holes_comes_back_with_its_chips(talk: Conversation) -> None:
    snippet(talk, "Your <<colour>> one")
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    QTest.keyClick(form_of(talk).pane.form.control("colour").control, Qt.Key.Key_Return)
    talk.settled()
    composer.put_away()
    talk.settled()
    talk.pane.start_answer(DraftKind.REPLY)
    talk.settled()
    assert own_words(composer) == f"Your {open_place('Colour')} one"


def test_an_insertion_that_was_undone_is_not_counted(talk: Conversation) -> None:
    made = snippet(talk, "Something quite long about printers and paper")
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    composer.text.undo()
    composer.text.undo()
    QTest.keyClicks(composer.text, "In my own words. ")
    composer.send()
    talk.settled()
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 2
    assert talk.desk.read(uses_of, made) == ()


def test_an_ignored_finding_stays_ignored_and_the_answer_leaves(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def choose_none(*_given: object) -> tuple[list[str], str]:
        asked.append(True)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose_none)
    composer = start(talk)
    QTest.keyClicks(composer.text, "The invoice is attached.")
    composer.send()
    talk.settled()
    assert [each.kind for each in composer.findings.findings] == [FindingKind.NO_ATTACHMENT]
    talk.actions["composer.next_finding"].trigger()
    assert asked == [True]
    talk.actions["composer.ignore_finding"].trigger()
    assert composer.findings.isHidden()
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 2


def test_a_fault_in_a_snippet_is_told_in_words(talk: Conversation) -> None:
    snippet(talk, "Hello <<% if x %>> there")
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    assert composer.hint.isVisible()
    assert own_words(composer) == "sn"


@pytest.mark.parametrize("text_size", [150, 200])
def test_however_large_the_text_findings_scroll_and_the_buttons_stay_whole(
    talk: Conversation, theme: Theme, text_size: int
) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=text_size, density=Density.NORMAL)
    snippet(talk, "Your <<order>>. The invoice is attached.", actions=SnippetActions(tags=("a",)))
    composer = start(talk)
    talk.pane.resize(theme.px(280), 545)
    type_and_tab(talk, composer, "sn")
    talk.settled()
    form_of(talk).pane.confirm()
    talk.settled()
    composer.send()
    talk.settled()
    assert len(composer.findings.findings) == 2
    assert not composer.offers.isHidden()
    assert composer.foot.height() >= composer.foot.minimumSizeHint().height()
    assert composer.foot.geometry().bottom() <= composer.rect().bottom()
    assert composer.geometry().bottom() <= talk.pane.rect().bottom()


@pytest.mark.parametrize("line", [0, 30, 59])
def test_the_finding_that_is_shown_next_is_in_view_in_a_long_text(
    talk: Conversation, line: int
) -> None:
    composer = start(talk)
    lines = [f"Line {n}." for n in range(60)]
    lines[line] = (
        "The invoice " + "for all of your orders " * 4 + open_place("Colour") + " is here."
    )
    composer.text.places.insert(composer.text.textCursor(), "\n".join(lines))
    at = QTextCursor.MoveOperation.End if line < 30 else QTextCursor.MoveOperation.Start
    composer.text.moveCursor(at)
    composer.send()
    talk.settled()
    assert FindingKind.OPEN_PLACE in {each.kind for each in composer.findings.findings}
    talk.actions["composer.next_finding"].trigger()
    talk.settled()
    cursor = composer.text.textCursor()
    assert cursor.hasSelection()
    viewport = composer.text.viewport().rect()
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        edge = QTextCursor(cursor)
        edge.setPosition(position)
        assert viewport.contains(composer.text.cursorRect(edge).center())
