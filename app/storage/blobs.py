"""The content store: bytes in by SHA-256, out again; compressed, in chunks of 1 MB."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import count, groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, exists, select, text
from sqlalchemy.orm import Session

from app.models.blobs import Blob, BlobChunk
from app.models.messages import Attachment, DraftAttachment, Message
from app.models.snippets import SnippetAttachment
from app.storage.statements import Insert, Statements

# The fastest level of each: mails shrink to half. Isal's takes a fifth of the time of zlib's, and
# has no wheel for some machines; what they write is the same format.
try:
    from isal.isal_zlib import compress

    _LEVEL = 0
except ImportError:
    from zlib import compress

    _LEVEL = 1

_IN_VERSIONS = text(
    "(SELECT json_extract(f.value, '$[4]') FROM snippet_version AS v, "
    "json_each(v.content, '$.files') AS f)"
)
"""The contents of files in earlier versions of snippets."""
_BLOB = Insert("INSERT INTO blob (id, sha256, size)", "(?, ?, ?)")
_CHUNK = Insert("INSERT INTO blob_chunk (blob_id, position, content)", "(?, ?, ?)")
CHUNK = 1 << 20
_AT_ONCE = 500


class Packed(NamedTuple):
    """A content ready to be stored; made outside of a transaction, for it takes time."""

    sha256: bytes
    size: int
    chunks: tuple[bytes, ...]


def pack(content: bytes) -> Packed:
    """Hash and compress a content."""
    size = len(content)
    if size <= CHUNK:
        chunks = [compress(content, _LEVEL)]
    else:
        starts = range(0, size, CHUNK)
        chunks = [compress(content[start : start + CHUNK], _LEVEL) for start in starts]
    return Packed(hashlib.sha256(content).digest(), size, tuple(chunks))


def put(session: Session, content: bytes) -> int:
    """Store the content, once however often it comes; its id."""
    return put_many(session, [content])[0]


def put_many(session: Session, contents: Iterable[bytes]) -> list[int]:
    """Store several contents in as few statements as possible; their ids in the same order."""
    return put_packed(session, [pack(content) for content in contents])


def put_packed(session: Session, contents: Sequence[Packed]) -> list[int]:
    """Store contents that are packed already; their ids in the same order.

    The driver binds a bytearray ten times as fast as bytes, for which it looks for adapters.
    """
    sql = Statements(session)
    known = _known(sql, contents)
    new = {each.sha256: each for each in contents if each.sha256 not in known}
    if new:
        known.update(zip(new, count(sql.last_key("blob") + 1), strict=False))
        sql.insert(
            _BLOB,
            [(known[digest], bytearray(digest), each.size) for digest, each in new.items()],
        )
        sql.insert(
            _CHUNK,
            [
                (known[digest], position, bytearray(chunk))
                for digest, each in new.items()
                for position, chunk in enumerate(each.chunks)
            ],
        )
    return [known[each.sha256] for each in contents]


def get(session: Session, blob_id: int) -> bytes:
    """The content with this id, whole."""
    return b"".join(chunks(session, blob_id))


def chunks(session: Session, blob_id: int) -> Iterator[bytes]:
    """The content in pieces of at most 1 MB, for files too large to hold at once."""
    positions = select(BlobChunk.content).where(BlobChunk.blob_id == blob_id)
    for packed in session.scalars(positions.order_by(BlobChunk.position)):
        yield zlib.decompress(packed)


def damaged(session: Session) -> list[int]:
    """Contents that are not what was stored: each is unpacked and hashed again."""
    stored = session.connection().exec_driver_sql(
        "SELECT b.id, b.sha256, c.content FROM blob AS b "
        "LEFT JOIN blob_chunk AS c ON c.blob_id = b.id ORDER BY b.id, c.position"
    )
    of_each = groupby(stored, key=itemgetter(0, 1))
    return [key[0] for key, rows in of_each if not _is_sound(key[1], (row[2] for row in rows))]


def _is_sound(digest: bytes, packed: Iterable[bytes | None]) -> bool:
    found = hashlib.sha256()
    try:
        for piece in packed:
            found.update(zlib.decompress(piece or b""))
    except zlib.error:
        return False
    return found.digest() == digest


def unused(session: Session) -> list[int]:
    """Contents that no row names any more; steps to undo may still need them."""
    return list(session.scalars(select(Blob.id).where(*_unnamed())))


def drop(session: Session, blob_ids: Iterable[int]) -> int:
    """Remove those of these contents that no row names; how many."""
    dropped = 0
    wanted = list(blob_ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = Blob.id.in_(wanted[start : start + _AT_ONCE])
        ids = list(session.scalars(select(Blob.id).where(some, *_unnamed())))
        session.execute(delete(BlobChunk).where(BlobChunk.blob_id.in_(ids)))
        session.execute(delete(Blob).where(Blob.id.in_(ids)))
        dropped += len(ids)
    return dropped


def drop_unused(session: Session, *, keep: Set[int]) -> int:
    """Remove contents that no row names and that are not among ``keep``; how many."""
    return drop(session, (each for each in unused(session) if each not in keep))


def _unnamed() -> tuple[ColumnElement[bool], ...]:
    return (
        ~exists().where(Message.raw_id == Blob.id),
        ~exists().where(Attachment.blob_id == Blob.id),
        ~exists().where(DraftAttachment.blob_id == Blob.id),
        ~exists().where(SnippetAttachment.blob_id == Blob.id),
        Blob.id.not_in(_IN_VERSIONS),
    )


def _known(sql: Statements, contents: Sequence[Packed]) -> dict[bytes, int]:
    found = sql.rows(
        "SELECT b.sha256, b.id FROM json_each(?) AS k "
        "CROSS JOIN blob AS b ON b.sha256 = unhex(k.value)",
        (json.dumps([each.sha256.hex() for each in contents]),),
    )
    return {row[0]: row[1] for row in found}
