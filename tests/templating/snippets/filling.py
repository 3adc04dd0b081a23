"""Short ways to fill in a template in a test."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.rules.enums import FormOfAddress, Gender
from app.templating.snippets.language import Rendered, compiled, sample_snapshot
from app.templating.snippets.values import Answer, Snapshot

GERMAN = sample_snapshot("de", FormOfAddress.SIE, Gender.FEMALE)
ENGLISH = sample_snapshot("en", FormOfAddress.UNKNOWN, Gender.FEMALE)


def rendered(
    source: str,
    answers: Mapping[str, Answer] | None = None,
    *,
    snippets: Mapping[str, str] | None = None,
    on: Snapshot = GERMAN,
    html: bool = False,
    **changes: Any,
) -> Rendered:
    """``source`` filled in from the sample, ``changes`` made to it."""
    nested = snippets.get if snippets is not None else None
    return compiled(source, nested).render(replace(on, **changes), answers or {}, html=html)


def text(source: str, answers: Mapping[str, Answer] | None = None, **given: Any) -> str:
    """Only the text of it."""
    return rendered(source, answers, **given).text
