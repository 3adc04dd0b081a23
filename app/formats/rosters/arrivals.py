"""When contacts came, from a table of another program: one in each row, or counted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from app.formats.rosters.day_text import Month, day_of, time_of
from app.formats.rosters.reading import RowProblem
from app.formats.rosters.workbook import is_workbook, sheets_of
from app.formats.table_text import decoded, rows, unguarded
from app.i18n import _
from app.rules.enums import Channel
from app.rules.names import folded

_HEADER_WITHIN = 5
_NO_MONTH = Month(1, 1)
"""A day without a year is no day here."""


class _Column(StrEnum):
    MOMENT = "moment"
    TIME = "time"
    CHANNEL = "channel"
    COUNT = "count"


_NAMES = {
    _Column.MOMENT: "timestamp|datetime|date time|date|datum|zeitpunkt|created|created at|erstellt"
    "|erstellt am|arrived|arrival|eingang|eingangszeit|start|call time|anrufzeit|day|tag",
    _Column.TIME: "time|zeit|uhrzeit|interval|intervall|hour|stunde|from|von|beginn",
    _Column.CHANNEL: "channel|kanal|type|art|medium|source|quelle",
    _Column.COUNT: "count|anzahl|contacts|kontakte|calls|anrufe|volume|offered|tickets|menge",
}
_COLUMNS = {folded(name): column for column, names in _NAMES.items() for name in names.split("|")}
_CHANNELS = {
    Channel.PHONE: "phone|call|anruf|telefon|voice|telephone|hotline",
    Channel.EMAIL: "email|mail|e mail|mails|web|form|formular|ticket",
    Channel.CHAT: "chat|live chat|messenger|whatsapp",
    Channel.COUNTER: "counter|visit|walk in|besuch|schalter|tresen",
    Channel.SOCIAL: "social|facebook|twitter|x|instagram|social media",
    Channel.LETTER: "letter|brief|post|fax",
}
_WORDS = {
    folded(word): channel for channel, words in _CHANNELS.items() for word in words.split("|")
}
_BOTH = re.compile(r"(\S.*?)[\sT]+(\d{1,2}[:.]\d{2}\S*(?:\s?[ap]m)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadArrivals:
    """Contacts by channel and time of the clock; rows that make no sense are named."""

    counts: Mapping[tuple[Channel, datetime], int]
    problems: tuple[RowProblem, ...] = ()

    @property
    def total(self) -> int:
        """All contacts."""
        return sum(self.counts.values())


def read_arrivals(content: bytes, zone: tzinfo, *, channel: Channel) -> ReadArrivals:
    """The contacts of a CSV or XLSX file; ``channel`` stands in where no column says one.

    Times with an offset are told by the clock of ``zone``. Raises UserError for a workbook that
    cannot be opened.
    """
    if is_workbook(content):
        tables = [table for _title, table in sheets_of(content)]
        found = [_read(table, zone, channel) for table in tables]
        return max(found, key=lambda each: each.total, default=ReadArrivals({}))
    table = [
        (line, [unguarded(cell.strip()) for cell in row]) for line, row in rows(decoded(content))
    ]
    return _read(table, zone, channel)


def _read(
    table: Sequence[tuple[int, Sequence[str]]], zone: tzinfo, channel: Channel
) -> ReadArrivals:
    places, body = _head(table)
    counts: dict[tuple[Channel, datetime], int] = {}
    problems = []
    for line, row in body:
        cells = {column: row[place] for column, place in places.items() if place < len(row)}
        when = _moment(cells.get(_Column.MOMENT, ""), cells.get(_Column.TIME, ""), zone)
        count = _count(cells.get(_Column.COUNT, "1"))
        if when is None or count is None:
            text = cells.get(_Column.MOMENT, "") if when is None else cells[_Column.COUNT]
            problems.append(RowProblem(line, _("“{text}” makes no sense here").format(text=text)))
            continue
        key = _WORDS.get(folded(cells.get(_Column.CHANNEL, "")), channel), when
        counts[key] = counts.get(key, 0) + count
    return ReadArrivals(counts, tuple(problems))


def _head(
    table: Sequence[tuple[int, Sequence[str]]],
) -> tuple[Mapping[_Column, int], Sequence[tuple[int, Sequence[str]]]]:
    """Where each column is, and the rows below; without a head the first column is the time."""
    for index, (_line, row) in enumerate(table[:_HEADER_WITHIN]):
        named = {
            _COLUMNS.get(_key(title)): place for place, title in reversed(list(enumerate(row)))
        }
        places = {column: place for column, place in named.items() if column is not None}
        if _Column.MOMENT in places:
            return places, table[index + 1 :]
    return {_Column.MOMENT: 0}, table


def _key(title: str) -> str:
    return " ".join(re.split(r"[\W_]+", folded(title))).strip()


def _moment(text: str, clock: str, zone: tzinfo) -> datetime | None:
    text = " ".join(f"{text} {clock}".split())
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        both = _BOTH.fullmatch(text.split("-")[0] if clock and "-" in clock else text)
        if both is None:
            return None
        day = day_of(both[1], _NO_MONTH)
        at = time_of(both[2])
        if day is None or at is None or day.year <= 1:
            return None
        return datetime.combine(day, at)
    if ":" not in text:
        return None
    return found.astimezone(zone).replace(tzinfo=None) if found.tzinfo else found


def _count(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() else None
