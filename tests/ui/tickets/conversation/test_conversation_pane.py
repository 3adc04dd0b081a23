"""The conversation as it is read: cards, folds, pictures, files, reasons."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.rules.enums import Direction, Status
from app.services import answers, tickets
from app.ui.ticket_picker import TicketPicker
from app.ui.tickets.attachments import AttachmentAct, AttachmentChips
from app.ui.tickets.card_state import CardAct
from app.ui.tickets.fold_button import FoldButton
from app.ui.tickets.message_body import MessageBody
from app.ui.tickets.message_card import MessageCard
from app.ui.tickets.message_content import read_html
from app.ui.tickets.preview import PreviewDialog
from app.ui.tickets.raw_view import RawView
from app.ui.tickets.why_here import WhyHere
from tests.formats.test_pdf import blank
from tests.ui.tickets.conversation.talk import HELP, NOW, TICKET, Conversation, mail, png

_HTML = """<p style="color:#000">Hello <b>there</b></p>
<script>alert(1)</script><img src="cid:logo" width="600"><img src="https://x.example/big.png"
 alt="A far picture" width="300" height="200"><img src="file:///etc/passwd">
<blockquote><p>What you wrote</p><p>before</p></blockquote>"""


def cards(talk: Conversation) -> list[MessageCard]:
    return [each for each in talk.pane.view.column.cards if isinstance(each, MessageCard)]


def shown_text(card: MessageCard) -> str:
    bodies = card.findChildren(MessageBody)
    return "\n".join(each.toPlainText() for each in bodies if each.isVisible())


def opened_links(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What is handed to other programs from now on."""
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


def test_cards_stand_in_order_of_time_and_the_newest_is_in_view(talk: Conversation) -> None:
    talk.bring(
        mail("1@k", "First\n" * 60, hours_ago=3),
        mail("2@k", "Second\n" * 60, hours_ago=2, in_reply_to="1@k"),
        mail("3@k", "The newest", hours_ago=1, in_reply_to="2@k"),
    )
    pane = talk.open()
    newest = cards(talk)[-1]
    assert "The newest" in shown_text(newest)
    assert newest.visibleRegion().boundingRect().height() == newest.height()
    tops = [each.y() for each in pane.view.column.cards]
    assert tops == sorted(tops)


def test_quotes_and_signatures_are_folded_but_never_cut(talk: Conversation) -> None:
    text = "My own words\n\n> quoted one\n> quoted two\n\nBetween\n\n> more\n\n-- \nAnna\n"
    talk.bring(mail("1@k", text))
    talk.open()
    (card,) = cards(talk)
    assert "My own words" in shown_text(card)
    assert "Between" in shown_text(card), "an inline answer stays visible"
    assert "quoted one" not in shown_text(card)
    for fold in card.findChildren(FoldButton):
        fold.click()
    unfolded = shown_text(card)
    assert all(word in unfolded for word in ("quoted one", "quoted two", "more", "Anna"))


def test_unfolding_makes_the_card_higher_and_moves_nothing_above(talk: Conversation) -> None:
    talk.bring(
        mail("1@k", "Short", hours_ago=2),
        mail("2@k", "Answer\n\n" + "> quoted\n" * 9, hours_ago=1, in_reply_to="1@k"),
    )
    talk.open()
    first, second = cards(talk)
    top, height = first.y(), second.height()
    second.findChildren(FoldButton)[0].click()
    talk.settled()
    assert second.height() > height
    assert first.y() == top


def test_an_automatic_mail_is_one_line_until_it_is_opened(talk: Conversation) -> None:
    talk.bring(
        mail("1@k", "Question", hours_ago=3),
        mail(
            "2@k",
            "I am away.",
            hours_ago=2,
            in_reply_to="1@k",
            headers={"Auto-Submitted": "auto-replied"},
        ),
    )
    talk.open()
    automatic = cards(talk)[-1]
    assert automatic.entry.automatic
    assert "away" not in shown_text(automatic)
    low = automatic.height()
    QTest.mouseClick(automatic, Qt.MouseButton.LeftButton, pos=QPoint(automatic.width() // 2, 8))
    talk.settled()
    assert "away" in shown_text(automatic)
    assert automatic.height() > low


def html_mail() -> EmailMessage:
    made = mail("1@k", "Hello there")
    made.add_alternative(_HTML, subtype="html")
    formatted = made.get_body(("html",))
    assert isinstance(formatted, EmailMessage)
    formatted.add_related(png(), "image", "png", cid="<logo>", filename="logo.png")
    return made


def test_formatted_mail_is_shown_without_anything_from_outside(talk: Conversation) -> None:
    talk.bring(html_mail())
    talk.open()
    (card,) = cards(talk)
    (body,) = card.findChildren(MessageBody)
    assert "Hello there" in body.toPlainText()
    assert "alert" not in body.toHtml()
    assert "[A far picture]" in body.toPlainText(), "words stand in for what is not loaded"
    html = talk.desk.read(read_html, card.entry.id)
    assert html is not None
    assert html.missing_pictures == ("https://x.example/big.png",)
    assert html.pictures["cid:logo"] == png()


def test_a_view_asked_for_a_file_or_the_network_answers_with_nothing(
    talk: Conversation, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    talk.bring(html_mail())
    talk.open()
    body = cards(talk)[0].findChildren(MessageBody)[0]
    for address in (f"file://{secret}", "https://x.example/big.png", "qrc:/a.png", "//x/a.png"):
        image = body.loadResource(2, QUrl(address))
        assert (image.width(), image.height()) == (1, 1)  # type: ignore[attr-defined]


def test_formatted_and_plain_are_one_click_apart(talk: Conversation) -> None:
    talk.bring(html_mail())
    talk.open()
    card = cards(talk)[0]
    card.acted.emit(CardAct.FORMAT, card.entry)
    talk.settled()
    assert not card.state.as_html
    assert "Hello there" in shown_text(card)
    card.acted.emit(CardAct.FORMAT, card.entry)
    talk.settled()
    assert card.state.as_html


def test_who_prefers_plain_text_gets_it_at_once(talk: Conversation) -> None:
    talk.preferences.update(plain_text_mails=True)
    talk.bring(html_mail())
    talk.open()
    assert not cards(talk)[0].state.as_html


def test_the_quote_of_a_formatted_mail_is_folded(talk: Conversation) -> None:
    talk.bring(html_mail())
    talk.open()
    card = cards(talk)[0]
    (fold,) = card.findChildren(FoldButton)
    height = card.height()
    fold.click()
    talk.settled()
    assert card.height() > height


def test_allowing_pictures_of_a_sender_is_remembered(talk: Conversation) -> None:
    talk.bring(html_mail())
    talk.open()
    entry = cards(talk)[0].entry
    talk.pane._acts.act(CardAct.PICTURES_ALWAYS, entry)
    talk.settled()
    assert talk.desk.one("SELECT show_pictures FROM contact") == 1


def with_files() -> EmailMessage:
    made = mail("1@k", "See the files")
    made.add_attachment(png(), maintype="image", subtype="png", filename="shot.png")
    made.add_attachment(b"hello", maintype="text", subtype="plain", filename="../log.txt")
    made.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="run.exe")
    return made


def test_files_are_chips_and_pictures_are_seen(talk: Conversation) -> None:
    talk.bring(with_files())
    talk.open()
    (card,) = cards(talk)
    (chips,) = card.findChildren(AttachmentChips)
    assert len(chips._buttons) == 3
    picture = next(each for each in card.entry.attachments if each.name == "shot.png")
    assert not card.state.thumbnails[picture.id].isNull()


def test_all_files_are_saved_under_safe_names_and_none_is_overwritten(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.bring(with_files())
    talk.open()
    target = tmp_path / "saved"
    target.mkdir()
    (target / "shot.png").write_bytes(b"mine")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(target))
    entry = cards(talk)[0].entry
    talk.pane._file_acted(AttachmentAct.SAVE_ALL, entry.attachments[0], entry)
    talk.settled()
    assert (target / "shot.png").read_bytes() == b"mine"
    assert (target / "shot (2).png").read_bytes() == png()
    assert (target / "_log.txt").read_bytes() == b"hello"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name == "log.txt") == []


def test_only_files_that_are_there_are_called_saved(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    talk.operations.announced.connect(lambda each: told.append(each.text))
    talk.operations.refused.connect(lambda error: told.append(str(error)))
    talk.bring(with_files())
    talk.open()
    entry = cards(talk)[0].entry
    for place in (tmp_path / "gone", tmp_path):
        monkeypatch.setattr(
            QFileDialog, "getExistingDirectory", lambda *_a, to=place, **_k: str(to)
        )
        talk.pane._file_acted(AttachmentAct.SAVE_ALL, entry.attachments[0], entry)
        talk.settled()
    count = len(entry.attachments)
    assert all("could not be saved" in each for each in told[:count])
    assert told[count:] == [f"Saved {count} files"]


def test_the_first_page_of_a_pdf_is_seen_and_a_broken_one_says_so(talk: Conversation) -> None:
    made = mail("1@k", "See the invoices")
    for name, content in (("good.pdf", blank(pages=3)), ("bad.PDF", b"%PDF-1.7 torn")):
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    talk.bring(made)
    talk.open()
    entry = cards(talk)[0].entry
    shown: dict[str, list[str]] = {}
    for file in entry.attachments:
        talk.pane._file_acted(AttachmentAct.PREVIEW, file, entry)
        talk.settled()
        (dialog,) = talk.pane.findChildren(PreviewDialog)
        shown[file.name] = [each.text() for each in dialog.findChildren(QLabel)]
        pictures = [each for each in dialog.findChildren(QLabel) if not each.pixmap().isNull()]
        assert len(pictures) == (file.name == "good.pdf")
        dialog.accept()
        talk.settled()
    assert "The first of 3 pages" in shown["good.pdf"]
    assert any("damaged" in text for text in shown["bad.PDF"])


def test_what_may_run_is_not_opened(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = opened_links(monkeypatch)
    refusals: list[UserError] = []
    talk.operations.refused.connect(refusals.append)
    talk.bring(with_files())
    talk.open()
    entry = cards(talk)[0].entry
    by_name = {each.name: each for each in entry.attachments}
    talk.pane._file_acted(AttachmentAct.OPEN, by_name["run.exe"], entry)
    talk.settled()
    assert not opened
    assert "run.exe" in str(refusals[0])
    talk.pane._file_acted(AttachmentAct.OPEN, by_name["shot.png"], entry)
    talk.settled()
    copy = Path(opened[0].toLocalFile())
    assert copy.read_bytes() == png()
    assert copy.parent.stat().st_mode & 0o077 == 0


def test_a_link_is_shown_before_it_is_followed(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_links(monkeypatch)
    talk.bring(mail("1@k", "Look at https://kunde.example/a?b=1."))
    talk.open()
    body = cards(talk)[0].findChildren(MessageBody)[0]
    body.highlighted.emit(QUrl("https://kunde.example/a?b=1"))
    shown = [each.text() for each in talk.pane.view.findChildren(QLabel) if each.isVisible()]
    assert any("kunde.example/a?b=1" in each for each in shown)
    body.anchorClicked.emit(QUrl("https://kunde.example/a?b=1"))
    body.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert [each.toString() for each in opened] == ["https://kunde.example/a?b=1"]


def test_a_new_message_joins_without_moving_what_is_read(talk: Conversation) -> None:
    talk.bring(mail("1@k", "line\n" * 200, hours_ago=2))
    pane = talk.open()
    pane.view.column.verticalScrollBar().setValue(300)
    talk.desk.do(answers.add_note, TICKET, text="A note")
    pane._read(limit=None)
    talk.settled()
    assert [each.direction for each in pane.view.entries] == [Direction.IN, Direction.NOTE]


def test_a_change_elsewhere_shows_by_itself(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    pane = talk.open()
    talk.operations.run(answers.add_note, TICKET, text="From elsewhere", now=NOW, label="Note")
    talk.settled()
    assert pane.view.entries[-1].text == "From elsewhere"


def test_notes_are_reworded_and_deleted_and_both_can_be_undone(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    talk.desk.do(answers.add_note, TICKET, text="First words")
    pane = talk.open()
    note = pane.view.entries[-1]
    pane._acts._change_note(note, "Better words")
    talk.settled()
    assert pane.view.entries[-1].text == "Better words"
    pane._acts.act(CardAct.DELETE, note)
    talk.settled()
    assert len(pane.view.entries) == 1
    talk.operations.undo()
    talk.operations.undo()
    talk.settled()
    assert pane.view.entries[-1].text == "First words"


def test_splitting_asks_for_messages_and_opens_their_ticket(talk: Conversation) -> None:
    talk.bring(
        mail("1@k", "One", hours_ago=3),
        mail("2@k", "Two", hours_ago=2, in_reply_to="1@k"),
    )
    pane = talk.open()
    asked: list[int] = []
    pane.ticket_requested.connect(asked.append)
    talk.actions["ticket.split"].trigger()
    cards(talk)[-1]._pressed()
    assert pane.view.chosen == (pane.view.entries[-1].id,)
    pane.rethreading.bar.split_wanted.emit()
    talk.settled()
    assert asked == [2]
    assert [each.text.strip() for each in talk.entries(2)] == ["Two"]
    talk.operations.undo()
    talk.settled()
    assert len(talk.entries()) == 2


def test_the_source_can_be_read_and_copied(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question", headers={"X-Odd": "yes"}))
    pane = talk.open()
    talk.actions["ticket.source"].trigger()
    talk.settled()
    (window,) = pane.findChildren(RawView)
    assert "X-Odd: yes" in window.text.toPlainText()
    window._copy()
    assert "X-Odd: yes" in QGuiApplication.clipboard().text()
    window.close()


def test_a_thank_you_on_a_solved_ticket_says_that_it_stays_solved(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question", hours_ago=5))
    talk.desk.do(tickets.set_status, [TICKET], Status.SOLVED)
    talk.bring(mail("2@k", "Vielen Dank!", hours_ago=1, in_reply_to="1@k"))
    pane = talk.open()
    assert talk.row().thanked
    assert pane.hint.isVisible()
    assert talk.actions.key_text("ticket.reopen") in pane.hint.text


def test_five_thousand_messages_make_a_handful_of_cards(talk: Conversation) -> None:
    talk.bring(mail("1@k", "Question"))
    for start in range(0, 5000, 500):
        talk.desk.do(_many_notes, start)
    pane = talk.open()
    assert len(pane.view.entries) == 5001
    assert len(pane.view.column.cards) < 40
    bar = pane.view.column.verticalScrollBar()
    for value in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        assert 0 < len(pane.view.column.cards) < 40


def _many_notes(session: object, start: int) -> None:
    for number in range(start, start + 500):
        answers.add_note(
            session,  # type: ignore[arg-type]
            TICKET,
            text=f"Note {number}",
            agent_id=1,
            now=NOW,
        )


def test_a_mail_from_which_nothing_can_be_read_is_shown_as_it_arrived(
    talk: Conversation,
) -> None:
    folder = talk.folder / "odd"
    folder.mkdir()
    (folder / "odd.eml").write_bytes(
        b"From: Anna <anna@kunde.example>\r\nTo: " + HELP.encode() + b"\r\nSubject: Odd\r\n"
        b"Message-ID: <odd@k>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=x-none\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n\x00\x01=!!\r\n"
    )
    talk.bring_folder(folder)
    talk.open()
    (card,) = cards(talk)
    if card.entry.text.strip():
        assert card.state.raw_text is None
    else:
        assert card.state.raw_text is not None
        assert "Content-Type" in shown_text(card)


def test_why_a_mail_is_here_is_said_with_its_headers_and_it_can_be_moved(
    talk: Conversation, qtbot: QtBot
) -> None:
    talk.bring(
        mail("1@k", "One", hours_ago=3),
        mail("2@k", "Two", hours_ago=2, in_reply_to="1@k"),
        mail("3@k", "Other matter", subject="Other"),
    )
    pane = talk.open()
    asked: list[int] = []
    pane.ticket_requested.connect(asked.append)
    talk.actions["ticket.why"].trigger()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, WhyHere)
    said = " ".join(each.text() for each in popover.findChildren(QLabel))
    assert "In-Reply-To" in said
    popover.move_wanted.emit()
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, TicketPicker)
    talk.settled()
    picker.picked.emit(talk.row(2))
    picker.close()
    popover.close()
    talk.settled()
    assert asked == [2]
    assert sorted(each.text.strip() for each in talk.entries(2)) == ["Other matter", "Two"]
    talk.operations.undo()
    talk.settled()
    assert len(talk.entries(TICKET)) == 2


@pytest.mark.mails
def test_real_mails_become_cards_without_a_warning(
    talk: Conversation, real_mails: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    chosen = sorted((real_mails / "hard-ham-1").glob("*.txt"))[::4]
    chosen += sorted((real_mails / "spam-2").glob("*.txt"))[::40]
    for place, path in enumerate(chosen):
        (folder / f"{place}.eml").write_bytes(path.read_bytes())
    talk.bring_folder(folder)
    ids = [row[0] for row in talk.desk.rows("SELECT id FROM ticket WHERE message_count > 0")]
    assert len(ids) > 80
    for ticket_id in ids:
        pane = talk.open(ticket_id)
        assert pane.view.column.cards
