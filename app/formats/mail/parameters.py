"""Content-Type and Content-Disposition: the value and its parameters (RFC 2045, RFC 2231)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from app.formats.mail import charsets, words

_PIECE = re.compile(r"""(?:[^;"]++|"(?:[^"\\]|\\.)*+"?+)++""", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)', re.DOTALL)
_SECTION = re.compile(r"(.+?)\*(?:(\d{1,4})(\*)?)?$", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\\"])")
_COMMENT = re.compile(r"\([^()]*\)")
_CACHED = 200
_NONE: Mapping[str, str] = MappingProxyType({})


def parse(value: str) -> tuple[str, Mapping[str, str]]:
    """The lower-case value before the first ``;`` and the parameters, names in lower case.

    Values are decoded: RFC 2231 charsets and continuations, and the encoded words that many mail
    programs put there instead.
    """
    return _cached(value) if len(value) < _CACHED else _parse(value)


def _parse(value: str) -> tuple[str, Mapping[str, str]]:
    main, semicolon, rest = value.partition(";")
    if "(" in main:
        main = _COMMENT.sub("", main)
    main = main.strip(" \t\"'").lower()
    if not semicolon:
        return main, _NONE
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for piece in _PIECE.findall(rest):
        name, equals, text = piece.partition("=")
        name, text = name.strip().lower(), text.strip()
        if not equals or not name:
            continue
        quoted = _QUOTED.match(text)
        if quoted is not None:
            text = _ESCAPE.sub(r"\1", quoted[1])
        elif "(" in text:
            text = _COMMENT.sub("", text).strip()
        section = _SECTION.match(name) if "*" in name else None
        if section is None:
            plain.setdefault(name, words.decode(text))
        else:
            number = int(section[2] or 0)
            extended = section[2] is None or section[3] is not None
            sections.setdefault(section[1], {}).setdefault(number, (text, extended))
    for name, numbered in sections.items():
        plain[name] = _joined(numbered)
    return main, MappingProxyType(plain)


def _joined(numbered: dict[int, tuple[str, bool]]) -> str:
    """The value of an RFC 2231 parameter from its sections, whatever their order."""
    charset = ""
    content = bytearray()
    for position, (_number, (text, extended)) in enumerate(sorted(numbered.items())):
        if position == 0 and extended and text.count("'") >= 2:
            charset, _language, text = text.split("'", 2)
        if extended:
            content += unquote_to_bytes(text)
        else:
            content += text.encode("utf-8", "surrogateescape")
    return words.decode(charsets.decode(bytes(content), charset)[0])


_cached = lru_cache(maxsize=1024)(_parse)
