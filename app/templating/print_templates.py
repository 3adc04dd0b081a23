"""The templates of what is printed: HTML that escapes every text, and misses none."""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from app.paths import resource


@cache
def print_template(name: str, **filters: Callable[..., Any]) -> Template:
    """A template by the name of its file, with what it calls beside Jinja's own filters."""
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters)
    return environment.get_template(name)
