"""One undo takes an import back, unless people went on with what it brought."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import UserError
from app.rules.enums import DraftKind, SentVia, Status
from app.services import answers, drafts, tickets
from app.services.imports import importing, reading, run_import
from app.storage import history
from app.storage.imported import ImportConflict
from app.storage.search import is_whole
from tests.desk_fixtures import MORNING, Desk
from tests.services.mail_files import EVA, HELP, bring, files, mail

LONG_AGO = timedelta(days=60)


@pytest.fixture
def worked_on(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with tickets in every state, some of them from an earlier import."""
    bring(
        desk,
        tmp_path,
        mail("a", sent=timedelta(hours=9)),
        mail("b", sender="bo@x.example", sent=timedelta(hours=8)),
        mail("c", sender="cy@x.example", answers="missing", sent=timedelta(hours=8)),
        mail("d", sender="di@x.example", answers="gone", sent=LONG_AGO),
        mail("e", sender="em@x.example", sent=timedelta(hours=8)),
        mail("f", sender="fi@x.example", more="Auto-Submitted: auto-replied", answers="sent"),
    )
    desk.captured()
    desk.do(tickets.set_status, [1], Status.SOLVED)
    desk.do(tickets.set_status, [2], Status.CLOSED)
    desk.do(tickets.snooze, [3], MORNING + timedelta(days=9))
    desk.do(tickets.trash, [5])
    return desk


SECOND = [
    mail("a2", answers="a"),
    mail("b2", sender="bo@x.example", answers="b"),
    mail("missing", sender="Cy <cy@x.example>", sent=timedelta(hours=9)),
    mail("gone", sender=HELP, to="di@x.example", sent=LONG_AGO, answers="c"),
    mail("e2", sender="em@x.example", answers="e"),
    mail("sent", sender=HELP, to="fi@x.example", sent=timedelta(hours=5)),
    mail("new", sender="Neu <neu@x.example>"),
    mail("old", sender="Alt <alt@x.example>", sent=LONG_AGO),
]


def test_words_of_a_mail_leave_the_index_with_it(desk: Desk, tmp_path: Path) -> None:
    """An import writes the index faster than it could if it had to forget, so only meanwhile."""
    often = "Quetzalcoatl " * 200
    bring(desk, tmp_path, mail("a", text=often), mail("b", text="Guten Tag"), mail("c", text=often))
    pieces = "SELECT count(*) FROM search_data WHERE instr(block, CAST('etzalcoat' AS BLOB))"
    assert desk.one(pieces)
    desk.undo()
    assert desk.one(pieces) == 0
    assert desk.read(is_whole)


@pytest.mark.parametrize("batch", [1, 3, 200])
def test_undo_leaves_every_row_as_it_was(
    worked_on: Desk, tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_SMALLEST", batch)
    monkeypatch.setattr(importing, "LARGEST", batch)
    before, contents = worked_on.dump(), worked_on.one("SELECT count(*) FROM blob")
    report = bring(worked_on, tmp_path, *SECOND)
    assert report.messages == len(SECOND)
    assert worked_on.dump() != before
    worked_on.undo()
    assert worked_on.dump() == before
    assert worked_on.read(is_whole)
    assert worked_on.read(history.broken_entries) == []
    assert worked_on.one("SELECT count(*) FROM blob") == contents
    assert bring(worked_on, tmp_path, *SECOND).messages == len(SECOND)


def test_an_import_is_one_step_and_is_not_done_again(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"), mail("b"))
    step = desk.database.next_undo()
    assert step is not None
    assert step.label == "Imported mails"
    desk.undo()
    assert desk.database.next_redo() is None
    assert desk.database.next_undo() is None
    with pytest.raises(UserError, match="nothing to redo"):
        desk.redo()


def test_the_views_hear_what_came_and_what_went(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    outcome = desk.database.undo(agent_id=desk.kim)
    assert outcome.changes.of("ticket").deleted == {1}
    assert outcome.changes.of("contact").deleted == {1}


def test_acts_after_an_import_are_undone_first(desk: Desk, tmp_path: Path) -> None:
    before = desk.dump()
    bring(desk, tmp_path, mail("a"))
    desk.do(tickets.set_subject, 1, "Other")
    desk.do(tickets.set_status, [1], Status.SOLVED)
    for _ in range(3):
        desk.undo()
    assert desk.dump() == before


def test_an_answered_ticket_keeps_its_import(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"), mail("b", sender="bo@x.example"))
    draft = desk.do(drafts.save, ticket_id=2, kind=DraftKind.REPLY, text="Hello", to=EVA)
    desk.do(answers.record_answer, draft, via=SentVia.CLIPBOARD, message_id_header="", raw=None)
    desk.undo()  # the answer, which is a draft again
    before = desk.dump()
    with pytest.raises(ImportConflict, match="#1002"):
        desk.undo()
    assert desk.dump() == before
    assert desk.database.next_undo() is None


def test_an_answer_being_written_keeps_its_import(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    desk.do(drafts.save, ticket_id=1, kind=DraftKind.REPLY, text="Hello", to=EVA)
    with pytest.raises(ImportConflict, match="#1001"):
        desk.undo()
    assert desk.one("SELECT text FROM draft") == "Hello"


def test_a_contact_that_is_used_elsewhere_stays(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    second = desk.captured()
    desk.do(tickets.set_subject, second, "Phone call")
    assert desk.one("SELECT count(*) FROM contact") == 1
    for _ in range(2):
        desk.undo()
    desk.undo()
    assert desk.one("SELECT count(*) FROM contact") == 0


def test_an_import_undone_while_it_runs_stops_in_words(desk: Desk, tmp_path: Path) -> None:
    mails = [mail(f"m{n}") for n in range(6)]
    paths = files(tmp_path / "many", mails)

    def progress(done: int, total: int) -> None:
        if desk.one("SELECT count(*) FROM message"):
            desk.undo()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "_SMALLEST", 2)
        patch.setattr(importing, "LARGEST", 4)
        patch.setattr(reading, "_STEP", 2)
        with pytest.raises(UserError, match="undone while it ran"):
            run_import(
                desk.database,
                paths,
                close_old=True,
                now=MORNING,
                agent_id=None,
                label="Import",
                progress=progress,
            )
    assert desk.one("SELECT count(*) FROM message") == 0
