"""Header fields: encoded words, addresses, dates, parameters."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.mail import addresses, charsets, dates, parameters, words


@pytest.mark.parametrize(
    ("encoded", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?J=C3=BCrgen?=", "Jürgen"),
        ("=?UTF-8?B?SsO8cmdlbg==?=", "Jürgen"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?=\t  =?iso-8859-1?q?=FC?= c", "aü c"),
        ("x =?utf-8?q?a?= y", "x a y"),
        ("=?utf-8?b?4p?= =?utf-8?b?yT?=", "✓"),
        ("=?utf-8?q?=E2=9C?= =?utf-8?q?=93?=", "✓"),
        ("=?utf-8*en?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?two words inside?=", "two words inside"),
        ("=?x-nonsense?q?caf=E9?=", "café"),
        ("=?gb2312?B?xOO6w4E57zA=?=", "你好㐁"),
        ("=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=", "テスト"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?utf-7?q?J+APw-rgen?=", "Jürgen"),
        ("=?utf-8?q?broken", "=?utf-8?q?broken"),
        ("=?utf-8?b?SsO8cmdlbg?=", "Jürgen"),
        ("Re=?utf-8?q?=3A_x?=y", "Re: xy"),
        ("=?utf-8?q??=", ""),
    ],
)
def test_encoded_words_are_read_as_mail_programs_write_them(encoded: str, text: str) -> None:
    assert words.decode(encoded) == text


@given(st.text(alphabet="=?utf-8bqQB_ aä\n", max_size=80))
def test_encoded_words_never_fail(value: str) -> None:
    assert isinstance(words.decode(value), str)


def test_a_header_of_unfinished_words_is_read_in_linear_time() -> None:
    value = "=?utf-8?q?x" * 500_000
    assert words.decode(value) == value


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        (b"caf\xc3\xa9", "", "café"),
        (b"caf\xe9", "", "café"),
        (b"caf\xc3\xa9", "us-ascii", "café"),
        (b"\x93caf\xe9\x94", "iso-8859-1", "“café”"),
        (b"caf\xc3\xa9", "ISO-8859-1", "café"),
        (b"caf\xe9", "utf-8", "café"),
        (b"ok \xe2\x9c\x93 cut \xe2\x9c", "utf-8", "ok ✓ cut �"),
        (b"\xc4\xe3\xba\xc3", '"gb2312"', "你好"),
        (b"\x83e\x83X\x83g", "shift_jis", "テスト"),
        (b"\xef\xbb\xbfx", "utf-8", "x"),
        (b"J+APw-rgen", "unicode-1-1-utf-7", "Jürgen"),
        (b"caf\xe9", "nonsense-5", "café"),
        (b"\xff\xfeh\x00i\x00", "", "hi"),
        (b"a\x81b", "windows-1252", "a\x81b"),
        (b"abc", "base64", "abc"),
        (b"abc", "utf-8\0", "abc"),
    ],
)
def test_charsets_are_read_as_people_meant_them(content: bytes, charset: str, text: str) -> None:
    assert charsets.decode(content, charset)[0] == text


@given(
    st.binary(max_size=60), st.sampled_from(["", "utf-8", "utf-7", "gb2312", "iso-2022-jp", "?"])
)
def test_no_bytes_are_beyond_reading(content: bytes, charset: str) -> None:
    assert isinstance(charsets.decode(content, charset)[0], str)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", []),
        ("j@x.de", [("", "j@x.de")]),
        ("<j@x.de>", [("", "j@x.de")]),
        ("Jo <j@x.de>", [("Jo", "j@x.de")]),
        ('"Doe, Jo" <j@x.de>, a@b.de', [("Doe, Jo", "j@x.de"), ("", "a@b.de")]),
        ("Doe, Jo <j@x.de>", [("Doe, Jo", "j@x.de")]),
        ('"a\\"b" <j@x.de>', [('a"b', "j@x.de")]),
        ("j@x.de (Jo (the) Doe)", [("Jo (the) Doe", "j@x.de")]),
        ("Jo (Sales) <j@x.de>", [("Jo (Sales)", "j@x.de")]),
        ("<j@x.de> (Jo)", [("Jo", "j@x.de")]),
        ("undisclosed-recipients:;", []),
        ("Team: a@b.de, C <c@d.de>;, e@f.de", [("", "a@b.de"), ("C", "c@d.de"), ("", "e@f.de")]),
        ("a@b.de; c@d.de", [("", "a@b.de"), ("", "c@d.de")]),
        ("=?utf-8?q?M=C3=BCller=2C_J?= <m@x.de>", [("Müller, J", "m@x.de")]),
        ('"=?utf-8?q?M=C3=BCller?=" <m@x.de>', [("Müller", "m@x.de")]),
        ("=?utf-8?q?Jo_=3Cj=40x=2Ede=3E?=", [("Jo", "j@x.de")]),
        ("=?utf-8?b?2KPYrdmF2K8=?= <a@x.de>", [("أحمد", "a@x.de")]),
        ("Jo <j@xn--mller-kva.de>", [("Jo", "j@xn--mller-kva.de")]),
        ("jürgen@müller.de", [("", "jürgen@müller.de")]),
        ('"jo doe"@x.de', [("", '"jo doe"@x.de')]),
        ("<@r.de,@s.de:j@x.de>", [("", "j@x.de")]),
        ("<mailto:j@x.de>", [("", "j@x.de")]),
        ("<<j@x.de>>", [("", "j@x.de")]),
        ("Jo j@x.de", [("Jo", "j@x.de")]),
        ("j @ x . de", [("", "j@x.de")]),
        ("Jo <>", [("Jo", "")]),
        ("<>", []),
        (",, a@b.de ,,", [("", "a@b.de")]),
        ("Undisclosed recipients", [("Undisclosed recipients", "")]),
    ],
)
def test_addresses_are_read_as_people_write_them(value: str, expected: list[object]) -> None:
    assert [(found.name, found.email) for found in addresses.parse(value)] == expected


def test_ten_thousand_addresses_are_all_there() -> None:
    value = ", ".join(f'"Doe, {n}" <n{n}@x.de>' for n in range(10_000))
    found = addresses.parse(value)
    assert (len(found), found[9_999].name, found[9_999].email) == (
        10_000,
        "Doe, 9999",
        "n9999@x.de",
    )


@given(st.text(alphabet='"<>(),:;@\\ .ab\r\nä=?', max_size=60))
def test_no_address_field_is_beyond_reading(value: str) -> None:
    assert all(found.name or found.email for found in addresses.parse(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Thu, 1 Feb 2024 10:00:00 +0100", "2024-02-01T10:00:00+01:00"),
        ("1 Feb 2024 10:00 -0530", "2024-02-01T10:00:00-05:30"),
        ("Thu, 1 Feb 2024 10:00:00 -0800 (PST)", "2024-02-01T10:00:00-08:00"),
        ("Thu, 1 Feb 2024 10:00:00 (PST)", "2024-02-01T10:00:00-08:00"),
        ("Thu, 1 Feb 2024 10:00:00 GMT", "2024-02-01T10:00:00+00:00"),
        ("Thu, 1 Feb 2024 10:00:00 EDT", "2024-02-01T10:00:00-04:00"),
        ("Thu, 1 Feb 2024 10:00:00 GMT+1", "2024-02-01T10:00:00+01:00"),
        ("Thu, 1 Feb 2024 10:00:00", "2024-02-01T10:00:00+00:00"),
        ("Thu, 1 Feb 24 10:00:00 +0100", "2024-02-01T10:00:00+01:00"),
        ("Thu, 1 Feb 99 10:00:00 +0100", "1999-02-01T10:00:00+01:00"),
        ("Thu, 1 Feb 102 10:00:00 +0100", "2002-02-01T10:00:00+01:00"),
        ("Thu, 1 Feb 0102 10:00:00 +0100", "0102-02-01T10:00:00+01:00"),
        ("2024-02-01T10:00:00+01:00", "2024-02-01T10:00:00+01:00"),
        ("2024-02-01T10:00:00.123Z", "2024-02-01T10:00:00+00:00"),
        ("Thu Feb  1 10:00:00 2024", "2024-02-01T10:00:00+00:00"),
        ("Thu Feb  1 10:00:00 CET 2024", "2024-02-01T10:00:00+01:00"),
        ("Donnerstag, 1. Februar 2024 10:00 +0100", "2024-02-01T10:00:00+01:00"),
        ("Do, 1 Mrz 2024 10:00:00 +0100", "2024-03-01T10:00:00+01:00"),
        ("February 1, 2024 10:00 PM", "2024-02-01T22:00:00+00:00"),
        ("01 Feb 24 12:00:05 AM", "2024-02-01T00:00:05+00:00"),
        ("Thu, 1 Feb 2024 23:59:60 +0000", "2024-02-01T23:59:59+00:00"),
        ("Thu,\t1-Feb-2024 10:00:00 +0100", "2024-02-01T10:00:00+01:00"),
    ],
)
def test_dates_are_read_in_the_zone_of_the_mail(value: str, expected: str) -> None:
    moment, _warning = dates.parse(value)
    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize(
    "value",
    [
        "yesterday", "99/99/9999", "Thu, 32 Feb 2024 10:00:00 +0100", "1 Feb 99999 10:00 +0000",
        "Thu, 1 Feb 2024 25:00:00 +0000", "1 Jan 0001 00:00:00 +0200", "31 Dec 9999 23:00 -0200",
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_left_out_with_a_warning(value: str) -> None:
    moment, warning = dates.parse(value)
    assert moment is None
    assert warning.startswith("date: ")


@given(st.text(alphabet="0123456789 :+-,TZFebJan()GMTPM./", max_size=50))
def test_a_date_is_aware_or_none(value: str) -> None:
    moment, _warning = dates.parse(value)
    assert moment is None or (isinstance(moment, datetime) and moment.tzinfo is not None)


@pytest.mark.parametrize(
    ("value", "main", "expected"),
    [
        ("text/plain", "text/plain", {}),
        ("TEXT/HTML; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        ('a/b; name="x; y.pdf"', "a/b", {"name": "x; y.pdf"}),
        ('a/b; name="x \\"y\\".pdf"', "a/b", {"name": 'x "y".pdf'}),
        ("attachment; filename*=utf-8''%e2%82%ac.pdf", "attachment", {"filename": "€.pdf"}),
        (
            "attachment; filename*1*=%20b.pdf; filename*0*=utf-8'de'%C3%A4",
            "attachment",
            {"filename": "ä b.pdf"},
        ),
        ('a; filename*0="long "; filename*1="name.txt"', "a", {"filename": "long name.txt"}),
        ('a; filename="=?utf-8?q?=C3=A4.pdf?="', "a", {"filename": "ä.pdf"}),
        ("text/plain; charset = utf-8 (comment); ; x", "text/plain", {"charset": "utf-8"}),
        ('text/plain; charset="utf-8', "text/plain", {"charset": "utf-8"}),
        ("a; filename=two words.pdf", "a", {"filename": "two words.pdf"}),
    ],
)
def test_parameters_are_read(value: str, main: str, expected: dict[str, str]) -> None:
    found_main, found = parameters.parse(value)
    assert (found_main, dict(found)) == (main, expected)


@given(st.text(alphabet="a*=;\"\\% '0(1)", max_size=60))
def test_no_parameter_is_beyond_reading(value: str) -> None:
    assert isinstance(parameters.parse(value)[0], str)
