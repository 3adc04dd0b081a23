"""The history of one ticket, readable: who did what when, and what of it can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import _
from app.models.desk import Agent
from app.models.history import UndoStep
from app.models.tickets import Ticket
from app.queries.change_sentences import ChangeSentences
from app.queries.desk import desk, zone_of
from app.rules.enums import Channel, label
from app.storage.history import Act, acts_of_ticket


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One act. ``text`` is its label and what it changed, ``sentences`` what the label leaves out.

    ``agent_name`` says that Tresen acted where ``automatic``. ``undoable_step_id`` is the step that
    can still be taken back; ``undo`` does so only once it is the newest of the desk.
    """

    at: datetime
    agent_id: int | None
    agent_name: str
    automatic: bool
    label: str
    sentences: tuple[str, ...]
    undoable_step_id: int | None

    @property
    def text(self) -> str:
        """Label and sentences in one line."""
        return " ".join([f"{self.label}:" if self.sentences else self.label, *self.sentences])


def timeline(session: Session, ticket_id: int) -> tuple[TimelineEvent, ...]:
    """Everything that was done to the ticket, oldest first; empty if it is gone."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        return ()
    acts = acts_of_ticket(session, ticket_id)
    return (*_beginning(ticket, acts), *_events(session, ticket_id, acts))


def _beginning(ticket: Ticket, acts: list[Act]) -> Iterator[TimelineEvent]:
    """How the ticket came, where it came in an import, which keeps no act for each."""
    if any(
        row.table == "ticket" and row.id == ticket.id and row.before is None
        for act in acts
        for row in act.rows
    ):
        return
    came = _("Came in by email")
    if ticket.channel is not Channel.EMAIL:
        came = _("Came in: {channel}").format(channel=label(ticket.channel))
    yield TimelineEvent(
        at=ticket.created_at,
        agent_id=None,
        agent_name=_("Tresen"),
        automatic=True,
        label=came,
        sentences=(),
        undoable_step_id=None,
    )


def _events(session: Session, ticket_id: int, acts: list[Act]) -> Iterator[TimelineEvent]:
    sentences = ChangeSentences(session, ticket_id, _zone(session))
    names = {agent.id: agent.name for agent in session.scalars(select(Agent))}
    steps = _steps(session, acts)
    for act in acts:
        words = _label(act)
        yield TimelineEvent(
            at=act.at,
            agent_id=act.agent_id,
            agent_name=names.get(act.agent_id or 0, _("Tresen")),
            automatic=act.agent_id is None,
            label=words,
            sentences=tuple(each for each in sentences.of(act.rows) if each != f"{words}."),
            undoable_step_id=steps.get(act.id),
        )


def _label(act: Act) -> str:
    if act.kind == "undo":
        return _("Undone: {label}").format(label=act.label)
    if act.kind == "redo":
        return _("Done again: {label}").format(label=act.label)
    return act.label


def _steps(session: Session, acts: list[Act]) -> dict[int, int]:
    found = select(UndoStep.entry_id, UndoStep.id).where(
        ~UndoStep.undone, UndoStep.entry_id.in_([act.id for act in acts])
    )
    return {row[0]: row[1] for row in session.execute(found)}


def _zone(session: Session) -> tzinfo:
    known = desk(session)
    return zone_of(known) if known else UTC
