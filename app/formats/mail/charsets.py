"""Bytes to text, as people meant it: charset names as mails spell them, and what to do if wrong."""

import codecs
from functools import lru_cache

GUESSED = "charset: guessed"

# Names that Python lacks or reads more narrowly than mail programs write (WHATWG Encoding, §4.2).
_ALIASES = {
    "ascii": "ascii",
    "us-ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-cn": "gb18030",
    "chinesebig5": "cp950",
    "big5": "big5hkscs",
    "x-big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "cp50220": "iso2022_jp_ext",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "x-euc-jp": "euc_jp",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "unicode": "utf-16",
    "utf8mb4": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "logical": "iso-8859-8",
    "visual": "iso-8859-8",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "x-mac-roman": "mac_roman",
    "x-mac-ce": "mac_latin2",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-user-defined": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-8859-1-windows-3.1-latin-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso8859-9": "cp1254",
    "ansi": "cp1252",
    "8859-1": "cp1252",
    "8859-15": "iso-8859-15",
}
_UNSAID = frozenset(("", "default", "none", "unknown", "unknown-8bit", "x-unknown", "8bit"))
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(128, 160)}
_C1 = bytes(range(128, 160))


def decode(content: bytes, charset: str) -> tuple[str, str]:
    """Text of ``content`` and a warning, empty if ``charset`` was right. Never raises.

    Without a charset, or with a wrong or unknown one: UTF-8 if the bytes are that, else
    windows-1252, where every byte has a meaning. The Latin-1 family is read as its windows
    superset, as browsers do.
    """
    codec = _codec(charset.lower()) if charset else ""
    if codec in ("ascii", "", "?"):
        text = _guess(content)
        if codec == "?":
            return text, f"charset: unknown {charset[:80]!r}"
        return text, "" if text.isascii() else GUESSED
    if codec == "cp1252":
        return _latin(content)
    try:
        text = content.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return _repair(content, codec), f"charset: not {charset[:80]!r} throughout"
    return text.removeprefix("\ufeff"), ""


def _guess(content: bytes) -> str:
    """UTF-8 (marked UTF-16 too) if it is that, else windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace") if _mostly_utf8(content) else windows(content)


def _latin(content: bytes) -> tuple[str, str]:
    """Text said to be Latin-1, unless its bytes beyond ASCII are UTF-8 without exception."""
    if content.isascii():
        return content.decode("ascii"), ""
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), GUESSED
    except UnicodeDecodeError:
        return windows(content), ""


def windows(content: bytes) -> str:
    """windows-1252 as browsers read it: the five unused bytes stay control characters."""
    if len(content.translate(None, _C1)) == len(content):
        return content.decode("latin-1")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1").translate(_WINDOWS)


def _repair(content: bytes, codec: str) -> str:
    """What can be read with ``codec``; if that is not the mail's own, what the bytes say."""
    if codec == "utf-8" and not _mostly_utf8(content):
        return windows(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(codec, "replace")


def _mostly_utf8(content: bytes) -> bool:
    """Whether characters beyond ASCII are more often whole UTF-8 sequences than broken ones."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return whole > 0 and whole >= broken


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """Python's codec for a charset; empty if the mail gives none, ``?`` if nobody knows it."""
    name = charset.strip(" \t\"'<>;,").replace(" ", "-")
    if name in _UNSAID:
        return ""
    for candidate in (name, name.removeprefix("x-"), name.replace("_", "-")):
        if candidate in _ALIASES:
            return _ALIASES[candidate]
        try:
            found = codecs.lookup(candidate)
        except (LookupError, ValueError):
            continue
        if found._is_text_encoding and found.name not in ("idna", "punycode", "undefined"):
            return _ALIASES.get(found.name.replace("_", "-"), found.name)
    return "?"
