"""The rules: how long closed tickets of a category are kept, and what becomes of them then."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.retention import RetentionRule
from app.rules.retention import DAYS, Keeping, RetentionAction
from app.rules.roles import Right
from app.services import loading
from app.storage.changes import needs


@needs(Right.CHANGE_RULES)
def add_rule(session: Session, keeping: Keeping, *, now: datetime) -> int:
    """One more rule; its id. ``UserError`` if there is one like it or it makes no sense."""
    rule = RetentionRule()
    _write(session, rule, keeping, now=now)
    session.add(rule)
    session.flush()
    return rule.id


@needs(Right.CHANGE_RULES)
def change_rule(session: Session, rule_id: int, keeping: Keeping, *, now: datetime) -> None:
    """Make a rule what ``keeping`` says; ``UserError`` as for ``add_rule``."""
    _write(session, _rule(session, rule_id), keeping, now=now)


@needs(Right.CHANGE_RULES)
def remove_rule(session: Session, rule_id: int, *, now: datetime) -> None:
    """Tickets are kept from now on as other rules say, without one for ever."""
    session.delete(_rule(session, rule_id))


def _rule(session: Session, rule_id: int) -> RetentionRule:
    return loading.existing(
        session, RetentionRule, rule_id, _("This rule does not exist any more.")
    )


def _write(session: Session, rule: RetentionRule, keeping: Keeping, *, now: datetime) -> None:
    if keeping.days not in DAYS:
        raise UserError(_("Enter a time of at least one day."))
    if keeping.category_id is not None:
        loading.category(session, keeping.category_id)
    beside = [
        each
        for each in session.scalars(
            select(RetentionRule).where(
                RetentionRule.category_id.is_(None)
                if keeping.category_id is None
                else RetentionRule.category_id == keeping.category_id
            )
        )
        if each is not rule
    ]
    for other in beside:
        if other.action is keeping.action:
            raise UserError(_("There is a rule for this already. Change that one."))
        anonymised, deleted = keeping.days, other.days
        if keeping.action is RetentionAction.DELETE:
            anonymised, deleted = deleted, anonymised
        if anonymised >= deleted:
            raise UserError(
                _("Tickets would be deleted before they are anonymised. Choose other times.")
            )
    rule.category_id, rule.action = keeping.category_id, keeping.action
    rule.days, rule.contacts = keeping.days, keeping.contacts
    rule.changed_at = now
