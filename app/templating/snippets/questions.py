"""``frage("Farbe", "rot|blau", default="rot")``: how an author describes a field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.i18n import _
from app.templating.snippets.fields import Field, FieldKind, field_name, read_answer
from app.templating.snippets.lexing import Lexeme
from app.templating.snippets.limits import MOST_ITEMS
from app.templating.snippets.problems import Flaw, likely, replace_by

Constant = str | int | float | bool


@dataclass(slots=True)
class Arguments:
    """The constants of a call with their places, by position and by lower-case name."""

    call: Lexeme
    plain: list[tuple[Constant, Lexeme]] = field(default_factory=list)
    named: dict[str, tuple[Constant, Lexeme]] = field(default_factory=dict)


KINDS: Mapping[str, FieldKind] = {
    "text": FieldKind.TEXT,
    "kurz": FieldKind.TEXT,
    "lang": FieldKind.LONG,
    "langtext": FieldKind.LONG,
    "long": FieldKind.LONG,
    "absatz": FieldKind.LONG,
    "paragraph": FieldKind.LONG,
    "auswahl": FieldKind.CHOICE,
    "choice": FieldKind.CHOICE,
    "mehrere": FieldKind.SEVERAL,
    "several": FieldKind.SEVERAL,
    "datum": FieldKind.DATE,
    "date": FieldKind.DATE,
    "zahl": FieldKind.NUMBER,
    "number": FieldKind.NUMBER,
    "ja/nein": FieldKind.YES_NO,
    "janein": FieldKind.YES_NO,
    "yes/no": FieldKind.YES_NO,
    "yesno": FieldKind.YES_NO,
}
_PARTS: Mapping[str, str] = {
    "art": "kind",
    "kind": "kind",
    "auswahl": "choices",
    "choices": "choices",
    "mehrere": "several",
    "several": "several",
    "default": "default",
    "standard": "default",
    "vorgabe": "default",
    "hilfe": "help",
    "help": "help",
    "merken": "keep",
    "keep": "keep",
    "name": "name",
}
_KEEPS = {"ticket": "ticket", "kontakt": "contact", "contact": "contact", "kunde": "contact"}


def asked_field(arguments: Arguments) -> Field:
    """The field that the call describes; raises ``Flaw`` at the argument that makes no sense."""
    call = arguments.call
    if not arguments.plain or not str(arguments.plain[0][0]).strip():
        message = _('“{call}” needs what it asks for: {call}("…").').format(call=call.text)
        raise Flaw(call.start, len(call.text), message)
    given = _given(arguments)
    label = " ".join(str(arguments.plain[0][0]).split())
    kind, choices = _kind(given, call)
    name_text, name_place = given.get("name", (label, arguments.plain[0][1]))
    name = field_name(str(name_text))
    if not name:
        raise Flaw(name_place.start, len(name_place.text), _("This has no letter to name it by."))
    question = Field(
        name,
        label,
        kind,
        choices,
        _default(given, kind),
        _text(given, "help"),
        keep=_keep(given),
    )
    _check_default(question, given)
    return question


def _given(arguments: Arguments) -> dict[str, tuple[Constant, Lexeme]]:
    """Arguments by the English name of their part."""
    given = dict(zip(("form", "default", "help"), arguments.plain[1:], strict=False))
    if len(arguments.plain) > 4:
        place = arguments.plain[4][1]
        raise Flaw(place.start, len(place.text), _("These are too many values."))
    for word, (value, place) in arguments.named.items():
        part = _PARTS.get(word, "")
        if not part:
            raise _unknown_part(place)
        if part in given:
            raise Flaw(place.start, len(place.text), _("This is said twice."))
        given[part] = (value, place)
    return given


def _unknown_part(place: Lexeme) -> Flaw:
    better = likely(place.text, _PARTS)
    fix = replace_by(better, place.start, len(place.text)) if better else None
    message = _("A question has no “{name}”.").format(name=place.text)
    return Flaw(place.start, len(place.text), message, fix)


def _kind(
    given: Mapping[str, tuple[Constant, Lexeme]], call: Lexeme
) -> tuple[FieldKind, tuple[str, ...]]:
    kind: FieldKind | None = None
    choices: tuple[str, ...] = ()
    for part in ("form", "kind"):
        if part not in given:
            continue
        text, place = str(given[part][0]).strip(), given[part][1]
        if part == "form" and "|" in text:
            kind, choices = _choices(text, FieldKind.CHOICE)
        elif (named := KINDS.get(text.lower().replace(" ", ""))) is not None:
            kind = named
        elif text:
            raise _unknown_kind(text, place)
    for part, as_kind in (("choices", FieldKind.CHOICE), ("several", FieldKind.SEVERAL)):
        if part in given:
            listed, choices = _choices(str(given[part][0]), as_kind)
            kind = kind if kind is FieldKind.SEVERAL else listed
    if kind in (FieldKind.CHOICE, FieldKind.SEVERAL) and len(choices) < 2:
        message = _('There must be two choices at least: "red|blue".')
        raise Flaw(call.start, len(call.text), message)
    if len(choices) > MOST_ITEMS:
        raise Flaw(call.start, len(call.text), _("This list is too long."))
    return kind or FieldKind.TEXT, choices


def _choices(text: str, kind: FieldKind) -> tuple[FieldKind, tuple[str, ...]]:
    """``mehrere: rot|blau`` chooses several; ``ja|nein`` is a yes/no question."""
    before, colon, after = text.partition(":")
    if colon and KINDS.get(before.strip().lower()) in (FieldKind.CHOICE, FieldKind.SEVERAL):
        kind, text = KINDS[before.strip().lower()], after
    choices = tuple(dict.fromkeys(filter(None, (each.strip() for each in text.split("|")))))
    return kind, choices


def _unknown_kind(text: str, place: Lexeme) -> Flaw:
    better = likely(text, KINDS)
    fix = replace_by(f'"{better}"', place.start, len(place.text)) if better else None
    message = _("“{kind}” is no kind of field; there are {kinds}.").format(
        kind=text, kinds=", ".join(KINDS)
    )
    return Flaw(place.start, len(place.text), message, fix)


def _text(given: Mapping[str, tuple[Constant, Lexeme]], part: str) -> str:
    return str(given[part][0]).strip() if part in given else ""


def _default(given: Mapping[str, tuple[Constant, Lexeme]], kind: FieldKind) -> str:
    if kind is FieldKind.YES_NO and "default" in given and isinstance(given["default"][0], bool):
        return "ja" if given["default"][0] else "nein"
    return _text(given, "default")


def _keep(given: Mapping[str, tuple[Constant, Lexeme]]) -> str:
    if "keep" not in given:
        return ""
    value, place = given["keep"]
    kept = "ticket" if value is True else _KEEPS.get(str(value).strip().lower(), "")
    if not kept and value is not False:
        message = _('An answer is kept on the "ticket" or the "contact".')
        raise Flaw(place.start, len(place.text), message)
    return kept


def _check_default(question: Field, given: Mapping[str, tuple[Constant, Lexeme]]) -> None:
    if not question.default:
        return
    place = given["default"][1]
    value = read_answer(question, question.default)
    unknown = question.kind is FieldKind.CHOICE and question.default not in question.choices
    if question.kind is FieldKind.SEVERAL and isinstance(value, tuple):
        unknown = not set(value) <= set(question.choices)
    if value is None or unknown:
        message = _("“{value}” does not fit this field.").format(value=question.default)
        raise Flaw(place.start, len(place.text), message)
