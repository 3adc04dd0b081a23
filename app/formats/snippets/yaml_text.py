"""YAML whose scalars are all text: nothing is a number, a date or an object, nothing explodes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.i18n import _

_DEEPEST = 40
_MOST_NODES = 4_000_000
_HEARD_EACH = 2000
_KEY_AT_MARGIN = re.compile(r"^([A-Za-z_]\w*):", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)-[ \t]", re.MULTILINE)

Node = str | list[Any] | dict[str, Any]


class YamlFault(Exception):  # noqa: N818 - a fault of the file, not of the program
    """What is no YAML, in the words of the person, and the line from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Damaged:
    """A stretch that could not be read: its first line, its text and the reason."""

    line: int
    text: str
    reason: str


def loaded(text: str, *, heard: Callable[[float], None] | None = None) -> Node:
    """The first document of ``text``; an empty one is an empty text. Raises ``YamlFault``.

    ``heard`` is told now and then which part of the text is read.

    Written over the events of the parser, so that depth and size are bounded by us. An alias is
    the very object that its anchor names: a bomb of aliases stays as small as its file.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder()
    try:
        for count, event in enumerate(yaml.parse(text, Loader=loader), 1):
            if builder.take(event):
                break
            if heard is not None and count % _HEARD_EACH == 0 and event.start_mark is not None:
                heard(event.start_mark.index / len(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(mark.line + 1 if mark else 1, _("this is no valid YAML")) from error
    except (yaml.YAMLError, RecursionError, UnicodeError, ValueError) as error:
        raise YamlFault(1, _("this is no valid YAML")) from error
    return builder.document


class _Builder:
    """Puts lists, mappings and texts together as the parser names them."""

    def __init__(self) -> None:
        self.document: Node = ""
        self._open: list[tuple[Node, str | None]] = []
        self._anchors: dict[str, Node] = {}
        self._nodes = 0

    def take(self, event: Any) -> bool:
        """Add one event; whether the document is complete."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            return self._add(event.value, event)
        if kind == "MappingStartEvent":
            return self._begin({}, event)
        if kind == "SequenceStartEvent":
            return self._begin([], event)
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            return not self._open
        if kind == "AliasEvent":
            if event.anchor not in self._anchors:
                raise YamlFault(event.start_mark.line + 1, _("an alias has no anchor"))
            return self._add(self._anchors[event.anchor], event)
        return kind == "DocumentEndEvent"

    def _begin(self, node: Node, event: Any) -> bool:
        self._add(node, event)
        self._open.append((node, None))
        if len(self._open) > _DEEPEST:
            raise YamlFault(event.start_mark.line + 1, _("this is nested too deeply"))
        return False

    def _add(self, node: Node, event: Any) -> bool:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise YamlFault(event.start_mark.line + 1, _("this has too many entries"))
        if event.anchor is not None and type(event).__name__ != "AliasEvent":
            self._anchors[event.anchor] = node
        if not self._open:
            self.document = node
            return isinstance(node, str)
        parent, key = self._open[-1]
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict):
            if key is None:
                self._open[-1] = (parent, node if isinstance(node, str) else "")
            else:
                parent[key] = node
                self._open[-1] = (parent, None)
        return False


def recovered(text: str) -> tuple[dict[str, Node], tuple[Damaged, ...]]:
    """The top-level entries of a damaged file, each list without the items that are damaged.

    A list at the top level is under the key ``""``.
    """
    found: dict[str, Node] = {}
    damaged: list[Damaged] = []
    for key, line, section in _sections(text):
        try:
            node = loaded(section)
            if isinstance(node, dict):
                found |= node
            elif isinstance(node, list):
                found[""] = node
        except YamlFault as fault:
            items = list(_items(section, line))
            if not items:
                damaged.append(Damaged(line + fault.line - 1, section, fault.reason))
                continue
            kept: list[Any] = []
            for item_line, item in items:
                try:
                    node = loaded(item)
                    kept += node if isinstance(node, list) else ()
                except YamlFault as item_fault:
                    at = item_line + item_fault.line - 1
                    damaged.append(Damaged(at, item, item_fault.reason))
            found[key] = kept
    return found, tuple(damaged)


def _sections(text: str) -> Iterator[tuple[str, int, str]]:
    """Key, first line and text of each entry at the margin."""
    starts = [(found.start(), found[1]) for found in _KEY_AT_MARGIN.finditer(text)]
    if not starts or text[: starts[0][0]].strip(" \t\r\n-"):
        starts.insert(0, (0, ""))
    for place, (start, key) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        yield key, text.count("\n", 0, start) + 1, text[start:end]


def _items(section: str, line: int) -> Iterator[tuple[int, str]]:
    """First line and text of each item of the list that stands least indented."""
    marks = list(_ITEM.finditer(section))
    if not marks:
        return
    indent = min((mark[1] for mark in marks), key=len)
    starts = [mark.start() for mark in marks if mark[1] == indent]
    lines = 0
    passed = 0
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(section)
        lines += section.count("\n", passed, start)
        passed = start
        yield line + lines, section[start:end]
