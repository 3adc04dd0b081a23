"""Rotation patterns written as letters, such as ``FFSS-NN--``, and series that go on by themselves.

What stands in a cell is the key of a kind, ``OFF`` for a day that is planned free, or None for a
day about which nothing is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import UserError
from app.i18n import _

OFF = ""
"""Planned free, which is more than not planned."""
OFF_SIGN = "-"
KEEP_SIGN = "."

Content = str | None
Cells = Mapping[str, Mapping[date, Content]]
"""Contents by person and day."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What follows on what; None leaves a day as it is."""

    slots: tuple[Content, ...]

    def at(self, number: int) -> Content:
        """What stands on that day, counted from the first one; the pattern repeats itself."""
        return self.slots[number % len(self.slots)]


def parse_pattern(text: str, letters: Mapping[str, str]) -> Pattern:
    """The pattern of a text; ``letters`` gives the key of a kind for what is written in cells.

    ``-`` is a day off, ``.`` leaves a day as it is; blanks, commas and bars are for the eye. Of
    letters that begin alike the longest is taken; small letters count where no other kind has
    them. UserError names what is not known, and an empty pattern.
    """
    slots = tuple(_slots(text, letters))
    if not any(slot is not None for slot in slots):
        raise UserError(_("Write the pattern as letters, such as FFSS-NN--; - is a day off."))
    return Pattern(slots)


def _slots(text: str, letters: Mapping[str, str]) -> Iterator[Content]:
    place = 0
    while place < len(text):
        if text[place].isspace() or text[place] in ",;|":
            place += 1
            continue
        letter = _letter_at(text, place, letters)
        if letter:
            yield letters[letter]
            place += len(letter)
            continue
        sign = text[place]
        # Programs like to make long dashes of short ones.
        if sign not in (OFF_SIGN, "–", "—", "−", KEEP_SIGN, "_"):
            raise UserError(
                _("“{sign}” at place {place} is no letter of a shift; there are {letters}.").format(
                    sign=sign, place=place + 1, letters=", ".join([*letters, OFF_SIGN])
                )
            )
        yield None if sign in (KEEP_SIGN, "_") else OFF
        place += 1


def _letter_at(text: str, place: int, letters: Mapping[str, str]) -> str:
    """The longest letter that stands there, the exact one before one in another case."""
    longest = sorted(letters, key=len, reverse=True)
    exact = next((each for each in longest if each and text.startswith(each, place)), "")
    folded = text[place:].casefold()
    return exact or next(
        (each for each in longest if each and folded.startswith(each.casefold())), ""
    )


def written(slots: Sequence[Content], letters: Mapping[str, str]) -> str:
    """The pattern as letters; ``letters`` gives the letter of a kind for its key."""
    return "".join(
        KEEP_SIGN if slot is None else OFF_SIGN if slot == OFF else letters.get(slot, KEEP_SIGN)
        for slot in slots
    )


def laid_out(
    pattern: Pattern, people: Sequence[str], *, first: date, last: date, stagger: int = 0
) -> dict[str, dict[date, Content]]:
    """The pattern from ``first`` to ``last``; each person is ``stagger`` days ahead of the last."""
    found: dict[str, dict[date, Content]] = {}
    days = (last - first).days + 1
    for row, person in enumerate(people):
        slots = ((number, pattern.at(number + row * stagger)) for number in range(days))
        found[person] = {
            first + timedelta(days=number): slot for number, slot in slots if slot is not None
        }
    return found


def even_stagger(pattern: Pattern, people: int) -> int:
    """The stagger that spreads so many people best over the pattern: equally far apart."""
    return max(1, round(len(pattern.slots) / max(1, people)))


def continued(row: Sequence[Content]) -> list[Content]:
    """What is written at the beginning of a row, repeated to its end; nothing repeats nothing."""
    length = next((place for place, each in enumerate(row) if each is None), len(row))
    if length == 0:
        return list(row)
    return [row[place % length] for place in range(len(row))]
