"""The lines of a vCard: folding, parameters, encodings and escapes of all three versions."""

import binascii
import codecs
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Property:
    """One field; ``name`` and names of ``parameters`` in capitals, ``types`` in small letters.

    ``value`` is decoded and still escaped.
    """

    name: str
    value: str
    group: str
    parameters: dict[str, str]
    types: frozenset[str]


_PROPERTY = re.compile(
    r"""(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z][\w-]*)
        (?P<parameters>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)""",
    re.VERBOSE | re.DOTALL,
)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"))


def properties(content: bytes) -> Iterator[tuple[int, Property | None]]:
    """Every field with the number of its line; None for a line that is none."""
    for number, line in _unfolded(_as_bytes_of_utf8(content)):
        found = _PROPERTY.fullmatch(line)
        yield number, _property(found) if found else None


def _as_bytes_of_utf8(content: bytes) -> str:
    """One character for each byte, so that a value is decoded by the charset it names."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            content = content.removeprefix(mark).decode(codec, "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines: continued by white space, or by a ``=`` at the end in quoted-printable."""
    current, start = "", 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if current and _is_soft_break(current):
            current = current[:-1] + line
        elif line[:1] in (" ", "\t") and current:
            current += line[1:]
        else:
            if current.strip():
                yield start, current
            current, start = line, number
    if current.strip():
        yield start, current


def _is_soft_break(line: str) -> bool:
    return line.endswith("=") and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _property(found: re.Match[str]) -> Property:
    parameters: dict[str, str] = {}
    types: set[str] = set()
    for each in _PARAMETER.findall(found["parameters"] or ""):
        name, equals, value = each.partition("=")
        key, bare = name.strip().upper(), value.strip().strip('"')
        if not equals:
            key, bare = ("ENCODING", key) if key in _ENCODINGS else ("TYPE", name.strip())
        if key == "TYPE":
            types.update(part.strip().casefold() for part in bare.split(","))
        else:
            parameters[key] = bare
    return Property(
        name=found["name"].upper(),
        value=_decoded(found["value"], parameters),
        group=found["group"] or "",
        parameters=parameters,
        types=frozenset(types),
    )


def _decoded(value: str, parameters: dict[str, str]) -> str:
    raw = value.encode("latin-1")
    encoding = parameters.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE":
        raw = binascii.a2b_qp(raw).replace(b"\r\n", b"\n")
        # Line breaks are part of the value here; later they are read as escapes are.
        raw = raw.replace(b"\n", b"\\n")
    elif encoding in ("BASE64", "B"):
        try:
            raw = b64decode(b"".join(raw.split()), validate=False)
        except binascii.Error:
            raw = b""
    return _text(raw, parameters.get("CHARSET", ""))


def _text(raw: bytes, charset: str) -> str:
    for codec in (charset, "utf-8"):
        try:
            return raw.decode(codec or "utf-8")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def unescaped(value: str) -> str:
    """``value`` as it is read: ``\\n`` is a line break, any other escaped sign itself."""
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)


def split_value(value: str) -> list[str]:
    """The parts of a compound value, divided by semicolons that are not escaped."""
    parts = [""]
    for piece in re.findall(r"\\.|[^\\;]+|;|\\", value, re.DOTALL):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return [unescaped(part).strip() for part in parts]
