"""How a card of a conversation looks just now, and what one can do with it."""

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtGui import QImage

from app.queries.conversation import Entry
from app.rules.enums import Direction
from app.ui.colours import Role
from app.ui.tickets.message_content import MessageHtml


class CardAct(StrEnum):
    """What one can do with an entry."""

    REPLY = "reply"
    FORWARD = "forward"
    COPY = "copy"
    FORMAT = "format"
    PICTURES_ONCE = "pictures_once"
    PICTURES_ALWAYS = "pictures_always"
    WHY = "why"
    SOURCE = "source"
    SPLIT = "split"
    EDIT = "edit"
    DELETE = "delete"
    CHOOSE = "choose"
    EXPAND = "expand"


@dataclass(slots=True)
class CardState:
    """What a card looks like just now; it outlives the card, which exists only while in view.

    ``chosen`` is None outside of split mode.
    """

    expanded: bool = True
    as_html: bool = False
    html: MessageHtml | None = None
    raw_text: str | None = None
    unfolded: set[int] = field(default_factory=set)
    thumbnails: dict[int, QImage] = field(default_factory=dict)
    chosen: bool | None = None


def paper_role(entry: Entry) -> Role:
    """What the text of an entry stands on."""
    if entry.direction is Direction.NOTE:
        return Role.NOTE_TINT
    return Role.OUTGOING_TINT if entry.direction is Direction.OUT else Role.SURFACE
