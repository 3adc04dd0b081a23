"""The desk: set up, its people, addresses, categories, views."""

import pytest

from app.errors import UserError
from app.models.desk import Agent
from app.models.desk import Desk as DeskSettings
from app.models.tickets import Ticket
from app.models.views import SavedView
from app.rules.enums import Status
from app.rules.template_fields import FieldKind, TemplateField
from app.services import desk as desk_service
from app.services import tickets, views
from app.services.first_categories import first_categories
from tests.desk_fixtures import Desk


def test_a_new_desk_has_its_person_its_addresses_and_categories_of_two_levels(
    desk: Desk,
) -> None:
    assert desk.get(DeskSettings, 1).zone == "Europe/Berlin"
    assert desk.get(Agent, 1).email == "kim@shop.example"
    assert desk.rows("SELECT email FROM own_address ORDER BY id") == [
        ("help@shop.example",),
        ("info@shop.example",),
    ]
    assert desk.one("SELECT count(*) FROM category WHERE parent_id IS NULL") == 7
    assert (
        desk.one(
            "SELECT count(*) FROM category AS c JOIN category AS p ON p.id = c.parent_id "
            "WHERE p.name = 'Technical problem' AND c.fields LIKE '%Steps to reproduce%'"
        )
        == 4
    )
    assert desk.database.next_undo() is None


def test_both_languages_have_the_same_tree() -> None:
    german, english = first_categories("de"), first_categories("en")
    assert [len(each.below) for each in german] == [len(each.below) for each in english]
    assert [[f.key for f in each.fields] for each in german] == [
        [f.key for f in each.fields] for each in english
    ]
    names = [name for each in german for name in (each.name, *each.below)]
    assert len(set(names)) == len(names)


def test_a_desk_is_set_up_once(desk: Desk) -> None:
    with pytest.raises(UserError, match="set up already"):
        desk.do(desk_service.set_up, name="X", language="en", agent_name="Y")


def test_a_wrong_time_zone_is_refused(desk: Desk) -> None:
    given = {"name": "Shop", "language": "en", "country": "DE", "state": ""}
    with pytest.raises(UserError, match="“Berlin” is no time zone"):
        desk.do(desk_service.change_desk, **given, zone="Berlin")
    desk.do(desk_service.change_desk, **given, zone="")
    assert desk.get(DeskSettings, 1).zone == ""


def test_agents_get_the_next_free_colour_and_a_name_of_their_own(desk: Desk) -> None:
    lou = desk.do(desk_service.add_agent, name="Lou", email="LOU@shop.example")
    assert (desk.get(Agent, lou).colour, desk.get(Agent, lou).email) == (1, "lou@shop.example")
    with pytest.raises(UserError, match="lou works here already"):
        desk.do(desk_service.add_agent, name="lou")
    with pytest.raises(UserError, match="needs a name"):
        desk.do(desk_service.add_agent, name=" ")


def test_who_leaves_keeps_done_tickets_and_loses_open_ones(desk: Desk) -> None:
    lou = desk.do(desk_service.add_agent, name="Lou")
    open_one, done = desk.captured(assignee_id=lou), desk.captured(assignee_id=lou)
    desk.do(tickets.set_status, [done], Status.CLOSED)
    desk.do(desk_service.retire_agent, lou)
    assert desk.get(Ticket, open_one).assignee_id is None
    assert desk.get(Ticket, done).assignee_id == lou
    with pytest.raises(UserError, match="Somebody has to work here"):
        desk.do(desk_service.retire_agent, 1)
    desk.do(desk_service.bring_back_agent, lou)
    desk.do(desk_service.retire_agent, 1)


def test_own_addresses_are_replaced_as_a_whole(desk: Desk) -> None:
    addresses = [("HELP@shop.example", "Help"), ("new@shop.example", "")]
    desk.do(desk_service.set_own_addresses, addresses)
    assert desk.rows("SELECT email, name FROM own_address ORDER BY email") == [
        ("help@shop.example", "Help"),
        ("new@shop.example", ""),
    ]
    desk.undo()
    assert desk.one("SELECT count(*) FROM own_address WHERE email LIKE 'info@%'") == 1


def test_categories_have_two_levels_and_no_name_twice_in_one_place(desk: Desk) -> None:
    top = desk.do(desk_service.add_category, "Shipping")
    below = desk.do(desk_service.add_category, "Customs", parent_id=top)
    with pytest.raises(UserError, match="two levels"):
        desk.do(desk_service.add_category, "Third", parent_id=below)
    with pytest.raises(UserError, match="“SHIPPING” here already"):
        desk.do(desk_service.add_category, "SHIPPING")
    with pytest.raises(UserError, match="has categories below it"):
        desk.do(desk_service.move_category, top, 1)
    with pytest.raises(UserError, match="below itself"):
        desk.do(desk_service.move_category, below, below)
    desk.do(desk_service.move_category, below, None)
    desk.do(desk_service.rename_category, below, "Shipping abroad")
    desk.do(desk_service.archive_category, top, True)
    assert desk.rows(f"SELECT name, archived FROM category WHERE id IN ({top}, {below})") == [
        ("Shipping", 1),
        ("Shipping abroad", 0),
    ]


def test_archiving_a_category_archives_what_is_below_it(desk: Desk) -> None:
    desk.do(desk_service.archive_category, 1, True)
    assert desk.one("SELECT count(*) FROM category WHERE archived") == 5


def test_template_fields_need_names_choices_and_no_twins(desk: Desk) -> None:
    size = TemplateField("size", "Size", FieldKind.CHOICE, ("S", "S"))
    with pytest.raises(UserError, match="at least two choices"):
        desk.do(desk_service.set_category_fields, 1, [size])
    twins = [TemplateField("a", "Size"), TemplateField("b", "size ")]
    with pytest.raises(UserError, match="two fields called “size”"):
        desk.do(desk_service.set_category_fields, 1, twins)
    with pytest.raises(UserError, match="field needs a name"):
        desk.do(desk_service.set_category_fields, 1, [TemplateField("a", " ")])


def test_views_are_saved_reordered_changed_and_deleted(desk: Desk) -> None:
    look = {"sort": "due", "descending": False, "grouping": "priority", "columns": ["number"]}
    ids = [
        desk.do(views.save_view, name=name, query=" tag:vip ", **look) for name in ("A", "B", "C")
    ]
    saved = desk.get(SavedView, ids[0])
    assert (saved.query, saved.look) == ("tag:vip", look)
    desk.do(views.reorder, [ids[2], ids[0]])
    order = desk.rows("SELECT name FROM saved_view ORDER BY position")
    assert order == [("C",), ("A",), ("B",)]
    with pytest.raises(UserError, match="“a” already"):
        desk.do(views.change_view, ids[1], name="a", query="x")
    with pytest.raises(UserError, match="needs a name"):
        desk.do(views.save_view, name="", query="x")
    with pytest.raises(UserError, match=r"cannot be saved: .*hgh"):
        desk.do(views.save_view, name="D", query="priority:hgh")
    desk.do(views.delete_view, ids[0])
    with pytest.raises(UserError, match="deleted already"):
        desk.do(views.delete_view, ids[0])
    desk.undo()
    assert desk.one("SELECT count(*) FROM saved_view") == 3
