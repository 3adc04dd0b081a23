"""HTML of strangers: safe to show, and as plain text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.mail.html import clean
from app.formats.mail.html_text import to_text

_HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<img src="file:///etc/passwd">',
    '<img src="//evil.example/x.png">',
    '<img src="http://evil.example/x.png" srcset="http://evil.example/y.png 2x">',
    "<svg onload=alert(1)><image href=http://evil.example/x></svg>",
    '<svg><style><img src="http://evil.example/x"></style></svg>',
    '<math><mtext><img src="http://evil.example/x"></mtext></math>',
    '<form action="http://evil.example"><input name=a><button>b</button></form>',
    "<iframe src=http://evil.example></iframe><object data=x></object><embed src=x>",
    "<style>@import url(http://evil.example/x.css); p{background:url(http://evil.example/x)}</style>",
    '<p style="background:url(http://evil.example/x)">x</p>',
    '<p style="background-image:u\\72l(http://evil.example/x);color:red">x</p>',
    '<p style="width:expression(alert(1))">x</p>',
    '<p style="position:fixed;top:0;left:0;z-index:9">x</p>',
    '<body background="http://evil.example/x"><table background="http://evil.example/x">',
    '<link rel=stylesheet href=http://evil.example/x.css><base href="http://evil.example/">',
    '<meta http-equiv=refresh content="0;url=http://evil.example/">',
    '<video src="http://evil.example/x" poster="http://evil.example/y"></video>',
    '<input type=image src="http://evil.example/x">',
    "<!--[if mso]><img src=http://evil.example/x><![endif]-->",
    '<div><noscript><p title="</noscript><img src=http://evil.example/x>">',
    '<img alt="><script>alert(1)</script>" src="http://evil.example/x">',
]


@pytest.mark.parametrize("source", _HOSTILE)
def test_nothing_runs_and_nothing_is_fetched(source: str) -> None:
    found = clean(f"<p>Hello</p>{source}", pictures=False, inline={}).html.lower()
    assert "hello" in found
    shown = re.sub(r"&lt;.*?&gt;", "", found)
    for banned in ("<script", "javascript", "onerror", "onload", "evil.example", "expression",
                   "url(", "<form", "<input", "<iframe", "<svg", "<style", "position", "file:",
                   "<img", "<meta", "<link", "<base"):  # fmt: skip
        assert banned not in shown


def test_remote_pictures_are_counted_and_shown_on_demand() -> None:
    source = (
        '<img src="https://x.example/a.png" alt="A chart" width="50"><img src="http://x/b.gif">'
    )
    blocked = clean(source, pictures=False, inline={})
    assert (blocked.html, blocked.blocked_pictures) == ("A chart", 2)
    shown = clean(source, pictures=True, inline={})
    assert shown.blocked_pictures == 0
    assert 'src="https://x.example/a.png"' in shown.html


@pytest.mark.parametrize("size", ['width="1" height="1"', "height=0", 'style="width:1px"'])
def test_a_tracking_pixel_is_never_shown(size: str) -> None:
    found = clean(f'a<img src="https://x.example/p.gif" {size}>b', pictures=True, inline={})
    assert (found.html, found.blocked_pictures) == ("ab", 0)


def test_a_picture_of_the_mail_itself_is_shown() -> None:
    source = '<img src="cid:a@x" alt="one"><img src="cid:b%40x"><img src="cid:none">'
    found = clean(source, pictures=False, inline={"a@x": "mail:0", "b@x": "mail:1"})
    assert found.html == '<img src="mail:0" alt="one"><img src="mail:1">'


def test_the_look_of_words_is_kept() -> None:
    source = '<p style="color:red">a <b>b</b> <a href="https://x.example/?a=1&amp;b=2">c</a></p>'
    assert clean(source, pictures=False, inline={}).html == source


@given(st.text(alphabet="<>/\"'= abimgsrcp:hty-!&;", max_size=80))
def test_no_html_is_beyond_cleaning(source: str) -> None:
    assert "<script" not in clean(source, pictures=True, inline={}).html
    to_text(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("plain", "plain"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<BR/>three", "one\ntwo\nthree"),
        ("<ul><li>a<li>b</ul>", "* a\n* b"),
        ("a &amp; b &lt;c&gt; &auml; &#8364; &nbsp; x", "a & b <c> ä € x"),
        ('<a href="https://x.de/">x.de</a>', "x.de"),
        ('<a href="https://x.de/a">here</a>', "here <https://x.de/a>"),
        ('<a href="mailto:a@x.de">a@x.de</a>', "a@x.de"),
        ('<a href="#top">up</a>', "up"),
        ("a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e", "a\n> b\n> c\n>> d\ne"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("<style>p{}</style><title>t</title><script>x</script>a", "a"),
        ("a<!-- no --><!--[if mso]>no<![endif]-->b", "ab"),
        ("a <!-- never closed b", "a <!-- never closed b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ('<img alt="a > b" src=x>', "a > b"),
        ("two\n  lines", "two lines"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<div>a</div><div><br></div><div>b<br></div><div>c</div>", "a\n\nb\nc"),
        ("<P>UPPER</P><TD>case</TD>", "UPPER\n\ncase"),
        ("", ""),
    ],
)
def test_html_becomes_text_as_people_write_it(source: str, text: str) -> None:
    assert to_text(source) == text


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<pre>", '<a href="', "<blockquote>", '="<'])
def test_hostile_html_takes_linear_time(piece: str) -> None:
    assert isinstance(to_text(piece * 200_000), str)


@pytest.mark.parametrize("piece", ["<div>", "<ul><li>", "<blockquote>", "<b>", "<table><tr><td>"])
def test_blocks_nested_without_end_keep_their_words(piece: str) -> None:
    assert "words" in clean(piece * 100_000 + "words", pictures=False, inline={}).html
