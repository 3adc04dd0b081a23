"""Roles, and PINs that ask who is at the keyboard."""

import pytest

from app.errors import UserError
from app.models.desk import Agent, AgentPin
from app.models.tickets import Ticket
from app.queries.desk import agents, is_pin_of
from app.queries.retention import retention_rules
from app.rules.enums import Level
from app.rules.pins import fits, matches, sealed
from app.rules.retention import Keeping, RetentionAction
from app.rules.roles import Right, Role, has
from app.services import desk as desk_service
from app.services import tickets
from app.services.contacts import ContactChoice
from app.services.erasure.erasing import Reach, erase
from app.services.retention.rules import add_rule
from app.services.roles import set_pin, set_role
from app.services.shifts.rules import choose_law
from app.storage import history
from tests.desk_fixtures import Desk


def add(desk: Desk, name: str) -> int:
    added: int = desk.do(desk_service.add_agent, name=name)
    return added


def test_who_sets_a_desk_up_leads_it_and_who_joins_does_not(desk: Desk) -> None:
    add(desk, "Ana")
    assert [each.role for each in desk.read(agents)] == [Role.LEAD, Role.AGENT]


def test_every_right_is_somebodys_and_a_lead_has_them_all() -> None:
    assert all(has(Role.LEAD, right) for right in Right)
    assert not any(has(Role.AGENT, right) for right in Right)
    assert has(Role.SENIOR, Right.ERASE)
    assert has(Role.TRAINER, Right.SEE_FIGURES)
    assert not has(Role.TRAINER, Right.EXPORT)


def test_what_takes_a_right_is_refused_with_the_names_of_who_may(desk: Desk) -> None:
    ana = add(desk, "Ana")
    with pytest.raises(UserError, match="Who may do it here: Kim Okafor"):
        desk.do(desk_service.add_agent, name="Eva", by=ana)
    assert len(desk.read(agents)) == 2


def test_the_command_line_is_nobody_and_is_not_asked(desk: Desk) -> None:
    desk.database.execute(
        desk_service.add_agent, name="Eva", now=desk.clock.now, label="Added", agent_id=None
    )
    assert len(desk.read(agents)) == 2


def test_a_role_is_given_by_the_lead_and_never_undone(desk: Desk) -> None:
    ana = add(desk, "Ana")
    before = desk.database.next_undo()
    desk.do(set_role, ana, Role.SENIOR)
    assert desk.get(Agent, ana).role is Role.SENIOR
    assert desk.database.next_undo() == before
    with pytest.raises(UserError, match="Only a lead"):
        desk.do(set_role, ana, Role.LEAD, by=ana)


def test_somebody_stays_the_lead(desk: Desk) -> None:
    ana = add(desk, "Ana")
    with pytest.raises(UserError, match="Somebody has to be the lead"):
        desk.do(set_role, desk.kim, Role.AGENT)
    eva = add(desk, "Eva")
    with pytest.raises(UserError, match="Somebody has to be the lead"):
        desk.do(desk_service.retire_agent, desk.kim)
    desk.do(set_role, ana, Role.LEAD)
    desk.do(desk_service.retire_agent, desk.kim)
    assert desk.get(Agent, eva).role is Role.AGENT


def test_the_last_one_who_stays_leads(desk: Desk) -> None:
    ana = add(desk, "Ana")
    desk.do(desk_service.retire_agent, desk.kim)
    assert desk.get(Agent, ana).role is Role.LEAD
    desk.database.undo(agent_id=desk.kim)
    assert [each.role for each in desk.read(agents)] == [Role.LEAD, Role.AGENT]


def test_a_pin_is_asked_for_changed_and_taken_off(desk: Desk) -> None:
    assert not desk.read(is_pin_of, desk.kim, "")
    desk.do(set_pin, desk.kim, "2718")
    assert desk.read(is_pin_of, desk.kim, "2718")
    assert not desk.read(is_pin_of, desk.kim, "2719")
    assert desk.read(agents)[0].has_pin
    desk.do(set_pin, desk.kim, "314159")
    assert not desk.read(is_pin_of, desk.kim, "2718")
    desk.do(set_pin, desk.kim, "")
    assert not desk.read(agents)[0].has_pin


def test_a_pin_leaves_nothing_to_undo_and_no_digits_in_the_desk(desk: Desk) -> None:
    before = desk.database.next_undo()
    desk.do(set_pin, desk.kim, "98765432")
    assert desk.database.next_undo() == before
    assert "98765432" not in desk.get(AgentPin, desk.kim).sealed


@pytest.mark.parametrize("pin", ["123", "12a4", "1234567890123", "١٢٣٤", "12 34"])
def test_a_pin_that_nobody_could_type_again_is_refused(desk: Desk, pin: str) -> None:
    with pytest.raises(UserError, match="four to twelve digits"):
        desk.do(set_pin, desk.kim, pin)


def test_only_the_lead_sets_the_pin_of_somebody_else(desk: Desk) -> None:
    ana = add(desk, "Ana")
    desk.do(set_pin, ana, "1234", by=ana)
    desk.do(set_pin, ana, "")
    with pytest.raises(UserError, match="Only a lead"):
        desk.do(set_pin, desk.kim, "", by=ana)


def test_the_same_pin_is_stored_differently_each_time() -> None:
    first, second = sealed("4711"), sealed("4711")
    assert first != second
    assert matches("4711", first)
    assert matches("4711", second)
    assert fits("4711")


def test_the_rules_of_plan_and_desk_are_changed_by_the_lead(desk: Desk) -> None:
    ana = add(desk, "Ana")
    with pytest.raises(UserError, match="Changing this takes another role"):
        desk.do(choose_law, "AT-AZG-2018", by=ana)
    with pytest.raises(UserError, match="Changing this takes another role"):
        desk.do(desk_service.set_own_addresses, [("x@shop.example", "")], by=ana)
    desk.do(set_role, ana, Role.LEAD)
    desk.do(choose_law, "AT-AZG-2018", by=ana)


def test_a_person_is_erased_by_who_may_erase(desk: Desk) -> None:
    ana = add(desk, "Ana")
    desk.captured(contact=ContactChoice(name="Eva Kunde"))
    contact = desk.one("SELECT id FROM contact")
    with pytest.raises(UserError, match="Erasing takes another role"):
        desk.do(erase, contact, Reach(), by=ana)
    desk.do(set_role, ana, Role.SENIOR)
    desk.do(erase, contact, Reach(), by=ana)
    assert desk.one("SELECT count(*) FROM contact") == 0


def test_taking_back_takes_the_right_that_the_change_took(desk: Desk) -> None:
    ana = add(desk, "Ana")
    rule = Keeping(None, RetentionAction.DELETE, 30, contacts=True)
    desk.do(add_rule, rule)
    with pytest.raises(UserError, match="Changing this takes another role"):
        desk.database.undo(agent_id=ana)
    assert desk.read(retention_rules)
    desk.database.undo(agent_id=desk.kim)
    with pytest.raises(UserError, match="Who may do it here: Kim Okafor"):
        desk.database.redo(agent_id=ana)
    assert not desk.read(retention_rules)
    desk.database.redo(agent_id=None)
    assert desk.read(retention_rules)


def test_the_right_to_take_back_outlasts_a_restart_and_keeps_the_chain_whole(desk: Desk) -> None:
    ana = add(desk, "Ana")
    desk.do(choose_law, "AT-AZG-2018", label="Chose another law")
    desk.restart()
    with pytest.raises(UserError, match="Changing this takes another role"):
        desk.database.undo(agent_id=ana)
    assert desk.read(history.broken_entries) == []
    step = desk.database.next_undo()
    assert step is not None
    assert step.label == "Chose another law"


def test_everybody_takes_back_what_took_no_right(desk: Desk) -> None:
    ana = add(desk, "Ana")
    ticket_id = desk.captured()
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    desk.database.undo(agent_id=ana)
    assert desk.get(Ticket, ticket_id).level is Level.L1


def test_who_retires_by_a_slip_takes_it_back_and_may_nothing_else(desk: Desk) -> None:
    ana = add(desk, "Ana")
    desk.do(set_role, ana, Role.LEAD)
    desk.do(desk_service.retire_agent, desk.kim)
    with pytest.raises(UserError, match="Who may do it here: Ana"):
        desk.do(desk_service.add_agent, name="Eva")
    desk.database.undo(agent_id=desk.kim)
    assert add(desk, "Eva")
