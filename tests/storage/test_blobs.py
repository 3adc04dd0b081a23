"""The content store: in by SHA-256, out the same, in pieces of at most one megabyte."""

import random

import pytest
from sqlalchemy.orm import Session

from app.storage import blobs
from app.storage.changes import unrecorded
from tests.desk_fixtures import Desk


@unrecorded
def _put(session: Session, contents: list[bytes]) -> list[int]:
    return blobs.put_many(session, contents)


@pytest.mark.parametrize(
    "size", [0, 1, blobs.CHUNK - 1, blobs.CHUNK, blobs.CHUNK + 1, 3 * blobs.CHUNK + 7]
)
def test_content_comes_out_as_it_went_in_whatever_its_size(desk: Desk, size: int) -> None:
    content = random.Random(size).randbytes(size)
    (blob_id,) = desk.do(_put, [content])
    assert desk.read(blobs.get, blob_id) == content
    pieces = desk.read(lambda session: [len(each) for each in blobs.chunks(session, blob_id)])
    assert max(pieces) <= blobs.CHUNK
    assert len(pieces) == max(1, -(-size // blobs.CHUNK))
    assert desk.one("SELECT size FROM blob") == size


def test_the_same_content_is_stored_once_within_and_across_calls(desk: Desk) -> None:
    first = desk.do(_put, [b"a", b"b", b"a"])
    assert first[0] == first[2] != first[1]
    assert desk.do(_put, [b"b", b"a"]) == [first[1], first[0]]
    assert desk.one("SELECT count(*) FROM blob_chunk") == 2


def test_text_is_stored_smaller_than_it_is(desk: Desk) -> None:
    desk.do(_put, [b"The same words again. " * 5000])
    assert desk.one("SELECT length(content) FROM blob_chunk") < 5000


def test_many_contents_at_once_keep_their_order(desk: Desk) -> None:
    contents = [bytes([number % 256]) * number for number in range(300)]
    ids = desk.do(_put, contents)
    assert [desk.read(blobs.get, each) for each in ids] == contents
