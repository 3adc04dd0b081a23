"""The Date header: RFC 5322 and what real programs write instead."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan",), ("feb",), ("mar", "mär", "mrz"), ("apr",), ("may", "mai"), ("jun",),
            ("jul",), ("aug",), ("sep",), ("oct", "okt"), ("nov",), ("dec", "dez"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MET": 60,
    "MEZ": 60, "CEST": 120, "MEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "MSD": 240, "IST": 330, "JST": 540, "KST": 540, "AST": -240, "ADT": -180, "EST": -300,
    "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "HST": -600, "AKST": -540, "AKDT": -480, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
_ZONE_NAMES = {
    "eastern": -300, "central": -360, "mountain": -420, "pacific": -480, "gmt": 0,
    "greenwich": 0, "w. europe": 60, "romance": 60, "central europe": 60,
}  # fmt: skip

_CLOCK = r"(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d{1,9})?)?\s*([AaPp][Mm]\b)?"
_ZONE = r"\s*,?\s*(.{0,60})"
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) ((?:[01]\d|2[0-3]):\d\d:\d\d) "
    r"([+-]\d{4})(?: \(\w+\))?$"
)
_RFC5322 = re.compile(
    r"(?:[^\W\d_]{2,10}\.?\s*,?\s*)?(\d{1,2})(?:st|nd|rd|th)?[\s.\-/,]+([^\W\d_]{3})[^\W\d_]{0,7}"
    r"[\s.\-/,]+(\d{2,5})(?:,?[T\s]\s*" + _CLOCK + r")?" + _ZONE,
    re.DOTALL,
)
_ISO = re.compile(
    r"(?:[^\W\d_]{2,10},?\s*)?(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]\s*" + _CLOCK + r")?" + _ZONE,
    re.DOTALL,
)
_CTIME = re.compile(
    r"(?:[^\W\d_]{2,10}[\s.,]\s*,?\s*)?([^\W\d_]{3})[^\W\d_]{0,7}[\s.]+(\d{1,2})(?:st|nd|rd|th)?,?\s+"
    + _CLOCK
    + r"\s*(?:([A-Z+-][A-Z0-9:+-]{1,8})\s+)?(\d{2,4})\b"
    + _ZONE,
    re.DOTALL,
)
_US = re.compile(
    r"(?:[^\W\d_]{2,10}[\s.,]\s*,?\s*)?([^\W\d_]{3})[^\W\d_]{0,7}[\s.]+(\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(\d{4})(?:,?\s+" + _CLOCK + r")?" + _ZONE,
    re.DOTALL,
)
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?\s*\+?([+-])\s*(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE)
_UNSIGNED = re.compile(r"()(\d{2,3})(\d{2})\b")
_NAME = re.compile(r"[A-Za-z]{1,5}\b")
_COMMENT = re.compile(r"\([^()]*\)?")


def parse(value: str) -> tuple[datetime | None, str]:
    """The aware moment in the mail's own zone and a warning, empty if the date is a proper one.

    A date without a zone is read as UTC, a year of two or three digits as RFC 5322 §4.3 says.
    None if no moment can be made of it.
    """
    return _cached(value) if len(value) < 100 else _parse(value[:200])


def _parse(value: str) -> tuple[datetime | None, str]:
    text = value.strip()
    if not text:
        return None, ""
    if (moment := _usual(text)) is not None:
        return moment, ""
    comment = ""
    if "(" in text:
        found = _COMMENT.search(text)
        comment = found[0].strip("()") if found else ""
        text = _COMMENT.sub(" ", text).strip()
    parsed = _fields(text)
    if parsed is None:
        return None, f"date: unreadable {value[:80]!r}"
    year, month, day, clock, zone = parsed
    offset, warning = _offset(zone.strip() or comment)
    if len(year) == 3 or (len(year) == 4 and year < "1900"):
        warning = f"date: year {year}"
    try:
        moment = datetime(
            _year(year), month, day, *_clock(*clock), tzinfo=timezone(timedelta(minutes=offset))
        )
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None, f"date: impossible {value[:80]!r}"
    return moment, warning


def _usual(text: str) -> datetime | None:
    """The moment if the date is written exactly as RFC 5322 asks for."""
    found = _USUAL.match(text)
    month = _MONTHS.get(found[2].lower()) if found else None
    if found is None or month is None or found[3] < "1900":
        return None
    day, _name, year, clock, zone = found.groups()
    try:
        return datetime.fromisoformat(f"{year}-{month:02}-{day:0>2}T{clock}{zone}")
    except ValueError:
        return None


_Clock = tuple[str | None, str | None, str | None, str | None]


def _fields(text: str) -> tuple[str, int, int, _Clock, str] | None:
    """Year, month, day, clock and zone in whichever order the mail has them."""
    if found := _RFC5322.match(text):
        day, name, year, *clock, zone = found.groups()
        if month := _MONTHS.get(name.lower()):
            return year, month, int(day), _four(clock), zone
    if found := _ISO.match(text):
        year, number, day, *clock, zone = found.groups()
        return year, int(number), int(day), _four(clock), zone
    if found := _CTIME.match(text):
        name, day, *clock, zone, year, after = found.groups()
        if month := _MONTHS.get(name.lower()):
            return year, month, int(day), _four(clock), zone or after
    if found := _US.match(text):
        name, day, year, *clock, zone = found.groups()
        if month := _MONTHS.get(name.lower()):
            return year, month, int(day), _four(clock), zone
    return None


def _four(clock: list[str | None]) -> _Clock:
    hour, minute, second, half = clock
    return hour, minute, second, half


def _year(text: str) -> int:
    year = int(text)
    if len(text) <= 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(text) == 3 else year


def _clock(
    hour: str | None, minute: str | None, second: str | None, half: str | None
) -> tuple[int, int, int]:
    hours = int(hour or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    return hours, int(minute or 0), min(int(second or 0), 59)


def _offset(zone: str) -> tuple[int, str]:
    """Minutes east of Greenwich and a warning if the mail does not say."""
    found = _OFFSET.match(zone) or _UNSIGNED.match(zone)
    if found is not None:
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        if minutes < 24 * 60:
            return (-minutes if found[1] == "-" else minutes), ""
        return 0, f"date: zone {zone[:20]!r}"
    name = _NAME.match(zone)
    if name is not None and name[0].upper() in _ZONES and "time" not in zone.lower():
        return _ZONES[name[0].upper()], ""
    lower = zone.lower()
    for start, minutes in _ZONE_NAMES.items():
        if lower.startswith(start):
            return minutes + (60 if "daylight" in lower or "summer" in lower else 0), ""
    return 0, f"date: zone {zone[:20]!r}" if zone else "date: no zone"


_cached = lru_cache(maxsize=256)(_parse)
