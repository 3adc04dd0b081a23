"""RFC 2047 encoded words, also where and how real mail programs write them."""

import binascii
import re

from app.formats.mail import charsets

_START = re.compile(r"=\?([^?\s]{1,64})\?([bBqQ])\?")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")


def decode(value: str) -> str:
    """``value`` with its encoded words read; neighbours are joined without the space between.

    Words are read inside quoted strings and inside other words of text too, as mail programs emit
    them; what cannot be decoded stays as it is. Linear in the length of ``value``.
    """
    if "=?" not in value:
        return value
    out: list[str] = []
    run: list[_Word] = []
    position = 0
    while (start := _START.search(value, position)) is not None:
        end = value.find("?=", start.end())
        if end < 0:
            break
        between = value[position : start.start()]
        if not run or between.strip(" \t\n"):
            _flush(run, out)
            out.append(between)
        word = _Word(start[1].partition("*")[0], start[2].lower(), value[start.end() : end])
        run.append(word)
        position = end + 2
    _flush(run, out)
    out.append(value[position:])
    return "".join(out)


class _Word:
    """One encoded word: its charset, encoding (``b`` or ``q``) and encoded text."""

    __slots__ = ("charset", "encoding", "text")

    def __init__(self, charset: str, encoding: str, text: str) -> None:
        self.charset = charset
        self.encoding = encoding
        self.text = text

    def content(self) -> bytes:
        if self.encoding == "q":
            return binascii.a2b_qp(self.text.encode("utf-8", "surrogateescape"), header=True)
        digits = _NOT_BASE64.sub("", self.text)
        if len(digits) % 4 == 1:
            digits = digits[:-1]
        return binascii.a2b_base64(digits + "=" * (-len(digits) % 4))


def _flush(run: list[_Word], out: list[str]) -> None:
    """Decode a run of adjacent words; a character may be split over words of one charset."""
    index = 0
    while index < len(run):
        word = run[index]
        index += 1
        chunks: list[bytes] = []
        text = word.text
        while index < len(run) and _continues(word, run[index]):
            if word.encoding == "b" and len(text) % 4 and not text.endswith("="):
                text += run[index].text
            else:
                chunks.append(_Word(word.charset, word.encoding, text).content())
                text = run[index].text
            index += 1
        chunks.append(_Word(word.charset, word.encoding, text).content())
        out.append(charsets.decode(b"".join(chunks), word.charset)[0])
    run.clear()


def _continues(word: _Word, following: _Word) -> bool:
    return word.encoding == following.encoding and word.charset.lower() == following.charset.lower()
