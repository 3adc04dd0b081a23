"""What an agent is writing: saved as typed, one of a kind per ticket and agent."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.messages import Draft, DraftAttachment
from app.rules.enums import DraftKind
from app.services import loading
from app.services.messages import NewFile, StoredFile, store
from app.storage.changes import unrecorded


@unrecorded
def save(
    session: Session,
    *,
    ticket_id: int,
    agent_id: int | None,
    kind: DraftKind,
    text: str,
    to: str = "",
    cc: str = "",
    bcc: str = "",
    subject: str = "",
    reply_to_id: int | None = None,
    now: datetime,
) -> int:
    """Keep what is typed so far; the draft's id.

    A reply that becomes a reply to all stays one draft: whoever answers has one answer at a time.
    Where undo brought an earlier one back beside it, the newer is gone on with.
    """
    loading.any_ticket(session, ticket_id)
    draft = _of(session, ticket_id, agent_id, kind)
    if draft is None:
        draft = Draft(ticket_id=ticket_id, agent_id=agent_id, kind=kind)
        session.add(draft)
    draft.kind, draft.reply_to_id = kind, reply_to_id
    draft.to, draft.cc, draft.bcc = to, cc, bcc
    draft.subject, draft.text = subject, text
    draft.updated_at = now
    session.flush()
    return draft.id


def discard(session: Session, draft_id: int, *, now: datetime) -> None:
    """Throw a draft away with its files; undo brings it back."""
    session.delete(loading.draft(session, draft_id))


@unrecorded
def drop_empty(session: Session, draft_id: int) -> bool:
    """Remove a draft without text and files, without a trace; whether it was one."""
    draft = session.get(Draft, draft_id)
    if draft is None or draft.text.strip() or draft.attachments:
        return False
    session.delete(draft)
    return True


@unrecorded
def attach(
    session: Session, draft_id: int, files: Iterable[NewFile], *, now: datetime
) -> list[int]:
    """Add files to a draft; the ids of its new attachments. An empty file is refused."""
    draft = loading.draft(session, draft_id)
    given = list(files)
    for file in given:
        if not file.content:
            raise UserError(_("“{name}” is empty, so it was not attached.").format(name=file.name))
    added = [
        DraftAttachment(
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            blob_id=file.blob_id,
        )
        for file in store(session, given)
    ]
    draft.attachments.extend(added)
    draft.updated_at = now
    session.flush()
    return [each.id for each in added]


@unrecorded
def detach(session: Session, attachment_id: int, *, now: datetime) -> None:
    """Take a file off a draft again."""
    attachment = session.get(DraftAttachment, attachment_id)
    if attachment is not None:
        session.delete(attachment)


def files_of(draft: Draft) -> list[StoredFile]:
    """The files of a draft, for the message it becomes."""
    return [
        StoredFile(each.name, each.content_type, each.size, each.sha256, each.blob_id)
        for each in draft.attachments
    ]


def slot(kind: DraftKind) -> DraftKind:
    """The kind under which a draft is the only one: an answer to one or to all is one answer."""
    return DraftKind.REPLY if kind is DraftKind.REPLY_ALL else kind


def _of(session: Session, ticket_id: int, agent_id: int | None, kind: DraftKind) -> Draft | None:
    kinds = [each for each in DraftKind if slot(each) is slot(kind)]
    query = select(Draft).where(
        Draft.ticket_id == ticket_id, Draft.agent_id.is_not_distinct_from(agent_id)
    )
    return session.scalar(query.where(Draft.kind.in_(kinds)).order_by(Draft.id.desc()).limit(1))
