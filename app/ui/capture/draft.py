"""What was half written down, as plain values that the desk keeps until it becomes a ticket."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from app.rules.enums import Channel, Priority


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

    @property
    def content(self) -> Mapping[str, Any] | None:
        """What the desk keeps; None if there is nothing to keep."""
        return None if self.is_empty else asdict(self)


def kept_draft(content: Mapping[str, Any] | None) -> CaptureDraft:
    """A draft from what the desk kept; fields of other versions are left out."""
    kept = content or {}
    known = {each.name: kept[each.name] for each in fields(CaptureDraft) if each.name in kept}
    known["channel"] = Channel(known.get("channel", Channel.PHONE))
    known["priority"] = Priority(known.get("priority", Priority.NORMAL))
    return CaptureDraft(**known)
