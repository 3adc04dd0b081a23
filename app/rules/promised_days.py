"""Days that a text promises something for: found by what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.time_words import MONTH_NAMES, WEEKDAY_NAMES

_MONTHS = {
    name.casefold(): number
    for names in MONTH_NAMES.values()
    for number, name in enumerate(names, start=1)
} | {
    word: number
    for number, words in enumerate(
        ("jan", "feb", "mär mar mrz", "apr", "", "jun", "jul", "aug", "sep sept", "okt oct", "nov",
         "dez dec"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_WEEKDAYS = {
    name.casefold(): number for names in WEEKDAY_NAMES.values() for number, name in enumerate(names)
} | {"sonnabend": 5}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))

_DATE = re.compile(
    rf"""
    (?<![\d.\-/])(?:
        (?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d)(?![\d\-])
      | (?P<nd>\d{{1,2}})\.[ ]?(?P<nm>\d{{1,2}})\.(?:[ ]?(?P<ny>\d{{4}}|\d\d)(?!\d|\.\d))?(?!\d)
      | (?P<gd>\d{{1,2}})(?:\.|st|nd|rd|th)?[ ]+(?:of[ ]+)?(?P<gm>{_MONTH})\b\.?
            (?:,?[ ]+(?P<gy>\d{{4}})\b)?
      | (?P<em>{_MONTH})\.?[ ]+(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d)
            (?:,?[ ]+(?P<ey>\d{{4}})\b)?
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = (
    rf"(?:(?:(?:the|den|dem|kommenden|next)\s+)?(?P<weekday>{_WEEKDAY})\b,?\s+)?"
    r"(?:(?:the|den|dem|zum)\s+)?$"
)
_DEADLINE = re.compile(
    r"\b(?:bis(?:\s+(?:zum|spätestens|einschließlich|zu))*|(?:aller)?spätestens(?:\s+(?:am|bis|zum))*"
    r"|by|until|till|no\s+later\s+than|due(?:\s+(?:on|by))?)\s+" + _BEFORE,
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:am|on|ab|zum|from)\s+" + _BEFORE, re.IGNORECASE)
_ONLY_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY})\b,?\s+(?:(?:the|den|dem)\s+)?$", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\b(?:werden?|wird|will|shall|going\s+to|melden?|rufen?|schicken?|senden?|liefern?|kommen?|"
    r"erhalten|bekommen)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:war(?:en)?|hatte[nt]?|wurden?|worden|konnten?|mussten?|sollten?|galt|was|were|had|could|"
    r"did|gültig\s+war|schrieben?|sent|ordered|wrote|received|bought|called|kam(?:en)?|ging(?:en)?)\b"
    r"|\b(?:haben?|hat|have|has|ist|sind)\b.*\b(?:ge\w{3,}(?:t|en)|\w+iert|(?:be|ver|er|ent)\w{2,}(?:t|en)|"
    r"\w{3,}ed|been|sent|eingegangen)\b",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_])[.!?]\s|(?<=\d)\.\s+(?=[A-ZÄÖÜ])|[!?]\s|\n\s*\n|$")
_LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class MentionedDay:
    """A day in a text; ``promised`` if something is to happen by or on it.

    ``weekday`` is the one written before a day not far away, Monday is 0.
    """

    start: int
    end: int
    day: date
    promised: bool
    weekday: int | None


def mentioned_days(words: str, *, today: date) -> Iterator[MentionedDay]:
    """The days of ``words`` in their order. Without a year the next is meant, unless it
    is only just past."""
    for found in _DATE.finditer(words):
        day = _day(found, today)
        if day is None:
            continue
        before = words[max(0, found.start() - 60) : found.start()]
        around = _sentence(words, found)
        deadline, on = _DEADLINE.search(before), _ON.search(before)
        promised = bool(deadline or (on and _FUTURE.search(around))) and not _PAST.search(around)
        named = deadline or on or _ONLY_WEEKDAY.search(before)
        weekday = named["weekday"] if named and abs(day - today) <= _LONG_AGO else None
        yield MentionedDay(
            *found.span(), day, promised, _WEEKDAYS[weekday.casefold()] if weekday else None
        )


def _day(found: re.Match[str], today: date) -> date | None:
    day, month, year = (
        found[f"i{part}"] or found[f"n{part}"] or found[f"g{part}"] or found[f"e{part}"]
        for part in "dmy"
    )
    number = int(month) if month.isdecimal() else _MONTHS[month.casefold()]
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        near = date(today.year, number, int(day))
        return near if near >= today - _LONG_AGO else near.replace(year=today.year + 1)
    except ValueError:
        return None


def _sentence(words: str, found: re.Match[str]) -> str:
    """The sentence that the day stands in; the points of dates end none."""
    start = 0
    for end in _SENTENCE_END.finditer(words):
        if end.end() > found.start():
            break
        start = end.end()
    after = _SENTENCE_END.search(words, found.end())
    return words[start : after.start() if after else len(words)]
