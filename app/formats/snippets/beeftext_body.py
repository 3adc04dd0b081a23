"""Bodies of Beeftext: ``#{…}`` as placeholders of ours."""

import re
from collections.abc import Mapping

from app.formats.snippets.body import BodyWriter
from app.formats.snippets.date_patterns import from_qt
from app.i18n import _, language

_PLACE = re.compile(r"#\{(.{0,1000}?)(?<!\\)\}", re.DOTALL)
_SHIFTED = re.compile(r"(?P<shifts>(?:[+-]\d{1,6}[yMwdhmsz])*)(?::(?P<pattern>.*))?", re.DOTALL)
_SHIFT = re.compile(r"([+-]\d+)([yMwdhmsz])")
_UNITS = {"y": "years", "M": "months", "w": "weeks", "d": "days", "h": "hours", "m": "minutes"}
_NESTED = ("combo", "upper", "lower", "trim")
_PATTERNS = {
    "date": {"de": "dd.MM.yyyy", "en": "d MMMM yyyy"},
    "time": {"de": "HH:mm", "en": "HH:mm"},
}


def write_body(writer: BodyWriter, text: str, names: Mapping[str, str]) -> None:
    """Write ``text`` with its variables; an unknown one stays as it is, as Beeftext does.

    ``names`` are our abbreviations by Beeftext's keywords.
    """
    position = 0
    for found in _PLACE.finditer(text):
        writer.text(text[position : found.start()])
        inside = found[1].replace("\\}", "}")
        if not _variable(writer, inside, names):
            writer.text(found[0])
        position = found.end()
    writer.text(text[position:])


def _variable(writer: BodyWriter, inside: str, names: Mapping[str, str]) -> bool:
    kind, _colon, argument = inside.partition(":")
    kind = kind.strip()
    if inside.startswith("dateTime"):
        return _moment(writer, inside.removeprefix("dateTime"))
    if kind == "cursor":
        writer.cursor()
    elif kind in ("date", "time"):
        pattern = _PATTERNS[kind].get(language(), _PATTERNS[kind]["en"])
        writer.moment(from_qt(pattern))
    elif kind == "clipboard":
        writer.warn(_("The clipboard is not read; its place became a field."))
        writer.field(_("Clipboard"), kind="long")
    elif kind == "input" and argument.strip():
        writer.field(argument.strip())
    elif kind in _NESTED and argument.strip():
        _snippet(writer, kind, argument.strip(), names)
    elif kind in ("envVar", "powershell"):
        writer.warn(
            _("“{name}” asks the computer or runs a program; it became a field.").format(
                name=inside[:80]
            )
        )
        writer.field(argument.strip() or kind)
    elif kind in ("key", "shortcut", "delay"):
        writer.warn(_("“{name}” presses keys or waits; it was left out.").format(name=inside[:80]))
    else:
        return False
    return True


def _snippet(writer: BodyWriter, kind: str, keyword: str, names: Mapping[str, str]) -> None:
    known = names.get(keyword)
    if not known:
        writer.warn(
            _(
                "It uses “{trigger}”, which is not among what is imported; it became a field."
            ).format(trigger=keyword[:60])
        )
        writer.field(keyword)
        return
    if kind in ("upper", "lower"):
        writer.warn(
            _("“{trigger}” inside of it keeps its own capital letters.").format(
                trigger=keyword[:60]
            )
        )
    writer.snippet(known)


def _moment(writer: BodyWriter, rest: str) -> bool:
    """``dateTime`` with shifts such as ``:+1d-4w`` and a pattern behind another colon."""
    found = _SHIFTED.fullmatch(rest.removeprefix(":"))
    if rest.startswith(":") and found is not None and (found["shifts"] or found["pattern"] is None):
        shifts, pattern = found["shifts"], found["pattern"] or ""
    else:
        shifts, pattern = "", rest.removeprefix(":")
    moved = [
        (int(amount), _UNITS[unit]) for amount, unit in _SHIFT.findall(shifts) if unit in _UNITS
    ]
    writer.moment(from_qt(pattern or "dd.MM.yyyy HH:mm"), moved)
    return True
