"""From one field of a search and its value to a term."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.i18n import _, language
from app.queries.terms import (
    Choice,
    ChoiceField,
    Comparison,
    Fixed,
    Flag,
    HasPart,
    IsFlagged,
    NumberIs,
    OneOf,
    Period,
    Relative,
    Term,
    TextField,
    TextIn,
    TimeField,
    TimeIn,
    Unit,
    all_of,
)
from app.queries.vocabulary import CHOICES, FLAGS, KEYS, PARTS, PERIODS, WHO, Key, Who
from app.rules.enums import Channel, Level, Priority, Status

_MOST_DAYS = 36_500


class Misread(Exception):  # noqa: N818 - not an error of the program
    """Why a value is none of its field; ``may_grow`` when more letters can make it one."""

    def __init__(self, message: str, suggestion: str | None = None, may_grow: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        self.may_grow = may_grow


def field_term(key: Key, *, sign: str, value: str, quoted: bool = False) -> Term:
    """The term of ``key:value`` with a ``sign`` (``""``, ``=``, ``<``, ``<=``, ``>``, ``>=``).

    Raises `Misread` where ``value`` is none of the field.
    """
    if key in _TIMES:
        return _time_term(_TIMES[key], sign, value)
    if key in _SIGNED_TIMES:
        return TimeIn(TimeField.CREATED, _SIGNED_TIMES[key], _period(value, TimeField.CREATED))
    if sign not in ("", "=") and key not in (Key.PRIORITY, Key.LEVEL):
        name = KEYS.spellings[key].offered(language())
        raise Misread(_("{field} cannot be compared with {sign}.").format(field=name, sign=sign))
    if key in _CHOICE_KEYS:
        return _choice_term(_CHOICE_KEYS[key], sign, value)
    if key in _TEXTS:
        return _text_term(_TEXTS[key], value, quoted)
    return _READERS[key](value)


_TIMES = {
    Key.CREATED: TimeField.CREATED,
    Key.UPDATED: TimeField.UPDATED,
    Key.SENT: TimeField.SENT,
    Key.DUE: TimeField.DUE,
    Key.SOLVED: TimeField.SOLVED,
}
_SIGNED_TIMES = {
    Key.BEFORE: Comparison.BEFORE,
    Key.AFTER: Comparison.AFTER,
    Key.SINCE: Comparison.SINCE,
    Key.ON: Comparison.ON,
}
_CHOICE_KEYS = {Key(field.value): field for field in ChoiceField}
_TEXTS = {Key(field.value): field for field in TextField}
_MEMBERS: Mapping[ChoiceField, tuple[Choice, ...]] = {
    ChoiceField.STATUS: tuple(Status),
    ChoiceField.PRIORITY: tuple(Priority),
    ChoiceField.CHANNEL: tuple(Channel),
    ChoiceField.LEVEL: tuple(Level),
}


def one_of(field: ChoiceField, values: Iterable[Choice]) -> OneOf:
    """The term with ``values`` in the order of their enum, each once."""
    wanted = set(values)
    return OneOf(field, tuple(member for member in _MEMBERS[field] if member in wanted))


def _choice_term(field: ChoiceField, sign: str, written: str) -> Term:
    named = [_choice(field, each) for each in written.split(",") if each.strip()]
    if not named:
        raise _misread(_("“{value}” is no value."), written, None, may_grow=True)
    if sign in ("", "="):
        return one_of(field, [value for values in named for value in values])
    members = _MEMBERS[field]
    edge = members.index(named[0][0])
    kept = {
        "<": members[:edge],
        "<=": members[: edge + 1],
        ">": members[edge + 1 :],
        ">=": members[edge:],
    }[sign]
    if not kept:
        raise Misread(_("Nothing is {sign} {value}.").format(sign=sign, value=written))
    return one_of(field, kept)


def _choice(field: ChoiceField, written: str) -> tuple[Choice, ...]:
    names = CHOICES[field]
    found = names.get(written)
    if found is not None:
        return found
    message = {
        ChoiceField.STATUS: _("“{value}” is not a status."),
        ChoiceField.PRIORITY: _("“{value}” is not a priority."),
        ChoiceField.CHANNEL: _("“{value}” is not a channel."),
        ChoiceField.LEVEL: _("“{value}” is not a level."),
    }[field]
    meant, may_grow = names.closest(written), _begins(written, names.spelled)
    raise _misread(message, written, meant, may_grow, possible=names.offered(language()))


def _misread(
    message: str, written: str, meant: str | None, may_grow: bool, *, possible: Sequence[str] = ()
) -> Misread:
    """``possible`` is named where nothing comes near to what was written."""
    text = message.format(value=written)
    if meant is not None:
        text += " " + _("Do you mean {suggestion}?").format(suggestion=meant)
    elif possible:
        text += " " + _("Possible are {values}.").format(values=", ".join(possible))
    return Misread(text, meant, may_grow)


def _begins(written: str, spelled: Iterable[str]) -> bool:
    return any(each.casefold().startswith(written.casefold()) for each in spelled)


def _part(written: str) -> Term:
    part = PARTS.get(written)
    if part is None:
        raise _misread(
            _("“{value}” is nothing a ticket can have."),
            written,
            PARTS.closest(written),
            _begins(written, PARTS.spelled),
            possible=PARTS.offered(language()),
        )
    return HasPart(part)


def _condition(written: str) -> Term:
    flag = FLAGS.get(written)
    if flag is not None:
        return IsFlagged(flag)
    statuses = CHOICES[ChoiceField.STATUS]
    found = statuses.get(written)
    if found is not None:
        return one_of(ChoiceField.STATUS, found)
    raise _misread(
        _("“{value}” is nothing a ticket can be."),
        written,
        FLAGS.closest(written) or statuses.closest(written),
        _begins(written, (*FLAGS.spelled, *statuses.spelled)),
        possible=(*FLAGS.offered(language()), *statuses.offered(language())),
    )


def _text_term(field: TextField, written: str, quoted: bool) -> Term:
    text = written if quoted else written.rstrip("*") or written
    prefix = text != written
    who = WHO.get(text) if field is TextField.ASSIGNEE and not quoted and not prefix else None
    if who is not None:
        return IsFlagged(_WHO_FLAGS[who])
    return TextIn(field, text, prefix=prefix)


_WHO_FLAGS = {Who.ME: Flag.MINE, Who.NOBODY: Flag.UNASSIGNED, Who.ON_DUTY: Flag.ON_DUTY}


def _number(written: str) -> Term:
    digits = written.removeprefix("#")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        raise Misread(_("“{value}” is not a ticket number.").format(value=written))
    return NumberIs(int(digits))


_READERS = {Key.HAS: _part, Key.IS: _condition, Key.NUMBER: _number}


def _time_term(field: TimeField, sign: str, written: str) -> Term:
    first, dots, last = written.partition("..")
    if dots and (first or last) and not sign:
        bounds = [
            TimeIn(field, comparison, _period(each, field))
            for comparison, each in ((Comparison.SINCE, first), (Comparison.UNTIL, last))
            if each
        ]
        return all_of(bounds)
    period = _period(written, field)
    if sign:
        return TimeIn(field, Comparison(sign), period)
    if not _AGE.fullmatch(written):
        return TimeIn(field, Comparison.ON, period)
    return TimeIn(field, Comparison.UNTIL if field is TimeField.DUE else Comparison.SINCE, period)


_AGE = re.compile(r"(-?)(\d{1,5})([dtw])", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_GERMAN = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})")


def _period(written: str, field: TimeField) -> Period:
    """A day, month, year or relative period; ``7d`` is ago, of a due time ahead."""
    named = PERIODS.get(written)
    if named is not None:
        return named
    age = _AGE.fullmatch(written)
    if age:
        days = int(age[2]) * (7 if age[3].casefold() == "w" else 1)
        if days <= _MOST_DAYS:
            ahead = (field is TimeField.DUE) != bool(age[1])
            return Relative(Unit.DAY, days if ahead else -days)
    iso, german = _ISO.fullmatch(written), _GERMAN.fullmatch(written)
    groups = iso.groups() if iso else german.groups()[::-1] if german else None
    fixed = _fixed(*groups) if groups else None
    if fixed is None:
        raise _misread(
            _("“{value}” is not a date. Write 2026-12-24, 2026-12, today or 7d."),
            written,
            None if any(c.isdigit() for c in written) else PERIODS.closest(written),
            _begins(written, PERIODS.spelled) or any(c.isdigit() for c in written),
        )
    return fixed


def _fixed(year: str, month: str | None, day: str | None) -> Fixed | None:
    found = Fixed(int(year), int(month) if month else None, int(day) if day else None)
    try:
        date(found.year, found.month or 1, found.day or 1)
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None
