"""What can be chosen for an enquiry, and what the typed and chosen mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.queries.desk import categories, desk
from app.queries.enquiries import kept_enquiry
from app.rules.enums import Impact, Priority, Urgency
from app.rules.priority import DEFAULT_MATRIX, Matrix
from app.services.contacts import ContactChoice
from app.ui.capture.draft import CaptureDraft, kept_draft

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Choices:
    """What the desk offers: categories as *Parent › Child*, and how priorities come about.

    ``kept`` is what this agent had begun to write down.
    """

    categories: tuple[tuple[int, str], ...]
    matrix: Matrix
    agent_id: int | None
    kept: CaptureDraft


def read_choices(session: "Session", *, agent_id: int | None) -> Choices:
    """The desk's categories and matrix, and what the agent left half written."""
    row = desk(session)
    paths = []
    for parent in categories(session):
        if not parent.archived:
            paths.append((parent.id, parent.name))
            paths += [
                (child.id, f"{parent.name} › {child.name}")
                for child in parent.children
                if not child.archived
            ]
    matrix = row.matrix if row is not None else DEFAULT_MATRIX
    kept = kept_draft(kept_enquiry(session, agent_id=agent_id))
    return Choices(tuple(paths), matrix, agent_id, kept)


def contact_choice(draft: CaptureDraft) -> ContactChoice:
    """Whom the person meant: the chosen contact, or what they typed, by what it looks like."""
    if draft.contact_id is not None:
        return ContactChoice(contact_id=draft.contact_id)
    typed = draft.contact.strip()
    is_email = "@" in typed and " " not in typed
    is_phone = sum(letter.isdigit() for letter in typed) >= 4 and not any(map(str.isalpha, typed))
    return ContactChoice(
        name="" if is_email or is_phone else typed,
        email=draft.email.strip() or (typed if is_email else ""),
        phone=draft.phone.strip() or (typed if is_phone else ""),
        organisation=draft.organisation.strip(),
    )


def impact_and_urgency(matrix: Matrix, wanted: Priority) -> tuple[Impact, Urgency]:
    """Impact and urgency that give a priority, alike where possible; the usual ones if none do."""
    cells = [
        (abs(impact.rank - urgency.rank), impact, urgency)
        for impact in Impact
        for urgency in Urgency
        if matrix[impact][urgency] is wanted
    ]
    if not cells:
        return Impact.MEDIUM, Urgency.MEDIUM
    _distance, impact, urgency = min(cells, key=lambda cell: (cell[0], -cell[2].rank))
    return impact, urgency
