"""The parts of the composer that its other halves work with."""

from dataclasses import dataclass

from app.rules.enums import DraftKind
from app.ui.tickets.composer_fields import ComposerFields
from app.ui.tickets.composer_files import ComposerFiles
from app.ui.tickets.composer_foot import ComposerFoot
from app.ui.tickets.composer_offers import ComposerOffers
from app.ui.tickets.composer_text import ComposerText
from app.ui.tickets.draft_keeper import DraftKeeper
from app.ui.tickets.work_clock import WorkClock
from app.ui.widgets.message_bar import MessageBar


@dataclass(slots=True)
class Writing:
    """The answer in hand. ``begun`` is the text before the first word was written."""

    ticket_id: int
    agent_id: int | None
    kind: DraftKind
    reply_to_id: int | None
    begun: str


@dataclass(frozen=True, slots=True)
class ComposerParts:
    """What is typed into, what keeps it, and where words about it are shown."""

    fields: ComposerFields
    text: ComposerText
    files: ComposerFiles
    offers: ComposerOffers
    foot: ComposerFoot
    hint: MessageBar
    keeper: DraftKeeper
    clock: WorkClock

    def unwritten(self, writing: Writing) -> bool:
        """Whether nothing was added to how the answer began."""
        if self.files.files:
            return False
        text = self.text.written()
        return not text.strip() or text == writing.begun
