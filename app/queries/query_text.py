"""From the terms of a search back to text: canonical for storing, and in plain words."""

import re

from app.i18n import _, language
from app.queries.terms import (
    And,
    ChoiceField,
    Comparison,
    Fixed,
    Flag,
    HasPart,
    IsFlagged,
    Not,
    NumberIs,
    OneOf,
    Or,
    Part,
    Period,
    Phrase,
    Relative,
    Term,
    TextField,
    TextIn,
    TimeField,
    TimeIn,
    Unit,
    Word,
)
from app.queries.vocabulary import (
    AND_WORDS,
    CHOICES,
    FLAGS,
    NOT_WORDS,
    OR_WORDS,
    PARTS,
    PERIODS,
    WHO,
    Key,
)
from app.rules.enums import label
from app.rules.time_words import MONTH_NAMES

_SPECIAL = re.compile(r"[-\\#]|.*:")


def to_text(term: Term) -> str:
    """``term`` in the query language, in English; read again it gives the same term."""
    match term:
        case And(terms):
            return " ".join(f"({to_text(t)})" if isinstance(t, Or) else to_text(t) for t in terms)
        case Or(terms):
            return " OR ".join(
                f"({to_text(t)})" if isinstance(t, And) else to_text(t) for t in terms
            )
        case Not(inner):
            text = to_text(inner)
            return f"-({text})" if isinstance(inner, And | Or) else f"-{text}"
        case Word(text, prefix):
            return _escaped(text) + ("*" if prefix else "")
        case Phrase(text):
            return f'"{text}"'
        case NumberIs(number):
            return f"#{number}"
        case OneOf(field, values):
            spelled = (CHOICES[field].canonical((value,)) for value in values)
            return f"{field}:{','.join(spelled)}"
        case HasPart(part):
            return f"{Key.HAS}:{PARTS.canonical(part)}"
        case IsFlagged(flag):
            return f"{Key.IS}:{FLAGS.canonical(flag)}"
        case TextIn(field, text, prefix):
            return f"{field}:{_quoted(field, text, prefix=prefix)}"
        case TimeIn(field, comparison, period):
            return f"{field}:{_sign(comparison, period)}{_period(period, field)}"


def _escaped(word: str) -> str:
    special = word in OR_WORDS | AND_WORDS | NOT_WORDS or _SPECIAL.match(word)
    return f"\\{word}" if special else word


def _quoted(field: TextField, text: str, *, prefix: bool) -> str:
    if prefix:
        return f"{text}*"
    plain = not re.search(r"[\s()]|\*$|^[<>=]", text)
    if field is TextField.ASSIGNEE and WHO.get(text) is not None:
        plain = False
    return text if plain else f'"{text}"'


def _sign(comparison: Comparison, period: Period) -> str:
    counted = isinstance(period, Relative) and period not in PERIODS.spellings
    return "" if comparison is Comparison.ON and not counted else comparison.value


def _period(period: Period, field: TimeField) -> str:
    if isinstance(period, Fixed):
        parts = (f"{period.year:04}", period.month, period.day)
        return "-".join(p if isinstance(p, str) else f"{p:02}" for p in parts if p is not None)
    if period in PERIODS.spellings:
        return PERIODS.canonical(period)
    return f"{period.offset if field is TimeField.DUE else -period.offset}d"


def explain(term: Term) -> str:
    """What ``term`` asks for, in plain words of the interface."""
    if term == And(()):
        return _("All tickets")
    text = _explained(term, nested=False)
    return text[:1].upper() + text[1:]


def _explained(term: Term, *, nested: bool) -> str:
    match term:
        case And(terms):
            text = ", ".join(_explained(each, nested=True) for each in terms)
            return f"({text})" if nested else text
        case Or(terms):
            text = _(" or ").join(_explained(each, nested=True) for each in terms)
            return f"({text})" if nested else text
        case Not(inner):
            return _("not {term}").format(term=_explained(inner, nested=True))
        case Word(text, prefix):
            sentence = _("a word beginning with “{text}”") if prefix else _("the word “{text}”")
            return sentence.format(text=text)
        case Phrase(text):
            return _("the words “{text}” in this order").format(text=text)
        case NumberIs(number):
            return _("ticket number {number}").format(number=number)
        case OneOf(field, values):
            names = _(" or ").join(label(value) for value in values)
            return _choice_sentence(field).format(values=names)
        case HasPart(part):
            return _part_sentence(part)
        case IsFlagged(flag):
            return flag_label(flag)
        case TextIn(field, text, prefix):
            return _text_sentence(field).format(text=f"{text}…" if prefix else text)
        case TimeIn(field, comparison, period):
            return _time_sentence(field, comparison).format(period=period_label(period))


def _choice_sentence(field: ChoiceField) -> str:
    return {
        ChoiceField.STATUS: _("status {values}"),
        ChoiceField.PRIORITY: _("priority {values}"),
        ChoiceField.CHANNEL: _("channel {values}"),
        ChoiceField.LEVEL: _("level {values}"),
    }[field]


def _part_sentence(part: Part) -> str:
    return {
        Part.ATTACHMENT: _("with an attachment"),
        Part.DRAFT: _("with a draft"),
        Part.NOTE: _("with a note"),
        Part.DUE: _("with a due time"),
        Part.SNOOZE: _("with a snooze"),
        Part.LINK: _("linked to another ticket"),
    }[part]


def flag_label(flag: Flag) -> str:
    """What ``is:`` a flag means, for people."""
    return {
        Flag.UNREAD: _("unread"),
        Flag.SNOOZED: _("snoozed"),
        Flag.OVERDUE: _("overdue"),
        Flag.SPAM: _("marked as spam"),
        Flag.TRASH: _("in the trash"),
        Flag.AUTOMATIC: _("automatic mail"),
        Flag.UNASSIGNED: _("assigned to nobody"),
        Flag.MINE: _("assigned to me"),
        Flag.ON_DUTY: _("assigned to somebody who is on duty now"),
    }[flag]


def _text_sentence(field: TextField) -> str:
    return {
        TextField.CONTACT: _("contact “{text}”"),
        TextField.ORGANISATION: _("organisation “{text}”"),
        TextField.TAG: _("tag “{text}”"),
        TextField.CATEGORY: _("category “{text}”"),
        TextField.ASSIGNEE: _("assigned to “{text}”"),
        TextField.SUBJECT: _("“{text}” in the subject"),
        TextField.FROM: _("a message from “{text}”"),
        TextField.TO: _("a message to “{text}”"),
    }[field]


def _time_sentence(field: TimeField, comparison: Comparison) -> str:
    name = {
        TimeField.CREATED: _("created"),
        TimeField.UPDATED: _("updated"),
        TimeField.SENT: _("message sent"),
        TimeField.DUE: _("due"),
        TimeField.SOLVED: _("solved"),
    }[field]
    sentence = {
        Comparison.ON: _("{field}: {period}"),
        Comparison.BEFORE: _("{field} before: {period}"),
        Comparison.UNTIL: _("{field} until: {period}"),
        Comparison.AFTER: _("{field} after: {period}"),
        Comparison.SINCE: _("{field} since: {period}"),
    }[comparison]
    return sentence.replace("{field}", name)


def period_label(period: Period) -> str:
    """A period in words of the interface: *24 December 2026*, *last week*, *7 days ago*."""
    if isinstance(period, Fixed):
        return _fixed_label(period)
    return _named_periods().get(period) or _counted_label(period)


def _fixed_label(period: Fixed) -> str:
    if period.month is None:
        return str(period.year)
    month = MONTH_NAMES[language()][period.month - 1]
    if period.day is None:
        return f"{month} {period.year}"
    dot = "." if language() == "de" else ""
    return f"{period.day}{dot} {month} {period.year}"


def _named_periods() -> dict[Relative, str]:
    return {
        Relative(Unit.DAY, 0): _("today"),
        Relative(Unit.DAY, -1): _("yesterday"),
        Relative(Unit.DAY, 1): _("tomorrow"),
        Relative(Unit.WEEK, 0): _("this week"),
        Relative(Unit.WEEK, -1): _("last week"),
        Relative(Unit.WEEK, 1): _("next week"),
        Relative(Unit.MONTH, 0): _("this month"),
        Relative(Unit.MONTH, -1): _("last month"),
        Relative(Unit.MONTH, 1): _("next month"),
        Relative(Unit.YEAR, 0): _("this year"),
        Relative(Unit.YEAR, -1): _("last year"),
        Relative(Unit.YEAR, 1): _("next year"),
    }


def _counted_label(period: Relative) -> str:
    sentence = _("{n} days ago") if period.offset < 0 else _("in {n} days")
    return sentence.format(n=abs(period.offset))
