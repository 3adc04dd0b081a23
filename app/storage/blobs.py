"""The content store: bytes in by SHA-256, out again; compressed, in chunks of 1 MB."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Set

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from app.models.blobs import Blob, BlobChunk
from app.models.messages import Attachment, DraftAttachment, Message

CHUNK = 1 << 20
_LEVEL = 1
"""zlib's fastest: mails shrink to within some percent of the best level at a third of its time."""


def put(session: Session, content: bytes) -> int:
    """Store the content, once however often it comes; its id."""
    return put_many(session, [content])[0]


def put_many(session: Session, contents: Iterable[bytes]) -> list[int]:
    """Store several contents in as few statements as possible; their ids in the same order."""
    digests = [(hashlib.sha256(content).digest(), content) for content in contents]
    known = _known(session, {digest for digest, _content in digests})
    new = {digest: content for digest, content in digests if digest not in known}
    if new:
        session.execute(
            insert(Blob),
            [{"sha256": digest, "size": len(content)} for digest, content in new.items()],
        )
        known |= _known(session, set(new))
        session.execute(
            insert(BlobChunk),
            [
                {"blob_id": known[digest], "position": place, "content": packed}
                for digest, content in new.items()
                for place, packed in enumerate(_packed(content))
            ],
        )
    return [known[digest] for digest, _content in digests]


def get(session: Session, blob_id: int) -> bytes:
    """The content with this id, whole."""
    return b"".join(chunks(session, blob_id))


def chunks(session: Session, blob_id: int) -> Iterator[bytes]:
    """The content in pieces of at most 1 MB, for files too large to hold at once."""
    positions = select(BlobChunk.content).where(BlobChunk.blob_id == blob_id)
    for packed in session.scalars(positions.order_by(BlobChunk.position)):
        yield zlib.decompress(packed)


def drop_unused(session: Session, *, keep: Set[int]) -> int:
    """Remove contents that no row names any more and that are not among ``keep``; how many."""
    used = exists().where(Message.raw_id == Blob.id)
    attached = exists().where(Attachment.blob_id == Blob.id)
    drafted = exists().where(DraftAttachment.blob_id == Blob.id)
    query = select(Blob.id).where(~used, ~attached, ~drafted)
    unused = [blob_id for blob_id in session.scalars(query) if blob_id not in keep]
    for start in range(0, len(unused), 500):
        ids = unused[start : start + 500]
        session.execute(delete(BlobChunk).where(BlobChunk.blob_id.in_(ids)))
        session.execute(delete(Blob).where(Blob.id.in_(ids)))
    return len(unused)


def _known(session: Session, digests: set[bytes]) -> dict[bytes, int]:
    found = select(Blob.sha256, Blob.id).where(Blob.sha256.in_(digests))
    return {row.sha256: row.id for row in session.execute(found)}


def _packed(content: bytes) -> Iterator[bytes]:
    for start in range(0, max(len(content), 1), CHUNK):
        yield zlib.compress(content[start : start + CHUNK], _LEVEL)
