"""Liquid as help desks use it: values as ours, simple conditions kept, the rest as open fields."""

import re
from dataclasses import dataclass

from app.formats.snippets.body import BodyWriter, quoted
from app.formats.snippets.names import own_name
from app.formats.snippets.paths import canonical, label_of
from app.i18n import _

_PLACE = re.compile(r"\{\{(?P<value>[^{}\n]{1,300})\}\}|\{%-?(?P<tag>[^%\n]{1,300}?)-?%\}")
_CONDITION = re.compile(
    r"(?P<path>[\w.]+)\s*(?:(?P<sign>==|!=)\s*(?:'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"))?"
)
_WORD = re.compile(r"\s*(\w+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Tag:
    word: str
    rest: str


def write_liquid(writer: BodyWriter, text: str) -> None:
    """Write ``text`` with its Liquid.

    A condition that we cannot judge as it was is named in a warning, and its tags become fields,
    so that nobody sends all of its branches without looking.
    """
    kept = _kept_conditions(text)
    position = 0
    for place, found in enumerate(_PLACE.finditer(text)):
        writer.text(text[position : found.start()])
        position = found.end()
        if found["value"] is not None:
            _value(writer, found["value"])
        elif place in kept:
            writer.block(kept[place])
        else:
            written = found[0].strip("{}% -")
            writer.warn(
                _("The condition “{tag}” is not carried over; a field marks its place.").format(
                    tag=written[:80]
                )
            )
            writer.field(written)
    writer.text(text[position:])


def _value(writer: BodyWriter, inside: str) -> None:
    path, *filters = (part.strip() for part in inside.split("|"))
    known = canonical(path)
    if filters:
        writer.warn(
            _("The filters of “{value}” are not carried over.").format(value=inside.strip()[:80])
        )
    if known:
        writer.value(known)
    else:
        if path.startswith("dc."):
            writer.warn(
                _("“{value}” is dynamic content, which the file does not hold.").format(value=path)
            )
        writer.field(label_of(path))


def _kept_conditions(text: str) -> dict[int, str]:
    """What of our language stands for each tag, by its place, where a whole condition is ours."""
    kept: dict[int, str] = {}
    open_ones: list[dict[int, str] | None] = []
    for place, found in enumerate(_PLACE.finditer(text)):
        if found["tag"] is None:
            continue
        parsed = _WORD.fullmatch(found["tag"])
        tag = _Tag(parsed[1], parsed[2].strip()) if parsed else _Tag("", "")
        if tag.word in ("if", "unless", "case", "for"):
            test = _test(tag.rest) if tag.word == "if" else None
            open_ones.append({place: f"if {test}"} if test else None)
        elif tag.word in ("elsif", "else") and open_ones:
            test = _test(tag.rest) if tag.word == "elsif" else ""
            written = open_ones[-1]
            if test is None:
                open_ones[-1] = None
            elif written is not None:
                written[place] = f"elif {test}" if test else "else"
        elif tag.word in ("endif", "endunless", "endcase", "endfor") and open_ones:
            written = open_ones.pop()
            if written is not None:
                kept |= {**written, place: "endif"}
    return kept


def _test(condition: str) -> str | None:
    found = _CONDITION.fullmatch(condition.strip())
    known = canonical(found["path"]) if found else None
    if found is None or known is None or known in ("ticket.status", "ticket.priority"):
        return None
    if not found["sign"]:
        return own_name(known)
    return f"{own_name(known)} {found['sign']} {quoted(found['single'] or found['double'] or '')}"
