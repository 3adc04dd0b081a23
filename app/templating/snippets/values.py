"""What a snippet is filled in from: plain values, taken once, that lead nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from app.rules.enums import FormOfAddress
from app.rules.placeholders import without_marks
from app.rules.salutation import Person
from app.templating.snippets.dates import Holidays
from app.templating.snippets.limits import LONGEST_VALUE

Value = str | int | float | bool | date | datetime | tuple[str, ...]
Answer = str | bool | tuple[str, ...]
"""What a form gives for a field: text (a date in ISO form), yes or no, or several choices."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that is known when a snippet is filled in.

    ``values`` are keyed by canonical names (see ``names``); members of closed sets (gender,
    status) are given by the value of their enum. What is given without letters is left out, marks
    are taken out of texts, and times get the zone of ``now``: once here instead of whenever a
    value is printed. ``printable`` are the texts among them that are printed as they are.
    ``kept`` are answers of earlier forms by field name, ``facts`` by `field_name`.
    ``language`` is ``de`` or ``en``, ``now`` aware and in the zone of the desk. ``person`` is who
    is greeted; several are greeted together.
    """

    language: str
    form: FormOfAddress
    now: datetime
    person: Person | tuple[Person, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    holidays: Holidays = frozenset()
    printable: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        values = dict(_clean_values(self.values, self.now.tzinfo))
        printable = {
            name: value
            for name, value in values.items()
            if type(value) is str and len(value) <= LONGEST_VALUE
        }
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "printable", printable)
        object.__setattr__(self, "kept", dict(_clean_texts(self.kept)))
        object.__setattr__(self, "facts", dict(_clean_texts(self.facts)))


def _clean_values(values: Mapping[str, Value], zone: tzinfo | None) -> Iterator[tuple[str, Value]]:
    for name, value in values.items():
        if isinstance(value, datetime) and value.tzinfo:
            yield name, value.astimezone(zone)
        elif isinstance(value, tuple):
            if texts := tuple(map(without_marks, value)):
                yield name, texts
        elif not isinstance(value, str):
            yield name, value
        elif (text := without_marks(value)) and not text.isspace():
            yield name, text


def _clean_texts(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in texts.items():
        clean = without_marks(text)
        if clean.strip():
            yield name, clean
