"""What an agent has begun to write on a ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.messages import Draft
from app.rules.enums import DraftKind, FormOfAddress
from app.rules.file_names import shown_name


@dataclass(frozen=True, slots=True)
class DraftFileRow:
    """A file of a draft; ``blob_id`` finds its content."""

    id: int
    name: str
    content_type: str
    size: int
    blob_id: int


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as it was saved last."""

    id: int
    ticket_id: int
    kind: DraftKind
    reply_to_id: int | None
    to: str
    cc: str
    bcc: str
    subject: str
    text: str
    updated_at: datetime
    files: tuple[DraftFileRow, ...]


@dataclass(frozen=True, slots=True)
class InsertionRow:
    """A snippet put into a draft, in which wording, and what its form was answered."""

    snippet_id: int
    language: str
    form: FormOfAddress
    filled: Mapping[str, str]


def drafts_of(session: Session, ticket_id: int, *, agent_id: int | None) -> tuple[DraftRow, ...]:
    """The drafts of one agent on one ticket, the last touched first."""
    query = (
        select(Draft)
        .where(Draft.ticket_id == ticket_id, Draft.agent_id.is_not_distinct_from(agent_id))
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    )
    return tuple(_row(each) for each in session.scalars(query))


def draft_files(session: Session, draft_id: int) -> tuple[DraftFileRow, ...]:
    """The files of a draft in the order they were added; none if the draft is gone."""
    draft = session.get(Draft, draft_id)
    return _files(draft) if draft is not None else ()


def insertions_of(session: Session, draft_id: int) -> tuple[InsertionRow, ...]:
    """What was put into a draft, the last of each snippet; none if the draft is gone."""
    draft = session.get(Draft, draft_id)
    noted = {each["snippet_id"]: each for each in draft.insertions} if draft is not None else {}
    return tuple(
        InsertionRow(
            snippet_id,
            each["language"],
            FormOfAddress(each["form"]),
            each["filled"],
        )
        for snippet_id, each in noted.items()
    )


def _row(draft: Draft) -> DraftRow:
    return DraftRow(
        id=draft.id,
        ticket_id=draft.ticket_id,
        kind=draft.kind,
        reply_to_id=draft.reply_to_id,
        to=draft.to,
        cc=draft.cc,
        bcc=draft.bcc,
        subject=draft.subject,
        text=draft.text,
        updated_at=draft.updated_at,
        files=_files(draft),
    )


def _files(draft: Draft) -> tuple[DraftFileRow, ...]:
    return tuple(
        DraftFileRow(each.id, shown_name(each.name), each.content_type, each.size, each.blob_id)
        for each in draft.attachments
    )
