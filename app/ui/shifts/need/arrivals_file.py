"""Contacts of a file by the clock of the desk."""

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.errors import UserError
from app.formats.rosters.arrivals import ReadArrivals, read_arrivals
from app.i18n import _
from app.queries.desk import desk, zone_of
from app.rules.enums import Channel

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def read_file(session: "Session", path: Path, channel: Channel) -> ReadArrivals:
    """The contacts of a file by the clock of the desk; ``UserError`` if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” could not be read: {reason}.").format(name=path.name, reason=error.strerror)
        ) from error
    found = desk(session)
    zone = ZoneInfo("UTC") if found is None else zone_of(found)
    return read_arrivals(content, zone, channel=channel)
