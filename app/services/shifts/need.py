"""What a desk promises its customers by channel, from which the need of people is reckoned."""

import math
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.planning.need_settings import Promises, stored_promises
from app.services.shifts.settings import settings_row


def set_promises(session: Session, made: Promises, *, now: datetime) -> None:
    """The promises of all channels; ``UserError`` for one that cannot be kept by anybody."""
    for each in made.values():
        times = (each.handling, each.within, each.patience or 1.0)
        if not all(math.isfinite(seconds) and seconds > 0 for seconds in times):
            raise UserError(_("Times must be longer than nothing."))
        if not 0 < each.share < 1:
            raise UserError(_("Promise more than 0 and less than 100 % of the contacts."))
        if each.at_once < 1:
            raise UserError(_("A person answers at least one contact at the same time."))
    settings_row(session).need = stored_promises(made)
