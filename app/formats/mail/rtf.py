"""Outlook's RTF bodies: decompressed, and turned back into the HTML or text they were made of."""

import re
import struct
from dataclasses import dataclass, replace

from app.formats.mail import charsets, mapi

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
    b"\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl"
    b"\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_LIMIT = 64 * 1024 * 1024
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)|\\"
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict header footer object objdata themedata datastore "
    b"latentstyles listtable listoverridetable generator rsidtbl xmlnstbl fldinst".split()
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"endash": "–", b"emdash": "—", b"cell": "\t", b"row": "\n",
}  # fmt: skip
_FONT_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """One of the two is empty: ``html`` if the RTF was made of HTML, else ``text``."""

    text: str
    html: str


def decompress(compressed: bytes) -> bytes:
    """Compressed RTF ([MS-OXRTFCP]) as RTF; what is damaged is read as far as it goes."""
    if len(compressed) < 16:
        return b""
    size, kind = struct.unpack_from("<4xI4s", compressed)
    if kind == b"MELA":
        return compressed[16 : 16 + size]
    if kind != b"LZFu":
        return b""
    window = bytearray(4096)
    window[: len(_DICTIONARY)] = _DICTIONARY
    write = len(_DICTIONARY)
    out = bytearray()
    position = 16
    limit = min(size, _LIMIT)
    while position < len(compressed) and len(out) < limit:
        control = compressed[position]
        position += 1
        for bit in range(8):
            if position >= len(compressed) or len(out) >= limit:
                break
            if not control >> bit & 1:
                run = compressed[position : position + 1]
                position += 1
            else:
                reference = int.from_bytes(compressed[position : position + 2], "big")
                position += 2
                read, length = reference >> 4, (reference & 15) + 2
                if read == write:
                    return bytes(out)
                run = _copied(window, read, write, length)
            for byte in run:
                window[write] = byte
                write = (write + 1) % 4096
            out += run
    return bytes(out[:size])


def _copied(window: bytearray, read: int, write: int, length: int) -> bytes:
    """``length`` bytes from ``read`` on, of which some may be written while they are read."""
    run = bytearray()
    distance = (write - read) % 4096
    for step in range(length):
        run.append(run[step - distance] if step >= distance else window[(read + step) % 4096])
    return bytes(run)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside the current pair of braces."""

    skipped: bool = False
    html_tag: bool = False
    rtf_only: bool = False
    unicode_skip: int = 1
    charset: str = ""
    font_table: bool = False


def read(source: bytes) -> Body:
    """The HTML or text of an RTF body ([MS-OXRTFEX]). Never raises."""
    from_html = b"\\fromhtml" in source[:2000]
    reader = _Reader(from_html=from_html)
    for token in _TOKEN.finditer(source):
        reader.take(token)
    text = reader.text()
    if from_html:
        return Body("", text.replace("\r\n", "\n"))
    return Body(text.strip("\n"), "")


class _Reader:
    def __init__(self, *, from_html: bool) -> None:
        self._from_html = from_html
        self._group = _Group()
        self._stack: list[_Group] = []
        self._out: list[str] = []
        self._bytes = bytearray()
        self._charset = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._skip = 0
        self._starred = False

    def text(self) -> str:
        self._flush()
        return "".join(self._out)

    def take(self, token: re.Match[bytes]) -> None:
        word, number, byte, symbol, brace, words = token.groups()
        if brace == b"{":
            self._stack.append(self._group)
        elif brace == b"}":
            self._flush()
            self._group = self._stack.pop() if self._stack else _Group()
        elif word is not None:
            self._word(word, int(number) if number else None)
        elif byte is not None:
            if self._skip:
                self._skip -= 1
            else:
                self._write(bytes([int(byte, 16)]))
        elif symbol is not None:
            self._symbol(symbol)
        elif words is not None:
            skip = min(self._skip, len(words))
            self._skip -= skip
            self._write(words[skip:])

    def _write(self, content: bytes) -> None:
        group = self._group
        if not group.skipped and not (self._from_html and group.rtf_only and not group.html_tag):
            self._bytes += content

    def _write_text(self, text: str) -> None:
        group = self._group
        if not group.skipped and not (self._from_html and group.rtf_only and not group.html_tag):
            self._flush()
            self._out.append(text)

    def _flush(self) -> None:
        if self._bytes:
            charset = self._group.charset or self._charset
            self._out.append(charsets.decode(bytes(self._bytes), charset)[0])
            self._bytes.clear()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif symbol in b"{}\\":
            self._write(symbol)
        elif symbol == b"~":
            self._write_text("\xa0")
        elif symbol == b"_":
            self._write_text("\u2011")

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self._starred = self._starred, False
        group = self._group
        if word == b"htmltag":
            self._group = replace(group, html_tag=True, skipped=not self._from_html)
        elif word == b"htmlrtf":
            self._flush()
            self._group = replace(group, rtf_only=number != 0)
        elif word == b"fonttbl":
            self._group = replace(group, skipped=True, font_table=True)
        elif starred or word in _SKIPPED:
            self._group = replace(group, skipped=True)
        elif word == b"ansicpg" and number:
            self._charset = mapi.charset(number)
        elif word == b"f" and number is not None:
            self._use_font(number)
        elif word == b"fcharset" and group.font_table:
            self._fonts[self._font] = _FONT_CHARSETS.get(number or 0, "")
        elif word == b"uc":
            self._group = replace(group, unicode_skip=number or 0)
        elif word == b"u" and number is not None:
            self._unicode(number)
        elif word in _SIGNS:
            self._write_text(_SIGNS[word])

    def _use_font(self, number: int) -> None:
        self._font = number
        if not self._group.font_table and self._fonts.get(number, "") != self._group.charset:
            self._flush()
            self._group = replace(self._group, charset=self._fonts.get(number, ""))

    def _unicode(self, number: int) -> None:
        unit = number % 65536
        last = self._out[-1] if self._out and not self._bytes else ""
        if 0xDC00 <= unit < 0xE000 and last and 0xD800 <= ord(last[-1]) < 0xDC00:
            high = ord(last[-1]) - 0xD800
            self._out[-1] = last[:-1]
            self._write_text(chr(0x10000 + (high << 10) + unit - 0xDC00))
        else:
            self._write_text(chr(unit))
        self._skip = self._group.unicode_skip
