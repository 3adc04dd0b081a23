"""Writing: drafts that stay, answers that leave and are recorded as they left."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.queries.answering import can_reply_to_all, own_emails
from app.rules.enums import Direction, DraftKind, SentVia, Status
from app.rules.sending import FindingKind
from app.services import desk as desk_service
from app.services import drafts, tickets
from app.settings import LeaveAs
from app.ui.tickets import draft_keeper
from app.ui.tickets.composer import Composer
from app.ui.tickets.conversation_pane import ConversationPane
from app.ui.widgets.button import Button
from tests.ui.tickets.conversation.talk import HELP, TICKET, Conversation, mail, png

_ANNA = "Anna Müller <anna@kunde.example>"


def start(talk: Conversation, kind: DraftKind = DraftKind.REPLY) -> Composer:
    """Open the composer on the ticket and wait for it."""
    pane = talk.open()
    pane.start_answer(kind)
    talk.settled()
    assert pane.composer.is_open
    return pane.composer


def write(composer: Composer, text: str) -> None:
    """Type at the cursor."""
    composer.text.setFocus()
    composer.text.insertPlainText(text)


def test_what_is_typed_is_kept_as_soon_as_the_disk_has_room_again(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A save that failed is told once and tried again by itself, without another key."""
    monkeypatch.setattr(draft_keeper, "_AGAIN_MS", 50)
    told: list[str] = []
    talk.operations.refused.connect(lambda error: told.append(str(error)))
    talk.bring(mail("1@k", "It does not print."))
    composer = start(talk)
    save = drafts.save
    tries = 0

    def full(*_arguments: object, **_fields: object) -> int:
        nonlocal tries
        tries += 1
        raise UserError("No space left on the disk.")

    monkeypatch.setattr(drafts, "save", full)
    write(composer, "Every word counts.")
    qtbot.waitUntil(lambda: tries >= 3, timeout=10_000)
    assert told == ["No space left on the disk."]
    monkeypatch.setattr(drafts, "save", save)
    qtbot.waitUntil(
        lambda: any("Every word counts." in draft.text for draft in talk.drafts()), timeout=10_000
    )


def opened_links(monkeypatch: pytest.MonkeyPatch, *, works: bool = True) -> list[QUrl]:
    """What is handed to other programs from now on."""
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return works

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


def test_a_reply_begins_with_recipient_subject_and_quote(talk: Conversation) -> None:
    talk.bring(mail("1@k", "It does not print.\nReally."))
    composer = start(talk)
    assert composer.fields.to.text() == _ANNA
    assert composer.fields.subject.text() == "Re: [#1001] Drucker druckt nicht"
    text = composer.text.toPlainText()
    assert text.startswith("\n")
    assert "> It does not print.\n> Really." in text
    assert composer.text.textCursor().position() == 0


def test_reply_to_all_reaches_everyone_but_the_desk(talk: Conversation) -> None:
    talk.bring(
        mail(
            "1@k",
            "Question",
            to=f"{HELP}, Jo <jo@kunde.example>",
            headers={"Cc": "info@shop.example, boss@kunde.example, ANNA@kunde.example"},
        )
    )
    composer = start(talk, DraftKind.REPLY_ALL)
    assert composer.fields.to.text() == _ANNA
    assert composer.fields.cc.text() == "Jo <jo@kunde.example>, boss@kunde.example"
    entry = talk.entries()[0]
    assert can_reply_to_all(entry, talk.desk.read(own_emails))


def test_turning_a_reply_into_a_reply_to_all_keeps_what_was_written(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question", to=f"{HELP}, jo@kunde.example"))
    composer = start(talk)
    write(composer, "My words")
    composer.start(DraftKind.REPLY_ALL)
    talk.settled()
    assert composer.text.toPlainText().startswith("My words")
    assert composer.fields.cc.text() == "jo@kunde.example"


def test_what_is_typed_is_kept_within_a_second(talk: Conversation, qtbot: QtBot) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Half a sen")
    qtbot.waitUntil(lambda: bool(talk.drafts()), timeout=1000)
    assert talk.drafts()[0].text.startswith("Half a sen")


def test_a_draft_comes_back_after_the_program_was_killed(talk: Conversation, qtbot: QtBot) -> None:
    talk.bring(mail("1@k", "Question"))
    write(start(talk), "Half a sentence")
    qtbot.waitUntil(lambda: bool(talk.drafts()), timeout=2000)
    again = ConversationPane(
        talk.operations, talk.preferences, talk.actions, talk.pane._theme, clock=talk.desk.clock
    )
    qtbot.addWidget(again)
    again.show()
    again.show_ticket(TICKET)
    talk.settled()
    assert again.composer.is_open
    assert again.composer.text.toPlainText().startswith("Half a sentence")
    again.show_ticket(None)
    talk.settled()


def test_going_to_another_ticket_saves_at_once_and_coming_back_goes_on(
    talk: Conversation,
) -> None:
    talk.bring(mail("1@k", "Question"), mail("2@k", "Other", subject="Other"))
    write(start(talk), "Unfinished")
    talk.open(2)
    assert not talk.pane.composer.is_open
    assert talk.drafts()[0].text.startswith("Unfinished")
    talk.open(TICKET)
    assert talk.pane.composer.text.toPlainText().startswith("Unfinished")


def test_esc_keeps_the_draft_and_an_untouched_answer_leaves_no_trace(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    QTest.keyClick(composer.text, Qt.Key.Key_Escape)
    talk.settled()
    assert not composer.is_open
    assert talk.drafts() == ()
    composer = start(talk)
    write(composer, "Something")
    QTest.keyClick(composer.text, Qt.Key.Key_Escape)
    talk.settled()
    assert len(talk.drafts()) == 1
    composer = start(talk)
    assert composer.text.toPlainText().startswith("Something")


def test_a_discarded_draft_comes_back_by_undo(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Something")
    composer.flush()
    talk.settled()
    talk.actions["composer.discard"].trigger()
    talk.settled()
    assert not composer.is_open
    assert talk.drafts() == ()
    talk.operations.undo()
    talk.settled()
    assert talk.drafts()[0].text.startswith("Something")
    assert composer.text.toPlainText().startswith("Something")


def test_an_answer_leaves_by_the_clipboard_and_is_recorded(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "The answer")
    left: list[object] = []
    talk.pane.next_ticket_requested.connect(lambda: left.append(True))
    talk.actions["composer.send"].trigger()
    talk.settled()
    assert QGuiApplication.clipboard().text().startswith("The answer")
    answer = talk.entries()[-1]
    assert (answer.direction, answer.via) == (Direction.OUT, SentVia.CLIPBOARD)
    assert answer.text.startswith("The answer")
    assert talk.row().status is Status.WAITING_CUSTOMER
    assert talk.drafts() == ()
    assert not composer.is_open
    assert left == [True]


def test_the_number_of_the_ticket_leaves_below_the_signature_for_a_clipboard_has_no_subject(
    talk: Conversation,
) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "The answer")
    composer.send()
    talk.settled()
    own, quoted = QGuiApplication.clipboard().text().split("\n>", 1)
    assert own.splitlines()[0] == "The answer"
    assert "-- \n" in own
    assert "\n[#1001]\n" in own
    assert "Question" in quoted
    assert talk.entries()[-1].text == QGuiApplication.clipboard().text(), "recorded as it left"


def test_files_that_a_clipboard_cannot_hold_are_named_when_the_text_is_copied(
    talk: Conversation, tmp_path: Path
) -> None:
    told: list[str] = []
    talk.operations.announced.connect(lambda each: told.append(each.text))
    offer = tmp_path / "offer.txt"
    offer.write_text("1 printer")
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "The offer is attached.")
    composer.files.attach_paths([str(offer)])
    talk.settled()
    composer.send()
    talk.settled()
    assert any("files do not go this way" in each for each in told)


def test_an_answer_that_did_not_leave_after_all_comes_back_by_undo(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "The answer")
    talk.actions["composer.send"].trigger()
    talk.settled()
    talk.operations.undo()
    talk.settled()
    assert len(talk.entries()) == 1
    assert composer.is_open
    assert composer.text.toPlainText().startswith("The answer")


def test_send_and_solve_solves(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    write(start(talk), "Done")
    talk.actions["composer.send_solve"].trigger()
    talk.settled()
    assert talk.row().status is Status.SOLVED


def test_a_ticket_can_stay_open_after_an_answer(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "More to come")
    composer.foot.set_then_status(Status.OPEN)
    asked: list[object] = []
    talk.pane.next_ticket_requested.connect(lambda: asked.append(True))
    composer.send()
    talk.settled()
    assert talk.row().status is Status.OPEN
    assert asked == []


def test_a_short_answer_goes_to_the_mail_program_whole(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_links(monkeypatch)
    talk.preferences.update(leave_as=LeaveAs.MAIL_PROGRAM)
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Grüße & mehr")
    composer.send()
    talk.settled()
    link = urlsplit(bytes(opened[0].toEncoded().data()).decode())
    fields = parse_qs(link.query)
    assert link.path == "anna@kunde.example"
    assert fields["subject"] == ["Re: [#1001] Drucker druckt nicht"]
    assert fields["body"][0].startswith("Grüße & mehr")
    assert talk.entries()[-1].via is SentVia.MAIL_PROGRAM


def test_blind_copies_are_not_forgotten_on_the_way_to_the_mail_program(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_links(monkeypatch)
    talk.preferences.update(leave_as=LeaveAs.MAIL_PROGRAM)
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    composer.fields.bcc.setText("Boss <boss@shop.example>")
    write(composer, "The answer")
    composer.send()
    talk.settled()
    assert parse_qs(opened[0].query())["bcc"] == ["boss@shop.example"]


def test_a_long_answer_goes_to_the_clipboard_and_says_so(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_links(monkeypatch)
    told: list[str] = []
    talk.operations.announced.connect(lambda each: told.append(each.text))
    talk.preferences.update(leave_as=LeaveAs.MAIL_PROGRAM)
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Long words. " * 300)
    composer.send()
    talk.settled()
    assert "body" not in parse_qs(opened[0].query())
    assert QGuiApplication.clipboard().text().startswith("Long words.")
    assert any("clipboard" in each for each in told)


def test_without_a_mail_program_nothing_is_recorded_and_nothing_is_lost(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_links(monkeypatch, works=False)
    talk.preferences.update(leave_as=LeaveAs.MAIL_PROGRAM)
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "The answer")
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 1
    assert composer.is_open
    assert not composer.text.isReadOnly()
    assert composer.text.toPlainText().startswith("The answer")


def test_a_saved_draft_file_is_a_whole_mail_that_threads(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "answer.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Die Antwort")
    composer.files.attach_paths((str(_file(tmp_path)),))
    talk.settled()
    composer.foot.left.emit(None)
    talk.settled()
    saved = message_from_bytes(target.read_bytes(), policy=policy.default)
    assert isinstance(saved, EmailMessage)
    assert saved["X-Unsent"] == "1"
    assert saved["In-Reply-To"] == "<1@k>"
    assert "[#1001]" in saved["Subject"]
    assert saved["To"].addresses[0].addr_spec == "anna@kunde.example"
    body = saved.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Die Antwort")
    assert [each.get_filename() for each in saved.iter_attachments()] == ["list.csv"]
    answer = talk.entries()[-1]
    assert f"<{answer.message_id_header}>" == saved["Message-ID"]
    assert answer.raw_id is not None
    talk.bring(mail("2@k", "Thanks, but no", hours_ago=0, in_reply_to=answer.message_id_header))
    assert talk.entries()[-1].text.startswith("Thanks, but no")


def _file(folder: Path) -> Path:
    path = folder / "list.csv"
    path.write_bytes(b"a;b\n1;2\n")
    return path


def test_cancelling_the_file_dialog_leaves_the_answer_as_it_was(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "The answer")
    composer.foot.left.emit(None)
    talk.settled()
    assert composer.is_open
    assert not composer.text.isReadOnly()
    assert len(talk.entries()) == 1


def test_a_forgotten_attachment_is_noticed_once(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Anbei die Rechnung.")
    composer.send()
    talk.settled()
    assert [each.kind for each in composer.findings.findings] == [FindingKind.NO_ATTACHMENT]
    assert composer.findings.isVisible()
    assert len(talk.entries()) == 1
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 2


def test_an_attachment_of_the_customer_is_none_of_ours(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Please see the attachment."))
    composer = start(talk)
    write(composer, "Hello")
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 2


@pytest.mark.parametrize("wrong", ["no address", "a@b.example, nobody"])
def test_what_is_no_address_is_named_before_anything_leaves(talk: Conversation, wrong: str) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    write(composer, "Hello")
    composer.fields.to.setText(wrong)
    composer.send()
    talk.settled()
    assert len(talk.entries()) == 1
    assert composer.fields.to.property("wrong") is True


def test_an_empty_answer_is_refused_with_a_sentence(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    composer.send()
    talk.settled()
    assert composer.hint.isVisible()
    assert len(talk.entries()) == 1


def test_a_note_stays_inside(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    talk.pane.show_ticket(TICKET)
    talk.pane.add_note()
    talk.settled()
    composer = talk.pane.composer
    assert not composer.fields.isVisible()
    write(composer, "Only for us")
    talk.actions["composer.send"].trigger()
    talk.settled()
    note = talk.entries()[-1]
    assert (note.direction, note.text) == (Direction.NOTE, "Only for us")
    talk.operations.undo()
    talk.settled()
    assert len(talk.entries()) == 1


def test_a_forwarded_mail_takes_its_files_along(talk: Conversation) -> None:
    made = mail("1@k", "See the picture")
    made.add_attachment(png(), maintype="image", subtype="png", filename="shot.png")
    talk.bring(made)
    composer = start(talk, DraftKind.FORWARD)
    talk.settled()
    assert composer.fields.to.is_empty
    assert composer.fields.subject.text() == "Fwd: [#1001] Drucker druckt nicht"
    assert [each.name for each in talk.drafts()[0].files] == ["shot.png"]


def test_files_and_pictures_come_by_paste_and_can_be_removed(
    talk: Conversation, tmp_path: Path
) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(_file(tmp_path)))])
    assert composer.text.canInsertFromMimeData(dropped)
    composer.text.insertFromMimeData(dropped)
    talk.settled()
    pasted = QMimeData()
    pasted.setImageData(QImage.fromData(png()))
    composer.text.insertFromMimeData(pasted)
    talk.settled()
    files = talk.drafts()[0].files
    assert [each.content_type for each in files] == ["text/csv", "image/png"]
    assert composer.files.chips is not None
    composer.files.chips.menu_for(files[0]).actions()[0].trigger()
    talk.settled()
    assert [each.content_type for each in talk.drafts()[0].files] == ["image/png"]


def test_a_file_that_is_gone_is_named(talk: Conversation, tmp_path: Path) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    composer.files.attach_paths((str(tmp_path / "gone.pdf"),))
    talk.settled()
    assert "gone.pdf" in composer.hint.text


def test_time_runs_while_one_writes_and_is_recorded(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    composer = start(talk)
    seconds = 100.0
    composer.clock._steady = lambda: seconds
    write(composer, "The answer")
    seconds = 145.0
    composer.send()
    talk.settled()
    assert talk.desk.one("SELECT seconds FROM work_time") == 45


def test_a_phone_ticket_is_answered_to_its_contact(talk: Conversation) -> None:
    ticket_id = talk.desk.captured("Printer")
    talk.desk.do(tickets.set_status, [ticket_id], Status.OPEN)
    talk.open(ticket_id)
    talk.pane.start_answer(DraftKind.REPLY)
    talk.settled()
    assert talk.pane.composer.fields.to.text() == "Eva Müller <eva@kunde.example>"


def test_a_draft_is_its_writers_when_somebody_else_takes_over(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    other = talk.desk.do(desk_service.add_agent, name="Toni")
    composer = start(talk)
    write(composer, "Kim's words")
    talk.operations.use_agent(other)
    talk.settled()
    assert not composer.is_open
    assert talk.drafts()[0].text.startswith("Kim's words")
    talk.operations.use_agent(talk.desk.kim)
    talk.settled()
    assert composer.text.toPlainText().startswith("Kim's words")


@pytest.mark.parametrize(("height", "told"), [(800, True), (500, False)])
def test_in_a_low_window_the_text_gets_the_lines_that_tell_the_keys(
    talk: Conversation, height: int, told: bool
) -> None:
    talk.pane.resize(620, height)
    talk.bring(mail("1@k", "It does not print."))
    composer = start(talk)
    (hint,) = (each for each in composer.foot.findChildren(QLabel) if "leaves" in each.text())
    assert hint.isVisible() is told
    (button,) = (
        each for each in composer.foot.findChildren(Button) if each.text() == "Copy and record"
    )
    assert button.toolTip() == hint.text()
