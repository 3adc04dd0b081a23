"""Texts of mails made fit to be shown: links, colours, tables, quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QTextDocument
from pytestqt.qtbot import QtBot

from app.ui.tickets.folded_document import find_quote, show_quote
from app.ui.tickets.layout_tables import dissolve_layout_tables
from app.ui.tickets.mail_colours import fitted_colours
from app.ui.tickets.message_content import MessageHtml, flowing
from app.ui.tickets.message_text import PartKind, _parts
from app.ui.tickets.plain_text import plain_html
from app.ui.tickets.remote_pictures import is_fetchable

_WHITE, _DARK = QColor("#FFFFFF"), QColor("#1D2023")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("see https://a.example/x?y=1.", "https://a.example/x?y=1"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://a.example/x_(y) is", "https://a.example/x_(y)"),
        ("www.a.example, or", "https://www.a.example"),
        ("to anna@kunde.example!", "mailto:anna@kunde.example"),
        ("„https://a.example“", "https://a.example"),
    ],
)
def test_addresses_become_links_without_the_marks_around_them(text: str, target: str) -> None:
    assert f'href="{target}"' in plain_html(text)


def test_nothing_in_a_plain_text_becomes_markup() -> None:
    html = plain_html('<b>&amp; <a href="x">')
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;amp; &lt;a href=" in html


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_a_plain_text_reads_the_same_as_html(text: str) -> None:
    document = QTextDocument()
    document.setHtml(plain_html(text))
    spaces = str.maketrans(dict.fromkeys(map(ord, "\xa0\u2028\u2029"), " "))
    assert document.toPlainText().translate(spaces) == text.translate(spaces)


@given(st.text(alphabet=st.sampled_from("ab >:-\n"), max_size=300))
def test_parts_hold_every_line_with_words(text: str) -> None:
    parts = _parts(text)
    kept = [line for part in parts for line in part.text.splitlines() if line.strip()]
    assert kept == [line for line in text.splitlines() if line.strip()]


def test_a_very_long_text_is_begun_and_nothing_is_lost() -> None:
    text = "\n".join(f"line {number}" for number in range(2000))
    first, rest = _parts(text)
    assert (first.kind, rest.kind) == (PartKind.TEXT, PartKind.REST)
    assert first.text + rest.text == text


def test_dark_paper_takes_backgrounds_and_dark_inks_away() -> None:
    html = (
        '<td bgcolor="#ffffff"><font color="#000080">a</font>'
        '<span style="color:#111; background-color:white; font-weight:bold">b</span>'
        '<span style="color: #ffcc00">c</span></td>'
    )
    fitted = fitted_colours(html, _DARK)
    assert "bgcolor" not in fitted
    assert "000080" not in fitted
    assert "#111" not in fitted
    assert "white" not in fitted
    assert "font-weight:bold" in fitted
    assert "#ffcc00" in fitted


def test_light_paper_keeps_colours_and_mends_how_they_are_written() -> None:
    html = '<td bgcolor="EEEEFF"><font color="848383">a</font><font color="no colour">b</font></td>'
    fitted = fitted_colours(html, _WHITE)
    assert 'bgcolor="#eeeeff"' in fitted
    assert 'color="#848383"' in fitted
    assert "no colour" not in fitted


def test_tables_for_looks_are_dissolved_and_figures_stay() -> None:
    figures = "<table><tr><td>Item</td><td>1</td></tr><tr><td>Sum</td><td>2</td></tr></table>"
    html = f"<table><tr><td><p>Hello</p></td></tr><tr><td>{figures}</td></tr></table>"
    shown = dissolve_layout_tables(html)
    assert shown.count("<table") == 1
    assert figures in shown
    assert "<p>Hello</p>" in shown


def test_a_row_of_words_stays_a_line() -> None:
    html = "<table><tr><td>Home</td><td> </td><td>Shop</td></tr></table>"
    assert dissolve_layout_tables(html) == "<div>Home &#160; Shop</div>"


@given(
    st.recursive(
        st.sampled_from(["word", "<b>bold</b>", ""]),
        lambda inner: st.lists(inner, max_size=3).map(
            lambda cells: "<table><tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr></table>"
        ),
        max_leaves=12,
    )
)
def test_no_word_is_lost_with_its_table(html: str) -> None:
    shown = dissolve_layout_tables(html)
    assert shown.count("word") == html.count("word")
    assert shown.count("bold") == html.count("bold")


def test_tables_nested_without_end_are_no_trouble() -> None:
    deep = "<table><tr><td>" * 3000 + "word" + "</td></tr></table>" * 3000
    assert "word" in dissolve_layout_tables(deep)
    assert "<td>" not in dissolve_layout_tables(deep)


def test_sizes_in_pixels_go_and_shares_stay() -> None:
    html = flowing('<td width="600" height="20" style="width:600px; color:red">a</td>')
    assert "600" not in html
    assert "color:red" in html
    assert 'width="50%"' in flowing('<td width="50%">a</td>')


def test_words_stand_in_for_pictures_that_are_not_there() -> None:
    html = MessageHtml(
        '<img src="cid:1" alt="one"><img src="https://x.example/2" alt="two">',
        {"cid:1": b"png"},
        ("https://x.example/2",),
    )
    assert html.shown == '<img src="cid:1" alt="one">[two]'
    fetched = html.with_pictures({"https://x.example/2": b"png"})
    assert "two" not in fetched.shown.replace('alt="two"', "")
    assert fetched.missing_pictures == ()


def test_the_quote_at_the_end_of_a_formatted_mail_is_hidden_and_comes_back(qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setHtml(
        "<p>My words</p><div>On 3 March 2026 at 10:00, Anna wrote:<br></div>"
        "<blockquote><p>Your words</p><p>and more</p></blockquote>"
    )
    document.setTextWidth(400)
    whole = document.size().height()
    quote = find_quote(document)
    assert quote is not None
    assert quote.lines == 3
    show_quote(document, quote, shown=False)
    assert document.size().height() < whole
    show_quote(document, quote, shown=True)
    assert document.size().height() == whole
    assert "Your words" in document.toPlainText()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Only my words</p>",
        "<blockquote>Quoted</blockquote><p>and answered below</p>",
        "<blockquote><p>Nothing but a quote</p></blockquote>",
    ],
)
def test_a_mail_that_does_not_end_with_a_quote_is_shown_whole(html: str, qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setHtml(html)
    assert find_quote(document) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://x.example/a.png",
        "https://192.168.1.1/a.png",
        "https://127.0.0.1/a.png",
        "https://[::1]/a.png",
        "https://localhost/a.png",
        "https://printer.local/a.png",
        "https://router/a.png",
        "https://user:pass@x.example/a.png",
        "file:///etc/passwd",
        "ftp://x.example/a.png",
        "",
    ],
)
def test_only_the_internet_is_asked_for_pictures(address: str) -> None:
    assert not is_fetchable(address)


def test_pictures_on_the_internet_can_be_fetched() -> None:
    assert is_fetchable("https://pictures.shop.example.com/a.png?b=1")
