"""The 6,046 real mails, and more made of them."""

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent
_ID = re.compile(rb"<([^<>\s]+)>")
_ID_FIELDS = re.compile(
    rb"^(?:message-id|in-reply-to|references)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)


def real_mails() -> list[Path]:
    """The files, in order; ``SystemExit`` with the way to bring them where there are none."""
    place = os.environ.get("TRESEN_MAILS") or str(_REPOSITORY / ".mails" / "package" / "data")
    found = sorted(Path(place).glob("*/*.txt"))
    if not found:
        raise SystemExit(f"no real mails in {place}: bring them with .ci/mails")
    return found


def copies(paths: list[Path], times: int) -> Iterator[bytes]:
    """The mails several times over, each round with Message-IDs of its own that agree."""
    for number in range(times):
        mark = b"<%d.\\1>" % number
        for path in paths:
            raw = path.read_bytes()
            head, blank, body = raw.partition(b"\n\n")
            yield _ID_FIELDS.sub(partial(_marked, mark), head) + blank + body


def _marked(mark: bytes, field: re.Match[bytes]) -> bytes:
    return _ID.sub(mark, field[0])
