"""Quick capture: a call or a visitor becomes a ticket."""

from datetime import timedelta

import pytest

from app.errors import UserError
from app.models.contacts import Contact
from app.models.tickets import Ticket
from app.rules.enums import Channel, Impact, Priority, Status, Urgency
from app.services import contacts, tickets
from app.services import desk as desk_service
from app.services.contacts import ContactChoice, ContactFields, Phone
from tests.desk_fixtures import Desk


def test_a_captured_call_is_a_new_ticket_with_what_was_said_and_how_long_it_took(
    desk: Desk,
) -> None:
    began = desk.clock.now - timedelta(minutes=4)
    ticket_id = desk.captured("Printer", started_at=began, seconds=240)
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.number, ticket.subject, ticket.status) == (1001, "Printer", Status.NEW)
    assert (ticket.channel, ticket.created_at, ticket.seconds_worked) == (
        Channel.PHONE,
        began,
        240,
    )
    assert (ticket.message_count, ticket.last_direction, ticket.activity_at) == (1, "in", began)
    assert ticket.contact_key == "eva muller"
    ((direction, sender, email, reason, text),) = desk.rows(
        "SELECT direction, sender_name, sender_email, threaded_by, text FROM message"
    )
    assert (direction, sender, email) == ("in", "Eva Müller", "eva@kunde.example")
    assert (reason, text) == ("captured", "Printer does not work.")


def test_numbers_count_up_and_undo_never_gives_one_back(desk: Desk) -> None:
    desk.captured()
    desk.undo()
    again = desk.captured()
    assert desk.get(Ticket, again).number == 1002


def test_without_a_subject_the_first_line_of_the_text_is_it_cut_at_a_word(desk: Desk) -> None:
    long = "\n \n" + "word " * 30 + "\nmore"
    subject = desk.get(Ticket, desk.captured("", text=long)).subject
    assert subject == "word " * 15 + "word …"


def test_nothing_written_is_no_ticket(desk: Desk) -> None:
    with pytest.raises(UserError, match="subject or what it is about"):
        desk.captured(" ", text="\n")
    assert desk.one("SELECT count(*) FROM contact") == 0


def test_a_subject_alone_makes_a_ticket_without_messages(desk: Desk) -> None:
    ticket = desk.get(Ticket, desk.captured("Call back", text=""))
    assert (ticket.message_count, ticket.activity_at) == (0, ticket.created_at)


def test_impact_and_urgency_give_the_priority(desk: Desk) -> None:
    ticket_id = desk.captured(impact=Impact.HIGH, urgency=Urgency.HIGH)
    assert desk.get(Ticket, ticket_id).priority is Priority.CRITICAL


def test_a_question_answered_at_once_is_solved_at_once(desk: Desk) -> None:
    ticket = desk.get(Ticket, desk.captured(solved=True))
    assert (ticket.status, ticket.solved_at) == (Status.SOLVED, desk.clock.now)


def test_a_clock_that_runs_ahead_does_not_date_a_ticket_into_the_future(desk: Desk) -> None:
    ticket_id = desk.captured(started_at=desk.clock.now + timedelta(days=1))
    assert desk.get(Ticket, ticket_id).created_at == desk.clock.now


def test_a_known_address_or_phone_finds_the_contact_and_completes_it(desk: Desk) -> None:
    desk.captured(contact=ContactChoice(name="Eva", email="EVA@kunde.example"))
    desk.captured(contact=ContactChoice(email="eva@Kunde.example", phone="030 1234-5"))
    desk.captured(contact=ContactChoice(phone="+49 (0)30 12345", organisation="Alpha GmbH"))
    assert desk.one("SELECT count(*) FROM contact") == 1
    assert desk.rows("SELECT number, digits FROM contact_phone") == [("030 1234-5", "493012345")]
    assert (
        desk.one(
            "SELECT o.name FROM contact AS c JOIN organisation AS o ON o.id = c.organisation_id"
        )
        == "Alpha GmbH"
    )


def test_a_phone_of_two_people_is_no_reason_to_guess(desk: Desk) -> None:
    shared = (Phone("030 777"),)
    for name in ("Eva", "Ömer"):
        desk.do(contacts.create, ContactFields(name=name, phones=shared))
    desk.captured(contact=ContactChoice(name="Zoë", phone="030 777"))
    assert desk.rows("SELECT name FROM contact ORDER BY id") == [("Eva",), ("Ömer",), ("Zoë",)]


def test_a_chosen_contact_keeps_its_name_and_gets_the_new_address(desk: Desk) -> None:
    eva = desk.do(contacts.create, ContactFields(name="Eva", emails=("eva@kunde.example",)))
    desk.captured(contact=ContactChoice(contact_id=eva, name="Eve", email="e@home.example"))
    assert desk.get(Contact, eva).name == "Eva"
    assert desk.rows("SELECT email, position FROM contact_address ORDER BY position") == [
        ("eva@kunde.example", 0),
        ("e@home.example", 1),
    ]


def test_nobody_in_particular_can_ask(desk: Desk) -> None:
    ticket = desk.get(Ticket, desk.captured(contact=ContactChoice(organisation="Alpha")))
    assert (ticket.contact_id, ticket.contact_key) == (None, "")


def test_a_mistyped_address_is_refused_and_nothing_is_made(desk: Desk) -> None:
    with pytest.raises(UserError, match="“eva kunde” is no mail address"):
        desk.captured(contact=ContactChoice(name="Eva", email="eva kunde"))
    assert desk.one("SELECT count(*) FROM ticket") == 0


def test_one_undo_takes_ticket_contact_message_and_time_back(desk: Desk) -> None:
    before = desk.dump()
    desk.captured(seconds=60)
    desk.undo()
    assert desk.dump() == before


def test_nobody_who_left_gets_tickets(desk: Desk) -> None:
    lou = desk.do(desk_service.add_agent, name="Lou")
    ticket_id = desk.captured(assignee_id=lou)
    desk.do(desk_service.retire_agent, lou)
    assert desk.get(Ticket, ticket_id).assignee_id is None
    with pytest.raises(UserError, match="Lou does not work here any more"):
        desk.do(tickets.assign, [ticket_id], lou)
