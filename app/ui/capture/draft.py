"""What was half written down, kept on this machine until it becomes a ticket."""

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from app.rules.enums import Channel, Priority

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CaptureDraft:
    """The window's fields. ``started_at`` is ISO 8601 or empty, ``contact_id`` None for nobody
    chosen."""

    contact_id: int | None = None
    contact: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    channel: Channel = Channel.PHONE
    text: str = ""
    category_id: int | None = None
    priority: Priority = Priority.NORMAL
    solved: bool = False
    seconds: int = 0
    started_at: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen that would be missed."""
        typed = (self.contact, self.email, self.phone, self.organisation, self.text)
        return self.contact_id is None and not any(each.strip() for each in typed)

    @property
    def began(self) -> datetime | None:
        """When the conversation began."""
        with suppress(ValueError):
            return datetime.fromisoformat(self.started_at)
        return None


class CaptureDraftFile:
    """One draft in a file that is replaced whole; a damaged one counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> CaptureDraft:
        """What was kept, else an empty draft."""
        try:
            values = json.loads(self._path.read_text("utf-8"))
            return _draft(values)
        except FileNotFoundError:
            return CaptureDraft()
        except (OSError, ValueError, TypeError, AttributeError) as error:
            _LOG.warning("the draft of an enquiry could not be read: %s", type(error).__name__)
            return CaptureDraft()

    def write(self, draft: CaptureDraft) -> None:
        """Keep the draft, or nothing if it is empty; raises OSError if that fails."""
        if draft.is_empty:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(self._path.name + ".new")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(draft), file, ensure_ascii=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self._path)


def _draft(values: dict[str, Any]) -> CaptureDraft:
    known = {each.name: values[each.name] for each in fields(CaptureDraft) if each.name in values}
    known["channel"] = Channel(known.get("channel", Channel.PHONE))
    known["priority"] = Priority(known.get("priority", Priority.NORMAL))
    return CaptureDraft(**known)
