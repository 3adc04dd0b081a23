"""A document as plain values, to be written as HTML for paper or as Markdown for a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; ``quiet`` ones are notes beside the matter."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that stand out, as what came of it all."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item has its text and perhaps a quiet note."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading; numbers are right-aligned by ``numbers`` (columns from 0)."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


Block = Paragraph | Statement | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, first or second level, with what is below it."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A title, facts as pairs of label and value, sections in their order, a last line."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footer: str
    language: str
