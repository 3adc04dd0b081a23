"""An import brings mails to their tickets, whatever their order, and adds nothing twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.errors import Cancelled
from app.models.messages import Message
from app.queries import conversation
from app.rules.enums import Direction, LinkKind, SentVia, Status
from app.services import contacts, tickets
from app.services.contacts import ContactFields
from app.services.imports import run_import, survey
from app.services.imports.batch import LARGEST, import_batch
from app.services.imports.runs import begin, premises
from app.storage.backup import faults_of
from app.storage.bulk import recount
from app.storage.search import is_whole
from app.storage.statements import Statements
from tests.desk_fixtures import MORNING, Desk
from tests.services.mail_files import EVA, HELP, bring, conversations, files, mail

LONG_AGO = timedelta(days=60)


def test_a_mail_becomes_a_ticket_of_its_sender(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, mail("a", text="Guten Tag, er druckt nicht."))
    assert (report.messages, report.tickets_created, report.appended) == (1, 1, 0)
    assert report.failed == []
    assert desk.rows("SELECT number, subject, status, unread, last_direction FROM ticket") == [
        (1001, "Printer", 0, 1, "in")
    ]
    assert desk.rows("SELECT name, name_key FROM contact") == [("Eva Müller", "eva muller")]
    assert desk.rows("SELECT email FROM contact_address") == [("eva@kunde.example",)]
    assert desk.rows("SELECT rowid FROM search WHERE search MATCH 'druckt'")
    assert desk.one("SELECT contact_key FROM ticket") == "eva muller"


def test_the_raw_mail_is_kept_as_it_was(desk: Desk, tmp_path: Path) -> None:
    raw = mail("a")
    bring(desk, tmp_path, raw)
    assert desk.read(conversation.raw, desk.one("SELECT id FROM message")) == raw


def test_what_derives_from_messages_is_as_if_they_came_one_by_one(
    desk: Desk, tmp_path: Path
) -> None:
    bring(
        desk,
        tmp_path,
        mail("a", sent=timedelta(hours=3)),
        mail("b", sender=HELP, to=EVA, answers="a", sent=timedelta(hours=2)),
        mail("c", sender="daemon@x.example", answers="a", more="Auto-Submitted: auto-replied"),
        close_old=False,
    )
    bring(desk, tmp_path, mail("d", answers="b", sent=timedelta(hours=4)), close_old=False)
    kept = desk.rows("SELECT message_count, activity_at, last_direction FROM ticket")
    desk.do(tickets.set_subject, 1, "Other")
    desk.database.execute(_recount, label="", agent_id=None)
    assert desk.rows("SELECT message_count, activity_at, last_direction FROM ticket") == kept
    assert [(row[0], row[2]) for row in kept] == [(4, "out")]


def _recount(session: Session) -> None:
    recount(Statements(session), [1])


def test_the_reason_of_its_place_is_kept_with_each_mail(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        tmp_path,
        mail("a", sent=timedelta(hours=5)),
        mail("b", answers="a", sent=timedelta(hours=4)),
        mail("c", answers="gone", references=["a", "b"], sent=timedelta(hours=3)),
        mail("e", answers="d", sent=timedelta(hours=1)),
        mail("d", sent=timedelta(hours=2)),
        mail("f", subject="AW: [#1001] Printer"),
    )
    reasons = dict(
        desk.rows("SELECT headers ->> 'message_id', threaded_by || ' ' || evidence FROM message")
    )
    assert reasons == {
        "a@test": "new ",
        "b@test": "in_reply_to a@test",
        "c@test": "references b@test",
        "e@test": "new ",
        "d@test": "referenced e@test",
        "f@test": "new ",
    }
    bring(desk, tmp_path, mail("g", subject="AW: [#1001] Printer"))
    assert desk.rows("SELECT threaded_by, evidence FROM message ORDER BY id DESC LIMIT 1") == [
        ("subject_number", "[#1001]")
    ]


def test_the_same_mail_again_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    without_id = mail("", text="No id at all.")
    bring(desk, tmp_path, mail("a"), without_id)
    before = desk.dump()
    report = bring(desk, tmp_path, mail("a"), without_id, mail("a", text="Other words."))
    assert (report.messages, report.duplicates) == (0, 3)
    assert desk.dump() == before


def test_the_same_mail_twice_in_one_batch_is_one(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, mail("a"), mail("a"), mail(""), mail(""))
    assert (report.messages, report.duplicates, report.tickets_created) == (2, 2, 2)


def test_old_and_answered_conversations_become_closed_tickets(desk: Desk, tmp_path: Path) -> None:
    mails = [
        mail("old", sent=LONG_AGO),
        mail("asked", sender="a@x.example", sent=timedelta(days=3)),
        mail("answer", sender=HELP, to="a@x.example", answers="asked", sent=timedelta(days=2)),
        mail("new", sender="b@x.example", sent=timedelta(days=3)),
        mail("old-start", sender="c@x.example", sent=LONG_AGO),
        mail("new-end", sender="c@x.example", answers="old-start", sent=timedelta(days=1)),
    ]
    asked = survey(desk.database, files(tmp_path / "s", mails), now=MORNING)
    assert (asked.mails, asked.conversations, asked.history) == (6, 4, 2)
    bring(desk, tmp_path, *mails)
    found = desk.rows(
        "SELECT m.headers ->> 'message_id', t.status, t.unread, t.closed_at = t.activity_at "
        "FROM message AS m JOIN ticket AS t ON t.id = m.ticket_id ORDER BY m.id"
    )
    assert {row[0]: row[1:] for row in found} == {
        "old@test": (5, 0, 1),
        "asked@test": (5, 0, 1),
        "answer@test": (5, 0, 1),
        "new@test": (0, 1, None),
        "old-start@test": (0, 1, None),
        "new-end@test": (0, 1, None),
    }


def test_nothing_is_closed_when_the_person_wants_it_all_as_work(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        tmp_path,
        mail("old", sent=LONG_AGO),
        mail("answer", sender=HELP, to=EVA, answers="old", sent=timedelta(days=50)),
        close_old=False,
    )
    assert desk.rows("SELECT status, closed_at FROM ticket") == [(1, None)]


def test_mail_from_the_desk_is_outgoing_and_belongs_to_its_recipient(
    desk: Desk, tmp_path: Path
) -> None:
    bring(
        desk,
        tmp_path,
        mail("a", sender="Kim Okafor <KIM@shop.example>", to=f"{HELP}, {EVA}"),
        close_old=False,
    )
    assert desk.rows("SELECT direction, via, agent_id FROM message") == [
        (Direction.OUT.value, SentVia.IMPORTED.value, 1)
    ]
    assert desk.one("SELECT c.name FROM ticket t JOIN contact c ON c.id = t.contact_id") == (
        "Eva Müller"
    )


def test_reply_to_names_the_customer_of_a_contact_form(desk: Desk, tmp_path: Path) -> None:
    form = mail("a", sender="Form <noreply@shop.example>", more=f"Reply-To: {EVA}")
    bring(desk, tmp_path, form)
    assert desk.rows("SELECT name FROM contact") == [("Eva Müller",)]


def test_another_address_does_not_take_over_the_contact(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a", sent=timedelta(hours=2)))
    bring(desk, tmp_path, mail("b", sender="Ann <ann@kunde.example>", answers="a"))
    assert desk.rows(
        "SELECT c.name, t.message_count FROM ticket t JOIN contact c ON c.id = t.contact_id"
    ) == [("Eva Müller", 2)]


def test_a_customers_reply_reopens_and_wakes(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"), mail("x", sender="x@x.example"))
    desk.do(tickets.set_status, [1], Status.SOLVED)
    desk.do(tickets.set_status, [2], Status.WAITING_CUSTOMER)
    desk.do(tickets.snooze, [2], MORNING + timedelta(days=3))
    bring(
        desk,
        tmp_path,
        mail("b", answers="a", sent=MORNING + timedelta(hours=1), text="Still broken, why?"),
        mail("y", sender="x@x.example", answers="x", sent=MORNING + timedelta(hours=1)),
        now=MORNING + timedelta(hours=2),
    )
    assert desk.rows("SELECT status, solved_at, snoozed_until, unread FROM ticket ORDER BY id") == [
        (1, None, None, 1),
        (1, None, None, 1),
    ]


def test_a_thank_you_leaves_a_solved_ticket_solved_and_says_so(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    desk.do(tickets.set_status, [1], Status.SOLVED)
    thanks = mail("b", answers="a", sent=MORNING + timedelta(hours=1), text="Thank you very much!")
    bring(desk, tmp_path, thanks, now=MORNING + timedelta(hours=2))
    assert desk.rows("SELECT status, thanked, unread FROM ticket") == [(4, 1, 1)]


def test_a_reply_to_a_closed_ticket_opens_a_linked_one_and_the_next_reply_joins_it(
    desk: Desk, tmp_path: Path
) -> None:
    bring(desk, tmp_path, mail("a"))
    desk.do(tickets.set_status, [1], Status.CLOSED)
    later = MORNING + timedelta(hours=1)
    bring(desk, tmp_path, mail("b", answers="a", sent=later), now=later)
    bring(desk, tmp_path, mail("c", answers="a", sent=later), now=later)
    assert conversations(desk) == {frozenset("a"), frozenset("bc")}
    assert desk.rows("SELECT ticket_id, other_id, kind FROM ticket_link") == [
        (2, 1, LinkKind.CONTINUES.value)
    ]
    assert desk.rows("SELECT threaded_by FROM message WHERE ticket_id = 2 ORDER BY id") == [
        ("continues_closed",),
        ("in_reply_to",),
    ]
    assert desk.rows("SELECT status FROM ticket ORDER BY id") == [(5,), (0,)]


def test_an_old_mail_completes_a_closed_ticket_and_opens_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    bring(desk, tmp_path, mail("b", answers="a", sent=LONG_AGO))
    bring(desk, tmp_path, mail("c", answers="b", sent=LONG_AGO - timedelta(days=1)))
    bring(desk, tmp_path, mail("a", sent=LONG_AGO + timedelta(days=1)))
    assert conversations(desk) == {frozenset("abc")}
    assert desk.rows("SELECT status FROM ticket") == [(5,)]


def test_a_sent_folder_imported_later_closes_what_it_answered(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a", sent=timedelta(days=2)))
    assert desk.rows("SELECT status FROM ticket") == [(0,)]
    bring(desk, tmp_path, mail("b", sender=HELP, to=EVA, answers="a"))
    assert desk.rows("SELECT status, last_direction, unread FROM ticket") == [(5, "out", 0)]


def test_a_mail_brings_tickets_of_an_earlier_import_together(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        tmp_path,
        mail("a", sent=timedelta(hours=9)),
        mail("c", answers="b", sent=timedelta(hours=7)),
    )
    assert conversations(desk) == {frozenset("a"), frozenset("c")}
    before = desk.dump()
    bring(desk, tmp_path, mail("b", sender=HELP, to=EVA, answers="a", sent=timedelta(hours=8)))
    assert conversations(desk) == {frozenset("abc")}
    assert desk.rows("SELECT merged_into_id, message_count FROM ticket ORDER BY id") == [
        (None, 3),
        (1, 0),
    ]
    desk.undo()
    assert desk.dump() == before


def test_tickets_that_people_worked_on_are_never_brought_together(
    desk: Desk, tmp_path: Path
) -> None:
    bring(
        desk,
        tmp_path,
        mail("a", sent=timedelta(hours=9)),
        mail("c", answers="b", sent=timedelta(hours=7)),
    )
    desk.do(tickets.set_subject, 1, "Mine")
    desk.do(tickets.set_subject, 2, "Mine too")
    bring(desk, tmp_path, mail("b", sender=HELP, to=EVA, answers="a", sent=timedelta(hours=8)))
    assert conversations(desk) == {frozenset("ab"), frozenset("c")}


BOUNCE = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"


def _bounce(name: str, original: str, *, sent: timedelta) -> bytes:
    head = mail(name, sender="MAILER-DAEMON@mx.example", subject="Undelivered Mail", sent=sent)
    fields = head.partition(b"\r\nContent-Type")[0].decode()
    body = (
        "\r\n--b\r\n\r\nCould not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n"
        "\r\nFinal-Recipient: rfc822; eva@kunde.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: help@shop.example\r\n"
        f"Message-ID: <{original}@test>\r\nSubject: Printer\r\n\r\nText\r\n--b--\r\n"
    )
    return f"{fields}\r\n{BOUNCE}\r\n{body}".encode()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_a_bounce_goes_to_what_caused_it_and_never_counts_as_an_answer(
    desk: Desk, tmp_path: Path, order: tuple[int, ...]
) -> None:
    mails = [
        mail("a", sent=timedelta(hours=3)),
        mail("b", sender=HELP, to=EVA, answers="a", sent=timedelta(hours=2)),
        _bounce("bounce", "b", sent=timedelta(hours=1)),
    ]
    report = bring(desk, tmp_path, *(mails[place] for place in order), close_old=False)
    assert (report.automatic, report.bounces, report.tickets_created) == (1, 1, 1)
    assert desk.rows(
        "SELECT t.automatic, t.status, t.last_direction, t.subject, c.name "
        "FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id"
    ) == [(0, 1, "out", "Printer", "Eva Müller")]


def test_automatic_mail_alone_makes_an_automatic_ticket_and_reopens_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    bring(desk, tmp_path, mail("a"), mail("b", more="Auto-Submitted: auto-generated"))
    assert desk.rows("SELECT automatic, shelf FROM ticket ORDER BY id") == [(0, 0), (1, 2)]
    desk.do(tickets.set_status, [1], Status.SOLVED)
    away = mail("c", answers="a", more="Auto-Submitted: auto-replied")
    bring(desk, tmp_path, away)
    assert desk.rows("SELECT status, message_count FROM ticket WHERE id = 1") == [(4, 2)]


def test_mail_of_a_blocked_sender_is_spam(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    desk.do(tickets.mark_spam, [1], from_now_on=True)
    bring(desk, tmp_path, mail("b"))
    assert desk.rows("SELECT spam FROM ticket ORDER BY id") == [(1,), (1,)]


def test_a_mail_to_a_ticket_in_the_trash_brings_it_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, mail("a"))
    desk.do(tickets.trash, [1])
    bring(desk, tmp_path, mail("b", answers="a"))
    assert desk.rows("SELECT shelf, message_count FROM ticket") == [(0, 2)]


def test_an_address_in_place_of_a_message_id_names_nobodys_mail(desk: Desk, tmp_path: Path) -> None:
    by_name = "In-Reply-To: Message from Kim <kim@shop.example>"
    to = "Kim <kim@shop.example>"
    bring(desk, tmp_path, mail("a", to=to, more=by_name), mail("b", to=to, more=by_name))
    assert conversations(desk) == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize(
    ("date", "sent_at"),
    [
        ("Fri, 31 Dec 1909 10:00:00 +0000", MORNING),
        ("Mon, 01 Jan 2091 10:00:00 +0000", MORNING),
        ("gestern", MORNING),
    ],
)
def test_an_absurd_date_is_no_date(desk: Desk, tmp_path: Path, date: str, sent_at: object) -> None:
    raw = mail("a").replace(b"Date: ", b"X-Date: ", 1)
    bring(desk, tmp_path, f"Date: {date}\r\n".encode() + raw)
    found = desk.get(Message, desk.one("SELECT id FROM message"))
    assert (found.dated, found.sent_at) == (False, sent_at)


def test_without_a_date_the_time_of_delivery_stands_in(desk: Desk, tmp_path: Path) -> None:
    raw = mail("a").replace(b"Date: ", b"X-Date: ", 1)
    received = b"Received: from mx.example by shop.example;\r\n\tSat, 3 Jan 2026 10:00:00 +0100\r\n"
    bring(desk, tmp_path, received + raw)
    assert desk.rows("SELECT dated, status, sent_at FROM message JOIN ticket") == [
        (0, 5, 1767430800000)
    ]


def test_a_name_given_later_replaces_one_made_of_the_address_unless_somebody_edited(
    desk: Desk, tmp_path: Path
) -> None:
    bring(desk, tmp_path, mail("a", sender="e.m@kunde.example"), mail("b", sender="x@y.example"))
    desk.do(contacts.change, 2, ContactFields(name="Herr X", emails=("x@y.example",)))
    bring(
        desk,
        tmp_path,
        mail("c", sender="Eva Müller <e.m@kunde.example>"),
        mail("d", sender="Xaver <x@y.example>"),
    )
    assert desk.rows("SELECT name FROM contact ORDER BY id") == [("Eva Müller",), ("Herr X",)]
    assert desk.one("SELECT contact_key FROM ticket WHERE id = 1") == "eva muller"


def test_damaged_mail_is_kept_with_a_warning_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    lone_surrogate = "=?utf-16?Q?=D8=00?= \ud800"
    damaged = (
        b"From: x@y.example\r\nSubject: "
        + lone_surrogate.encode("utf-8", "surrogatepass")
        + b"\r\nContent-Type: text/html; charset=x-nothing\r\n\r\n<p>&#xD800; \x00 \xff</p>"
    )
    report = bring(desk, tmp_path, damaged, mail("a"))
    assert (report.messages, report.failed) == (2, [])
    assert desk.rows("SELECT 1 FROM message WHERE warnings IS NOT NULL") == [(1,)]


def test_a_file_that_is_no_mail_is_named_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "box"
    files(folder, [mail("a")])
    (folder / "picture.eml").write_bytes(bytes(range(256)) * 20)
    report = run_import(
        desk.database, [folder], close_old=True, now=MORNING, agent_id=None, label="Import"
    )
    assert report.messages == 1
    assert [each.path.name for each in report.failed] == ["picture.eml"]
    assert report.failed[0].reason


def test_attachments_are_found_again_in_the_raw_mail(desk: Desk, tmp_path: Path) -> None:
    head = mail("a").partition(b"\r\nContent-Type")[0]
    body = (
        b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee file.\r\n--b\r\n"
        b'Content-Type: application/pdf; name="Rechnung.pdf"\r\n'
        b"Content-Transfer-Encoding: base64\r\n"
        b"\r\nUERG\r\n--b--\r\n"
    )
    bring(desk, tmp_path, head + body)
    assert desk.rows("SELECT name, content_type, size, blob_id FROM attachment") == [
        ("Rechnung.pdf", "application/pdf", 3, None)
    ]
    assert (
        desk.read(conversation.attachment_content, desk.one("SELECT id FROM attachment")) == b"PDF"
    )
    assert desk.rows("SELECT rowid FROM search WHERE search MATCH 'files : rechnung'")


def test_a_batch_is_never_larger_than_two_hundred(desk: Desk, tmp_path: Path) -> None:
    sizes: list[int] = []

    class Watching:
        def read(self, query: object, *args: object, **kwargs: object) -> object:
            return desk.database.read(query, *args, **kwargs)  # type: ignore[arg-type]

        def execute(self, operation: object, *args: object, **kwargs: object) -> object:
            if operation is import_batch:
                sizes.append(len(args[0]))  # type: ignore[arg-type]
            return desk.database.execute(operation, *args, **kwargs)  # type: ignore[arg-type]

    mails = [mail(f"m{number}", sent=timedelta(minutes=number)) for number in range(450)]
    run_import(
        Watching(),  # type: ignore[arg-type]
        files(tmp_path / "many", mails),
        close_old=True,
        now=MORNING,
        agent_id=None,
        label="Import",
    )
    assert sum(sizes) == 450
    assert max(sizes) <= LARGEST == 200
    run = desk.do(begin, [tmp_path], desk.database.read(premises), close_old=True)
    with pytest.raises(ValueError, match="201"):
        desk.do(import_batch, [None] * 201, run)


def test_nobody_has_to_look_when_it_is_cancelled_at_once(desk: Desk, tmp_path: Path) -> None:
    before = desk.dump()
    with pytest.raises(Cancelled):
        run_import(
            desk.database,
            files(tmp_path / "m", [mail("a")]),
            close_old=True,
            now=MORNING,
            agent_id=None,
            label="Import",
            cancelled=lambda: True,
        )
    assert desk.dump() == before


def test_progress_reaches_the_whole(desk: Desk, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    run_import(
        desk.database,
        files(tmp_path / "m", [mail("a"), mail("b")]),
        close_old=True,
        now=MORNING,
        agent_id=None,
        label="Import",
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1] > 0


@pytest.mark.mails
def test_all_real_mails_come_in_and_nothing_is_found_wrong(desk: Desk, real_mails: Path) -> None:
    paths = sorted(real_mails.glob("*/*.txt"))
    asked = survey(desk.database, paths, now=MORNING)
    report = run_import(
        desk.database, paths, close_old=True, now=MORNING, agent_id=None, label="Import"
    )
    assert (report.messages, report.duplicates, report.failed) == (6046, 0, [])
    assert (asked.mails, asked.conversations) == (6046, report.tickets_created)
    assert asked.history == desk.one("SELECT count(*) FROM ticket WHERE status = 5")
    assert desk.read(is_whole)
    assert faults_of(desk.path) == []
    kept = desk.rows("SELECT message_count, activity_at, last_direction FROM ticket ORDER BY id")
    desk.database.execute(_recount_all, label="", agent_id=None)
    derived = desk.rows("SELECT message_count, activity_at, last_direction FROM ticket ORDER BY id")
    assert derived == kept


def _recount_all(session: Session) -> None:
    sql = Statements(session)
    recount(sql, [row[0] for row in sql.rows("SELECT id FROM ticket")])
