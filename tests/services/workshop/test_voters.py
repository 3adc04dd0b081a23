"""Somebody comes or leaves while a vote is open."""

import pytest

from app.errors import UserError
from app.rules.workshop.votes import VoteMode
from app.services.workshop import hands, votes
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import Meeting


def test_there_cannot_be_fewer_voters_than_raised_hands_in_an_earlier_round(
    desk: Desk, meeting: Meeting
) -> None:
    vote_id = meeting.vote(voters=8, mode=VoteMode.ROUNDS)
    tally = dict(zip(meeting.ideas(), (4, 2, 1, 0), strict=True))
    desk.do(hands.enter_round, vote_id, tally)
    with pytest.raises(UserError, match="earlier round"):
        desk.do(votes.set_voters, vote_id, 6)
    desk.do(votes.set_voters, vote_id, 7)
    assert meeting.read(vote_id).voters == 7
