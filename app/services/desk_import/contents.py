"""Raw mails and files of an export, back into the content store."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.formats.desk_export.mailbox import unquoted
from app.formats.desk_export.reading import Source
from app.storage.blobs import CHUNK, pack
from app.storage.statements import Statements

LONGEST = 1 << 31
"""Bytes of a mail or a file; no desk can hold a larger one."""
_AT_ONCE = 1 << 20
_FIELDS = {"id", "sha256", "size", "chunks", "file"}
_PLACE = {"offset", "length"}


@dataclass(frozen=True, slots=True)
class Content:
    """A line of ``contents.jsonl``; ``offset`` is None for a file of its own."""

    id: int
    sha256: bytes
    size: int
    chunks: tuple[int, ...]
    file: str
    offset: int | None
    length: int


def content(line: bytes) -> Content:
    """ValueError or TypeError if the line is none."""
    found = json.loads(line)
    boxed = found.keys() == _FIELDS | _PLACE
    if not boxed and found.keys() != _FIELDS:
        raise ValueError(line)
    numbers = [found["id"], found["size"], *found["chunks"]]
    numbers += [found["offset"], found["length"]] if boxed else []
    if any(type(each) is not int or not 0 <= each < 1 << 63 for each in numbers):
        raise ValueError(line)
    if len(found["chunks"]) != max(1, -(-found["size"] // CHUNK)):
        raise ValueError(line)
    return Content(
        id=found["id"],
        sha256=bytes.fromhex(found["sha256"]),
        size=found["size"],
        chunks=tuple(found["chunks"]),
        file=found["file"],
        offset=found["offset"] if boxed else None,
        length=found["length"] if boxed else found["size"],
    )


class Contents:
    """Reads contents in the order in which they lie in their files."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open = ExitStack()
        self._file = ""
        self._stream: BinaryIO | None = None
        self._place = 0

    def close(self) -> None:
        """Let go of the mailbox that was read last."""
        self._open.close()

    def store(self, sql: Statements, wanted: Content) -> None:
        """Put one into the store; ValueError if its bytes are not those that were noted."""
        digest = hashlib.sha256()
        size = 0
        chunks = iter(wanted.chunks)
        sql.run(
            "INSERT INTO blob (id, sha256, size) VALUES (?, ?, ?)",
            (wanted.id, bytearray(wanted.sha256), wanted.size),
        )
        for position, piece in enumerate(self._pieces(wanted)):
            digest.update(piece)
            size += len(piece)
            sql.run(
                "INSERT INTO blob_chunk (id, blob_id, position, content) VALUES (?, ?, ?, ?)",
                (next(chunks), wanted.id, position, bytearray(pack(piece).chunks[0])),
            )
        if size != wanted.size or digest.digest() != wanted.sha256:
            raise ValueError(wanted.sha256)

    def _pieces(self, wanted: Content) -> Iterator[bytes]:
        """Of at most 1 MB; one, even if there is nothing in it."""
        if wanted.offset is not None:
            raw = unquoted(self._read_boxed(wanted.file, wanted.offset, wanted.length), wanted.size)
            for start in range(0, max(len(raw), 1), CHUNK):
                yield raw[start : start + CHUNK]
            return
        with self._source.file(wanted.file) as stream:
            yield _exactly(stream, min(CHUNK, wanted.size))
            for start in range(CHUNK, wanted.size, CHUNK):
                yield _exactly(stream, min(CHUNK, wanted.size - start))

    def _read_boxed(self, file: str, offset: int, length: int) -> bytes:
        if self._stream is None or self._file != file or self._place > offset:
            self._open.close()
            self._stream = self._open.enter_context(self._source.file(file))
            self._file, self._place = file, 0
        while self._place < offset:
            self._place += len(_exactly(self._stream, min(offset - self._place, _AT_ONCE)))
        self._place += length
        return _exactly(self._stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    found: Any = stream.read(length)
    if len(found) != length:
        raise ValueError(length)
    return bytes(found)
