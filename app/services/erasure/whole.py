"""The whole act: a backup first, the person out of the desk, and, if wanted, out of its copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.i18n import _
from app.rules.access import AccessKind
from app.services.access import note_access
from app.services.desks import Desk
from app.services.erasure.copies import Copy, Fate, Treated, copies_of, treat_copies
from app.services.erasure.erasing import Erased, Reach, erase
from app.services.erasure.person import person
from app.storage.backup import Postponed, Whereabouts


@dataclass(frozen=True, slots=True)
class Certified:
    """What goes on the certificate; ``backed_up`` is False during a vote, when none is taken.

    ``out_of_reach`` is the second place of the backups where it was not there.
    """

    erased: Erased
    copies: tuple[Treated, ...]
    backed_up: bool
    out_of_reach: Path | None = None


def erase_everywhere(
    desk: Desk,
    contact_id: int,
    reach: Reach,
    where: Whereabouts,
    *,
    rewrite: bool,
    back_up: Callable[[], object],
    agent_id: int | None,
    now: datetime,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Certified:
    """Erase a person; a backup is taken before it, so that a slip can be mended until it lapses.

    That backup holds the person, as earlier ones do: each is listed with the day it lapses, or with
    ``rewrite`` written anew after the desk is done. During a vote with secret ballots no backup is
    taken; any other reason why none can be stops everything before anything is gone. ``stopped`` is
    asked between copies; the desk itself is never left half done.
    """
    who = desk.read(person, contact_id)
    backed_up = _backed_up(back_up)
    erased = desk.execute(
        erase, contact_id, reach, now=now, label=_("Erased a person"), agent_id=agent_id
    ).result
    desk.execute(note_access, AccessKind.ERASED, label="", agent_id=agent_id, now=now)
    copies = copies_of(where.desk, where.second)
    treated = (
        treat_copies(copies, who, reach, key=where.key, tell=tell, stopped=stopped)
        if rewrite
        else _kept(copies)
    )
    away = where.second if where.second is not None and not where.second.is_dir() else None
    return Certified(erased, tuple(treated), backed_up, away)


def _backed_up(back_up: Callable[[], object]) -> bool:
    try:
        back_up()
    except Postponed:
        return False
    return True


def _kept(copies: list[Copy]) -> list[Treated]:
    return [Treated(each, Fate.KEPT) for each in copies]
