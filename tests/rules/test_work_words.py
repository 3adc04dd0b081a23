"""Lengths of work as people write them."""

import pytest

from app.errors import UserError
from app.rules.work_words import read_work


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45", 2700),
        ("0", 0),
        ("45 min", 2700),
        ("1:30", 5400),
        ("1 h 20 min", 4800),
        ("1h20", 4800),
        ("1,5 h", 5400),
        ("2 Std.", 7200),
        ("1 Stunde 5 Minuten", 3900),
        ("0:05", 300),
    ],
)
def test_a_length_of_work_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert read_work(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5", "1:75", "1 h x"])
def test_what_is_no_length_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UserError, match="1:30"):
        read_work(text)
