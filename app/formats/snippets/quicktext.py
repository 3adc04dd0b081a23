"""Quicktext: templates as XML (versions 1 and 2) or as the JSON of version 6."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree import ElementTree

from app.formats.mail.html_text import to_text
from app.formats.snippets.body import BodyWriter
from app.formats.snippets.imported import (
    LONGEST_BODY,
    Imported,
    Read,
    Skipped,
    abbreviation_of,
    any_variant,
    title_for,
    too_long,
    with_plain_breaks,
)
from app.formats.snippets.json_text import listed, truth, word
from app.formats.snippets.quicktext_body import named_texts, write_body
from app.i18n import _, ngettext

_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Template:
    group: str
    name: str
    body: str
    html: bool = False
    keyword: str = ""
    subject: str = ""
    attachments: str = ""


def recognised(text: str) -> bool:
    """Whether this XML is Quicktext's."""
    return "<quicktext" in text[:2000]


def recognised_json(values: object) -> bool:
    """Whether this is the JSON of Quicktext 6, which may have no templates."""
    if not isinstance(values, dict) or "templates" not in values:
        return False
    return isinstance(values["templates"], dict) or "scripts" in values


def read(text: str) -> Iterator[Read]:
    """The templates of an XML file; a damaged one gives those that are whole."""
    if _DECLARED.search(text):
        yield Skipped(
            "Quicktext", _("The file declares a document type, which no Quicktext writes.")
        )
        return
    faults: list[Skipped] = []
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        templates, faults = _whole_ones(text, error.position[0])
        scripts = 0
    else:
        templates = [each for menu in root.iter("menu") for each in _menu(menu)]
        scripts = sum(1 for _each in root.iter("script"))
    yield from _converted(templates)
    yield from faults
    if scripts:
        yield _scripts(scripts)


def read_json(values: Mapping[str, Any]) -> Iterator[Read]:
    """The templates of Quicktext 6: a list of texts for each group, in the same order."""
    templates = values.get("templates")
    groups = listed(templates, "groups")
    lists = templates.get("texts") if isinstance(templates, dict) else None
    found: list[_Template] = []
    for place, texts in enumerate(lists if isinstance(lists, list) else ()):
        group = groups[place] if place < len(groups) else {}
        if truth(group.get("protected"), default=False) or not isinstance(texts, list):
            continue
        found += [
            _Template(
                group=word(group, "name").strip(),
                name=word(each, "name").strip(),
                body=word(each, "text", "body"),
                html=word(each, "type").casefold() in ("text/html", "1", "html"),
                keyword=word(each, "keyword").strip(),
                subject=word(each, "subject").strip(),
                attachments=word(each, "attachments").strip(),
            )
            for each in texts
            if isinstance(each, dict)
        ]
    yield from _converted(found)
    if scripts := listed(dict(values), "scripts"):
        yield _scripts(len(scripts))


def _menu(menu: ElementTree.Element) -> Iterator[_Template]:
    group = (menu.findtext("title") or menu.get("title") or "").strip()
    for each in menu.iter("text"):
        yield _template(each, group)


def _template(element: ElementTree.Element, group: str) -> _Template:
    """A text of version 2, whose parts are elements, or of version 1, where they are attributes."""

    def part(name: str) -> str:
        return (element.findtext(name) or element.get(name) or "").strip()

    body = element.findtext("body")
    return _Template(
        group=group,
        name=part("name") or part("title"),
        body=(element.text or "") if body is None else body,
        html=part("type") == "1",
        keyword=part("keyword"),
        subject=part("subject"),
        attachments=part("attachments"),
    )


_PIECE = re.compile(
    r"<menu(?P<menu>[^>]*)>|<title>(?P<title>.{0,500}?)</title>|<text\b(?P<text>.*?)(?:</text>|(?=<text\b)|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\btitle\s*=\s*"([^"]*)\"""")
_PLAIN = re.compile(r"<name>\s*(?:<!\[CDATA\[)?([^<\]]{1,80})")


def _whole_ones(text: str, line: int) -> tuple[list[_Template], list[Skipped]]:
    """The templates of a damaged file that are whole by themselves, and the others."""
    templates: list[_Template] = []
    faults: list[Skipped] = []
    group = ""
    for found in _PIECE.finditer(text):
        if found["menu"] is not None:
            titled = _ATTRIBUTE.search(found["menu"])
            group = unescape(titled[1]).strip() if titled else ""
        elif found["title"] is not None:
            group = _inner(found["title"])
        else:
            try:
                templates.append(_template(ElementTree.fromstring(found[0].encode()), group))
            except ElementTree.ParseError:
                named = _PLAIN.search(found[0]) or _ATTRIBUTE.search(found[0])
                at = text.count("\n", 0, found.start()) + 1
                faults.append(
                    Skipped(
                        named[1].strip() if named else "Quicktext",
                        _("It is damaged (from line {line} on).").format(line=at),
                    )
                )
    if not faults:
        faults.append(
            Skipped("Quicktext", _("It is no valid XML from line {line} on.").format(line=line))
        )
    return templates, faults


def _inner(xml: str) -> str:
    try:
        return (ElementTree.fromstring(f"<t>{xml}</t>".encode()).text or "").strip()
    except ElementTree.ParseError:
        return ""


def _scripts(count: int) -> Skipped:
    return Skipped(
        _("Scripts of Quicktext"),
        ngettext(
            "{n} script is left out: programs are not carried over.",
            "{n} scripts are left out: programs are not carried over.",
            count,
        ).format(n=count),
    )


def _converted(templates: Sequence[_Template]) -> Iterator[Read]:
    plain = [
        to_text(each.body) if each.html else with_plain_breaks(each.body) for each in templates
    ]
    abbreviations = _abbreviations(templates, plain)
    for place, (each, text) in enumerate(zip(templates, plain, strict=True)):
        name = each.name or each.keyword or f"#{place + 1}"
        if not text.strip():
            yield Skipped(name, _("It has no text."))
            continue
        if len(text) > LONGEST_BODY:
            yield Skipped(name, too_long())
            continue
        writer = BodyWriter()
        write_body(writer, text, abbreviations)
        body = writer.body()
        if writer.full:
            yield Skipped(name, too_long())
            continue
        if each.subject:
            writer.warn(
                _("Its subject “{subject}” is not carried over.").format(subject=each.subject[:120])
            )
        if each.attachments:
            writer.warn(
                _("Its attachment {name} is not in the file.").format(name=each.attachments[:200])
            )
        yield Imported(
            name=name,
            title=each.name or title_for(body, name),
            abbreviation=abbreviations.get((each.group.casefold(), each.name.casefold()), "")
            or abbreviation_of(each.keyword),
            variants=any_variant(body),
            original=each.body,
            folder=(each.group,) if each.group else (),
            warnings=writer.warnings,
        )


def _abbreviations(
    templates: Sequence[_Template], plain: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Our abbreviations by group and name; one that others use and that has none gets its name."""
    used = {place for text in plain for place in named_texts(text)}
    found: dict[tuple[str, str], str] = {}
    for each in templates:
        place = (each.group.casefold(), each.name.casefold())
        abbreviation = abbreviation_of(each.keyword)
        if not abbreviation and place in used:
            abbreviation = abbreviation_of(each.name).casefold()
        if abbreviation:
            found[place] = abbreviation
    return found
