"""What a ticket, its customer, the agent and the desk tell a snippet."""

from datetime import UTC, datetime, timedelta
from typing import Any

from app.queries.snippet_values import in_words_of, snapshot
from app.queries.snippets import library, library_of
from app.rules.enums import FormOfAddress, Gender, Priority
from app.rules.snippet_variants import Variant
from app.rules.template_fields import FieldKind, TemplateField
from app.services import contacts, snippets, tickets
from app.services import desk as desk_service
from app.services.contacts import ContactFields, Phone
from app.templating.snippets.language import compiled
from app.templating.snippets.values import Snapshot
from tests.desk_fixtures import Desk
from tests.services.test_snippets import BOTH, DU, SIE, written

EVA = ContactFields(
    name="Eva von der Au",
    title="Dr.",
    organisation="Alpha GmbH",
    customer_number="K-1",
    language="de",
    form_of_address=SIE,
    gender=Gender.FEMALE,
    emails=("eva@kunde.example",),
    phones=(Phone("030 1234"),),
)


def _known(desk: Desk, **kwargs: Any) -> Snapshot:
    given: dict[str, Any] = {"ticket_id": 1, "agent_id": 1, "now": desk.clock.now}
    return desk.read(snapshot, **(given | kwargs))


def _ticket_of(desk: Desk, fields: ContactFields = EVA) -> int:
    ticket_id = desk.captured()
    desk.do(contacts.change, 1, fields)
    return ticket_id


def _greeted(desk: Desk, known: Snapshot) -> str:
    return compiled("<<anrede>>").render(known, {}).text


def test_everything_that_is_known_has_its_name_and_nothing_else_has(desk: Desk) -> None:
    ticket_id = _ticket_of(desk)
    due = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    desk.do(tickets.set_due, [ticket_id], due)
    desk.do(tickets.set_manual_priority, [ticket_id], Priority.HIGH)
    known = _known(desk)
    assert (
        known.values.items()
        >= {
            "contact.name": "Eva von der Au",
            "contact.first_name": "Eva",
            "contact.last_name": "von der Au",
            "contact.title": "Dr.",
            "contact.email": "eva@kunde.example",
            "contact.phone": "030 1234",
            "contact.customer_number": "K-1",
            "organisation.name": "Alpha GmbH",
            "ticket.number": 1001,
            "ticket.tag": "[#1001]",
            "ticket.subject": "Printer",
            "ticket.priority": "high",
            "ticket.channel": "phone",
            "agent.name": "Kim Okafor",
            "agent.first_name": "Kim",
            "desk.name": "Shop",
            "desk.email": "help@shop.example",
        }.items()
    )
    shown = known.values["ticket.due"]
    assert isinstance(shown, datetime)
    assert (shown, shown.utcoffset()) == (due, timedelta(hours=2))
    assert "ticket.assignee" not in known.values
    assert None not in known.values.values()
    assert "" not in known.values.values()
    assert known.now.utcoffset() == timedelta(hours=1)
    assert datetime(2026, 12, 25).date() in known.holidays


def test_nobody_and_nothing_is_known_without_a_ticket(desk: Desk) -> None:
    known = _known(desk, ticket_id=None, agent_id=None)
    assert {name.partition(".")[0] for name in known.values} == {"contact", "desk"}
    assert known.values["contact.gender"] == "unknown"
    assert (known.language, known.form) == ("en", FormOfAddress.UNKNOWN)


def test_the_fields_of_a_category_answer_by_key_and_by_what_they_are_called(desk: Desk) -> None:
    ticket_id = _ticket_of(desk)
    category_id = desk.one("SELECT id FROM category LIMIT 1")
    fields = [
        TemplateField("prod", "Produkt", FieldKind.TEXT),
        TemplateField("count", "How many", FieldKind.NUMBER),
        TemplateField("warranty", "Garantie", FieldKind.YES_NO),
    ]
    desk.do(desk_service.set_category_fields, category_id, fields)
    desk.do(tickets.set_category, [ticket_id], category_id)
    desk.do(tickets.set_fields, ticket_id, {"prod": "LaserJet", "count": 0, "warranty": False})
    known = _known(desk)
    assert known.values["ticket.product"] == "LaserJet"
    assert known.kept["how_many"] == known.kept["count"] == "0"
    assert known.kept["garantie"] == "no"


def test_the_salutation_fits_the_wording_that_stands_in(desk: Desk) -> None:
    _ticket_of(desk)
    known = _known(desk)
    assert _greeted(desk, known) == "Sehr geehrte Frau Dr. von der Au"
    given: dict[str, Any] = {"ticket_id": 1, "agent_id": 1, "now": desk.clock.now}
    for variant, greeting in (
        (Variant("de", DU, ""), "Hallo Eva"),
        (Variant("en", BOTH, ""), "Dear Dr von der Au"),
        (Variant("", BOTH, ""), "Sehr geehrte Frau Dr. von der Au"),
    ):
        assert _greeted(desk, desk.read(in_words_of, known, variant, **given)) == greeting


def test_a_salutation_that_was_written_down_is_used_in_its_language_only(desk: Desk) -> None:
    _ticket_of(desk, ContactFields(name="Eva Au", language="de", salutation="Liebe Eva,"))
    assert _greeted(desk, _known(desk)) == "Liebe Eva"
    assert _greeted(desk, _known(desk, language="en")) == "Dear Eva Au"


def test_a_library_knows_all_or_only_what_is_nested(desk: Desk) -> None:
    first = written(desk, variants=[Variant("de", SIE, '<<baustein("gruss")>> A')])
    written(
        desk, title="G", abbreviation="gruss", variants=[Variant("de", DU, "<<baustein('x')>>")]
    )
    written(desk, title="X", abbreviation="X", variants=[Variant("en", BOTH, "Bye")])
    other = written(desk, title="O", abbreviation="o", variants=[Variant("", BOTH, "O")])
    for found in (desk.read(library), desk.read(library_of, ids=[first])):
        assert found.nested("de", SIE)("GRUSS") == "<<baustein('x')>>"
        assert found.nested("de", SIE)("x") == "Bye"
        assert found.nested("de", SIE)("nope") is None
    assert desk.read(library).variant_of(other, "de", DU) is not None
    assert desk.read(library_of, ids=[first]).variant_of(other, "de", DU) is None
    by_text = desk.read(library_of, bodies=['<<snippet("O")>>'])
    assert by_text.variant("o", "de", DU) == Variant("", BOTH, "O")
    desk.do(snippets.delete, [other])
    assert desk.read(library).variant("o", "de", DU) is None
