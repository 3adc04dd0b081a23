"""Storing what the editor holds, as one step that can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import _
from app.services import snippet_files, snippets
from app.services.messages import NewFile
from app.services.snippet_rows import SnippetFields
from app.storage.database import utc_now
from app.ui.new_files import read_files
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
    owner: QObject,
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


def attach(
    operations: Operations,
    snippet_id: int,
    paths: Sequence[Path],
    *,
    title: str,
    owner: QObject,
    failed: Callable[[Exception], None],
) -> None:
    """Read files from the disk and let them go along with a snippet."""

    def take(files: Sequence[NewFile]) -> None:
        operations.run(
            snippet_files.attach,
            snippet_id,
            files,
            now=utc_now(),
            label=_("Attached files to “{title}”").format(title=title),
            owner=owner,
            failed=failed,
        )

    operations.tasks.read(
        partial(read_files, tuple(map(str, paths))), owner=owner, done=take, failed=failed
    )
