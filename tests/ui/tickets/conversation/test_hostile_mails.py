"""Mails that mean harm, in the widgets that show them: nothing asks the net, nothing misleads."""

import socket
import unicodedata
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton, QWidget

from app.settings import Density, Scheme
from app.ui.theme import Theme
from app.ui.tickets.attachments import AttachmentChips
from app.ui.tickets.card_state import CardAct
from app.ui.tickets.message_body import MessageBody
from app.ui.tickets.message_card import MessageCard
from app.ui.tickets.out_choice import Printing
from app.ui.tickets.printing import printed, printed_on, save_pdf
from app.ui.tickets.raw_view import RawView
from tests.ui.read_as_html import TAG, read_as_html
from tests.ui.tickets.conversation.talk import HELP, NOW, Conversation, mail

NAMES = (
    "../../../escaped.txt",
    "..\\..\\escaped.txt",
    "/etc/escaped",
    "C:\\Windows\\escaped.bat",
    "CON",
    "invoice\u202efdp.exe",
    "\u200b\u2066hidden\u2069.pdf",
    "a" * 4_000 + ".pdf",
    "two\u2028lines.txt",
    "\x1b[31mred.txt",
    "<b>bold</b>&amp;.txt",
    " ",
)


class Trap:
    """Listens on the loopback; ``address`` is what a mail would have somebody ask."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def sprung(self) -> bool:
        """Whether anybody has come since it was asked last."""
        try:
            came, _from = self._socket.accept()
        except BlockingIOError:
            return False
        came.close()
        return True

    def close(self) -> None:
        """Listen no longer."""
        self._socket.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


def phoning_home(home: str) -> str:
    """HTML with every way to ask for something that browsers know."""
    return f"""<html><head><base href="{home}/base/">
<meta http-equiv="refresh" content="0;url={home}/refresh">
<meta http-equiv="Content-Security-Policy" content="report-uri {home}/report">
<link rel="stylesheet" href="{home}/a.css"><link rel="prefetch" href="{home}/next">
<link rel="dns-prefetch" href="{home}"><link rel="icon" href="{home}/icon.ico">
<style>@import url("{home}/b.css"); @font-face {{ font-family: x; src: url({home}/f.woff) }}
body {{ background: url({home}/style.png); list-style-image: url({home}/dot.png) }}</style>
<script src="{home}/a.js"></script></head>
<body background="{home}/body.png" onload="location='{home}/load'">
<p style="background-image: url('{home}/p.png'); border-image: url({home}/q.png)">Dear desk,</p>
<img src="{home}/pixel.png" width="1" height="1"><img src="relative.png">
<img srcset="{home}/one.png 1x, {home}/two.png 2x"><img src="//{home.split("//")[1]}/three.png">
<picture><source srcset="{home}/four.png"></picture><input type="image" src="{home}/five.png">
<table background="{home}/table.png"><tr><td background="{home}/cell.png">cell</td></tr></table>
<iframe src="{home}/frame"></iframe><frame src="{home}/frame2"><embed src="{home}/embed">
<object data="{home}/object"><param name="src" value="{home}/param"></object>
<video src="{home}/v.mp4" poster="{home}/poster.png"></video><audio src="{home}/a.mp3" autoplay>
</audio><svg><image href="{home}/svg.png"/><use href="{home}/use.svg#a"/></svg>
<a href="{home}/link" ping="{home}/ping">a link</a>
<form action="{home}/form"><button autofocus onfocus="this.form.submit()">x</button></form>
<img src="file:///etc/hostname"><p>Thank you</p></body></html>"""


def hostile_mail(trap: Trap) -> EmailMessage:
    made = mail("1@k", "Dear desk,\n\nThank you")
    made.add_alternative(phoning_home(trap.address), subtype="html")
    return made


def card_of(talk: Conversation) -> MessageCard:
    (card,) = (each for each in talk.pane.view.column.cards if isinstance(each, MessageCard))
    return card


def test_a_trap_notices_who_comes(trap: Trap) -> None:
    assert not trap.sprung
    port = int(trap.address.rpartition(":")[2])
    socket.create_connection(("127.0.0.1", port)).close()
    assert trap.sprung
    assert not trap.sprung


def test_html_that_phones_home_asks_nobody_however_it_is_looked_at(
    talk: Conversation, theme: Theme, trap: Trap, tmp_path: Path
) -> None:
    talk.bring(hostile_mail(trap))
    talk.open()
    card = card_of(talk)
    assert card.state.as_html
    (body,) = card.findChildren(MessageBody)
    assert "Dear desk," in body.toPlainText()
    assert "Thank you" in body.toPlainText()
    for _way in ("plain", "formatted"):
        card.acted.emit(CardAct.FORMAT, card.entry)
        talk.settled()
    theme.set(scheme=Scheme.DARK, text_size=100, density=Density.NORMAL)
    talk.settled()
    talk.pane.grab()
    RawView(card.entry, talk.operations, theme, talk.pane).show()
    talk.settled()
    wanted = Printing(quotes=True, notes=True)
    page = printed(talk.row(), talk.entries(), wanted, printed_on=printed_on(NOW))
    save_pdf(page, tmp_path / "ticket.pdf")
    assert not trap.sprung


def test_no_part_of_a_card_knows_an_address_that_it_could_ask(
    talk: Conversation, trap: Trap
) -> None:
    talk.bring(hostile_mail(trap))
    talk.open()
    (body,) = card_of(talk).findChildren(MessageBody)
    html = body.toHtml()
    assert html.count(trap.address) == html.count(f'<a href="{trap.address}/link"')
    kinds = QTextDocument.ResourceType
    for kind in (kinds.HtmlResource, kinds.StyleSheetResource, kinds.MarkdownResource):
        assert bytes(body.loadResource(kind.value, trap.address)) == b""  # type: ignore[call-overload]
    assert not trap.sprung


def with_hostile_names() -> EmailMessage:
    made = mail("1@k", "See the files")
    for number, name in enumerate(NAMES):
        content = f"file {number}".encode()
        made.add_attachment(content, maintype="application", subtype="x-any", filename=name)
    return made


def test_names_of_files_are_shown_in_one_line_without_marks_that_mislead(
    talk: Conversation,
) -> None:
    talk.bring(with_hostile_names())
    talk.open()
    (chips,) = card_of(talk).findChildren(AttachmentChips)
    buttons = list(chips._buttons.values())
    assert len(buttons) == len(NAMES)
    for button in buttons:
        tip = button.toolTip().replace("\n", " ", 1)
        for text in (tip, button.text(), button.accessibleName()):
            assert not [each for each in text if unicodedata.category(each)[0] == "C"], ascii(text)
            assert "\u2028" not in text
            assert 0 < len(text) < 300
    disguised = buttons[NAMES.index("invoice\u202efdp.exe")]
    assert disguised.toolTip().startswith("invoicefdp.exe\n")
    assert buttons[-1].text().startswith("Without a name")


def button_of(widget: QWidget, text: str) -> QToolButton:
    return next(each for each in widget.findChildren(QToolButton) if each.text().startswith(text))


def test_files_of_any_name_are_saved_inside_the_folder_that_was_chosen(
    talk: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "far" / "down" / "here"
    target.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    talk.bring(with_hostile_names())
    talk.open()
    brought = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(target))
    button_of(card_of(talk), "Save all").click()
    talk.settled()
    saved = {path for path in tmp_path.rglob("*") if path not in brought}
    assert {path.parent for path in saved} == {target}
    assert sorted(path.read_text() for path in saved) == sorted(
        f"file {number}" for number in range(len(NAMES))
    )
    assert before == [path for path in brought if path in before]
    assert not list(Path("/etc").glob("escaped*"))


def test_a_file_is_offered_under_a_harmless_name_in_the_own_folder(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []

    def ask(_parent: QWidget, _title: str, proposed: str) -> tuple[str, str]:
        offered.append(Path(proposed))
        return "", ""

    opened: list[object] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    talk.bring(with_hostile_names())
    talk.open()
    (chips,) = card_of(talk).findChildren(AttachmentChips)
    for file in card_of(talk).entry.attachments:
        menu = chips.menu_for(file)
        next(each for each in menu.actions() if "Save" in each.text()).trigger()
    assert len(offered) == len(NAMES)
    assert {each.parent for each in offered} == {Path.home()}
    assert all(len(each.name) < 150 and each.name not in ("CON", "..") for each in offered)
    assert opened == []


def test_nothing_a_mail_says_is_read_as_html_outside_of_its_body(talk: Conversation) -> None:
    made = mail("1@k", f"{TAG} in the text", subject=f"{TAG} help")
    made.replace_header("From", formataddr((f"{TAG}Eva", "eva@kunde.example")))
    made.replace_header("To", formataddr((TAG, HELP)))
    made.add_attachment(b"x", maintype="application", subtype="x-any", filename=f"{TAG}.pdf")
    talk.bring(made)
    talk.open()
    assert any(TAG in label.text() for label in talk.pane.findChildren(QLabel))
    assert [*read_as_html(talk.pane)] == []
