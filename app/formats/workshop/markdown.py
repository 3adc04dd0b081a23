"""A document as Markdown (CommonMark with the tables of GitHub)."""

import re
from collections.abc import Iterator

from app.rules.workshop.documents import Block, Bullets, Document, Grid, Paragraph, Statement

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s)")


def as_markdown(document: Document) -> str:
    """The whole document; nothing a person typed becomes markup."""
    parts = [f"# {plain(document.title)}"]
    parts.append(
        "\n".join(f"- **{plain(label)}:** {plain(value)}" for label, value in document.facts)
    )
    for section in document.sections:
        parts.append(f"{'#' * (section.level + 1)} {plain(section.title)}")
        parts += [_written(block) for block in section.blocks]
    if document.footer:
        parts += ["---", f"*{plain(document.footer)}*"]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """Text on one line with everything escaped that Markdown would take for a mark."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST_MARK.sub(r"\1\\\2", escaped)


def _written(block: Block) -> str:
    match block:
        case Paragraph(text, quiet):
            return f"*{plain(text)}*" if quiet else plain(text)
        case Statement(text):
            return "\n>\n".join(f"> {plain(line)}" for line in text.splitlines() if line.strip())
        case Bullets(items):
            return "\n".join(_bullet(text, note) for text, note in items)
        case Grid():
            return "\n".join(_table(block))


def _bullet(text: str, note: str) -> str:
    return f"- {plain(text)}" + (f" *({plain(note)})*" if note else "")


def _table(grid: Grid) -> Iterator[str]:
    yield _row(grid.heading)
    marks = ("---:" if column in grid.numbers else "---" for column in range(len(grid.heading)))
    yield _row(tuple(marks), escape=False)
    for row in grid.rows:
        yield _row(row)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return "| " + " | ".join(plain(cell) if escape else cell for cell in cells) + " |"
