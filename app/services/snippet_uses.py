"""What was made of snippets: noted in a draft, counted when the text leaves."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models.messages import Draft, Message
from app.models.snippets import Snippet, SnippetUse
from app.rules.enums import FormOfAddress
from app.rules.kept_text import still_holds
from app.rules.placeholders import visible
from app.rules.snippet_words import saved_characters
from app.services import loading
from app.storage.changes import unrecorded


@unrecorded
def note_insertion(
    session: Session,
    draft_id: int,
    *,
    snippet_id: int,
    version: int,
    language: str,
    form: FormOfAddress,
    text: str,
    filled: Mapping[str, str] | None = None,
    now: datetime,
) -> None:
    """Remember that ``text`` was put into a draft; it counts as used once the draft leaves with it.

    ``language`` and ``form`` are those of the wording, ``filled`` what the form was answered.
    """
    draft = loading.draft(session, draft_id)
    draft.insertions = [
        *draft.insertions,
        {
            "snippet_id": snippet_id,
            "version": version,
            "language": language,
            "form": form.value,
            "text": visible(text),
            "filled": dict(filled or {}),
        },
    ]


@unrecorded
def record_copy(
    session: Session,
    snippet_id: int,
    *,
    version: int,
    language: str,
    form: FormOfAddress,
    text: str,
    filled: Mapping[str, str] | None = None,
    ticket_id: int | None = None,
    agent_id: int | None,
    now: datetime,
) -> None:
    """Count a text that was copied for another program, for a ticket or for none."""
    noted = {"snippet_id": snippet_id, "version": version, "language": language, "form": form.value}
    known = ticket_id is not None and loading.any_ticket(session, ticket_id)
    session.add(
        _use(
            session,
            noted | {"text": visible(text), "filled": dict(filled or {})},
            ticket_id=ticket_id if known else None,
            agent_id=agent_id,
            now=now,
        )
    )


def carry_over(
    session: Session, draft: Draft, message: Message, *, agent_id: int | None, now: datetime
) -> None:
    """What was put into a draft and is still in the message that it became counts as used there."""
    for each in _still_there(draft.insertions or (), message.text):
        use = _use(session, each, ticket_id=message.ticket_id, agent_id=agent_id, now=now)
        use.message_id = message.id
        session.add(use)


def _still_there(insertions: Iterable[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """The insertions that the text holds, the last of each snippet."""
    held = {each["snippet_id"]: each for each in insertions if still_holds(text, each["text"])}
    return list(held.values())


def _use(
    session: Session,
    noted: Mapping[str, Any],
    *,
    ticket_id: int | None,
    agent_id: int | None,
    now: datetime,
) -> SnippetUse:
    snippet = session.get(Snippet, noted["snippet_id"])
    return SnippetUse(
        snippet_id=noted["snippet_id"],
        version=noted["version"],
        language=noted["language"],
        form=FormOfAddress(noted["form"]),
        ticket_id=ticket_id,
        agent_id=agent_id,
        at=now,
        filled=noted["filled"],
        characters=saved_characters(noted["text"], snippet.abbreviation if snippet else ""),
    )
