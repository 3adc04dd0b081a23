"""Letters typed into the grid: which kind they mean, also where letters begin alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """What typed letters mean so far."""

    NOTHING = "nothing"
    WHOLE = "whole"
    MORE = "more"
    """A kind, or the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """``letter`` is the one of the kind that is meant, empty while none is."""

    reading: Reading
    letter: str = ""


def read_letters(text: str, letters: Mapping[str, str]) -> Typed:
    """What ``text`` means among ``letters``, upper and lower case alike unless both are used."""
    exact = [each for each in letters if each.startswith(text)]
    folded = text.casefold()
    beginning = exact or [each for each in letters if each.casefold().startswith(folded)]
    if not beginning:
        return Typed(Reading.NOTHING)
    whole = next((each for each in beginning if len(each) == len(text)), "")
    reading = Reading.WHOLE if whole and len(beginning) == 1 else Reading.MORE
    return Typed(reading, whole)
