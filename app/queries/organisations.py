"""The firms that contacts belong to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.contacts import Organisation


def organisation_names(session: Session) -> list[str]:
    """All names, sorted as people sort them."""
    return list(session.scalars(select(Organisation.name).order_by(Organisation.name_key)))
