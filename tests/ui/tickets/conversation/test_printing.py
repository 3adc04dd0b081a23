"""A ticket on paper, as a PDF, as mails."""

import zipfile
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog

from app.errors import UserError
from app.services import answers
from app.templating.ticket_print import ticket_html
from app.ui.operations import Announcement
from app.ui.tickets.out_choice import OutAs, Printing
from app.ui.tickets.out_dialog import OutDialog
from app.ui.tickets.printing import printed, save_pdf
from app.ui.widgets.elided_label import ElidedLabel
from tests.ui.tickets.conversation.talk import TICKET, Conversation, mail

_MAIL = "My words\n\n> quoted words\n> and more\n"


def test_quotes_are_left_out_unless_they_are_wanted(talk: Conversation) -> None:
    talk.bring(mail("1@k", _MAIL))
    row, entries = talk.row(), talk.entries()
    short = printed(row, entries, Printing(), printed_on="today")
    texts = [block.text for block in short.messages[0].blocks]
    assert texts == ["My words", "[…]"]
    whole = printed(row, entries, Printing(quotes=True), printed_on="today")
    assert "quoted words" in whole.messages[0].blocks[1].text


def test_notes_stay_inside_unless_they_are_wanted(talk: Conversation) -> None:
    talk.bring(mail("1@k", _MAIL))
    talk.desk.do(answers.add_note, TICKET, text="Between us")
    row, entries = talk.row(), talk.entries()
    outside = printed(row, entries, Printing(quotes=True), printed_on="today")
    assert "Between us" not in ticket_html(outside)
    assert ("Messages", "1") in outside.facts
    inside = printed(row, entries, Printing(notes=True), printed_on="today")
    assert inside.messages[1].head == "Internal note: Kim Okafor"
    assert "Between us" in ticket_html(inside)


def test_a_pdf_holds_pages_their_numbers_and_the_name_of_the_ticket(
    talk: Conversation, tmp_path: Path
) -> None:
    talk.bring(mail("1@k", "line\n" * 400))
    talk.desk.do(answers.add_note, TICKET, text="A note")
    path = tmp_path / "ticket.pdf"
    save_pdf(printed(talk.row(), talk.entries(), Printing(notes=True), printed_on="today"), path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") > 3
    title = "#1001".encode("utf-16-be")
    assert title in content
    words = _words_of(path)
    assert f"Page 1 of {len(words)}" in words[0]
    assert "#1001 Drucker druckt nicht" in words[-1]
    assert "Internal note" in words[-1]
    assert sum("".join(page.split()).count("line") for page in words) == 400


def test_no_page_ends_with_the_head_of_a_message(talk: Conversation, tmp_path: Path) -> None:
    talk.bring(mail("0@k", "first"))
    for place in range(1, 30):
        lines = "\n".join(f"words {line}" for line in range(2 + place * 7 % 23))
        talk.bring(mail(f"{place}@k", lines, in_reply_to="0@k", hours_ago=0.9 - place / 100))
    path = tmp_path / "ticket.pdf"
    save_pdf(printed(talk.row(), talk.entries(), Printing(), printed_on="today"), path)
    pages = _words_of(path)
    assert len(pages) > 6
    for page in pages[:-1]:
        *_body, last, _foot = [each for each in page.splitlines() if each.strip()]
        assert "words" in last


def _words_of(path: Path) -> list[str]:
    with closing(pypdfium2.PdfDocument(path)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def out_dialog(talk: Conversation, action: str) -> OutDialog:
    """Trigger an action of the open ticket and wait for what it asks."""
    talk.actions[action].trigger()
    talk.settled()
    return talk.pane.findChildren(OutDialog)[-1]


@pytest.mark.parametrize(
    ("action", "kind"),
    [("ticket.print", OutAs.PAPER), ("ticket.pdf", OutAs.PDF), ("ticket.mails", OutAs.ZIP)],
)
def test_each_way_out_is_marked_by_its_action(talk: Conversation, action: str, kind: OutAs) -> None:
    talk.bring(mail("1@k", _MAIL))
    talk.open()
    dialog = out_dialog(talk, action)
    assert dialog.kind is kind
    assert not dialog.wanted.notes
    dialog.reject()


def test_a_folder_that_cannot_be_written_is_said(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no folder" / "ticket.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    refused: list[UserError] = []
    talk.operations.refused.connect(refused.append)
    talk.bring(mail("1@k", _MAIL))
    talk.open()
    out_dialog(talk, "ticket.pdf").accept()
    talk.settled()
    assert "ticket.pdf" in str(refused[0])
    refused.clear()
    dialog = out_dialog(talk, "ticket.mails")
    dialog.accept()
    talk.settled()
    assert "ticket.pdf.zip" in str(refused[0])


def test_a_saved_pdf_is_noted_in_the_access_log(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ticket.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    talk.bring(mail("1@k", _MAIL))
    talk.open()
    out_dialog(talk, "ticket.pdf").accept()
    talk.settled()
    assert target.read_bytes().startswith(b"%PDF-")
    assert talk.desk.rows("SELECT kind, count FROM access_log") == [("exported", 1)]


def test_a_ticket_becomes_a_zip_or_a_folder_of_mails(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.bring(mail("1@k", _MAIL))
    talk.desk.do(answers.add_note, TICKET, text="Between us")
    talk.open()
    target = tmp_path / "out.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    told: list[Announcement] = []
    talk.operations.announced.connect(told.append)
    out_dialog(talk, "ticket.mails").accept()
    talk.settled()
    with zipfile.ZipFile(target) as file:
        assert len(file.namelist()) == 1
    dialog = out_dialog(talk, "ticket.mails")
    dialog.choose(OutAs.FOLDER)
    dialog.findChildren(QCheckBox)[1].setChecked(True)
    dialog.accept()
    talk.settled()
    folder = tmp_path / "#1001 Drucker druckt nicht"
    assert len(list(folder.glob("*.eml"))) == 2
    assert [each.text for each in told] == [
        "Saved 1 mail to out.zip",
        "Saved 2 mails to #1001 Drucker druckt nicht",
    ]
    noted = talk.desk.rows("SELECT kind, contact_id, count FROM access_log ORDER BY id")
    assert noted == [("exported", talk.row().contact_id, 1)] * 2


def test_a_subject_is_no_markup_and_no_reason_for_a_wide_dialog(talk: Conversation) -> None:
    talk.bring(mail("1@k", _MAIL, subject="<b>" + "x" * 300 + "</b>"))
    talk.open()
    dialog = out_dialog(talk, "ticket.pdf")
    title = dialog.findChildren(ElidedLabel)[0]
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert dialog.width() < 700
    dialog.reject()
