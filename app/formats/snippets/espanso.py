"""espanso matches: one YAML file, or a package or folder of them that share global variables."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.formats.mail.html_text import to_text
from app.formats.snippets.body import BodyWriter
from app.formats.snippets.espanso_body import Declared, declared, write_body
from app.formats.snippets.imported import (
    LONGEST_BODY,
    Imported,
    Read,
    Skipped,
    abbreviation_of,
    any_variant,
    texts,
    title_for,
    too_long,
)
from app.formats.snippets.yaml_text import Damaged, Node, YamlFault, loaded, recovered
from app.i18n import _

_BODIES = ("replace", "markdown", "html", "form")
_NAME = re.compile(r"^[ \t-]*(?:trigger|label|name|regex):[ \t]*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A file that was read as YAML: where it lies below what was chosen, and what it holds."""

    name: str
    folder: tuple[str, ...]
    values: Mapping[str, Node]
    damaged: tuple[Damaged, ...] = field(default=())


def parse(
    text: str,
    name: str,
    folder: tuple[str, ...],
    *,
    heard: Callable[[float], None] | None = None,
) -> YamlSource:
    """The top-level entries of a file, those of a damaged one as far as they can be read.

    ``heard`` is told which part of the text is read, and may raise ``Cancelled``.
    """
    try:
        node = loaded(text, heard=heard)
    except YamlFault:
        values, damaged = recovered(text)
        return YamlSource(name, folder, values, damaged)
    if isinstance(node, list):
        return YamlSource(name, folder, {"": node})
    return YamlSource(name, folder, node if isinstance(node, dict) else {})


def recognised(source: YamlSource) -> bool:
    """Whether this holds espanso's matches, or variables for those of other files."""
    return bool({"matches", "global_vars", "imports"} & source.values.keys())


def read(sources: Sequence[YamlSource]) -> Iterator[Read]:
    """The matches of files that belong together; global variables of one are known in all."""
    globals_ = declared(*(source.values.get("global_vars") for source in sources))
    abbreviations = {
        trigger: abbreviation_of(triggers[0])
        for source in sources
        for match in _matches(source)
        if (triggers := list(_triggers(match)))
        for trigger in triggers
    }
    for source in sources:
        yield from damages(source)
        for place, match in enumerate(_matches(source), 1):
            yield _converted(match, source, place, globals_, abbreviations)


def damages(source: YamlSource) -> Iterator[Skipped]:
    """What of a damaged file could not be read, by the name that it seems to have."""
    for each in source.damaged:
        named = _NAME.search(each.text)
        name = named[1].strip().strip("\"'") if named else source.name
        reason = _("Line {line} of {file}: {reason}.").format(
            line=each.line, file=source.name, reason=each.reason
        )
        yield Skipped(name, reason)


def _matches(source: YamlSource) -> Iterator[dict[str, Any]]:
    listed = source.values.get("matches")
    if isinstance(listed, list):
        yield from (each for each in listed if isinstance(each, dict))


def _triggers(match: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(match.get("trigger"), str):
        yield match["trigger"]
    else:
        yield from texts(match.get("triggers"))


def _converted(
    match: Mapping[str, Any],
    source: YamlSource,
    place: int,
    globals_: Mapping[str, Declared],
    abbreviations: Mapping[str, str],
) -> Read:
    triggers = list(_triggers(match))
    label = match.get("label") if isinstance(match.get("label"), str) else ""
    regex = match.get("regex") if isinstance(match.get("regex"), str) else ""
    name = label or (triggers[0] if triggers else regex) or f"{source.name} #{place}"
    kind = next((key for key in _BODIES if isinstance(match.get(key), str)), "")
    if not kind:
        return Skipped(name, _reason_without_body(match))
    original = match[kind]
    if len(original) > LONGEST_BODY:
        return Skipped(name, too_long())
    text = to_text(original) if kind == "html" else original
    writer = BodyWriter()
    write_body(
        writer,
        text,
        form_fields=match.get("form_fields") if kind == "form" else None,
        is_form=kind == "form",
        variables={**globals_, **declared(match.get("vars"))},
        abbreviations=abbreviations,
    )
    body = writer.body()
    if writer.full:
        return Skipped(name, too_long())
    if kind == "markdown":
        writer.warn(_("The text is Markdown, which is kept as written."))
    if regex and not triggers:
        writer.warn(
            _("It was found by the pattern “{pattern}”, which is not carried over.").format(
                pattern=regex[:100]
            )
        )
    abbreviation = abbreviation_of(triggers[0]) if triggers else ""
    if triggers and abbreviation != triggers[0].strip():
        writer.warn(_("The abbreviation was “{old}”.").format(old=triggers[0].strip()))
    if triggers[1:]:
        writer.warn(
            _("Only its first abbreviation is kept as one, the others as words to find it by.")
        )
    return Imported(
        name=name,
        title=label or title_for(body, name),
        abbreviation=abbreviation,
        variants=any_variant(body),
        original=original,
        folder=source.folder,
        tags=tuple(dict.fromkeys([*triggers[1:], *texts(match.get("search_terms"))])),
        warnings=writer.warnings,
    )


def _reason_without_body(match: Mapping[str, Any]) -> str:
    if isinstance(match.get("image_path"), str):
        return _("It inserts a picture, and pictures are not carried over.")
    return _("It has no text.")
