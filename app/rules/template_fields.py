"""What the tickets of a category are asked for: fields, their kinds, and what fits into them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite, nan
from typing import Any

from app.errors import UserError
from app.i18n import _


class FieldKind(StrEnum):
    """What may be written into a field."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


Value = str | int | float | bool
"""What a field holds: text, a number, or yes or no; a date is ISO text, a choice its text."""


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One question of a category. ``key`` names the answer for good, ``label`` is what is read."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()


def fields_as_json(fields: Iterable[TemplateField]) -> list[dict[str, Any]]:
    """The fields as plain values for the desk."""
    return [
        {
            "key": field.key,
            "label": field.label,
            "kind": field.kind.value,
            "choices": list(field.choices),
        }
        for field in fields
    ]


def fields_from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[TemplateField, ...]:
    """The fields that `fields_as_json` wrote."""
    return tuple(
        TemplateField(
            key=each["key"],
            label=each["label"],
            kind=FieldKind(each["kind"]),
            choices=tuple(each.get("choices", ())),
        )
        for each in stored
    )


def checked_fields(fields: Iterable[TemplateField]) -> tuple[TemplateField, ...]:
    """The fields, trimmed; ``UserError`` where one has no name, no choices, or comes twice."""
    checked: list[TemplateField] = []
    for field in fields:
        label = " ".join(field.label.split())
        choices = tuple(dict.fromkeys(filter(None, (each.strip() for each in field.choices))))
        if not label or not field.key:
            raise UserError(_("A field needs a name."))
        if any(label.casefold() == other.label.casefold() for other in checked):
            raise UserError(_("There are two fields called “{label}”.").format(label=label))
        if any(field.key == other.key for other in checked):
            raise UserError(_("There are two fields called “{label}”.").format(label=field.key))
        if field.kind is FieldKind.CHOICE and len(choices) < 2:
            raise UserError(
                _("“{label}” needs at least two choices to choose from.").format(label=label)
            )
        kept = choices if field.kind is FieldKind.CHOICE else ()
        checked.append(TemplateField(field.key, label, field.kind, kept))
    return tuple(checked)


def checked_value(field: TemplateField, value: Value | None) -> Value | None:
    """The value as it is stored, None for empty; ``UserError`` if it does not fit the field.

    Text that a form gives for a number (``2,5``) or a date (``2026-12-24``) is read.
    """
    text = str(value).strip() if value is not None else ""
    if not text:
        return None
    match field.kind:
        case FieldKind.NUMBER:
            return _number(field, value if isinstance(value, (int, float)) else text)
        case FieldKind.DATE:
            return _date(field, text)
        case FieldKind.YES_NO:
            if isinstance(value, bool):
                return value
            raise UserError(_("“{label}” is yes or no.").format(label=field.label))
        case FieldKind.CHOICE:
            if text in field.choices:
                return text
            raise UserError(
                _("“{value}” is no choice of “{label}”: {choices}.").format(
                    value=text, label=field.label, choices=", ".join(field.choices)
                )
            )
        case _:
            return text


def _number(field: TemplateField, value: str | int | float) -> int | float:
    try:
        number = float(value.replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        number = nan
    if not isfinite(number):
        raise UserError(_("“{label}” is a number, for example 3 or 2.5.").format(label=field.label))
    return int(number) if number.is_integer() else number


def _date(field: TemplateField, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(
            _("“{label}” is a date, for example 2026-12-24.").format(label=field.label)
        ) from None
