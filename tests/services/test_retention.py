"""Retention: closed tickets lose their content or go in time, from every place; others stay."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.errors import Cancelled, UserError
from app.queries.retention import Report, due, preview, reports
from app.queries.timeline import timeline
from app.rules.enums import DraftKind, LinkKind, Status
from app.rules.retention import Keeping, RetentionAction
from app.services import contacts, drafts, tickets, work
from app.services.answers import add_note
from app.services.contacts import ContactChoice
from app.services.messages import NewFile
from app.services.retention import running
from app.services.retention.rules import add_rule, change_rule, remove_rule
from app.services.retention.running import Ran, run_rules
from app.storage import backup, history, search
from app.storage.backup import Postponed
from tests.desk_fixtures import Desk
from tests.services.test_erasure import everything_in

ANONYMISE, DELETE = RetentionAction.ANONYMISE, RetentionAction.DELETE
WORD = "Geheimnisvoll"


def rule(action: RetentionAction, days: int = 30, category: int | None = None) -> Keeping:
    return Keeping(category, action, days, contacts=True)


def closed(desk: Desk, subject: str = WORD, **kwargs: Any) -> int:
    ticket_id = desk.captured(subject, **kwargs)
    desk.do(tickets.set_status, [ticket_id], Status.CLOSED)
    return ticket_id


def run(desk: Desk, days: float = 0, back_up: Callable[[], None] = lambda: None) -> list[Ran]:
    desk.clock.advance(days=days)
    return run_rules(desk.database, now=desk.clock.now, back_up=back_up)


def left(desk: Desk, *words: str) -> set[str]:
    desk.database.close()
    texts = list(everything_in(desk.path))
    desk.restart()
    return {word for word in words for text in texts if word.lower() in text.lower()}


def test_anonymised_content_is_gone_from_every_byte_and_statistics_stay(desk: Desk) -> None:
    ticket = closed(desk, contact=ContactChoice(name="Eva Zauber", email="eva@kunde.example"))
    desk.do(work.add_time, ticket, seconds=600, note=f"{WORD} bearbeitet")
    desk.do(
        add_note, ticket, text=f"{WORD}e Notiz", files=[NewFile("z.txt", "text/plain", b"Zauber")]
    )
    desk.do(drafts.save, ticket_id=ticket, kind=DraftKind.NOTE, text=f"{WORD} angefangen")
    desk.do(tickets.set_subject, ticket, f"{WORD} anders")
    desk.do(tickets.set_resolution, ticket, f"{WORD} geheilt")
    figures = "SELECT number, status, closed_at, seconds_worked, message_count FROM ticket"
    before = desk.rows(figures)
    assert left(desk, WORD, "Zauber", "eva@kunde") == {WORD, "Zauber", "eva@kunde"}
    desk.do(add_rule, rule(ANONYMISE))
    (ran,) = run(desk, days=31)
    assert (ran.done.tickets, ran.done.messages, ran.done.contacts) == (1, 2, 1)
    assert left(desk, WORD, "Zauber", "eva@kunde") == set()
    assert desk.rows(figures) == before
    assert desk.read(history.broken_entries) == []
    assert desk.read(search.is_whole)
    assert backup.faults_of(desk.path) == []


def test_deleted_tickets_are_gone_with_what_hangs_on_them(desk: Desk) -> None:
    ticket = closed(desk)
    desk.do(tickets.add_tags, [ticket], ["refund"])
    other = closed(desk, "Anderes", contact=ContactChoice(name="Ben", email="ben@x.example"))
    desk.do(tickets.link, ticket, other, kind=LinkKind.RELATED)
    desk.do(tickets.set_status, [other], Status.OPEN)
    desk.do(add_rule, rule(DELETE))
    (ran,) = run(desk, days=31)
    assert ran.done.tickets == 1
    assert desk.rows("SELECT id FROM ticket") == [(other,)]
    assert desk.rows("SELECT name FROM contact") == [("Ben",)]
    assert left(desk, WORD, "eva@kunde") == set()
    assert backup.faults_of(desk.path) == []
    assert desk.read(history.broken_entries) == []


def test_open_solved_trashed_and_young_tickets_are_never_touched(desk: Desk) -> None:
    for status in Status:
        ticket = desk.captured(f"As {status}")
        desk.do(tickets.set_status, [ticket], status)
    trashed, reopened = closed(desk, "In the trash"), closed(desk, "Reopened")
    desk.do(tickets.trash, [trashed])
    desk.do(tickets.set_status, [reopened], Status.OPEN)
    desk.do(add_rule, rule(DELETE, days=30))
    assert run(desk, days=29) == []
    young = closed(desk, "Young")
    (ran,) = run(desk, days=2)
    assert ran.done.tickets == 1
    kept = {subject for (subject,) in desk.rows("SELECT subject FROM ticket")}
    assert kept == {
        *(f"As {status}" for status in Status if status is not Status.CLOSED),
        "In the trash",
        "Reopened",
        "Young",
    }
    assert young


def test_who_still_has_a_ticket_or_is_blocked_stays(desk: Desk) -> None:
    closed(desk, "First")
    desk.captured("Second")
    spam = ContactChoice(name="Spammer", email="spam@x.example")
    blocked = closed(desk, "Third", contact=spam)
    contact = desk.one(f"SELECT contact_id FROM ticket WHERE id = {blocked}")
    desk.do(contacts.block_sender, contact, True)
    desk.do(add_rule, rule(DELETE))
    (ran,) = run(desk, days=31)
    assert (ran.done.tickets, ran.done.contacts) == (2, 0)
    assert {name for (name,) in desk.rows("SELECT name FROM contact")} == {"Eva Müller", "Spammer"}


def test_contacts_stay_where_the_rule_says_so(desk: Desk) -> None:
    closed(desk)
    desk.do(add_rule, Keeping(None, DELETE, 30, contacts=False))
    run(desk, days=31)
    assert desk.one("SELECT count(*) FROM contact") == 1


def test_what_was_merged_into_a_ticket_goes_with_it(desk: Desk) -> None:
    main, twin = desk.captured("Main"), desk.captured(f"{WORD} twin")
    desk.do(tickets.merge, [twin], main)
    desk.do(tickets.set_status, [main], Status.CLOSED)
    desk.do(add_rule, rule(DELETE))
    run(desk, days=31)
    assert desk.rows("SELECT id FROM ticket") == []
    assert left(desk, WORD) == set()


def test_a_category_has_its_own_time_and_its_children_too(desk: Desk) -> None:
    parent, child = desk.rows(
        "SELECT p.id, c.id FROM category AS p JOIN category AS c ON c.parent_id = p.id LIMIT 1"
    )[0]
    inside, outside = closed(desk, "Inside", category_id=child), closed(desk, "Outside")
    desk.do(add_rule, rule(DELETE, days=10, category=parent))
    desk.do(add_rule, rule(DELETE, days=90))
    run(desk, days=11)
    assert desk.rows("SELECT id FROM ticket") == [(outside,)]
    assert inside


def test_tickets_are_anonymised_once_and_deleted_later(desk: Desk) -> None:
    closed(desk)
    desk.do(add_rule, rule(ANONYMISE, days=30))
    desk.do(add_rule, rule(DELETE, days=60))
    (ran,) = run(desk, days=31)
    assert ran.row.rule.action is ANONYMISE
    assert run(desk, days=1) == []
    (ran,) = run(desk, days=30)
    assert ran.row.rule.action is DELETE
    assert desk.one("SELECT count(*) FROM ticket") == 0


def test_what_is_old_enough_to_be_deleted_is_not_anonymised_first(desk: Desk) -> None:
    closed(desk)
    desk.do(add_rule, rule(ANONYMISE, days=30))
    desk.do(add_rule, rule(DELETE, days=60))
    (ran,) = run(desk, days=61)
    assert ran.row.rule.action is DELETE


def test_the_preview_counts_and_names_and_changes_nothing(desk: Desk) -> None:
    for number in range(7):
        closed(desk, f"Matter {number}")
    desk.do(add_rule, rule(DELETE))
    desk.clock.advance(days=31)
    before = desk.dump()
    (found,) = desk.read(preview, now=desk.clock.now)
    assert (found.tickets, found.messages, found.contacts) == (7, 7, 1)
    assert [each.subject for each in found.examples] == [f"Matter {n}" for n in range(5)]
    assert desk.dump() == before
    (ran,) = run(desk)
    assert (ran.done.tickets, ran.done.messages, ran.done.contacts) == (7, 7, 1)


def test_a_rule_with_nothing_to_do_is_previewed_with_zero(desk: Desk) -> None:
    desk.do(add_rule, rule(DELETE))
    (found,) = desk.read(preview, now=desk.clock.now)
    assert (found.tickets, found.examples) == (0, ())


def test_what_was_done_is_reported_and_stands_in_the_history(desk: Desk) -> None:
    ticket = closed(desk)
    desk.do(add_rule, rule(ANONYMISE, days=30))
    run(desk, days=31)
    now = desk.clock.now
    assert desk.read(reports, limit=5) == [Report(now, "", ANONYMISE, 30, 1, 1, 1)]
    (*_earlier, last) = desk.read(timeline, ticket)
    assert last.label == "Anonymised 1 ticket, as a retention rule says"
    assert last.undoable_step_id is None


def test_a_backup_is_taken_before_the_first_removal_of_a_day_only(desk: Desk) -> None:
    desk.do(add_rule, rule(DELETE, days=1))
    taken: list[int] = []

    def back_up() -> None:
        taken.append(desk.one("SELECT count(*) FROM ticket"))

    assert run(desk, back_up=back_up) == []
    assert taken == []
    closed(desk)
    desk.clock.advance(hours=1)
    closed(desk)
    run(desk, days=1 - 1 / 24, back_up=back_up)
    run(desk, days=1 / 24, back_up=back_up)
    assert desk.one("SELECT count(*) FROM ticket") == 0
    assert taken == [2]
    closed(desk)
    run(desk, days=1, back_up=back_up)
    assert taken == [2, 1]


def test_a_rule_that_was_just_changed_waits_a_day_before_it_acts_by_itself(desk: Desk) -> None:
    closed(desk)
    desk.clock.advance(days=31)
    desk.do(add_rule, rule(DELETE))
    changed = desk.clock.now

    def run_at(now: datetime) -> list[Ran]:
        return run_rules(desk.database, now=now, back_up=lambda: None, grace=running.GRACE)

    assert run_at(changed + timedelta(hours=23)) == []
    assert len(run_at(changed + timedelta(days=1))) == 1


def test_nothing_goes_where_no_backup_can_be_taken(desk: Desk) -> None:
    closed(desk)
    desk.do(add_rule, rule(DELETE))

    def vote_is_open() -> None:
        raise Postponed

    with pytest.raises(Postponed):
        run(desk, days=31, back_up=vote_is_open)
    assert desk.one("SELECT count(*) FROM ticket") == 1


def test_what_was_done_before_a_stop_stays_done_and_is_reported(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_AT_ONCE", 1)
    for number in range(3):
        closed(desk, f"{number}")
    desk.do(add_rule, rule(DELETE))
    desk.clock.advance(days=31)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_rules(desk.database, now=desk.clock.now, back_up=lambda: None, tell=tell)
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert [each.tickets for each in desk.read(reports, limit=5)] == [2]
    assert desk.one("SELECT count(*) FROM ticket") == 1


def test_a_ticket_that_is_reopened_before_its_turn_stays(desk: Desk) -> None:
    ticket = closed(desk)
    desk.do(add_rule, rule(DELETE))
    desk.clock.advance(days=31)
    now: datetime = desk.clock.now
    assert len(desk.read(due, now=now)) == 1

    def reopen() -> None:
        desk.do(tickets.set_status, [ticket], Status.OPEN)

    run_rules(desk.database, now=now, back_up=reopen)
    assert desk.one("SELECT count(*) FROM ticket") == 1
    assert desk.read(reports, limit=5) == []


def test_rules_that_make_no_sense_are_refused(desk: Desk) -> None:
    first = desk.do(add_rule, rule(ANONYMISE, days=30))
    with pytest.raises(UserError, match="rule for this already"):
        desk.do(add_rule, rule(ANONYMISE, days=60))
    with pytest.raises(UserError, match="before they are anonymised"):
        desk.do(add_rule, rule(DELETE, days=30))
    with pytest.raises(UserError, match="at least one day"):
        desk.do(change_rule, first, rule(ANONYMISE, days=0))
    desk.do(change_rule, first, rule(ANONYMISE, days=60))
    desk.do(remove_rule, first)
    with pytest.raises(UserError, match="does not exist"):
        desk.do(remove_rule, first)
    desk.undo()
    assert desk.one("SELECT days FROM retention_rule") == 60
