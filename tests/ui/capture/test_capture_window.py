"""Quick capture: a call becomes a ticket with a few keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.queries.enquiries import kept_enquiry
from app.rules.enums import Channel, Impact, Priority, Status, Urgency
from app.rules.priority import DEFAULT_MATRIX
from app.services import desk as desk_service
from app.services import enquiries
from app.services.contacts import ContactChoice
from app.services.enquiries import keep_enquiry
from app.ui.capture.choices import contact_choice, impact_and_urgency
from app.ui.capture.draft import CaptureDraft, kept_draft
from tests.desk_fixtures import Desk
from tests.ui.capture.conftest import Capture

_EVA = ContactChoice(
    name="Eva Müller", email="eva@kunde.example", phone="030 123456", organisation="Müller GmbH"
)
_JO = ContactChoice(name="Jo Weber", email="jo@kunde.example", organisation="Müller GmbH")


def type_contact(capture: Capture, text: str) -> None:
    """Type into the line of the contact and wait for the list."""
    capture.window.form.contact.setFocus()
    QTest.keyClicks(capture.window.form.contact, text)
    capture.window.form.contact._pause.stop()
    capture.window.form.contact._look_up()
    capture.settled()


def test_enter_makes_a_ticket_of_what_was_typed(capture: Capture) -> None:
    made: list[int] = []
    capture.window.captured.connect(made.append)
    type_contact(capture, "Otto Neu")
    capture.window.form.new_contact.phone.setText("030 999")
    capture.window.form.text.setFocus()
    QTest.keyClicks(capture.window.form.text, "Printer smokes")
    QTest.keyClick(capture.window.form.text, Qt.Key.Key_Return)
    capture.settled()
    row = capture.ticket()
    assert made == [row.id]
    assert (row.subject, row.contact_name) == ("Printer smokes", "Otto Neu")
    assert (row.channel, row.status) == (Channel.PHONE, Status.NEW)
    assert not capture.window.isVisible()
    assert capture.window.form.text.toPlainText() == ""


def test_shift_enter_begins_a_line(capture: Capture) -> None:
    capture.window.form.text.setFocus()
    QTest.keyClicks(capture.window.form.text, "Printer")
    QTest.keyClick(capture.window.form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(capture.window.form.text, "smokes")
    assert capture.tickets() == 0
    assert len(capture.window.form.text.toPlainText().splitlines()) == 2


def test_a_known_caller_is_found_by_firm_and_shows_what_is_open(capture: Capture) -> None:
    capture.desk.captured("Printer", contact=_EVA)
    capture.desk.captured("Invoice", contact=_JO)
    type_contact(capture, "GmbH")
    assert capture.window.form.contact.list.isVisible()
    assert capture.window.form.contact.list.count() == 2
    QTest.keyClick(capture.window.form.contact, Qt.Key.Key_Return)
    capture.settled()
    card = capture.window.form.known
    assert card.isVisible()
    shown = " ".join(each.text() for each in card.findChildren(QPushButton))
    assert "#1001" in shown, "the caller's own"
    assert "#1002" in shown, "a colleague's too"
    capture.window.form.text.setPlainText("Again")
    capture.window.submit()
    capture.settled()
    assert capture.ticket(3).contact_id in (1, 2)
    assert capture.desk.one("SELECT count(*) FROM contact") == 2


@pytest.mark.parametrize("typed", ["123456", "eva@kunde"])
def test_a_caller_is_found_by_phone_and_by_address(capture: Capture, typed: str) -> None:
    capture.desk.captured("Printer", contact=_EVA)
    type_contact(capture, typed)
    assert capture.window.form.contact.list.count() == 1


def test_typing_on_forgets_who_was_chosen(capture: Capture) -> None:
    capture.desk.captured("Printer", contact=_EVA)
    type_contact(capture, "Eva")
    QTest.keyClick(capture.window.form.contact, Qt.Key.Key_Return)
    capture.settled()
    capture.window.form.contact.setFocus()
    QTest.keyClicks(capture.window.form.contact, " junior")
    assert not capture.window.form.known.isVisible()
    assert capture.window.form.new_contact.isVisible()


def test_an_open_ticket_can_be_opened_instead(capture: Capture) -> None:
    capture.desk.captured("Printer", contact=_EVA)
    wanted: list[int] = []
    capture.window.captured.connect(wanted.append)
    type_contact(capture, "Eva")
    QTest.keyClick(capture.window.form.contact, Qt.Key.Key_Return)
    capture.settled()
    capture.window.form.known.findChildren(QPushButton)[0].click()
    assert wanted == [1]
    assert capture.tickets() == 1


def test_the_window_knows_who_called_when_it_is_told(capture: Capture) -> None:
    capture.desk.captured("Printer", contact=_EVA)
    capture.window.open_for(1)
    capture.settled()
    assert capture.window.form.contact.text() == "Eva Müller"
    assert capture.window.form.known.isVisible()


def test_solved_while_talking_is_solved_with_its_time(capture: Capture) -> None:
    seconds = 50.0
    capture.window.clock._steady = lambda: seconds
    capture.window.clock.start(0)
    seconds = 140.0
    capture.window.form.text.setPlainText("Password forgotten")
    capture.window.form.solved.setChecked(True)
    capture.window.submit()
    capture.settled()
    assert capture.ticket().status is Status.SOLVED
    assert capture.desk.one("SELECT seconds FROM work_time") == 90


def test_priority_and_channel_are_taken(capture: Capture) -> None:
    capture.window.form.text.setPlainText("Everything stands still")
    capture.window.form.priority.setCurrentIndex(
        capture.window.form.priority.findData(Priority.CRITICAL.value)
    )
    capture.window.form.channel._buttons.button(1).click()
    capture.window.submit()
    capture.settled()
    row = capture.ticket()
    assert (row.priority, row.manual, row.channel) == (Priority.CRITICAL, False, Channel.COUNTER)


def test_a_category_is_chosen(capture: Capture) -> None:
    assert capture.window.form.category.count() > 2
    capture.window.form.category.setCurrentIndex(1)
    capture.window.form.text.setPlainText("Question")
    capture.window.submit()
    capture.settled()
    assert capture.ticket().category == capture.window.form.category.itemText(1)


def test_nothing_at_all_is_refused_and_the_window_stays(capture: Capture) -> None:
    capture.window.submit()
    capture.settled()
    assert capture.window.isVisible()
    assert capture.window._error.isVisible()
    capture.window.form.text.setPlainText("Something")
    capture.window.submit()
    capture.settled()
    assert capture.tickets() == 1


def test_esc_keeps_what_was_typed_for_the_next_time(capture: Capture) -> None:
    type_contact(capture, "Otto")
    capture.window.form.text.setPlainText("Half a sen")
    QTest.keyClick(capture.window.form.text, Qt.Key.Key_Escape)
    capture.settled()
    assert not capture.window.isVisible()
    window = capture.again()
    assert window.form.text.toPlainText() == "Half a sen"
    assert window.form.contact.text() == "Otto"
    window.hide()
    capture.settled()


def test_a_caller_who_is_called_otherwise_by_now_is_not_chosen_again(capture: Capture) -> None:
    capture.desk.captured("Printer", contact=_EVA)
    capture.window.form.restore(CaptureDraft(contact_id=1, contact="Somebody else"))
    capture.settled()
    assert capture.window.form.draft.contact_id is None
    assert capture.window.form.contact.text() == "Somebody else"


def test_what_is_typed_is_in_the_desk_file_within_a_second(capture: Capture, qtbot: QtBot) -> None:
    capture.window.form.text.setPlainText("Printer smo")
    qtbot.waitUntil(lambda: capture.kept().text == "Printer smo", timeout=1000)
    beside = {each.suffix for each in capture.desk.path.parent.glob(f"{capture.desk.path.name}*")}
    assert beside <= {".desk", ".desk-wal", ".desk-shm"}


def test_a_half_written_enquiry_comes_back_after_a_restart_and_undo_knows_nothing_of_it(
    capture: Capture,
) -> None:
    undo, acts = capture.desk.database.next_undo(), "SELECT count(*) FROM history_entry"
    before = capture.desk.one(acts)
    type_contact(capture, "Otto")
    capture.window.form.text.setPlainText("Half a sen")
    capture.window.hide()
    capture.settled()
    assert (capture.desk.database.next_undo(), capture.desk.one(acts)) == (undo, before)
    window = capture.again()
    assert window.form.draft.text == "Half a sen"
    assert window.form.draft.contact == "Otto"
    window.hide()
    capture.settled()


def test_each_agent_has_a_half_written_enquiry_of_their_own(capture: Capture) -> None:
    capture.window.form.text.setPlainText("Kim’s words")
    capture.window.hide()
    capture.settled()
    toni = capture.desk.do(desk_service.add_agent, name="Toni", email="toni@shop.example")
    capture.operations.use_agent(toni)
    capture.window.open_for()
    assert not capture.window.form.isEnabled(), "not before Toni's own words are read"
    capture.settled()
    assert capture.window.form.isEnabled()
    assert capture.window.form.text.toPlainText() == ""
    capture.window.form.text.setPlainText("Toni’s words")
    capture.window.hide()
    capture.settled()
    capture.operations.use_agent(capture.desk.kim)
    capture.window.open_for()
    capture.settled()
    assert capture.window.form.text.toPlainText() == "Kim’s words"


def test_a_made_ticket_leaves_no_draft(capture: Capture) -> None:
    capture.window.form.text.setPlainText("Printer smokes")
    capture.window.keep()
    capture.settled()
    assert not capture.kept().is_empty
    capture.window.submit()
    capture.settled()
    assert capture.desk.one("SELECT count(*) FROM enquiry_draft") == 0


def test_enter_twice_makes_one_ticket(capture: Capture) -> None:
    capture.window.form.text.setPlainText("Printer smokes")
    capture.window.submit()
    capture.window.submit()
    capture.settled()
    assert capture.tickets() == 1


def test_writing_down_can_be_undone(capture: Capture) -> None:
    capture.window.form.text.setPlainText("Printer smokes")
    capture.window.submit()
    capture.settled()
    capture.operations.undo()
    capture.settled()
    assert capture.tickets() == 0


def test_a_draft_comes_back_as_it_was(desk: Desk) -> None:
    draft = CaptureDraft(
        contact="Jürgen", text="line\nline", channel=Channel.CHAT, priority=Priority.HIGH, seconds=9
    )
    for content in (draft.content, draft.content):
        desk.do(keep_enquiry, content)
    assert kept_draft(desk.read(kept_enquiry, agent_id=desk.kim)) == draft
    assert desk.one("SELECT count(*) FROM enquiry_draft") == 1
    desk.do(keep_enquiry, CaptureDraft().content)
    assert kept_draft(desk.read(kept_enquiry, agent_id=desk.kim)) == CaptureDraft()


def test_a_draft_of_another_version_gives_what_is_known() -> None:
    assert kept_draft({"text": "Words", "mood": "good"}) == CaptureDraft(text="Words")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Otto Neu", ContactChoice(name="Otto Neu")),
        ("otto@firma.example", ContactChoice(email="otto@firma.example")),
        ("+49 30 / 12345", ContactChoice(phone="+49 30 / 12345")),
        ("Werk 4711 Nord", ContactChoice(name="Werk 4711 Nord")),
        ("", ContactChoice()),
    ],
)
def test_what_is_typed_is_taken_for_what_it_looks_like(typed: str, expected: ContactChoice) -> None:
    assert contact_choice(CaptureDraft(contact=typed)) == expected


def test_every_priority_has_an_impact_and_urgency_that_give_it() -> None:
    for priority in Priority:
        impact, urgency = impact_and_urgency(DEFAULT_MATRIX, priority)
        assert DEFAULT_MATRIX[impact][urgency] is priority
    none = {impact: dict.fromkeys(Urgency, Priority.LOW) for impact in Impact}
    assert impact_and_urgency(none, Priority.HIGH) == (Impact.MEDIUM, Urgency.MEDIUM)


def test_a_draft_that_cannot_be_kept_is_said(
    capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_session: object, _content: object, **_how: object) -> None:
        raise UserError("No space left on the disk.")

    with monkeypatch.context() as patched:
        patched.setattr(enquiries, "keep_enquiry", full)
        capture.window.form.text.setPlainText("Words")
        capture.window.keep()
        capture.settled()
    assert "No space left" in capture.window._error.text


def test_a_failure_is_told_where_it_happened(capture: Capture) -> None:
    capture.window.form.text.setPlainText("Words")
    capture.window._failed(UserError("Something to mend"))
    assert capture.window._error.text == "Something to mend"
