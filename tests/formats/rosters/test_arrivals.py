"""Arrivals from tables of other programs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.rosters.arrivals import ReadArrivals, read_arrivals
from app.rules.enums import Channel

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 6, 9, 10, 30)


def read(text: str) -> ReadArrivals:
    """A table of telephone calls unless it says otherwise."""
    return read_arrivals(text.encode(), BERLIN, channel=Channel.PHONE)


@pytest.mark.parametrize(
    "text",
    [
        "timestamp\n2026-06-09 10:30\n",
        "Zeitpunkt;Kanal\n09.06.2026 10:30;Telefon\n",
        "Datum;Uhrzeit\n9.6.2026;10:30\n",
        "date,time,calls\n2026-06-09,10:30,1\n",
        "created at\n2026-06-09T08:30:00Z\n",
        "Datum;Intervall;Anrufe\n09.06.2026;10:30-11:00;1\n",
        "2026-06-09 10:30\n",
    ],
)
def test_one_call_written_in_many_ways(text: str) -> None:
    assert read(text).counts == {(Channel.PHONE, AT): 1}


def test_counted_calls_add_up_by_channel() -> None:
    found = read("date,time,channel,count\n2026-06-09,10:30,mail,3\n2026-06-09,10:30,E-Mail,2\n"
                 "2026-06-09,10:30,chat,1\n")  # fmt: skip
    assert found.counts == {(Channel.EMAIL, AT): 5, (Channel.CHAT, AT): 1}
    assert found.total == 6


def test_rows_without_sense_are_named() -> None:
    found = read("timestamp;count\nsoon;1\n2026-06-09 10:30;many\n2026-06-09;1\n")
    assert [each.line for each in found.problems] == [2, 3, 4]
    assert not found.counts


@given(st.binary(max_size=200))
def test_no_text_raises(content: bytes) -> None:
    if not content.startswith(b"PK\x03\x04"):
        assert read_arrivals(content, BERLIN, channel=Channel.PHONE).total >= 0
