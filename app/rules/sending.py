"""What may be wrong with an answer before it leaves: found in the words of its author only."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.forgotten import mentions_attachment
from app.rules.placeholders import open_spans


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
    found = [
        Finding(
            FindingKind.OPEN_PLACE,
            span.start,
            span.end - span.start,
            _("“{label}” is still open.").format(label=span.label),
        )
        for span in open_spans(text)
    ]
    if not attachments and mentions_attachment(text):
        message = _("An attachment is mentioned, but there is none.")
        found.append(Finding(FindingKind.NO_ATTACHMENT, 0, 0, message))
    return tuple(found)
