"""A document of a workshop as HTML to print, within what QTextDocument understands."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from app.paths import resource
from app.rules.workshop.documents import Bullets, Document, Grid, Paragraph, Statement

_KINDS = {Paragraph: "paragraph", Statement: "statement", Bullets: "bullets", Grid: "grid"}


def document_html(document: Document) -> str:
    """A whole HTML document; every text in it is escaped."""
    return _template().render(document=document)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: _KINDS[type(block)]
    return environment.get_template("workshop.html")
