"""Going through tickets one by one: where one is, and what was done on the way."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from app.i18n import _, ngettext


class Decision(StrEnum):
    """What can be done with one key."""

    ASSIGN = "assign"
    CLOSE = "close"
    SNOOZE = "snooze"
    SPAM = "spam"
    PRIORITY = "priority"
    TAG = "tag"
    REPLY = "reply"
    SKIP = "skip"

    @property
    def moves_on(self) -> bool:
        """Whether the next ticket comes at once; after a priority or tag one decides on."""
        return self not in (Decision.PRIORITY, Decision.TAG, Decision.REPLY)


class TriageRun:
    """A fixed list of tickets; ``place`` counts from 0 and is the length at the end."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = tuple(ids)
        self.place = 0
        self.done: Counter[Decision] = Counter()

    @property
    def current(self) -> int | None:
        """The ticket to decide on; None at the end."""
        return self.ids[self.place] if self.place < len(self.ids) else None

    def decide(self, decision: Decision) -> None:
        """Count a decision and go on if it is one after which one does."""
        self.done[decision] += 1
        if decision.moves_on:
            self.place += 1

    def go_back(self) -> bool:
        """To the ticket before; False at the first."""
        if self.place == 0:
            return False
        self.place -= 1
        return True

    def summary(self) -> str:
        """What was done, in one sentence."""
        seen = self.place
        words = ngettext("{count} ticket looked at", "{count} tickets looked at", seen)
        parts = [words.format(count=seen)]
        for decision, text in (
            (Decision.ASSIGN, _("{count} taken")),
            (Decision.CLOSE, _("{count} closed")),
            (Decision.SNOOZE, _("{count} snoozed")),
            (Decision.SPAM, _("{count} spam")),
            (Decision.SKIP, _("{count} skipped")),
        ):
            if self.done[decision]:
                parts.append(text.format(count=self.done[decision]))
        left = len(self.ids) - seen
        if left:
            parts.append(ngettext("{count} left", "{count} left", left).format(count=left))
        return ", ".join(parts)
