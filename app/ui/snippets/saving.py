"""Storing what the editor holds, as one step that can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import _
from app.services import snippets
from app.services.snippet_rows import SnippetFields
from app.storage.database import utc_now
from app.ui.operations import Operations


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What could not be stored when it was left, and why; ``snippet_id`` None is a new one."""

    snippet_id: int | None
    fields: SnippetFields
    stored: SnippetFields
    reason: str


def store(
    operations: Operations,
    fields: SnippetFields,
    snippet_id: int | None,
    *,
    owner: QObject | None = None,
    done: Callable[[int | None], None],
    failed: Callable[[Exception], None],
) -> None:
    """Write a new snippet, whose id ``done`` hears, or change one."""
    given: dict[str, Any] = {
        "title": fields.title,
        "abbreviation": fields.abbreviation,
        "variants": fields.variants,
        "folder_id": fields.folder_id,
        "category_id": fields.category_id,
        "tags": fields.tags,
        "colour": fields.colour,
        "favourite": fields.favourite,
        "actions": fields.actions,
        "now": utc_now(),
    }
    name = fields.title or _("a snippet")
    if snippet_id is None:
        operations.run(
            snippets.create,
            **given,
            label=_("Wrote “{title}”").format(title=name),
            owner=owner,
            done=done,
            failed=failed,
        )
    else:
        operations.run(
            snippets.change,
            snippet_id,
            **given,
            label=_("Changed “{title}”").format(title=name),
            owner=owner,
            done=done,
            failed=failed,
        )
