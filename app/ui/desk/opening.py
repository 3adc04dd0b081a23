"""A desk on its way to being open: unlocked, made where there is none, set up at its first start.

What only a first start or a protected desk needs is loaded with it.
"""

import getpass
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QTimeZone

from app.errors import UserError
from app.i18n import _
from app.queries.desk import is_set_up
from app.storage.database import Database
from app.storage.protection import Key, is_protected
from app.storage.upgrade import create, is_empty_file, open_desk
from app.ui.preferences import Preferences
from app.ui.theme import Theme


def opened_or_made(
    desk: Path, theme: Theme, preferences: Preferences, *, locked: bool, key: Key | None
) -> Database | None:
    """The desk, ready for work; None if it is protected and the person did not open it.

    ``key`` opens a protected one without asking; one that was ``locked`` just now does not ask
    the keychain. ``UserError`` if it cannot be opened.
    """
    if is_protected(desk):
        from app.ui.desk.unlock_dialog import unlocked

        found = open_desk(desk, key=key) if key else unlocked(desk, theme, locked=locked)
        if found is None:
            return None
        database = found
    elif desk.exists() and not is_empty_file(desk):
        database = open_desk(desk)
    else:
        desk.unlink(missing_ok=True)
        database = create(desk)
    try:
        while not database.read(is_set_up):
            database = _first_start(database, theme, preferences)
    except UserError:
        database.close()
        raise
    return database


def _first_start(database: Database, theme: Theme, preferences: Preferences) -> Database:
    """Set the desk up, or put an export in its place: it is opened anew then."""
    from app.services.desk import set_up
    from app.ui.desk.first_start import FirstStartDialog

    dialog = FirstStartDialog(theme, person=_person())
    dialog.language_chosen.connect(lambda language: preferences.update(language=language))
    if dialog.exec() == FirstStartDialog.TAKE_OVER:
        from app.ui.desk.take_over_flow import take_over_first

        database.close()
        take_over_first(database.path, theme)
        return open_desk(database.path)
    answers = dialog.answers
    database.execute(
        set_up,
        name=answers.name,
        language=answers.language,
        country=answers.country,
        state=answers.state,
        zone=bytes(QTimeZone.systemTimeZoneId().data()).decode(),
        agent_name=answers.agent_name or _("Me"),
        agent_email=answers.agent_email,
        own_addresses=answers.own_addresses,
        now=database.clock(),
        label=_("Set up the desk"),
        agent_id=None,
    )
    return database


def _person() -> str:
    """Who is logged in, as far as the system tells."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser().title()
    return ""
