"""The desk, its people, categories and tags."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.desk import Desk
from app.queries.desk import (
    agents,
    categories,
    desk,
    holidays_of,
    own_addresses,
    tags,
    zone_of,
)
from app.rules.names import folded
from app.rules.priority import DEFAULT_MATRIX
from app.services import desk as service
from app.storage.changes import unrecorded
from app.storage.database import Database
from app.storage.upgrade import create
from tests.queries.conftest import NOW


def test_the_demo_desk_says_who_and_where_it_is(demo: Database) -> None:
    found = demo.read(desk)
    assert found is not None
    assert (found.name, found.country, found.zone) == ("Ahornwerk", "DE", "Europe/Berlin")
    assert found.matrix == DEFAULT_MATRIX
    assert zone_of(found).key == "Europe/Berlin"
    assert date(2026, 12, 25) in holidays_of(found)
    assert "service@ahornwerk.example" in [each.email for each in demo.read(own_addresses)]


def test_a_new_file_has_no_desk_yet(tmp_path: Path) -> None:
    database = create(tmp_path / "new.desk")
    assert database.read(desk) is None
    database.close()


def test_an_unknown_zone_is_utc(own_demo: Database) -> None:
    @unrecorded
    def lose(session: Session) -> None:
        session.get_one(Desk, 1).zone = "Nowhere/Land"

    own_demo.execute(lose, label="", agent_id=None)
    found = own_demo.read(desk)
    assert found is not None
    assert zone_of(found).key == "UTC"


def test_who_left_is_only_listed_when_asked_for(own_demo: Database) -> None:
    own_demo.execute(service.retire_agent, 2, label="Retire", agent_id=1, now=NOW)
    assert [each.id for each in own_demo.read(agents)] == [1, 3, 4, 5, 6]
    assert [each.id for each in own_demo.read(agents, retired=True)] == [1, 2, 3, 4, 5, 6]


def test_a_signature_falls_back_to_the_other_language(own_demo: Database) -> None:
    own_demo.execute(
        service.change_agent,
        1,
        name="Jana",
        email="",
        colour=1,
        signature_de="Gruß",
        signature_en="",
        label="Change",
        agent_id=1,
        now=NOW,
    )
    jana = own_demo.read(agents)[0]
    assert jana.signature("en") == jana.signature("de") == "Gruß"


def test_categories_are_a_tree_with_what_they_ask_for(demo: Database) -> None:
    tree = demo.read(categories)
    assert len(tree) == 7
    assert [child.parent_id for child in tree[0].children] == [tree[0].id] * 4
    assert [field["key"] for field in tree[0].fields] == ["steps", "expected", "actual"]


def test_tags_tell_how_many_tickets_carry_them(demo: Database) -> None:
    found = demo.read(tags)
    keys = [folded(each.name) for each in found]
    assert keys == sorted(keys)
    assert sum(each.tickets for each in found) > 50
