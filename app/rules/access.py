"""What is noted of looking at personal data, and how much of it a desk wants to be noted."""

from datetime import timedelta
from enum import StrEnum

from app.i18n import N_, _

DEFAULT_DAYS = 90
DAYS = range(7, 3651)
"""What an entry may be kept at least and at most."""
AGAIN_AFTER = timedelta(hours=1)
"""Looking at the same card again before this is the same look."""


class AccessKind(StrEnum):
    """What somebody did with personal data."""

    OPENED = "opened"
    HANDED_OUT = "handed_out"
    EXPORTED = "exported"
    ERASED = "erased"


class AccessNoted(StrEnum):
    """How much a desk notes.

    Handing out, exporting and erasing are noted unless switched off: the law asks to be able to
    show what was done with a request (GDPR Art. 5 (2)). Who opened which card tells as much about
    the people who work here as about customers, so it is noted only where that was agreed on
    (Art. 5 (1) c, Art. 25 (2); in Germany § 87 (1) no. 6 BetrVG).
    """

    NOTHING = "nothing"
    ACTS = "acts"
    ALL = "all"

    def takes(self, kind: AccessKind) -> bool:
        """Whether an act of this kind is noted."""
        return self is AccessNoted.ALL or (
            self is AccessNoted.ACTS and kind is not AccessKind.OPENED
        )


_KINDS = {
    AccessKind.OPENED: N_("Opened the card"),
    AccessKind.HANDED_OUT: N_("Handed out the data"),
    AccessKind.EXPORTED: N_("Exported"),
    AccessKind.ERASED: N_("Erased"),
}


def kind_label(kind: AccessKind) -> str:
    """What was done, in words."""
    return _(_KINDS[kind])
