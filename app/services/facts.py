"""Facts: short values of the desk that snippets name, each with an owner and a last day."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.snippets import Fact
from app.services import loading
from app.templating.snippets.fields import field_name, one_word

_LONGEST = 2000


def set_fact(
    session: Session,
    name: str,
    value: str,
    *,
    fact_id: int | None = None,
    owner_id: int | None = None,
    valid_until: date | None = None,
    now: datetime,
) -> int:
    """Say what a fact is; its id. With ``fact_id`` that one, and it may get another name.

    Without, the fact of that name is changed, or made. The name is one word as in a placeholder:
    *Opening hours* is ``opening_hours``. ``UserError`` if it is empty or another's; ö and oe are
    no two names.
    """
    written, key = one_word(name), field_name(name)
    if not written or written[0].isdigit():
        raise UserError(_("A fact needs a name that begins with a letter."))
    if not value.strip():
        raise UserError(_("A fact needs a value; remove it if it is no longer one."))
    if len(value) > _LONGEST:
        raise UserError(_("A fact is short: at most {count} characters.").format(count=_LONGEST))
    if owner_id is not None:
        loading.agent(session, owner_id)
    same = session.scalar(select(Fact).where(Fact.name_key == key))
    fact = same if fact_id is None else _fact(session, fact_id)
    if fact is None:
        fact = Fact(name=written, name_key=key, value="")
        session.add(fact)
    elif same is not None and same is not fact:
        raise UserError(_("There is a fact “{name}” already.").format(name=same.name))
    fact.name, fact.name_key = written, key
    fact.value = value.strip()
    fact.owner_id = owner_id
    fact.valid_until = valid_until
    session.flush()
    return fact.id


def remove_fact(session: Session, fact_id: int, *, now: datetime) -> None:
    """Remove a fact; snippets that name it ask for it."""
    session.delete(_fact(session, fact_id))


def _fact(session: Session, fact_id: int) -> Fact:
    found = session.get(Fact, fact_id)
    if found is None:
        raise UserError(_("This fact was removed already."))
    return found
