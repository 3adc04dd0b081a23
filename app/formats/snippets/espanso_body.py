"""Bodies of espanso: variables, forms and the cursor as placeholders of ours."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.formats.snippets.body import BodyWriter, shift_of
from app.formats.snippets.date_patterns import from_strftime
from app.formats.snippets.imported import abbreviation_of, texts
from app.i18n import _

_PLACE = re.compile(
    r"(?P<cursor>\$\|\$)|(?P<brace>\\\{\\\{|\\\}\\\})"
    r"|\{\{\s*(?P<name>\w+)(?:\.(?P<part>\w+))?\s*\}\}"
)
_FORM_PLACE = re.compile(r"\[\[\s*(?P<name>\w+)(?:\.\w+)?\s*\]\]")
_DEEPEST = 5
_TEMPLATE_FORM = "form1"


@dataclass(frozen=True, slots=True)
class Declared:
    """A variable as a match or a file declares it."""

    name: str
    kind: str
    parameters: Mapping[str, Any]


def declared(*lists: object) -> dict[str, Declared]:
    """The variables of these lists by name, the later first in case of doubt.

    One that only says that it is global is left to the one that it means.
    """
    found: dict[str, Declared] = {}
    for listed in lists:
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and isinstance(each.get("name"), str):
                kind, parameters = each.get("type"), each.get("params")
                if kind == "global":
                    continue
                found[each["name"]] = Declared(
                    each["name"],
                    kind if isinstance(kind, str) else "",
                    parameters if isinstance(parameters, dict) else {},
                )
    return found


def write_body(
    writer: BodyWriter,
    text: str,
    *,
    is_form: bool,
    form_fields: object,
    variables: Mapping[str, Declared],
    abbreviations: Mapping[str, str],
) -> None:
    """Write ``text`` with its variables; those declared nowhere become fields of the form.

    ``abbreviations`` are ours by the triggers of all matches.
    """
    body = _Body(writer, variables, abbreviations)
    if is_form:
        body.write_form(text, form_fields if isinstance(form_fields, dict) else {})
    else:
        body.write(text)


class _Body:
    def __init__(
        self,
        writer: BodyWriter,
        variables: Mapping[str, Declared],
        abbreviations: Mapping[str, str],
    ) -> None:
        self._writer = writer
        self._variables = variables
        self._abbreviations = abbreviations
        self._depth = 0

    def write(self, text: str) -> None:
        self._each(_PLACE, text, self._place)

    def write_form(self, layout: str, fields: Mapping[str, Any]) -> None:
        def field(found: re.Match[str]) -> None:
            self._form_field(found["name"], fields.get(found["name"]))

        places = re.compile(f"{_PLACE.pattern}|{_FORM_PLACE.pattern.replace('name', 'field')}")

        def place(found: re.Match[str]) -> None:
            if found["field"]:
                self._form_field(found["field"], fields.get(found["field"]))
            elif found["name"] in fields:
                field(found)
            else:
                self._place(found)

        self._each(places, layout, place)

    def _each(
        self, places: re.Pattern[str], text: str, write: Callable[[re.Match[str]], None]
    ) -> None:
        position = 0
        for found in places.finditer(text):
            if self._writer.full:
                return
            self._writer.text(text[position : found.start()])
            write(found)
            position = found.end()
        self._writer.text(text[position:])

    def _place(self, found: re.Match[str]) -> None:
        if found["cursor"]:
            self._writer.cursor()
        elif found["brace"]:
            self._writer.text(found["brace"].replace("\\", ""))
        else:
            self._variable(found["name"], found["part"])

    def _variable(self, name: str, part: str | None) -> None:
        variable = self._variables.get(name)
        if variable is None:
            self._writer.field(readable(part or name))
            return
        write = _WRITERS.get(variable.kind)
        self._depth += 1
        if write is None or self._depth > _DEEPEST:
            self._writer.warn(
                _("“{name}” is of a kind that is not known here; it became a field.").format(
                    name=name
                )
            )
            self._writer.field(readable(name))
        else:
            write(self, variable, part)
        self._depth -= 1

    def _form_field(self, name: str, options: object) -> None:
        known = options if isinstance(options, dict) else {}
        default = known.get("default")
        listed = known.get("type") in ("choice", "list")
        self._writer.field(
            readable(name),
            kind="long" if known.get("multiline") == "true" else "",
            choices=texts(known.get("values")) if listed or "values" in known else (),
            default=default if isinstance(default, str) else "",
        )

    def date(self, variable: Declared, part: str | None) -> None:
        offset = variable.parameters.get("offset", "0")
        seconds = int(offset) if isinstance(offset, str) and _WHOLE.fullmatch(offset) else 0
        if offset not in ("0", "") and not seconds:
            self._writer.warn(
                _("The date “{name}” is moved by “{offset}”, which is not carried over.").format(
                    name=variable.name, offset=str(offset)[:40]
                )
            )
        pattern = variable.parameters.get("format")
        self._writer.moment(
            from_strftime(pattern if isinstance(pattern, str) and pattern else "%Y-%m-%d"),
            [shift_of(seconds)],
        )

    def clipboard(self, variable: Declared, part: str | None) -> None:
        self._writer.warn(_("The clipboard is not read; its place became a field."))
        self._writer.field(_("Clipboard"), kind="long")

    def echo(self, variable: Declared, part: str | None) -> None:
        echoed = variable.parameters.get("echo")
        self.write(echoed if isinstance(echoed, str) else "")

    def random(self, variable: Declared, part: str | None) -> None:
        choices = list(texts(variable.parameters.get("choices")))
        self._writer.warn(
            _("“{name}” was drawn by lot; it became a choice.").format(name=variable.name)
        )
        self._choose(variable.name, choices, default=next(iter(choices), ""))

    def choice(self, variable: Declared, part: str | None) -> None:
        self._choose(variable.name, _choices(variable.parameters.get("values")))

    def _choose(self, name: str, choices: list[str], default: str = "") -> None:
        if any("|" in each or "\n" in each for each in choices):
            self._writer.warn(
                _("Choices of “{name}” lost their line breaks and bars.").format(name=name)
            )
        self._writer.field(readable(name), choices=choices, default=default)

    def form(self, variable: Declared, part: str | None) -> None:
        fields = variable.parameters.get("fields")
        known = fields if isinstance(fields, dict) else {}
        name = part or next(iter(known), variable.name)
        self._form_field(name, known.get(name))

    def match(self, variable: Declared, part: str | None) -> None:
        trigger = variable.parameters.get("trigger")
        known = self._abbreviations.get(trigger) if isinstance(trigger, str) else None
        if known:
            self._writer.snippet(known)
            return
        self._writer.warn(
            _(
                "It uses “{trigger}”, which is not among what is imported; it became a field."
            ).format(trigger=str(trigger)[:60])
        )
        self._writer.field(readable(abbreviation_of(str(trigger)) or variable.name))

    def command(self, variable: Declared, part: str | None) -> None:
        said = variable.parameters.get("cmd") or variable.parameters.get("args")
        words = said if isinstance(said, str) else " ".join(texts(said))
        self._writer.warn(
            _("“{name}” ran a program ({command}); nothing is run, it became a field.").format(
                name=variable.name, command=words[:80] or "…"
            )
        )
        self._writer.field(readable(variable.name))


_WHOLE = re.compile(r"[+-]?\d{1,10}")
_WRITERS: dict[str, Callable[[_Body, Declared, str | None], None]] = {
    "date": _Body.date,
    "clipboard": _Body.clipboard,
    "echo": _Body.echo,
    "random": _Body.random,
    "choice": _Body.choice,
    "form": _Body.form,
    "match": _Body.match,
    "shell": _Body.command,
    "script": _Body.command,
}


def readable(name: str) -> str:
    """``first_name`` as the label of a field."""
    return name.replace("_", " ").strip() or name


def _choices(values: object) -> list[str]:
    """What is inserted for each: the text, or the id of one that has a label."""
    if not isinstance(values, list):
        return list(texts(values))
    found = (each.get("id") if isinstance(each, dict) else each for each in values)
    return [each for each in found if isinstance(each, str)]
