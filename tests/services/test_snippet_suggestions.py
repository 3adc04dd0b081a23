"""Which snippets are offered for a ticket, and the reason that is said."""

from app.queries.snippet_suggestions import Suggestion, suggestions
from app.rules.enums import DraftKind, FormOfAddress, SentVia
from app.services import answers, drafts, snippet_uses, snippets, tickets
from app.services.snippets import Variant
from tests.desk_fixtures import Desk


def _snippet(desk: Desk, title: str, body: str, **kwargs: object) -> int:
    snippet_id: int = desk.do(
        snippets.create,
        title=title,
        abbreviation="",
        variants=[Variant("en", FormOfAddress.UNKNOWN, body)],
        **kwargs,
    )
    return snippet_id


def _used(desk: Desk, snippet_id: int, ticket_id: int) -> None:
    text = "The text of a snippet, as it was sent."
    draft = desk.do(drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text=text)
    given = {"version": 1, "language": "en", "form": FormOfAddress.UNKNOWN, "text": text}
    desk.do(snippet_uses.note_insertion, draft, snippet_id=snippet_id, **given)
    desk.do(answers.record_answer, draft, via=SentVia.CLIPBOARD, message_id_header="", raw=None)


def test_words_that_few_snippets_have_speak_for_them(desk: Desk) -> None:
    toner = _snippet(desk, "Toner", "Shake the cartridge until the toner is even.")
    for number in range(9):
        _snippet(desk, f"Other {number}", "Thank you for the order of an article.")
    ticket_id = desk.captured("Cartridges", text="Hello, where is my toner for the order?")
    (found,) = desk.read(suggestions, ticket_id)
    assert found == Suggestion(toner, "Same words: “Cartridges”, “toner”")


def test_what_was_used_in_the_category_comes_with_its_share(desk: Desk) -> None:
    answer = _snippet(desk, "Answer", "Nothing in common.")
    (category_id, name) = desk.rows("SELECT id, name FROM category LIMIT 1")[0]
    for number in range(5):
        ticket_id = desk.captured(f"T{number}", text="x", category_id=category_id)
        if number:
            _used(desk, answer, ticket_id)
    ticket_id = desk.captured("Qqq", text="x", category_id=category_id)
    assert desk.read(suggestions, ticket_id) == (
        Suggestion(answer, f"Used in 4 of 6 tickets of {name}"),
    )
    _used(desk, answer, ticket_id)
    assert desk.read(suggestions, ticket_id) == ()


def test_what_was_used_in_similar_tickets_is_offered_and_deleted_ones_are_not(desk: Desk) -> None:
    answer = _snippet(desk, "Answer", "Nothing in common.")
    for number in range(3):
        _used(desk, answer, desk.captured(f"Refund missing {number}", text="x"))
    ticket_id = desk.captured("Where is my refund, it is missing", text="x")
    tickets_of_mail = desk.read(suggestions, ticket_id)
    assert tickets_of_mail == (Suggestion(answer, "Used in 3 of 3 similar tickets"),)
    desk.do(snippets.delete, [answer])
    assert desk.read(suggestions, ticket_id) == ()


def test_what_is_meant_for_the_category_needs_no_use_yet(desk: Desk) -> None:
    (category_id, name) = desk.rows("SELECT id, name FROM category LIMIT 1")[0]
    meant = _snippet(desk, "Meant", "Nothing in common.", category_id=category_id)
    ticket_id = desk.captured("Qqq", text="x", category_id=category_id)
    assert desk.read(suggestions, ticket_id) == (Suggestion(meant, f"For tickets of {name}"),)
    desk.do(tickets.set_category, [ticket_id], None)
    assert desk.read(suggestions, ticket_id) == ()


def test_a_ticket_that_is_gone_gets_none(desk: Desk) -> None:
    assert desk.read(suggestions, 999) == ()
