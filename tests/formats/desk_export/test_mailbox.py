"""Raw mails in a mailbox: other programs read them, and their very bytes come back."""

import mailbox
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.desk_export.mailbox import envelope, quoted, unquoted
from app.formats.mail import mbox
from app.formats.mail.sources import SourceMail, mails

AT = datetime(2026, 3, 2, 9, 5, 7, tzinfo=UTC)
LINES = st.lists(
    st.sampled_from(
        [b"From me\n", b">From me\n", b">>From", b"\r\n", b"\n", b"From ", b"Subject: x\n", b"\r"]
    )
    | st.binary(max_size=20)
)


@given(LINES.map(b"".join))
def test_any_bytes_come_back_as_they_were(raw: bytes) -> None:
    text = quoted(raw)
    assert unquoted(text, len(raw)) == raw
    assert text.endswith(b"\n")
    assert not any(line.startswith(b"From ") for line in text.split(b"\n"))


@given(st.text(max_size=40))
def test_no_sender_breaks_the_line_that_begins_a_mail(sender: str) -> None:
    line = envelope(sender, AT)
    assert line.count(b"\n") == 1
    assert len(line.split(b" ")) == 8
    assert mbox.is_mbox(line + b"Subject: x\n\nHello\n")


def test_the_time_in_that_line_is_utc_and_english() -> None:
    at = AT.astimezone(timezone(timedelta(hours=5)))
    assert envelope("eva@kunde.example", at) == b"From eva@kunde.example Mon Mar  2 09:05:07 2026\n"


def written(raws: list[bytes], path: Path) -> Path:
    with path.open("wb") as file:
        for raw in raws:
            file.write(envelope("eva@kunde.example", AT) + quoted(raw) + b"\n")
    return path


def test_python_reads_the_mails_with_their_texts(tmp_path: Path) -> None:
    texts = ["Hello\n", "From here on\n>From there\n", "no line feed at the end"]
    raws = [f"Subject: {number}\n\n{text}".encode() for number, text in enumerate(texts)]
    found = mailbox.mbox(written(raws, tmp_path / "box.mbox"))
    try:
        assert [each["Subject"] for each in found] == ["0", "1", "2"]
        assert list(found)[1].get_payload() == ">From here on\n>>From there\n"
    finally:
        found.close()


@pytest.mark.mails
def test_our_own_import_reads_real_mails_from_it_as_they_were(
    real_mails: Path, tmp_path: Path
) -> None:
    found = mails([real_mails / "hard-ham-1", real_mails / "spam-2"])
    raws = [each.raw for each in found if isinstance(each, SourceMail)]
    assert len(raws) > 1000
    assert any(b"\nFrom " in raw or b"\n>From " in raw for raw in raws)
    read = [mail.raw for mail in mbox.read(written(raws, tmp_path / "box.mbox"))]
    assert read == [raw if raw.endswith(b"\n") else raw + b"\n" for raw in raws]
