"""What a snippet is filled in from: plain values, taken once, that lead nowhere."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.rules.enums import FormOfAddress
from app.rules.salutation import Person

Value = str | int | float | bool | date | datetime | tuple[str, ...]
Answer = str | bool | tuple[str, ...]
"""What a form gives for a field: text (a date in ISO form), yes or no, or several choices."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that is known when a snippet is filled in.

    ``values`` are keyed by canonical names (see ``names``), without those that are missing, None
    or empty; members of closed sets (gender, status) are given by the value of their enum.
    ``kept`` are answers of earlier forms by field name, ``facts`` by their lower-case name.
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
    holidays: Container[date] = frozenset()
