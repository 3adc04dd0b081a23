"""The tree of MIME parts (RFC 2046), read with offsets so that no content is copied."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.formats.mail import head, parameters, transfer

DEPTH = 250
"""Parts nested deeper are kept whole as one attachment."""

_LOOKS_LIKE_BOUNDARY = re.compile(
    rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-[a-z-]+[ \t]*:)", re.I | re.M
)


@dataclass(slots=True)
class Entity:
    """One part: its header and the span ``raw[start:end]`` of its still encoded body."""

    head: head.Head
    content_type: str
    parameters: Mapping[str, str]
    raw: bytes
    start: int
    end: int
    children: list["Entity"] = field(default_factory=list)

    @property
    def multipart(self) -> bool:
        return bool(self.children)

    def disposition(self) -> tuple[str, Mapping[str, str]]:
        """``attachment``, ``inline`` or empty, and the parameters of Content-Disposition."""
        value = self.head.get("content-disposition")
        return parameters.parse(value) if value else ("", {})

    def name(self) -> str:
        """The file name the mail gives, empty if none."""
        return self.disposition()[1].get("filename") or self.parameters.get("name", "")

    def content(self) -> tuple[bytes, str]:
        """The decoded body and a warning, empty if all was well."""
        body = self.raw[self.start : self.end]
        encoding = self.head.get("content-transfer-encoding")
        return transfer.decode(body, encoding) if encoding else (body, "")


def read(raw: bytes, warnings: list[str]) -> Entity:
    """The tree of a whole mail; what is wrong with it is added to ``warnings``."""
    root = _entity(raw, 0, len(raw), "text/plain")
    open_entities = [(root, 0)]
    while open_entities:
        entity, depth = open_entities.pop()
        warnings += entity.head.warnings
        if not entity.content_type.startswith("multipart/"):
            continue
        if depth >= DEPTH:
            warnings.append(f"structure: nested deeper than {DEPTH}")
            continue
        default = "message/rfc822" if entity.content_type == "multipart/digest" else "text/plain"
        for start, end in _spans(entity, warnings):
            entity.children.append(_entity(entity.raw, start, end, default))
        open_entities += ((child, depth + 1) for child in reversed(entity.children))
        if not entity.children:
            entity.content_type = "text/plain"
    return root


def _entity(raw: bytes, start: int, end: int, default: str) -> Entity:
    read_head = head.read(raw, start, end)
    value = read_head.get("content-type")
    content_type, given = parameters.parse(value) if value else (default, {})
    if content_type.count("/") != 1 or " " in content_type:
        content_type = _mended(content_type)
    return Entity(read_head, content_type, given, raw, read_head.body, end)


def _mended(content_type: str) -> str:
    """RFC 2045 §5.2: a type that cannot be read is text/plain; ``text/html charset=x`` can."""
    found = re.match(r"[a-z]+/[a-z0-9.+-]+", content_type)
    return found[0] if found else "text/plain"


def _spans(entity: Entity, warnings: list[str]) -> Iterator[tuple[int, int]]:
    """The spans of the parts of a multipart."""
    boundary = entity.parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
    found = False
    if boundary:
        for span in _between(entity, b"--" + boundary, warnings):
            found = True
            yield span
    if not found:
        guess = _LOOKS_LIKE_BOUNDARY.search(entity.raw, entity.start, entity.end)
        warnings.append(
            "structure: boundary missing" if guess is None else "structure: wrong boundary"
        )
        if guess is not None:
            yield from _between(entity, b"--" + guess[1], warnings)


def _between(entity: Entity, line: bytes, warnings: list[str]) -> Iterator[tuple[int, int]]:
    raw, end = entity.raw, entity.end
    begin = -1
    position = entity.start
    while (hit := raw.find(line, position, end)) >= 0:
        position = hit + len(line)
        if hit > entity.start and raw[hit - 1] != 10:
            continue
        line_end = raw.find(b"\n", position, end)
        if line_end < 0:
            line_end = end
        rest = raw[position : min(line_end, position + 200)].strip()
        if rest and rest != b"--" and not rest.startswith(b"-- "):
            continue
        if begin >= 0:
            yield begin, _before(raw, begin, hit)
        begin = min(line_end + 1, end)
        position = line_end
        if rest:
            return
    if begin >= 0:
        warnings.append("structure: end boundary missing")
        if raw[begin:end].strip():
            yield begin, end


def _before(raw: bytes, begin: int, hit: int) -> int:
    """The end of a part: the line end before a boundary belongs to the boundary."""
    if hit - 1 > begin and raw[hit - 2] == 13:
        return hit - 2
    return max(begin, hit - 1)
