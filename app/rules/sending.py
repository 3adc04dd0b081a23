"""What may be wrong with an answer before it leaves: found in the words of its author only."""

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.i18n import _, language
from app.rules.address_forms import du_places, sie_places
from app.rules.enums import FormOfAddress
from app.rules.forgotten import attachment_mention
from app.rules.greeted_names import foreign_names
from app.rules.own_words import own_words, plain_words
from app.rules.placeholders import open_spans
from app.rules.promised_days import mentioned_days
from app.rules.time_words import WEEKDAY_NAMES
from app.rules.unfinished import unfinished_places


class FindingKind(StrEnum):
    """What was found; ``OPEN_PLACE`` keeps a text from being sent, the others only warn."""

    OPEN_PLACE = "open_place"
    MIXED_FORMS = "mixed_forms"
    WRONG_FORM = "wrong_form"
    OTHER_NAME = "other_name"
    NO_ATTACHMENT = "no_attachment"
    PAST_DATE = "past_date"
    HOLIDAY = "holiday"
    WRONG_WEEKDAY = "wrong_weekday"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Finding:
    """``text[start:start + length]`` is what to look at, ``message`` says why."""

    kind: FindingKind
    start: int
    length: int
    message: str


def findings(
    text: str,
    *,
    today: date,
    holidays: Container[date] = frozenset(),
    form: FormOfAddress = FormOfAddress.UNKNOWN,
    recipients: Collection[str] = (),
    other_names: Collection[str] = (),
    attachments: int = 0,
) -> tuple[Finding, ...]:
    """What may be wrong with ``text``, in its order.

    Quoted lines, the signature and what is forwarded are not looked at. ``form`` is how the
    customer is addressed, ``recipients`` the full names of those who get the answer,
    ``other_names`` those of other contacts that it may be confused with.
    """
    own, plain = own_words(text), plain_words(text)
    found = [
        *_open_places(text),
        *_forms(plain, form),
        *_names(plain, recipients, other_names),
        *(_attachment(own) if not attachments else ()),
        *_days(plain, today, holidays),
        *_unfinished(own),
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.kind)))


def _open_places(text: str) -> Iterator[Finding]:
    for place in open_spans(text):
        message = _("“{label}” is still open.").format(label=place.label)
        yield Finding(FindingKind.OPEN_PLACE, place.start, place.end - place.start, message)


def _forms(words: str, form: FormOfAddress) -> Iterator[Finding]:
    """The form that is used less, or that is not the customer's."""
    sie, du = sie_places(words), du_places(words)
    if sie and du:
        odd = (
            du
            if form is FormOfAddress.SIE or (form is not FormOfAddress.DU and len(du) <= len(sie))
            else sie
        )
        message = _("Sie and du are mixed in this text.")
        yield _at(FindingKind.MIXED_FORMS, odd[0], message)
    elif sie and form is FormOfAddress.DU:
        yield _at(FindingKind.WRONG_FORM, sie[0], _("This customer is addressed with du."))
    elif du and form is FormOfAddress.SIE:
        yield _at(FindingKind.WRONG_FORM, du[0], _("This customer is addressed with Sie."))


def _names(words: str, recipients: Collection[str], others: Collection[str]) -> Iterator[Finding]:
    for span, name in foreign_names(words, recipients=recipients, others=others):
        message = _("“{name}” is not whom this answer goes to.").format(name=name)
        yield _at(FindingKind.OTHER_NAME, span, message)


def _attachment(words: str) -> Iterator[Finding]:
    span = attachment_mention(words)
    if span:
        message = _("An attachment is mentioned, but there is none.")
        yield _at(FindingKind.NO_ATTACHMENT, span, message)


def _days(words: str, today: date, holidays: Container[date]) -> Iterator[Finding]:
    for each in mentioned_days(words, today=today):
        span = (each.start, each.end)
        if each.promised and each.day < today:
            yield _at(FindingKind.PAST_DATE, span, _("This day is past."))
        elif each.promised and each.day in holidays:
            yield _at(FindingKind.HOLIDAY, span, _("This day is a public holiday."))
        if each.weekday is not None and each.weekday != each.day.weekday():
            weekday = WEEKDAY_NAMES[language()][each.day.weekday()]
            message = _("This day is a {weekday}.").format(weekday=weekday)
            yield _at(FindingKind.WRONG_WEEKDAY, span, message)


def _unfinished(words: str) -> Iterator[Finding]:
    for span in unfinished_places(words):
        yield _at(FindingKind.UNFINISHED, span, _("This sentence seems to break off here."))


def _at(kind: FindingKind, span: tuple[int, int], message: str) -> Finding:
    return Finding(kind, span[0], span[1] - span[0], message)
