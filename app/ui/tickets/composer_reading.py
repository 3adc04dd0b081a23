"""What the composer reads: how a text begins, files to take along."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import UserError
from app.queries.answering import AnswerStart, answer_start
from app.queries.conversation import AttachmentRow, attachment_content
from app.queries.drafts import DraftRow, drafts_of, insertions_of
from app.rules.enums import DraftKind, FormOfAddress
from app.services.messages import NewFile
from app.storage import blobs
from app.ui.snippet_use.filling import Filled, Target, read_filling

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.queries.snippet_details import SnippetFile

ANSWERS = (DraftKind.REPLY, DraftKind.REPLY_ALL)


def begin_writing(
    session: "Session",
    ticket_id: int,
    *,
    kind: DraftKind,
    message_id: int | None,
    agent_id: int | None,
    going_on: bool,
) -> "DraftRow | AnswerStart":
    """The draft of this kind that there is, else how a new one begins.

    With ``going_on`` the answer in hand only turns to other recipients, whatever is kept of it.
    """
    kinds = ANSWERS if kind in ANSWERS else (kind,)
    for draft in () if going_on else drafts_of(session, ticket_id, agent_id=agent_id):
        if draft.kind is kind or (draft.kind in kinds and message_id is None and draft.text):
            return draft
    return answer_start(session, ticket_id, kind=kind, message_id=message_id, agent_id=agent_id)


def files_to_forward(session: "Session", files: Sequence[AttachmentRow]) -> tuple[NewFile, ...]:
    """The files of a message, to be attached to another."""
    return tuple(
        NewFile(file.name, file.content_type, attachment_content(session, file.id))
        for file in files
    )


def fillings_of_draft(
    session: "Session", draft_id: int, target: Target, *, now: datetime
) -> tuple[Filled, ...]:
    """The snippets in a draft as they were filled in; those that are gone or at fault are not."""
    found = []
    for noted in insertions_of(session, draft_id):
        with suppress(UserError):
            filling = read_filling(
                session,
                noted.snippet_id,
                target,
                now=now,
                language=noted.language or None,
                form=None if noted.form is FormOfAddress.UNKNOWN else noted.form,
            )
            found.append(Filled(filling, filling.render(noted.filled), noted.filled))
    return tuple(found)


def snippet_files(session: "Session", files: "Sequence[SnippetFile]") -> tuple[NewFile, ...]:
    """The files that go along with a snippet, to be attached to a draft."""
    return tuple(
        NewFile(file.name, file.content_type, blobs.get(session, file.blob_id)) for file in files
    )
