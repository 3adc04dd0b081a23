"""A ticket on paper and as a PDF."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.errors import UserError
from app.services import answers
from app.ui.tickets.printing import printed, save_pdf
from tests.ui.tickets.conversation.talk import TICKET, Conversation, mail

_MAIL = "My words\n\n> quoted words\n> and more\n"


def test_quotes_are_left_out_unless_they_are_wanted(talk: Conversation) -> None:
    talk.bring(mail("1@k", _MAIL))
    row, entries = talk.row(), talk.entries()
    short = printed(row, entries, quotes=False, printed_on="today")
    texts = [block.text for block in short.messages[0].blocks]
    assert texts == ["My words", "[…]"]
    whole = printed(row, entries, quotes=True, printed_on="today")
    assert "quoted words" in whole.messages[0].blocks[1].text


def test_a_pdf_holds_pages_and_the_name_of_the_ticket(talk: Conversation, tmp_path: Path) -> None:
    talk.bring(mail("1@k", "line\n" * 400))
    talk.desk.do(answers.add_note, TICKET, text="A note")
    path = tmp_path / "ticket.pdf"
    save_pdf(printed(talk.row(), talk.entries(), quotes=True, printed_on="today"), path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") > 3
    title = "#1001".encode("utf-16-be")
    assert title in content


def test_a_folder_that_cannot_be_written_is_said(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no folder" / "ticket.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    refused: list[UserError] = []
    talk.operations.refused.connect(refused.append)
    talk.bring(mail("1@k", _MAIL))
    pane = talk.open()
    menu = pane.printing.menu(talk.row())
    next(each for each in menu.actions() if "DF" in each.text()).trigger()
    talk.settled()
    assert "ticket.pdf" in str(refused[0])
    menu.deleteLater()
