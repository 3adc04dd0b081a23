"""Keys that sort by time and hash Message-IDs."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.storage.keys import content_key, message_id, reference_key, second_of, sent_before

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(2400, 1, 1), timezones=st.just(UTC)
)


@given(one=MOMENTS, other=MOMENTS, first=st.integers(0, 1 << 30), second=st.integers(0, 1 << 30))
def test_a_message_sent_in_a_later_second_has_the_greater_id(
    one: datetime, other: datetime, first: int, second: int
) -> None:
    if int(one.timestamp()) < int(other.timestamp()):
        assert message_id(one, first) < message_id(other, second)
    assert second_of(message_id(one, first)) == one.replace(microsecond=0)
    assert sent_before(one) <= message_id(one, first) < sent_before(one + timedelta(seconds=1))


def test_absurd_dates_are_clamped_into_what_sqlite_can_hold() -> None:
    ancient = message_id(datetime(1, 1, 1, tzinfo=UTC), 5)
    far = message_id(datetime(9999, 12, 31, tzinfo=UTC), (1 << 24) - 1)
    assert (ancient, far < 1 << 63) == (5, True)


@given(st.text())
def test_a_message_id_is_known_by_a_signed_64_bit_number(text: str) -> None:
    key = reference_key(text)
    assert -(1 << 63) <= key < 1 << 63
    assert key == reference_key(f" {text.strip()} ") or text != text.strip()


def test_surrogates_of_broken_headers_have_a_key_too() -> None:
    assert reference_key("a\udcff@x") != reference_key("a@x")


def test_a_content_is_known_by_the_start_of_its_digest() -> None:
    assert content_key(b"\xff" * 32) == -1
    assert content_key(b"\x00" * 7 + b"\x01" + b"\xff" * 24) == 1
