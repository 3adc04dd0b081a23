"""Secret ballots: after each sealing the bytes on disk hold one list, and nothing else tells."""

import itertools
import json
import logging
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.orm import Session

from app.errors import UserError
from app.rules.workshop.votes import VoteMode, VoteState
from app.services.workshop import ballots, ideas, outcomes, votes
from app.storage import backup, history, traces
from app.storage.changes import unrecorded, untraceable
from app.storage.upgrade import open_desk
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import Meeting

# Ids of ideas that are found nowhere else in the bytes of a desk.
_FIRST = 918_273
_OPTIONS = 5


@pytest.fixture
def marked(meeting: Meeting) -> Meeting:
    """Five ideas with unmistakable ids, so that each ballot has bytes of its own."""
    meeting.desk.do(_from_id, _FIRST)
    meeting.noted(1, *(f"Idea {number}" for number in range(_OPTIONS)))
    return meeting


@unrecorded
def _from_id(session: Session, first: int) -> None:
    session.connection().exec_driver_sql(
        "UPDATE sqlite_sequence SET seq = ? WHERE name = 'workshop_idea'", (first - 1,)
    )


def _opened(marked: Meeting, voters: int = 8) -> int:
    question = marked.questions[1]
    return marked.desk.do(votes.open_vote, question, mode=VoteMode.RANKED, voters=voters)


def _rankings(count: int) -> Iterator[list[int]]:
    """Different ballots, in an order of their own; none is as long as the lot, which is public."""
    ids = range(_FIRST, _FIRST + _OPTIONS)
    every = [list(each) for each in itertools.permutations(ids, _OPTIONS - 1)]
    random.Random(7).shuffle(every)
    return iter(every[:count])


def _written(ranking: list[int]) -> bytes:
    return json.dumps(ranking, separators=(",", ":")).encode()


def _bytes_beside(desk: Path) -> dict[str, bytes]:
    """Every file of the desk: itself, its log, its shared memory, its backups."""
    return {
        str(path.relative_to(desk.parent)): path.read_bytes()
        for path in desk.parent.rglob("*")
        if path.is_file()
    }


def _copies(desk: Path, ranking: list[int]) -> int:
    return sum(content.count(_written(ranking)) for content in _bytes_beside(desk).values())


def test_after_each_sealing_every_ballot_is_on_disk_exactly_once(marked: Meeting) -> None:
    vote_id = _opened(marked)
    sealed: list[list[int]] = []
    for ranking in _rankings(8):
        marked.desk.do(ballots.seal, vote_id, ranking)
        sealed.append(ranking)
        assert [_copies(marked.desk.path, each) for each in sealed] == [1] * len(sealed)
        log = marked.desk.path.with_name(marked.desk.path.name + "-wal")
        assert log.stat().st_size == 0


def test_a_long_list_leaves_no_earlier_one_behind_when_it_outgrows_its_page(
    marked: Meeting,
) -> None:
    """60 ballots of 15 ideas do not fit a page: whole pages are given up and taken on the way."""
    marked.noted(1, *(f"More {number}" for number in range(10)))
    vote_id = _opened(marked, voters=60)
    ids = list(range(_FIRST, _FIRST + 15))
    chance = random.Random(3)
    sealed: list[list[int]] = []
    for _person in range(60):
        ranking = chance.sample(ids, 15)
        marked.desk.do(ballots.seal, vote_id, ranking)
        sealed.append(ranking)
    # A ballot across two pages is in two pieces; half of it is still unmistakable.
    halves = [_written(each)[1:50] for each in sealed]
    content = b"".join(_bytes_beside(marked.desk.path).values())
    assert max(content.count(each) for each in halves) == 1
    assert sum(content.count(each) for each in halves) > 50


def test_a_backup_taken_after_the_vote_holds_the_final_list_and_no_other(marked: Meeting) -> None:
    vote_id = _opened(marked)
    sealed = list(_rankings(8))
    for ranking in sealed:
        marked.desk.do(ballots.seal, vote_id, ranking)
        with pytest.raises(backup.Postponed):
            backup.take(marked.desk.path, datetime.now(UTC))
    assert not backup.backups(marked.desk.path)
    marked.desk.do(outcomes.close_vote, vote_id)
    taken = backup.take(marked.desk.path, datetime.now(UTC)).path
    lists = {_list_in(marked.desk.path), _list_in(taken)}
    assert len(lists) == 1
    assert sorted(json.loads(lists.pop())) == sorted(sealed)
    assert [_copies(marked.desk.path, each) for each in sealed] == [2] * 8


def _list_in(desk: Path) -> str:
    with closing(driver.connect(str(desk))) as raw:
        found = raw.execute("SELECT ballots FROM ballot_box").fetchone()
    return str(found[0]) if found else "[]"


def test_no_log_and_no_history_hears_of_a_ballot(
    marked: Meeting, caplog: pytest.LogCaptureFixture
) -> None:
    vote_id = _opened(marked)
    sealed = list(_rankings(8))
    head = marked.desk.read(history.head)
    step = marked.desk.database.next_undo()
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "sqlalchemy"):
        logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
        for ranking in sealed:
            outcome = marked.desk.outcome(ballots.seal, vote_id, ranking)
            assert not outcome.changes
            assert outcome.step is None
    logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    assert "workshop_vote" in caplog.text, "statements and rows were logged"
    assert not any(_written(each).decode() in caplog.text.replace(" ", "") for each in sealed)
    assert marked.desk.read(history.head) == head
    assert marked.desk.database.next_undo() == step


def test_undo_and_redo_of_all_steps_never_touch_the_ballots(marked: Meeting) -> None:
    vote_id = _opened(marked, voters=2)
    marked.desk.do(ballots.seal, vote_id, [_FIRST])
    marked.noted(2, "Later")
    marked.desk.undo()
    marked.desk.do(ballots.seal, vote_id, [_FIRST + 1])
    marked.desk.redo()
    assert marked.read(vote_id).sealed == 2
    assert marked.texts(2) == ["Later"]


def test_the_list_tells_neither_order_nor_time(marked: Meeting) -> None:
    """Each place in the list is as likely for the ballot sealed last; nothing else is stored."""
    columns = marked.desk.rows("SELECT name FROM pragma_table_info('ballot_box')")
    assert [name for (name,) in columns] == ["id", "vote_id", "ballots"]
    places: Counter[int] = Counter()
    first, last = [_FIRST], [_FIRST + 1]
    for _time in range(60):
        vote_id = _opened(marked, voters=2)
        marked.desk.do(ballots.seal, vote_id, first)
        marked.desk.do(ballots.seal, vote_id, last)
        ((stored,),) = marked.desk.rows(f"SELECT ballots FROM ballot_box WHERE vote_id={vote_id}")
        places[json.loads(stored).index(last)] += 1
        marked.desk.do(votes.discard_vote, vote_id)
    # A fair coin gives fewer than 10 of 60 once in ten million times.
    assert min(places[0], places[1]) > 9


def test_a_discarded_vote_leaves_no_ballot_on_disk(marked: Meeting) -> None:
    vote_id = _opened(marked)
    sealed = list(_rankings(5))
    for ranking in sealed:
        marked.desk.do(ballots.seal, vote_id, ranking)
    marked.desk.do(votes.discard_vote, vote_id)
    assert [_copies(marked.desk.path, each) for each in sealed] == [0] * 5
    assert marked.read(vote_id).state is VoteState.DISCARDED
    assert backup.take(marked.desk.path, datetime.now(UTC)).path.exists()


def test_sealing_waits_for_a_reader_and_keeps_new_ones_out(marked: Meeting) -> None:
    vote_id = _opened(marked)
    reading, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def read_slowly(session: Session) -> None:
        session.connection().exec_driver_sql("SELECT count(*) FROM workshop").fetchall()
        reading.set()
        go_on.wait(20)
        order.append("read")

    def seal() -> None:
        marked.desk.database.execute(ballots.seal, vote_id, [_FIRST], label="", agent_id=None)
        order.append("sealed")

    reader = threading.Thread(target=marked.desk.read, args=(read_slowly,))
    sealer = threading.Thread(target=seal)
    reader.start()
    assert reading.wait(20)
    sealer.start()
    time.sleep(0.1)
    assert order == []
    go_on.set()
    reader.join(20)
    sealer.join(20)
    assert order == ["read", "sealed"]
    assert _copies(marked.desk.path, [_FIRST]) == 1


def test_where_a_read_takes_too_long_nothing_is_sealed_and_the_next_try_works(
    marked: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote_id = _opened(marked)
    with closing(driver.connect(str(marked.desk.path), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM workshop").fetchall()
        marked.desk.do(ideas.add_idea, marked.questions[2], "While another program reads")
        _impatient(marked.desk)
        with pytest.raises(UserError, match="being read"):
            marked.desk.do(ballots.seal, vote_id, [_FIRST])
        assert marked.read(vote_id).sealed == 0
    assert marked.desk.do(ballots.seal, vote_id, [_FIRST]) == 1


def _impatient(desk: Desk) -> None:
    """The writing connection waits no 10 seconds for another program."""
    raw = desk.database._writer.raw_connection()
    try:
        driver_connection: Any = raw.driver_connection
        driver_connection.execute("PRAGMA busy_timeout=50")
    finally:
        raw.close()


def test_readers_are_let_in_again_after_one_was_waited_for_in_vain() -> None:
    readers = traces.Readers()
    with (
        readers.reading(),
        pytest.raises(UserError, match="being read"),
        readers.kept_out(patience=0.01),
    ):
        pytest.fail("somebody reads")
    with readers.kept_out(patience=0.01):
        pass
    with readers.reading():
        pass


@untraceable
@unrecorded
def _sealed_and_cut_off(session: Session, vote_id: int, ranking: list[int]) -> None:
    """As a crash in the middle of a sealing: the list is written, the commit never comes."""
    ballots.seal(session, vote_id, ranking)
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_in_the_middle_of_the_fifth_ballot_four_are_there_and_nothing_about_it(
    marked: Meeting,
) -> None:
    vote_id = _opened(marked)
    path = marked.desk.path
    *four, fifth = _rankings(5)
    for ranking in four:
        marked.desk.do(ballots.seal, vote_id, ranking)
    marked.desk.database.close()
    child = os.fork()
    if child == 0:
        try:
            open_desk(path).execute(_sealed_and_cut_off, vote_id, fifth, label="", agent_id=None)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert [_copies(path, each) for each in four] == [1] * 4
    assert _copies(path, fifth) == 0
    marked.desk.restart()
    vote = marked.read(vote_id)
    assert (vote.sealed, vote.state) == (4, VoteState.OPEN)
    assert [_copies(path, each) for each in (*four, fifth)] == [1, 1, 1, 1, 0]
    marked.desk.do(ballots.seal, vote_id, fifth)
    assert marked.read(vote_id).sealed == 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment_what_was_announced_is_sealed_once(marked: Meeting) -> None:
    """Wherever a sealing is then."""
    vote_id = _opened(marked, voters=60)
    path = marked.desk.path
    marked.desk.database.close()
    chance = random.Random(11)
    rankings = list(_rankings(60))
    announced = 0
    for _life in range(6):
        announced = _one_life(path, vote_id, rankings[announced:], announced, chance)
        with closing(open_desk(path)) as database:
            stored = json.loads(_list_in(path))
            assert announced <= len(stored) <= announced + 1
            assert sorted(stored) == sorted(rankings[: len(stored)])
            announced = len(stored)
            assert database.read(history.broken_entries) == []
        assert max(_copies(path, each) for each in rankings) <= 1
    marked.desk.restart()


def _one_life(
    path: Path, vote_id: int, rankings: list[list[int]], before: int, chance: random.Random
) -> int:
    """A worker seals until it is killed; how many are sealed by what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            database = open_desk(path)
            os.write(writing, b"!")
            for ranking in rankings:
                database.execute(ballots.seal, vote_id, ranking, label="", agent_id=None)
                os.write(writing, b".")
            signal.pause()
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        assert heard.read(1) == b"!"
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return before + len(heard.read())


@pytest.mark.parametrize(
    ("ranking", "words"),
    [([_FIRST, _FIRST], "at most once"), ([1], "only those voted on")],
)
def test_a_ballot_that_makes_no_sense_is_refused(
    marked: Meeting, ranking: list[int], words: str
) -> None:
    vote_id = _opened(marked)
    with pytest.raises(UserError, match=words):
        marked.desk.do(ballots.seal, vote_id, ranking)
    assert marked.read(vote_id).sealed == 0


def test_an_empty_ballot_is_an_abstention_and_there_are_no_more_ballots_than_voters(
    marked: Meeting,
) -> None:
    vote_id = _opened(marked, voters=2)
    marked.desk.do(ballots.seal, vote_id, [])
    marked.desk.do(ballots.seal, vote_id, [_FIRST])
    with pytest.raises(UserError, match="All ballots"):
        marked.desk.do(ballots.seal, vote_id, [_FIRST])
    count = marked.desk.do(outcomes.close_vote, vote_id)
    assert count.rounds[0].exhausted == 1


def test_one_paper_for_all_questions_is_sealed_as_a_whole_or_not_at_all(marked: Meeting) -> None:
    first, second = marked.desk.do(votes.open_votes, marked.id, mode=VoteMode.RANKED, voters=2)
    assert marked.read(first).papers == (first, second)
    with pytest.raises(UserError, match="all questions"):
        marked.desk.do(ballots.seal, first, marked.ideas(0)[:1])
    with pytest.raises(UserError, match="at most once"):
        marked.desk.do(
            ballots.seal_together, {first: marked.ideas(0)[:1], second: [_FIRST, _FIRST]}
        )
    assert (marked.read(first).sealed, marked.read(second).sealed) == (0, 0)
    for _person in range(2):
        marked.desk.do(ballots.seal_together, {first: marked.ideas(0), second: [_FIRST]})
    marked.desk.do(outcomes.close_vote, second)
    assert [each.statement for each in marked.now.questions[:2]] == [
        "Nobody waits alone",
        "Idea 0",
    ]
