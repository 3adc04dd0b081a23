"""Files that go along with a snippet; each version keeps those that it had."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.snippets import Snippet, SnippetAttachment
from app.services import messages
from app.services.messages import NewFile
from app.services.snippet_rows import living, put_aside


def attach(
    session: Session,
    snippet_id: int,
    files: Iterable[NewFile],
    *,
    agent_id: int | None,
    now: datetime,
) -> list[int]:
    """Files that go along with a snippet from its next version on; their ids. An empty file is
    refused."""
    given = _not_empty(files)
    put_aside(session, living(session, snippet_id), agent_id=agent_id, now=now)
    return bring_along(session, snippet_id, given, now=now)


def bring_along(
    session: Session, snippet_id: int, files: Iterable[NewFile], *, now: datetime
) -> list[int]:
    """Files that a new snippet has from its first version on; their ids."""
    snippet = living(session, snippet_id)
    added = [
        SnippetAttachment(
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            blob_id=file.blob_id,
        )
        for file in messages.store(session, _not_empty(files))
    ]
    snippet.attachments.extend(added)
    snippet.updated_at = now
    session.flush()
    return [each.id for each in added]


def _not_empty(files: Iterable[NewFile]) -> list[NewFile]:
    given = list(files)
    for file in given:
        if not file.content:
            raise UserError(_("“{name}” is empty, so it was not attached.").format(name=file.name))
    return given


def detach(session: Session, attachment_id: int, *, agent_id: int | None, now: datetime) -> None:
    """Take a file off a snippet again; its earlier versions keep it."""
    attachment = session.get(SnippetAttachment, attachment_id)
    if attachment is not None:
        snippet = living(session, attachment.snippet_id)
        put_aside(session, snippet, agent_id=agent_id, now=now)
        snippet.updated_at = now
        snippet.attachments.remove(attachment)


def take_files(snippet: Snippet, wanted: Iterable[SnippetAttachment]) -> None:
    """Make these the files of a snippet; rows that are wanted anyway stay as they are."""
    present = {(each.name, each.blob_id): each for each in snippet.attachments}
    snippet.attachments = [present.get((each.name, each.blob_id), each) for each in wanted]


__all__ = ["attach", "bring_along", "detach", "take_files"]
