"""A document of a workshop as HTML to print, within what QTextDocument understands."""

from app.rules.workshop.documents import Block, Bullets, Document, Grid, Paragraph, Statement
from app.templating.print_templates import print_template

_KINDS = {Paragraph: "paragraph", Statement: "statement", Bullets: "bullets", Grid: "grid"}


def document_html(document: Document) -> str:
    """A whole HTML document; every text in it is escaped."""
    return print_template("workshop.html", kind=_kind).render(document=document)


def _kind(block: Block) -> str:
    return _KINDS[type(block)]
