"""What the recorder sees of an operation, and what it tells the views."""

from functools import partial

from sqlalchemy.orm import Session

from app.models.contacts import Contact
from app.models.desk import Counter
from app.models.tickets import Tag, Ticket
from app.services import tickets
from app.services.contacts import ContactFields, Phone, add_phone, create
from app.storage import history
from app.storage.changes import Recording, RowChange, not_undoable, recording_of, unrecorded
from app.storage.recorder import Recorder
from tests.desk_fixtures import MORNING, Desk


def _rows(desk: Desk) -> tuple[RowChange, ...]:
    last = desk.one("SELECT max(id) FROM history_entry")
    act = desk.read(history.act, last)
    assert act is not None
    return act.rows


def test_an_update_keeps_only_the_columns_that_changed(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_resolution, ticket_id, "Done.")
    (row,) = _rows(desk)
    assert (row.table, row.id) == ("ticket", ticket_id)
    assert row.before is not None
    assert row.after is not None
    assert set(row.before) == {"resolution", "updated_at"}
    assert (row.before["resolution"], row.after["resolution"]) == ("", "Done.")


def test_flushes_of_one_operation_are_one_change_per_row(desk: Desk) -> None:
    def operation(session: Session, *, now: object) -> None:
        ticket = session.get_one(Ticket, 1)
        for word in ("a", "b", "c"):
            ticket.resolution = word
            session.flush()

    desk.captured()
    desk.do(operation)
    (row,) = _rows(desk)
    assert row.before is not None
    assert row.after is not None
    assert (row.before["resolution"], row.after["resolution"]) == ("", "c")


def test_there_and_back_again_is_no_change(desk: Desk) -> None:
    def operation(session: Session, *, now: object) -> None:
        tag = Tag(name="x", name_key="x")
        session.add(tag)
        session.flush()
        session.delete(tag)
        session.flush()

    outcome = desk.outcome(operation)
    assert not outcome.changes
    assert outcome.step is None


def test_inserted_then_changed_is_one_insert(desk: Desk) -> None:
    def operation(session: Session, *, now: object) -> None:
        tag = Tag(name="x", name_key="x")
        session.add(tag)
        session.flush()
        tag.name = "X"

    desk.do(operation)
    assert [(row.before, row.after) for row in _rows(desk)] == [
        (None, {"id": 1, "name": "X", "name_key": "x"})
    ]


def test_changed_then_deleted_keeps_what_was_there_first(desk: Desk) -> None:
    contact_id = desk.do(create, ContactFields(name="Eva", notes="First"))

    def operation(session: Session, *, now: object) -> None:
        contact = session.get_one(Contact, contact_id)
        contact.notes = "Second"
        session.flush()
        session.delete(contact)

    desk.do(operation)
    (row,) = _rows(desk)
    assert row.before is not None
    assert row.before["notes"] == "First"
    assert row.after is None


def test_a_column_that_was_set_without_being_read_has_its_value_before(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_resolution, ticket_id, "Old")

    def operation(session: Session, *, now: object) -> None:
        ticket = session.get_one(Ticket, ticket_id)
        session.expire(ticket, ["resolution"])
        ticket.resolution = "New"

    desk.do(operation)
    desk.undo()
    assert desk.get(Ticket, ticket_id).resolution == "Old"


def test_a_row_deleted_half_loaded_comes_back_whole(desk: Desk) -> None:
    contact_id = desk.do(create, ContactFields(name="Eva", notes="Notes"))
    before = desk.dump()

    def operation(session: Session, *, now: object) -> None:
        contact = session.get_one(Contact, contact_id)
        session.expire(contact, ["notes"])
        session.delete(contact)

    desk.do(operation)
    desk.undo()
    assert desk.dump() == before


def test_views_hear_of_parents_and_of_what_changed(desk: Desk) -> None:
    contact_id = desk.do(create, ContactFields(name="Eva"))
    changes = desk.outcome(add_phone, contact_id, Phone("030 1")).changes
    assert changes.of("contact").updated == {contact_id}
    assert len(changes.of("contact_phone").inserted) == 1
    assert not changes.of("ticket").updated
    ticket_id = desk.captured()
    assert desk.outcome(tickets.add_tags, [ticket_id], ["x"]).changes.of("ticket").updated == {
        ticket_id
    }


def test_undo_tells_the_views_the_opposite(desk: Desk) -> None:
    ticket_id = desk.captured()
    changes = desk.database.undo(agent_id=desk.kim).changes
    assert changes.of("ticket").deleted == {ticket_id}
    changes = desk.database.redo(agent_id=desk.kim).changes
    assert changes.of("ticket").inserted == {ticket_id}


def test_rows_that_nobody_records_leave_no_history(desk: Desk) -> None:
    def operation(session: Session, *, now: object) -> None:
        session.add(Counter(name="x", value=1))

    entries = desk.one("SELECT count(*) FROM history_entry")
    assert not desk.outcome(operation).changes
    assert desk.one("SELECT count(*) FROM history_entry") == entries


def test_how_an_operation_is_kept_is_said_in_its_declaration_even_when_wrapped() -> None:
    def plain(session: Session) -> None: ...

    assert recording_of(plain) is Recording.UNDOABLE
    assert recording_of(partial(unrecorded(lambda session: None))) is Recording.UNRECORDED
    assert recording_of(partial(partial(not_undoable(plain)))) is Recording.NOT_UNDOABLE


def test_an_operation_that_asks_hears_who_acts(desk: Desk) -> None:
    def asks(session: Session, *, agent_id: int | None, now: object) -> int | None:
        return agent_id

    def has_its_own(session: Session, agent_id: int, *, now: object) -> int:
        return agent_id

    assert desk.do(asks) == desk.kim
    assert desk.do(partial(asks, agent_id=7)) == 7
    assert desk.do(has_its_own, 9) == 9


def test_parents_come_before_children_in_the_record(desk: Desk) -> None:
    with Session() as session:
        recorder = Recorder(session, MORNING)
        for table in ("message", "ticket", "contact"):
            recorder.add(RowChange(table, 1, None, {"id": 1}))
        assert [row.table for row in recorder.rows] == ["contact", "ticket", "message"]
        assert recorder.ticket_ids == {1}
