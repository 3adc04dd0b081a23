"""The filters a value can be sent through: their names, and which arguments they take."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.templating.snippets.fields import FieldKind


@dataclass(frozen=True, slots=True)
class FilterRule:
    """A filter under its canonical, English name; ``aliases`` are what is written.

    ``asks`` is the kind of field that an unknown name becomes in front of it.
    """

    name: str
    aliases: tuple[str, ...]
    least: int = 0
    most: int = 0
    asks: FieldKind | None = None


FILTERS: tuple[FilterRule, ...] = (
    FilterRule("date", ("datum", "date"), most=2, asks=FieldKind.DATE),
    FilterRule("time", ("uhrzeit", "time", "zeit"), most=1),
    FilterRule("plus", ("plus",), least=1, most=2, asks=FieldKind.DATE),
    FilterRule("minus", ("minus",), least=1, most=2, asks=FieldKind.DATE),
    FilterRule("upper", ("gross", "upper", "groß")),
    FilterRule("lower", ("klein", "lower")),
    FilterRule("title", ("titel", "title")),
    FilterRule("capital", ("anfang", "capital", "capitalize")),
    FilterRule("du", ("du", "informal"), least=1, most=1),
    FilterRule("default", ("default", "standard", "vorgabe"), least=1, most=1),
    FilterRule("list", ("liste", "list"), most=1),
    FilterRule("number", ("zahl", "number"), most=1, asks=FieldKind.NUMBER),
    FilterRule("euro", ("euro",), asks=FieldKind.NUMBER),
)

BY_ALIAS: Mapping[str, FilterRule] = {
    alias: rule for rule in FILTERS for alias in (rule.name, *rule.aliases)
}
