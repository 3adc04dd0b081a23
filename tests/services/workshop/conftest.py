"""A workshop under test: eight people, three questions, and ideas under the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from app.queries.workshop.votes import Vote, vote
from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.votes import VoteMode
from app.services.workshop import ballots, ideas, meetings, votes
from tests.desk_fixtures import Desk

FIRST_IDEAS = ("Nobody waits alone", "We answer on the same day", "We ask before we assume", "Fun")


@dataclass
class Meeting:
    """A workshop on a desk."""

    desk: Desk
    id: int

    @property
    def now(self) -> Workshop:
        """All of it, as the room reads it."""
        found = self.desk.read(workshop, self.id)
        assert found is not None
        return found

    @property
    def questions(self) -> list[int]:
        return [each.id for each in self.now.questions]

    def ideas(self, question: int = 0) -> list[int]:
        """The ids of the ideas that stand under a question."""
        return [each.id for each in self.now.questions[question].ideas]

    def texts(self, question: int = 0) -> list[str]:
        """Their words."""
        return [each.text for each in self.now.questions[question].ideas]

    def noted(self, question: int, *texts: str) -> list[int]:
        """Note ideas under a question; their ids."""
        return self.desk.do(ideas.add_ideas, self.questions[question], texts)

    def vote(self, *, voters: int = 3, mode: VoteMode = VoteMode.RANKED, **kwargs: Any) -> int:
        """Open a vote on the first question."""
        question = self.questions[0]
        return self.desk.do(votes.open_vote, question, mode=mode, voters=voters, **kwargs)

    def seal(self, vote_id: int, *rankings: Sequence[int]) -> None:
        """Seal ballots that name ideas of the first question by their place."""
        ids = [each.id for each in self.read(vote_id).options]
        for ranking in rankings:
            self.desk.do(ballots.seal, vote_id, [ids[place] for place in ranking])

    def read(self, vote_id: int) -> Vote:
        """A vote as the room reads it."""
        found = self.desk.read(vote, vote_id)
        assert found is not None
        return found


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    workshop_id = desk.do(
        meetings.create,
        template="service_mission",
        title="Who we are",
        day=date(2026, 3, 2),
        people=8,
        language="en",
    )
    meeting = Meeting(desk, workshop_id)
    meeting.noted(0, *FIRST_IDEAS)
    return meeting
