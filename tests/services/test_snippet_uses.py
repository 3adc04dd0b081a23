"""Snippets put into answers: counted when the text leaves, by version, category and time."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.errors import UserError
from app.models.contacts import Contact
from app.models.tickets import Ticket
from app.queries.snippet_statistics import statistics
from app.queries.snippet_uses import last_answers, uses_of
from app.queries.snippet_values import snapshot
from app.queries.snippets import Share, snippet_details, snippet_rows
from app.queries.timeline import timeline
from app.rules.enums import DraftKind, SentVia
from app.services import answers, drafts, kept_answers, snippet_uses, snippets, tickets
from app.services.contacts import ContactChoice
from tests.desk_fixtures import Desk
from tests.services.test_snippets import SIE, written

TEXT = "Guten Tag Eva Müller, Ihre Anfrage 1001 ist bei uns angekommen."


def drafted(desk: Desk, ticket_id: int, snippet_id: int, text: str = TEXT, **kwargs: Any) -> int:
    """A draft into which the snippet was put, and that says ``text`` now."""
    draft_id = desk.do(
        drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text=text, to="eva@kunde.example"
    )
    given: dict[str, Any] = {"version": 1, "language": "de", "form": SIE, "text": TEXT}
    desk.do(snippet_uses.note_insertion, draft_id, snippet_id=snippet_id, **(given | kwargs))
    return draft_id


def sent(desk: Desk, draft_id: int) -> int:
    """The answer that a draft became."""
    message_id: int = desk.do(
        answers.record_answer, draft_id, via=SentVia.CLIPBOARD, message_id_header="", raw=None
    )
    return message_id


def test_a_snippet_counts_as_used_once_the_answer_leaves_with_it(desk: Desk) -> None:
    snippet_id, ticket_id = written(desk), desk.captured()
    draft_id = drafted(desk, ticket_id, snippet_id, filled={"colour": "red"})
    assert desk.read(uses_of, snippet_id) == ()
    message_id = sent(desk, draft_id)
    (use,) = desk.read(uses_of, snippet_id, version=1)
    assert (use.ticket_number, use.message_id, use.contact_name) == (1001, message_id, "Eva Müller")
    assert (use.version, use.language, use.form, use.agent_name) == (1, "de", SIE, "Kim Okafor")
    assert use.filled == (("colour", "red"),)
    (row,) = desk.read(snippet_rows, [snippet_id])
    assert (row.use_count, row.last_used_at) == (1, desk.clock.now)
    assert row.seconds_saved == round((len(TEXT) - len("rec")) * 60 / 200)
    assert desk.read(last_answers, ["colour", "size"]) == {"colour": ("red",)}


def test_taking_the_answer_back_takes_the_use_back_and_keeps_it_in_the_draft(desk: Desk) -> None:
    snippet_id, ticket_id = written(desk), desk.captured()
    draft_id = drafted(desk, ticket_id, snippet_id)
    sent(desk, draft_id)
    desk.undo()
    (row,) = desk.read(snippet_rows, [snippet_id])
    assert (row.use_count, row.last_used_at, row.seconds_saved) == (0, None, 0)
    sent(desk, draft_id)
    assert len(desk.read(uses_of, snippet_id)) == 1


def test_a_text_that_was_deleted_before_sending_was_not_sent(desk: Desk) -> None:
    snippet_id = written(desk)
    sent(desk, drafted(desk, desk.captured(), snippet_id, text="Something else altogether now."))
    assert desk.read(uses_of, snippet_id) == ()


def test_the_history_of_a_ticket_names_the_snippet(desk: Desk) -> None:
    snippet_id, ticket_id = written(desk), desk.captured()
    sent(desk, drafted(desk, ticket_id, snippet_id))
    assert "Snippet “Receipt” used." in desk.read(timeline, ticket_id)[-1].sentences
    desk.undo()
    assert "Snippet “Receipt” no longer used." in desk.read(timeline, ticket_id)[-1].sentences


def test_the_share_of_a_category_leaves_out_trash_spam_and_merged_tickets(desk: Desk) -> None:
    snippet_id = written(desk)
    category_id = desk.one("SELECT id FROM category LIMIT 1")
    ids = [desk.captured(f"T{n}", category_id=category_id) for n in range(4)]
    for ticket_id in ids[:3]:
        sent(desk, drafted(desk, ticket_id, snippet_id))
    sent(desk, drafted(desk, ids[0], snippet_id))

    def share() -> tuple[Share, ...]:
        found = desk.read(snippet_details, snippet_id)
        assert found is not None
        return found.shares

    name = desk.one("SELECT name FROM category LIMIT 1")
    assert share() == (Share(category_id, name, 3, 4),)
    desk.do(tickets.trash, [ids[0]])
    assert share() == (Share(category_id, name, 2, 3),)
    desk.do(tickets.mark_spam, [ids[1]])
    desk.do(tickets.merge, [ids[2]], ids[3])
    assert share() == (Share(category_id, name, 1, 1),)
    desk.do(tickets.set_category, [ids[3]], None)
    assert share() == ()
    for _step in range(4):
        desk.undo()
    assert share() == (Share(category_id, name, 3, 4),)


def test_a_use_outlives_its_ticket_as_a_bare_count(desk: Desk) -> None:
    snippet_id, ticket_id = written(desk), desk.captured()
    sent(desk, drafted(desk, ticket_id, snippet_id, filled={"name": "Eva"}))
    desk.do(tickets.trash, [ticket_id])
    desk.clock.advance(days=31)
    desk.do(tickets.empty_old_trash)
    (use,) = desk.read(uses_of, snippet_id)
    assert (use.ticket_id, use.message_id, use.filled) == (None, None, ())
    assert desk.read(snippet_rows, [snippet_id])[0].use_count == 1


def test_a_copied_text_is_counted_without_a_step_to_undo(desk: Desk) -> None:
    snippet_id = written(desk)
    steps = desk.database.next_undo()
    given: dict[str, Any] = {"version": 1, "language": "de", "form": SIE, "text": TEXT}
    desk.do(snippet_uses.record_copy, snippet_id, **given)
    outcome = desk.outcome(snippet_uses.record_copy, snippet_id, ticket_id=desk.captured(), **given)
    assert outcome.step is None
    assert outcome.changes.of("snippet").updated == {snippet_id}
    assert [use.ticket_number for use in desk.read(uses_of, snippet_id)] == [1001, None]
    assert steps is not None


def test_a_snippet_that_was_used_can_still_be_taken_back_and_its_count_returns(desk: Desk) -> None:
    snippet_id = written(desk)
    desk.do(snippet_uses.record_copy, snippet_id, version=1, language="de", form=SIE, text=TEXT)
    desk.undo()
    assert desk.read(snippet_rows, [snippet_id]) == []
    desk.redo()
    assert desk.read(snippet_rows, [snippet_id])[0].use_count == 1


def test_statistics_say_how_often_and_how_much_time(desk: Desk) -> None:
    used, unused = written(desk), written(desk, title="Other", abbreviation="o")
    ticket_id = desk.captured()
    sent(desk, drafted(desk, ticket_id, used))
    sent(desk, desk.do(drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text="No snippet."))
    figures = desk.read(statistics, now=desk.clock.now, zone=ZoneInfo("Europe/Berlin"), months=2)
    assert (figures.uses, figures.answers, figures.answers_with) == (1, 2, 1)
    assert figures.seconds_saved == round((len(TEXT) - 3) * 0.3)
    assert [each.id for each in figures.most_used] == [used]
    assert [each.id for each in figures.never] == [unused]
    assert [month.uses for month in figures.months] == [0, 1]


def test_an_answer_kept_on_ticket_or_contact_is_known_to_the_next_snippet(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(
        kept_answers.keep_answers,
        ticket_id=ticket_id,
        kept={"ticket": {"Serien-Nr": "7", "gerät": "LaserJet"}, "contact": {"farbe": "rot"}},
    )
    known = desk.read(snapshot, ticket_id=ticket_id, agent_id=1, now=desk.clock.now)
    assert known.kept == {"serien_nr": "7", "geraet": "LaserJet", "farbe": "rot"}
    assert known.values["ticket.product"] == "LaserJet"
    assert "Details changed: Serien-Nr, gerät." in desk.read(timeline, ticket_id)[-1].sentences
    desk.do(kept_answers.keep_answers, ticket_id=ticket_id, kept={"ticket": {"serien_nr": " "}})
    assert desk.get(Ticket, ticket_id).fields == {"gerät": "LaserJet"}
    desk.undo()
    desk.undo()
    assert desk.get(Ticket, ticket_id).fields == {}
    assert desk.get(Contact, 1).fields == {}


def test_an_answer_needs_somebody_to_be_kept_for(desk: Desk) -> None:
    ticket_id = desk.captured(contact=ContactChoice())
    with pytest.raises(UserError, match="no contact"):
        desk.do(kept_answers.keep_answers, ticket_id=ticket_id, kept={"contact": {"a": "b"}})
    with pytest.raises(UserError, match="no ticket"):
        desk.do(kept_answers.keep_answers, kept={"ticket": {"a": "b"}})


def test_a_deleted_snippet_still_says_who_got_it(desk: Desk) -> None:
    snippet_id, ticket_id = written(desk), desk.captured()
    sent(desk, drafted(desk, ticket_id, snippet_id))
    desk.do(snippets.delete, [snippet_id])
    assert len(desk.read(uses_of, snippet_id)) == 1
    assert "Snippet “Receipt” used." in desk.read(timeline, ticket_id)[-1].sentences


def test_a_note_counts_as_a_use_too(desk: Desk) -> None:
    snippet_id, ticket_id = written(desk), desk.captured()
    draft_id = drafted(desk, ticket_id, snippet_id)
    before = desk.dump()
    note_id = desk.do(answers.add_note, ticket_id, text=TEXT, draft_id=draft_id)
    assert desk.read(uses_of, snippet_id)[0].message_id == note_id
    desk.do(answers.delete_note, note_id)
    assert desk.read(uses_of, snippet_id) == ()
    desk.undo()
    desk.undo()
    assert desk.dump() == before
