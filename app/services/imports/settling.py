"""What mails do to the tickets that they come to: status, lead, and two tickets becoming one."""

from app.formats.mail.quotes import visible_text
from app.queries.decoding import moment
from app.rules.enums import Direction, Status
from app.rules.reopening import is_history, on_incoming, on_outgoing
from app.rules.thanks import is_only_thanks
from app.services.imports.reading import Incoming
from app.services.imports.runs import Run
from app.services.imports.tickets import Tickets, TicketState


def take(state: TicketState, mail: Incoming, row_id: int) -> None:
    """Let a mail into its ticket, with what that does to the ticket."""
    state.mails.append(mail)
    state.activity_at = max(state.activity_at, mail.sent_ms)
    if not mail.talk:
        return
    if row_id > state.newest_talk:
        state.newest_talk, state.last_direction = row_id, mail.direction.value
    if mail.direction is Direction.OUT:
        state.answered = True
    if state.made_here:
        return
    state.automatic = False
    if mail.direction is Direction.OUT:
        if not mail.old:
            state.status = on_outgoing(state.status)
    elif not mail.old:
        _arrive(state, only_thanks=_only_thanks(state, mail))


def leads(state: TicketState, mail: Incoming) -> bool:
    """Whether a mail comes before the one that gave a ticket its subject and contact."""
    return (mail.mail.automatic, mail.sent_ms) < (state.automatic, state.created_at)


def _only_thanks(state: TicketState, mail: Incoming) -> bool:
    return state.status is Status.SOLVED and is_only_thanks(visible_text(mail.mail.text))


def _arrive(state: TicketState, *, only_thanks: bool) -> None:
    """A customer's mail in a ticket that people work on."""
    snoozed = state.snoozed_until is not None
    arrival = on_incoming(state.status, snoozed=snoozed, automatic=False, only_thanks=only_thanks)
    if arrival.offer_solved:
        state.thanked = True
    elif state.status.done:
        state.solved_at = state.closed_at = None
        state.thanked = False
    if arrival.wakes:
        state.snoozed_until = None
    state.status = arrival.status
    state.unread = True
    state.deleted_at = None


def join(state: TicketState, other: TicketState, run: Run) -> None:
    """Take another ticket's mails in, with what they do to this one."""
    other.folded_into = state
    if state.made_here:
        if (other.automatic, other.created_at) < (state.automatic, state.created_at):
            state.created_at = other.created_at
            state.subject, state.subject_key = other.subject, other.subject_key
            state.contact_id, state.lead = other.contact_id, other.lead
        state.automatic = state.automatic and other.automatic
    else:
        state.automatic = state.automatic and other.automatic
        asked = other.last_direction == Direction.IN and not run.is_old(moment(other.activity_at))
        if asked:
            _arrive(state, only_thanks=False)
    state.activity_at = max(state.activity_at, other.activity_at)
    if other.newest_talk > state.newest_talk:
        state.newest_talk, state.last_direction = other.newest_talk, other.last_direction
    if other.answered or state.answered:
        state.answered = True
    elif other.answered is None:
        state.answered = None
    state.mails += other.mails
    other.mails = []


def _settle_own(state: TicketState, run: Run) -> None:
    """The status that follows from the mails alone, so that their order does not matter."""
    history = run.close_old and _is_history(state, run)
    state.status = Status.CLOSED if history else Status.OPEN if state.answered else Status.NEW
    state.solved_at = state.closed_at = state.activity_at if history else None
    state.unread = not history and state.last_direction == Direction.IN


def _close_answered(state: TicketState, run: Run) -> None:
    if _is_history(state, run):
        state.status = Status.CLOSED
        state.solved_at = state.closed_at = state.activity_at
        state.unread = False
        state.snoozed_until = None


def _is_history(state: TicketState, run: Run) -> bool:
    return is_history(
        last_activity=moment(state.activity_at),
        last_direction=Direction(state.last_direction or Direction.IN),
        now=run.now,
    )


def settle(tickets: Tickets, run: Run) -> None:
    """Give every ticket with new mail the status that its mails ask for."""
    changed = [state for state in tickets.met() if state.mails]
    unsure = [state for state in changed if state.made_here and state.answered is None]
    answered = tickets.answered(unsure)
    for state in changed:
        if state.answered is None:
            state.answered = state.id in answered
        if state.made_here:
            _settle_own(state, run)
        elif state.untouched and run.close_old and not state.status.done:
            _close_answered(state, run)
