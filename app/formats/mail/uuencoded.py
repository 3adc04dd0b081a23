"""Files that were uuencoded into the text of a mail."""

import re

from app.formats.mail import transfer

_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]+)\r?\n", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LINE = re.compile(rb"[ -`]{2,62}[^\r\n]{0,3}\r?\n|`\r?\n")


def extract(text: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """``text`` without its uuencoded files, and the files with their names."""
    if b"\nbegin" not in text and not text.startswith(b"begin"):
        return text, []
    rest: list[bytes] = []
    files: list[tuple[str, bytes]] = []
    position = searched = 0
    while (begin := _BEGIN.search(text, searched)) is not None:
        searched = begin.end()
        if not _LINE.match(text, searched):
            continue
        end = _END.search(text, searched)
        if end is None:
            break
        lines = text[searched : end.start()]
        rest.append(text[position : begin.start()])
        name = begin[1].strip().decode("utf-8", "replace")
        content = (
            transfer.base64(lines)[0]
            if begin[0].startswith(b"begin-")
            else transfer.uudecode(lines)
        )
        files.append((name, content))
        position = searched = end.end()
    rest.append(text[position:])
    return b"".join(rest), files
