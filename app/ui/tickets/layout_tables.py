"""Tables that only place things are dissolved; tables that hold figures stay.

Newsletters are tables in tables, made for a window of 600 pixels. In a narrow column they are
better read as text, and Qt lays nested tables out in seconds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(/?)(table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\b([^>]*)>", re.IGNORECASE
)
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|dl|blockquote|pre|hr|center|br)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_DEEPEST = 80


@dataclass(slots=True)
class _Node:
    """A tag of a table with what is in it; ``tag`` empty is the whole."""

    tag: str
    attributes: str = ""
    children: "list[str | _Node]" = field(default_factory=list)


def dissolve_layout_tables(html: str) -> str:
    """``html`` without the tables that only place things; it must be well-formed."""
    if "<table" not in html:
        return html
    root = _tree(html)
    return "".join(_rendered(root)) if root is not None else _TAG.sub(" ", html)


def _tree(html: str) -> _Node | None:
    """The tables of ``html``; None if they are nested too deep to be looked into."""
    root = _Node("")
    open_nodes = [root]
    end = 0
    for found in _TAG.finditer(html):
        open_nodes[-1].children.append(html[end : found.start()])
        end = found.end()
        tag = found[2].lower()
        if found[1]:
            if any(node.tag == tag for node in open_nodes):
                while open_nodes.pop().tag != tag:
                    pass
        else:
            node = _Node(tag, found[3])
            open_nodes[-1].children.append(node)
            if tag != "col":
                open_nodes.append(node)
        if len(open_nodes) > _DEEPEST:
            return None
    root.children.append(html[end:])
    return root


def _rendered(node: _Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag != "table":
            yield from _rendered(child)
        elif _holds_figures(child):
            yield _written(child)
        else:
            yield from _dissolved(child)


def _dissolved(table: _Node) -> Iterator[str]:
    """A row becomes a paragraph, or as many as there are paragraphs in its cells."""
    for row in _rows(table):
        cells = [inner for cell in _cells(row) if not _is_blank(inner := "".join(_rendered(cell)))]
        if any(_BLOCKS.search(cell) for cell in cells):
            yield from (f"<div>{cell}</div>" for cell in cells)
        elif cells:
            yield f"<div>{' &#160; '.join(cells)}</div>"


def _holds_figures(table: _Node) -> bool:
    """Whether at least two rows have two cells with something in them, and no table is inside."""
    if any(_has_table(row) for row in _rows(table)):
        return False
    filled = [
        sum(not _is_blank("".join(_rendered(cell))) for cell in _cells(row)) for row in _rows(table)
    ]
    return sum(count >= 2 for count in filled) >= 2


def _has_table(node: _Node) -> bool:
    return any(
        isinstance(child, _Node) and (child.tag == "table" or _has_table(child))
        for child in node.children
    )


def _rows(table: _Node) -> list[_Node]:
    found = []
    for child in table.children:
        if isinstance(child, _Node):
            if child.tag == "tr":
                found.append(child)
            elif child.tag in _GROUPS:
                found += [each for each in child.children if isinstance(each, _Node)]
            elif child.tag == "caption" or child.tag in _CELLS:
                found.append(_Node("tr", children=[_Node("td", children=child.children)]))
    return found


def _cells(row: _Node) -> list[_Node]:
    return [each for each in row.children if isinstance(each, _Node) and each.tag in _CELLS]


def _written(node: _Node) -> str:
    inner = "".join(child if isinstance(child, str) else _written(child) for child in node.children)
    if node.tag == "col":
        return ""
    return f"<{node.tag}{node.attributes}>{inner}</{node.tag}>"


def _is_blank(html: str) -> bool:
    return "<img" not in html and not (
        _MARKUP.sub("", html)
        .replace("&nbsp;", "")
        .replace("&#160;", "")
        .replace("\xa0", "")
        .strip()
    )
