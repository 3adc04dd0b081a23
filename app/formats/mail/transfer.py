"""Content-Transfer-Encoding undone: base64, quoted-printable, uuencode; damaged ones as far as
they go."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_IDENTITY = frozenset(("", "7bit", "8bit", "binary", "7-bit", "8-bit", "none"))
_UUENCODE = frozenset(("x-uuencode", "uuencode", "uue", "x-uue"))
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)


def decode(content: bytes, encoding: str) -> tuple[bytes, str]:
    """The content itself and a warning, empty if all was well. Never raises."""
    name = encoding.lower().strip(" \t;\"'")
    if name in _IDENTITY:
        return content, ""
    if name == "quoted-printable":
        return quoted_printable(content), ""
    if name == "base64":
        return base64(content)
    if name in _UUENCODE:
        begin = _UU_BEGIN.search(content)
        if begin is None:
            return content, "encoding: uuencode without begin"
        return uudecode(content[begin.end() :]), ""
    return content, f"encoding: unknown {encoding[:80]!r}"


def quoted_printable(content: bytes) -> bytes:
    """RFC 2045 §6.7; white space after a soft line break is tolerated."""
    if b"= " in content or b"=\t" in content:
        content = _SOFT_BREAK.sub(b"=", content)
    return binascii.a2b_qp(content)


def base64(content: bytes) -> tuple[bytes, str]:
    """RFC 2045 §6.8; foreign characters are skipped, a missing rest is left out."""
    try:
        return binascii.a2b_base64(content), ""
    except binascii.Error:
        digits = _NOT_BASE64.sub(b"", content.partition(b"=")[0])
        if len(digits) % 4 == 1:
            digits = digits[:-1]
        return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4)), "encoding: damaged base64"


def uudecode(lines: bytes) -> bytes:
    """The lines after ``begin`` until ``end``; bad lines are read as far as they go."""
    out = bytearray()
    for line in lines.splitlines():
        if line.strip() in (b"end", b"`", b"===="):
            break
        if not line.strip():
            continue
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            length = ((line[0] - 32) & 63) * 4 // 3 + 1
            try:
                out += binascii.a2b_uu(line[: length + 1].ljust(length + 1))
            except binascii.Error:
                break
    return bytes(out)
