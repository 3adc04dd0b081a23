"""A desk for scripts: opened if it is there, else made with what the machine knows."""

from pathlib import Path

from app.i18n import _, language
from app.queries.desk import is_set_up
from app.services.desk import set_up
from app.storage.database import Database
from app.storage.protection import Key
from app.storage.upgrade import create, is_empty_file, open_desk


def open_or_create(path: Path, *, key: Key | None = None) -> Database:
    """The desk at ``path``; a new one gets its name from the file and one nameless agent."""
    if path.exists() and not is_empty_file(path):
        database = open_desk(path, key=key)
        if database.read(is_set_up):
            return database
    else:
        path.unlink(missing_ok=True)
        database = create(path)
    database.execute(
        set_up,
        name=path.stem,
        language=language(),
        agent_name=_("Me"),
        now=database.clock(),
        label=_("Set up the desk"),
        agent_id=None,
    )
    return database
