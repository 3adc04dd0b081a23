"""Whether the arguments of a filter make sense, said while the snippet is written."""

from app.i18n import _
from app.templating.snippets.dates import FARTHEST, UNITS, is_day_format, is_time_format
from app.templating.snippets.filter_table import FilterRule
from app.templating.snippets.lexing import Lexeme
from app.templating.snippets.lists import LIST_FORMS
from app.templating.snippets.problems import Flaw, likely, replace_by
from app.templating.snippets.tree import Const, Expression

_MOST_DIGITS = 6


def check_arguments(rule: FilterRule, arguments: tuple[tuple[Expression, Lexeme], ...]) -> None:
    """Raise ``Flaw`` at a constant argument that the filter cannot mean; names are taken as are."""
    for position, (argument, place) in enumerate(arguments):
        if not isinstance(argument, Const):
            continue
        value = argument.value
        match rule.name, position:
            case (("plus" | "minus"), 0):
                if isinstance(value, bool) or not isinstance(value, int | float):
                    raise _flaw(place, _("How much is added is a number."))
            case (("plus" | "minus"), 1):
                _check_unit(str(value), place)
                _check_distance(arguments[0][0], str(value), arguments[0][1])
            case "date", 0:
                if not is_day_format(str(value)):
                    raise _flaw(place, _("“{text}” is no form of a date.").format(text=value))
            case "date", 1:
                if str(value).lower() not in ("de", "en"):
                    raise _flaw(place, _('The language is "de" or "en".'))
            case "time", 0:
                if not is_time_format(str(value)):
                    raise _flaw(place, _("“{text}” is no form of a time.").format(text=value))
            case "list", 0:
                if str(value).lower() not in LIST_FORMS:
                    raise _flaw(place, _("“{text}” is no form of a list.").format(text=value))
            case "number", 0:
                if isinstance(value, bool) or value not in range(_MOST_DIGITS + 1):
                    raise _flaw(place, _("The number of decimals is 0 to 6."))
            case _:
                pass


def _check_unit(unit: str, place: Lexeme) -> None:
    if unit.lower() in UNITS:
        return
    better = likely(unit, UNITS)
    fix = replace_by(f'"{better}"', place.start, len(place.text)) if better else None
    raise Flaw(
        place.start,
        len(place.text),
        _('“{unit}” is no unit of time; there are "t", "wt", "w", "h".').format(unit=unit),
        fix,
    )


def _check_distance(amount: Expression, unit: str, place: Lexeme) -> None:
    if isinstance(amount, Const) and isinstance(amount.value, int | float):
        farthest = FARTHEST[UNITS[unit.lower()]]
        if abs(amount.value) > farthest:
            raise _flaw(place, _("At most {count} can be added here.").format(count=farthest))


def _flaw(place: Lexeme, message: str) -> Flaw:
    return Flaw(place.start, max(1, len(place.text)), message)
