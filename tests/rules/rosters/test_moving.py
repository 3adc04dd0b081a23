"""Pins and comments belong to the shift; what is said about an empty day stays there."""

from app.rules.rosters.moving import Note, after_move

SHIFT = Note(filled=True, pinned=True, comment="brings the keys")


def test_pin_and_comment_come_with_a_shift_and_leave_with_it() -> None:
    assert after_move(Note(), SHIFT) == SHIFT
    assert after_move(SHIFT, Note()) == Note()


def test_a_comment_on_an_empty_day_stays_and_goes_nowhere() -> None:
    day = Note(comment="dentist at 10")
    assert after_move(day, SHIFT).comment == "dentist at 10 · brings the keys"
    assert after_move(SHIFT, day) == Note()


def test_exchanged_shifts_exchange_their_notes() -> None:
    other = Note(filled=True, comment="until 18:00")
    assert after_move(SHIFT, other) == other
    assert after_move(other, SHIFT) == SHIFT
