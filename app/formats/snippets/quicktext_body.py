"""Bodies of Quicktext: ``[[NAME=a|b|c]]`` as placeholders of ours."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.formats.snippets.body import BodyWriter
from app.formats.snippets.date_patterns import from_qt
from app.i18n import _, language

_MARK = re.compile(r"\[\[|\]\]")
_TAG = re.compile(r"(?P<name>[A-Za-z]+)(?:[=_](?P<rest>.*))?", re.DOTALL)
_DEEPEST = 20

_PEOPLE = {
    "firstname": "first_name",
    "lastname": "last_name",
    "fullname": "name",
    "displayname": "name",
    "name": "name",
    "email": "email",
    "title": "title",
    "phone": "phone",
    "workphone": "phone",
}
_DATES = {
    "short": {"de": "dd.MM.yyyy", "en": "dd/MM/yyyy"},
    "long": {"de": "dddd, d. MMMM yyyy", "en": "dddd, d MMMM yyyy"},
    "monthname": {"de": "MMMM", "en": "MMMM"},
}
_TIMES = {"noseconds": "HH:mm", "seconds": "HH:mm:ss"}

Texts = Mapping[tuple[str, str], str]
"""Our abbreviations by folded group and name."""


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    arguments: tuple[str, ...]
    written: str


def write_body(writer: BodyWriter, text: str, texts: Texts) -> None:
    """Write ``text`` with its tags; what is no tag stays as it is."""
    for piece in _pieces(text):
        tag = _tag(piece) if piece.startswith("[[") and piece.endswith("]]") else None
        write = _WRITERS.get(tag.name) if tag else None
        if tag is None or write is None:
            writer.text(piece)
        else:
            write(writer, tag, texts)


def named_texts(text: str) -> Iterator[tuple[str, str]]:
    """Folded group and name of each template that ``text`` uses."""
    for piece in _pieces(text):
        tag = _tag(piece) if piece.startswith("[[") else None
        if tag and tag.name == "TEXT" and len(tag.arguments) > 1:
            yield tag.arguments[0].casefold(), tag.arguments[1].casefold()


def _pieces(text: str) -> Iterator[str]:
    """Text and outermost tags in their order; brackets that do not match are text."""
    start = position = 0
    depth = 0
    for mark in _MARK.finditer(text):
        if mark[0] == "[[":
            if depth == 0:
                position = mark.start()
            depth = min(depth + 1, _DEEPEST)
        elif depth > 0:
            depth -= 1
            if depth == 0:
                if start < position:
                    yield text[start:position]
                yield text[position : mark.end()]
                start = mark.end()
    if start < len(text):
        yield text[start:]


def _tag(piece: str) -> _Tag | None:
    found = _TAG.fullmatch(piece[2:-2].strip())
    if found is None:
        return None
    rest = found["rest"]
    arguments = tuple(part.strip() for part in rest.split("|")) if rest is not None else ()
    return _Tag(found["name"].upper(), arguments, piece)


def _person(who: str) -> Callable[[BodyWriter, _Tag, Texts], None]:
    def write(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
        wanted = tag.arguments[0].casefold() if tag.arguments else "fullname"
        known = _PEOPLE.get(wanted)
        if known is None or (who == "agent" and known in ("title", "phone")):
            writer.field(f"{tag.name} {wanted}".strip())
        else:
            writer.value(f"{who}.{known}")

    return write


def _subject(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    writer.value("ticket.subject")


def _date(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    pattern = _DATES.get(tag.arguments[0].casefold() if tag.arguments else "short", _DATES["short"])
    writer.moment(from_qt(pattern.get(language(), pattern["en"])))


def _time(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    wanted = tag.arguments[0].casefold() if tag.arguments else "noseconds"
    writer.moment(from_qt(_TIMES.get(wanted, _TIMES["noseconds"])))


def _input(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    label = tag.arguments[0] if tag.arguments and tag.arguments[0] else _("Text")
    kind = tag.arguments[1].casefold() if len(tag.arguments) > 1 else "text"
    rest = tag.arguments[2] if len(tag.arguments) > 2 else ""
    if "[[" in rest or "[[" in label:
        writer.warn(_("“{tag}” has tags inside; its default is lost.").format(tag=tag.written[:80]))
        label, rest = label.replace("[[", "").replace("]]", ""), ""
    if kind == "select":
        writer.field(label, choices=rest.split(";"))
    else:
        writer.field(label, default=rest)


def _text(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    place = tuple(argument.casefold() for argument in tag.arguments[:2])
    known = texts.get((place[0], place[1])) if len(place) == 2 else None
    if known:
        writer.snippet(known)
        return
    named = " · ".join(tag.arguments[:2])
    writer.warn(
        _("It uses “{trigger}”, which is not among what is imported; it became a field.").format(
            trigger=named[:60]
        )
    )
    writer.field(named or tag.name)


def _clipboard(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    writer.warn(_("The clipboard is not read; its place became a field."))
    writer.field(_("Clipboard"), kind="long")


def _program(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    writer.warn(
        _("“{name}” asks the computer or runs a program; it became a field.").format(
            name=tag.written[:80]
        )
    )
    writer.field(" ".join(tag.arguments[:1]) or tag.name)


def _field(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    writer.field(" ".join((tag.name, *tag.arguments[:1])))


def _dropped(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    writer.warn(_("“{name}” was left out.").format(name=tag.written[:120]))


def _cursor(writer: BodyWriter, tag: _Tag, texts: Texts) -> None:
    writer.cursor()


_WRITERS: dict[str, Callable[[BodyWriter, _Tag, Texts], None]] = {
    "TO": _person("contact"),
    "FROM": _person("agent"),
    "SUBJECT": _subject,
    "DATE": _date,
    "TIME": _time,
    "INPUT": _input,
    "TEXT": _text,
    "CLIPBOARD": _clipboard,
    "CURSOR": _cursor,
    **dict.fromkeys(("SCRIPT", "CSCRIPT", "ESCRIPT", "FILE", "URL", "VFSFILE"), _program),
    **dict.fromkeys(
        ("ATT", "ORGATT", "ORGHEADER", "COUNTER", "SELECTION"),
        _field,
    ),
    **dict.fromkeys(("HEADER", "ALERT", "ATTACHMENT", "IMAGE", "VERSION"), _dropped),
}
