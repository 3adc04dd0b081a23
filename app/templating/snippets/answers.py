"""Answers that come from outside of a form: whether a template asks for them, and can take them."""

from collections.abc import Mapping

from app.errors import UserError
from app.i18n import _
from app.templating.snippets.fields import Field, FieldKind, read_answer
from app.templating.snippets.language import Template
from app.templating.snippets.names import BY_CANONICAL
from app.templating.snippets.values import Answer


def checked_answers(template: Template, given: Mapping[str, str]) -> dict[str, Answer]:
    """``given`` by the keys of the template, choices as they are written in it.

    ``UserError`` for a name that the template does not ask for and the language does not know, and
    for a value that does not fit its field. An empty value leaves its place open.
    """
    fields = {field.name: field for field in template.fields}
    answers: dict[str, Answer] = {}
    for name, value in given.items():
        key = template.key_of(name)
        if key in fields:
            answers[key] = _fitting(fields[key], value)
        elif key in BY_CANONICAL or key.removeprefix("fact.") in template.facts:
            kind = BY_CANONICAL[key].kind if key in BY_CANONICAL else FieldKind.TEXT
            answers[key] = _fitting(Field(name, name, kind), value)
        else:
            raise _unknown(name, template)
    return answers


def _unknown(name: str, template: Template) -> UserError:
    asked = ", ".join(field.name for field in template.fields)
    if not asked:
        return UserError(_("The snippet does not ask for “{name}”.").format(name=name))
    return UserError(
        _("The snippet does not ask for “{name}”. It asks for: {fields}.").format(
            name=name, fields=asked
        )
    )


def _fitting(field: Field, value: str) -> Answer:
    if not value.strip():
        return value
    if field.kind is FieldKind.CHOICE:
        return _chosen(field, value)
    if field.kind is FieldKind.SEVERAL:
        return tuple(_chosen(field, part) for part in value.split("|") if part.strip())
    if read_answer(field, value) is None:
        words = {
            FieldKind.NUMBER: _("“{value}” is no number for “{field}”."),
            FieldKind.DATE: _("“{value}” is no day for “{field}”: 2026-12-24 or 24.12.2026."),
            FieldKind.YES_NO: _("“{value}” is neither yes nor no for “{field}”."),
        }
        told = words.get(field.kind, _("“{value}” is no text for “{field}”."))
        raise UserError(told.format(value=value, field=field.label))
    return value


def _chosen(field: Field, value: str) -> str:
    """The choice that ``value`` names, whatever its case."""
    wanted = value.strip().casefold()
    for choice in field.choices:
        if choice.casefold() == wanted:
            return choice
    raise UserError(
        _("“{value}” is none of the choices for “{field}”: {choices}.").format(
            value=value.strip(), field=field.label, choices=", ".join(field.choices)
        )
    )
