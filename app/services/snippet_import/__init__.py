"""Snippets in: what an import would do, with choices, and the import itself."""

from app.services.snippet_import.carrying import carry_out
from app.services.snippet_import.planning import plan
from app.services.snippet_import.plans import (
    Choice,
    Duplicate,
    ImportPlan,
    Likeness,
    Named,
    PlannedSnippet,
    SnippetImport,
)

__all__ = [
    "Choice",
    "Duplicate",
    "ImportPlan",
    "Likeness",
    "Named",
    "PlannedSnippet",
    "SnippetImport",
    "carry_out",
    "plan",
]
