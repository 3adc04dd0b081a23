"""Mails from files and folders: every mailbox format, resumed, damaged, in order."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.formats.mail import mbox
from app.formats.mail.sources import SourceFailure, SourceMail, count, mails

_BODIES = [
    b"plain words\n",
    b"From here on it is text.\n\nFrom this line too.\n",
    b">From a quote\n\n>>From a deeper one\n",
    b"",
    b"an example:\n\nFrom nobody Thu Feb  1 10:00:00 2024\nwithout a header below\n",
]
_MAILS = [
    b"Subject: %d\nMessage-ID: <%d@x>\n\n%s" % (number, number, body)
    for number, body in enumerate(_BODIES)
]
_LINE = b"From sender@x.example Thu Feb  1 10:00:00 2024\n"


def _quoted(body: bytes, *, again: bool) -> bytes:
    lines = []
    for line in body.splitlines(keepends=True):
        bare = line.lstrip(b">") if again else line
        lines.append(b">" + line if bare.startswith(b"From ") else line)
    return b"".join(lines)


def _mboxo(raw: bytes) -> bytes:
    head, _blank, body = raw.partition(b"\n\n")
    return _LINE + head + b"\n\n" + _quoted(body, again=False) + b"\n"


def _mboxrd(raw: bytes) -> bytes:
    head, _blank, body = raw.partition(b"\n\n")
    return _LINE + head + b"\n\n" + _quoted(body, again=True) + b"\n"


def _mboxcl(raw: bytes) -> bytes:
    head, _blank, body = raw.partition(b"\n\n")
    body = _quoted(body, again=False)
    return _LINE + head + b"\nContent-Length: %d\n\n" % len(body) + body + b"\n"


def _mboxcl2(raw: bytes) -> bytes:
    head, _blank, body = raw.partition(b"\n\n")
    return _LINE + head + b"\nContent-Length: %d\n\n" % len(body) + body + b"\n"


def _read(*paths: Path, after: str = "") -> list[SourceMail | SourceFailure]:
    return list(mails(paths, after=after))


def _raws(*paths: Path, after: str = "") -> list[bytes]:
    return [found.raw for found in _read(*paths, after=after) if isinstance(found, SourceMail)]


@pytest.mark.parametrize("dialect", [_mboxo, _mboxrd, _mboxcl, _mboxcl2])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_each_dialect_gives_back_the_mails(
    tmp_path: Path, dialect: Callable[[bytes], bytes], line_end: bytes
) -> None:
    raws = [raw for raw in _MAILS if dialect in (_mboxrd, _mboxcl2) or b"\n>From" not in raw]
    raws = [raw.replace(b"\n", line_end) for raw in raws]
    boxed = [dialect(raw.replace(b"\r\n", b"\n")).replace(b"\n", line_end) for raw in raws]
    if line_end == b"\r\n" and dialect in (_mboxcl, _mboxcl2):
        boxed = [_with_length(mail) for mail in boxed]
    (tmp_path / "box").write_bytes(b"".join(boxed))
    found = [
        b"".join(line for line in raw.splitlines(keepends=True)
                 if not line.startswith(b"Content-Length"))
        for raw in _raws(tmp_path / "box")
    ]  # fmt: skip
    assert found == raws


def _with_length(boxed: bytes) -> bytes:
    head, _blank, body = boxed.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
    length = len(body) - 2
    return b"\r\n".join([*lines, b"Content-Length: %d" % length]) + b"\r\n\r\n" + body


def test_a_wrong_content_length_is_not_believed(tmp_path: Path) -> None:
    boxed = [_mboxcl(raw).replace(b"Content-Length: ", b"Content-Length: 9") for raw in _MAILS[:2]]
    (tmp_path / "box").write_bytes(b"".join(boxed))
    assert len(_raws(tmp_path / "box")) == 2


def test_a_line_of_text_does_not_begin_a_mail(tmp_path: Path) -> None:
    text = (
        b"Subject: x\n\nFrom here on\n\nFrom the year 2024 at 10:00\n\nno header\nwords\n"
        b"From a@b Thu Feb  1 10:00:00 2024\nSubject: no empty line above\n"
    )
    (tmp_path / "box").write_bytes(_LINE + text + b"\n" + _LINE + b"Subject: y\n\nz\n")
    assert _raws(tmp_path / "box") == [text, b"Subject: y\n\nz\n"]


def test_an_import_goes_on_behind_the_last_mail(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(_MAILS[0])
    (tmp_path / "b.mbox").write_bytes(b"".join(map(_mboxrd, _MAILS)))
    (tmp_path / "c.eml").write_bytes(_MAILS[1])
    found = [mail for mail in _read(tmp_path) if isinstance(mail, SourceMail)]
    assert len({mail.key for mail in found}) == len(found) == 7
    for number, mail in enumerate(found):
        rest = [later.key for later in found[number + 1 :]]
        assert [later.key for later in mails([tmp_path], after=mail.key)
                if isinstance(later, SourceMail)] == rest  # fmt: skip
    assert len(_raws(tmp_path, after="/gone\n1")) == 7


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(_MAILS[0])
    (tmp_path / "b.mbox").write_bytes(b"".join(map(_mboxrd, _MAILS)))
    found = _read(tmp_path)
    done = [mail.done_bytes for mail in found]
    assert done == sorted(done)
    assert found[-1].done_bytes == found[-1].total_bytes == found[0].total_bytes


def test_folders_are_read_to_their_depth_in_order(tmp_path: Path) -> None:
    for name in ("b/2.eml", "b/1.eml", "a/deep/er/mail", "Inbox", ".hidden/x.eml", "Inbox.msf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            _mboxrd(_MAILS[1]) if name == "Inbox" else b"Subject: %s\n\n" % name.encode()
        )
    names = [Path(mail.path).relative_to(tmp_path).as_posix() for mail in _read(tmp_path)]
    assert names == ["Inbox", "a/deep/er/mail", "b/1.eml", "b/2.eml"]


def test_a_maildir_gives_what_is_delivered(tmp_path: Path) -> None:
    for name in (
        "cur/1:2,S",
        "new/2",
        "tmp/3",
        "dovecot.index",
        ".Sent/cur/4:2,",
        ".Sent/new/.keep",
        ".uidvalidity",
        ".notmuch/xapian/iamglass",
    ):
        name = name if sys.platform != "win32" else name.replace(":", ";")
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"Subject: %s\n\nx" % name.encode())
    assert len(_raws(tmp_path)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(_MAILS[0])
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "same.eml").symlink_to(tmp_path / "a.eml")
    (tmp_path / "nowhere.eml").symlink_to(tmp_path / "gone")
    found = _read(tmp_path)
    assert [type(each) for each in found] == [SourceMail, SourceFailure]


def test_apples_emlx_is_unwrapped(tmp_path: Path) -> None:
    wrapped = b"%d  \n" % len(_MAILS[0]) + _MAILS[0] + b'<?xml version="1.0"?><plist/>'
    (tmp_path / "1.emlx").write_bytes(wrapped)
    assert _raws(tmp_path) == [_MAILS[0]]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.eml", b"", "The file is empty."),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "The file is not a mail."),
        ("picture.eml", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "The file is not a mail."),
        (
            "x.msg",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x",
            "The file is not a readable Outlook message.",
        ),
        ("gone", None, "The file does not exist."),
    ],
)
def test_what_is_no_mail_is_told_and_stops_nothing(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.eml").write_bytes(_MAILS[0])
    failure, mail = _read(tmp_path / name, tmp_path / "zz.eml")
    assert isinstance(failure, SourceFailure)
    assert (failure.path, failure.reason) == (str(tmp_path / name), reason)
    assert isinstance(mail, SourceMail)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(_MAILS[0])
    path.chmod(0)
    (failure,) = _read(path)
    assert isinstance(failure, SourceFailure)
    assert failure.reason == "You have no permission to read the file."


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_closed_folder_is_told_also_where_a_maildir_hides_it(tmp_path: Path) -> None:
    for name in ("cur/1", "new/2", "closed/3.eml", ".Sent/cur/4", ".cache/5"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_MAILS[0])
    closed = [tmp_path / ".Sent", tmp_path / "closed"]
    for each in closed:
        each.chmod(0)
    found = _read(tmp_path)
    for each in closed:
        each.chmod(0o755)
    failures = [each for each in found if isinstance(each, SourceFailure)]
    assert [each.path for each in failures] == list(map(str, closed))
    assert {each.reason for each in failures} == {"You have no permission to read the file."}
    assert len(found) == 4


def test_a_text_that_the_person_chose_is_taken_as_a_damaged_mail(tmp_path: Path) -> None:
    (tmp_path / "notes").write_bytes(b"only words, no header\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "readme").write_bytes(b"only words, no header\n")
    assert len(_raws(tmp_path / "notes")) == 1
    assert len(_raws(tmp_path / "folder")) == 0


def test_the_count_says_what_will_come(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(_MAILS[0])
    (tmp_path / "b.mbox").write_bytes(b"".join(map(_mboxrd, _MAILS)))
    assert (count([tmp_path]).mails, count([tmp_path]).files) == (6, 2)


def test_a_large_mailbox_is_read_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "_CHUNK", 1000)
    monkeypatch.setattr(mbox, "_OVERLAP", 300)
    raws = [_MAILS[n % 5].replace(b"Subject: ", b"Subject: %d " % n) for n in range(200)]
    (tmp_path / "box").write_bytes(b"".join(map(_mboxrd, raws)))
    assert _raws(tmp_path / "box") == raws


@given(st.lists(st.sampled_from([*_MAILS, _LINE, b"\n", b"\r\n", b"Content-Length: 7\n", b"\0"])))
def test_any_mailbox_is_read_without_losing_a_byte(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("box") / "box"
    content = _LINE + b"".join(pieces)
    path.write_bytes(content)
    found = list(mbox.read(path))
    assert b"".join(content[mail.offset : mail.end] for mail in found).split() == content.split()


_PIECES = st.sampled_from(
    [b"From ", b">From ", b"a@b.example Mon Jan  1 00:00:00 2001", b"Subject: x", b"\n", b"\r\n",
     b"\n\n", b"Content-Length: 5", b"content-length: 900", b"word", b">", b"From: a@b.example"]
)  # fmt: skip


@example([b"\r\n>From there\n\nand on"])
@given(st.lists(_PIECES, max_size=30))
def test_a_mailbox_that_plainly_holds_one_mail_reads_as_any_other(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    content = b"From a@b.example Mon Jan  1 00:00:00 2001\nSubject: x\n" + b"".join(pieces)
    path = tmp_path_factory.mktemp("box") / "one.mbox"
    path.write_bytes(content)
    only = mbox.lone(content)
    assert only is None or [only] == list(mbox.read(path))
