"""Every undoable act with random but sensible arguments, for properties over sequences of acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from app.rules.access import AccessNoted
from app.rules.enums import (
    Channel,
    DraftKind,
    FormOfAddress,
    Gender,
    Impact,
    Level,
    LinkKind,
    Priority,
    SentVia,
    Status,
    Urgency,
)
from app.rules.priority import DEFAULT_MATRIX
from app.rules.retention import Keeping, RetentionAction
from app.rules.snippet_actions import FollowUp
from app.rules.template_fields import FieldKind, TemplateField
from app.services import (
    access,
    answers,
    contacts,
    drafts,
    facts,
    kept_answers,
    maintenance,
    snippet_files,
    snippet_folders,
    snippet_uses,
    snippets,
    tickets,
    views,
    work,
)
from app.services import desk as desk_service
from app.services.contacts import ContactChoice, ContactFields, Phone
from app.services.messages import NewFile
from app.services.retention import rules
from app.services.snippets import SnippetActions, Variant
from tests.desk_fixtures import Desk

SAID = "Ihre Anfrage ist bei uns angekommen."
WORDS = ("Refund", "refund", "VIP", "Würde", "x", "Rückgabe")
EMAILS = tuple(f"p{n}@kunde.example" for n in range(6))
PHONES = ("030 1234", "+49 30 1234", "0151 777", "089 55")
FIRMS = ("", "Alpha GmbH", "alpha gmbh", "Beta AG")


@dataclass(frozen=True)
class Hand:
    """Draws ids that exist and values of all kinds."""

    desk: Desk
    draw: Callable[[st.SearchStrategy[Any]], Any]

    def of(self, values: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(list(values)))

    def yes(self) -> bool:
        return bool(self.draw(st.booleans()))

    def id(self, table: str, where: str = "1") -> int:
        """An id of the table, or one that never was."""
        ids = [
            row[0] for row in self.desk.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id")
        ]
        return int(self.of(ids or [999_999]))

    def ids(self, table: str, where: str = "1") -> list[int]:
        """Some ids of the table, at least one."""
        return [self.id(table, where) for _ in range(self.draw(st.integers(1, 3)))]

    def maybe(self, table: str) -> int | None:
        return self.id(table) if self.yes() else None


def _capture(h: Hand) -> None:
    h.desk.do(
        tickets.capture,
        subject=h.of(("", "Printer", "Invoice 7")),
        text=h.of(("", "It smokes.", "Bitte um Rückruf\nDanke")),
        channel=h.of(list(Channel)),
        contact=ContactChoice(
            contact_id=h.maybe("contact"),
            name=h.of(("", "Eva", "Ömer")),
            email=h.of(("", *EMAILS)),
            phone=h.of(("", *PHONES)),
            organisation=h.of(FIRMS),
        ),
        category_id=h.maybe("category"),
        impact=h.of(list(Impact)),
        urgency=h.of(list(Urgency)),
        assignee_id=h.maybe("agent"),
        started_at=h.desk.clock.now - timedelta(minutes=h.of((0, 5, 500))),
        seconds=h.of((0, 40)),
        solved=h.yes(),
    )


def _note(h: Hand) -> None:
    h.desk.do(
        answers.add_note,
        h.id("ticket"),
        text=h.of(("", "Called back.")),
        files=[NewFile("a.txt", "text/plain", b"abc")] if h.yes() else [],
        draft_id=h.maybe("draft"),
        besides=_besides(h),
        seconds=h.of((0, 30)),
    )


def _besides(h: Hand) -> FollowUp:
    return FollowUp(
        tags=h.of(((), ("VIP",))),
        category_id=h.maybe("category"),
        status=h.of((None, Status.WAITING_THIRD)),
        until=h.of((None, h.desk.clock.now + timedelta(days=1))),
    )


def _answer(h: Hand) -> None:
    draft_id = h.id("draft", "kind <> 'note'")
    h.desk.do(
        answers.record_answer,
        draft_id,
        via=h.of(list(SentVia)),
        message_id_header=f"{draft_id}.{h.desk.clock.now.timestamp()}@shop.example",
        raw=h.of((None, b"raw")),
        then_status=h.of([None, *Status]),
        besides=_besides(h),
        seconds=h.of((0, 9)),
        work_id=h.maybe("work_time"),
    )


def _contact_fields(h: Hand) -> ContactFields:
    return ContactFields(
        name=h.of(("", "Eva", "Ömer", "Zoë")),
        organisation=h.of(FIRMS),
        customer_number=h.of(("", "K1", "K2")),
        form_of_address=h.of(list(FormOfAddress)),
        gender=h.of(list(Gender)),
        notes=h.of(("", "Calls on Mondays.")),
        emails=tuple(h.of(EMAILS) for _ in range(h.of((0, 1, 2)))),
        phones=tuple(Phone(h.of(PHONES), h.of(("", "mobile"))) for _ in range(h.of((0, 1, 2)))),
    )


def _card(h: Hand) -> Any:
    fields = _contact_fields(h)
    return SimpleNamespace(
        name=fields.name,
        title="",
        organisation=fields.organisation,
        customer_number=fields.customer_number,
        emails=(*fields.emails, *(("no address",) if h.yes() else ())),
        phones=fields.phones,
        language=h.of(("", "de")),
        form_of_address=fields.form_of_address,
        gender=fields.gender,
        notes=fields.notes,
    )


def _fields(h: Hand) -> list[TemplateField]:
    return [
        TemplateField("steps", h.of(("Steps", "Schritte")), FieldKind.LONG_TEXT),
        TemplateField("size", "Size", h.of((FieldKind.NUMBER, FieldKind.TEXT))),
    ]


def _matrix(h: Hand) -> Any:
    changed = {impact: dict(row) for impact, row in DEFAULT_MATRIX.items()}
    changed[h.of(list(Impact))][h.of(list(Urgency))] = h.of(list(Priority))
    return changed


def _signatures(h: Hand) -> dict[str, Any]:
    return {
        "name": h.of(("Kim", "Lou", "Max")),
        "email": h.of(("", "max@shop.example")),
        "colour": h.of((0, 5)),
        "signature_de": h.of(("", "Gruß")),
        "signature_en": "",
    }


def _view(h: Hand) -> dict[str, Any]:
    return {
        "name": h.of(("", "Mine", "Refunds", "VIP")),
        "query": "tag:refund",
        "sort": "due",
        "columns": h.of((["number"], ["number", "due"])),
    }


def _snippet(h: Hand) -> dict[str, Any]:
    forms = h.of(((FormOfAddress.SIE,), (FormOfAddress.SIE, FormOfAddress.DU)))
    return {
        "title": h.of(("", "Receipt", "Größe")),
        "abbreviation": h.of(("", "rec", "REC", "two words", "gr")),
        "variants": [Variant("de", form, h.of(("", SAID, f"{SAID} <<farbe>>"))) for form in forms],
        "folder_id": h.maybe("snippet_folder"),
        "category_id": h.maybe("category"),
        "tags": [h.of(WORDS)],
        "actions": SnippetActions(status=h.of((None, Status.SOLVED)), snooze=h.yes()),
    }


def _tickets(h: Hand) -> list[int]:
    return h.ids("ticket")


def _keeping(h: Hand) -> Keeping:
    return Keeping(
        h.maybe("category"), h.of(list(RetentionAction)), h.of((30, 60)), contacts=h.yes()
    )


_VALUES = {"steps": ("", "Switch it on"), "expected": (None, "Light"), "size": ("3", "x")}

ACTS: dict[Callable[..., Any], Callable[[Hand], Any]] = {
    tickets.capture: _capture,
    tickets.set_status: lambda h: h.desk.do(tickets.set_status, _tickets(h), h.of(list(Status))),
    tickets.assign: lambda h: h.desk.do(tickets.assign, _tickets(h), h.maybe("agent")),
    tickets.set_impact_urgency: lambda h: h.desk.do(
        tickets.set_impact_urgency, _tickets(h), impact=h.of(list(Impact)), urgency=None
    ),
    tickets.set_manual_priority: lambda h: h.desk.do(
        tickets.set_manual_priority, _tickets(h), h.of([None, *Priority])
    ),
    tickets.set_category: lambda h: h.desk.do(
        tickets.set_category, _tickets(h), h.maybe("category")
    ),
    tickets.set_level: lambda h: h.desk.do(tickets.set_level, _tickets(h), h.of(list(Level))),
    tickets.set_due: lambda h: h.desk.do(
        tickets.set_due, _tickets(h), h.of([None, h.desk.clock.now + timedelta(days=1)])
    ),
    tickets.snooze: lambda h: h.desk.do(
        tickets.snooze, _tickets(h), h.desk.clock.now + timedelta(hours=h.of((-1, 5)))
    ),
    tickets.wake: lambda h: h.desk.do(tickets.wake, _tickets(h)),
    tickets.stays_solved: lambda h: h.desk.do(tickets.stays_solved, _tickets(h)),
    tickets.add_tags: lambda h: h.desk.do(tickets.add_tags, _tickets(h), [h.of(WORDS)]),
    tickets.remove_tags: lambda h: h.desk.do(tickets.remove_tags, _tickets(h), [h.of(WORDS)]),
    tickets.set_subject: lambda h: h.desk.do(
        tickets.set_subject, h.id("ticket"), h.of(("", "Änderung", "x"))
    ),
    tickets.set_fields: lambda h: h.desk.do(
        tickets.set_fields,
        h.id("ticket"),
        {key: h.of(values) for key, values in _VALUES.items() if h.yes()},
    ),
    tickets.set_resolution: lambda h: h.desk.do(
        tickets.set_resolution, h.id("ticket"), h.of(("", "Restarted it."))
    ),
    tickets.set_contact: lambda h: h.desk.do(tickets.set_contact, _tickets(h), h.maybe("contact")),
    tickets.mark_spam: lambda h: h.desk.do(tickets.mark_spam, _tickets(h), from_now_on=h.yes()),
    tickets.unmark_spam: lambda h: h.desk.do(tickets.unmark_spam, _tickets(h)),
    tickets.trash: lambda h: h.desk.do(tickets.trash, _tickets(h)),
    tickets.restore: lambda h: h.desk.do(tickets.restore, _tickets(h)),
    tickets.link: lambda h: h.desk.do(
        tickets.link, h.id("ticket"), h.id("ticket"), kind=h.of(list(LinkKind))
    ),
    tickets.unlink: lambda h: h.desk.do(tickets.unlink, h.id("ticket"), h.id("ticket")),
    tickets.merge: lambda h: h.desk.do(tickets.merge, _tickets(h), h.id("ticket")),
    tickets.split: lambda h: h.desk.do(
        tickets.split, h.ids("message", f"ticket_id = {h.id('ticket')}")
    ),
    tickets.move_message: lambda h: h.desk.do(
        tickets.move_message, h.id("message"), h.id("ticket")
    ),
    drafts.discard: lambda h: h.desk.do(drafts.discard, h.id("draft")),
    answers.add_note: _note,
    answers.change_note: lambda h: h.desk.do(
        answers.change_note, h.id("message", "direction = 'note'"), h.of(("", "Corrected."))
    ),
    answers.delete_note: lambda h: h.desk.do(
        answers.delete_note, h.id("message", "direction = 'note'")
    ),
    contacts.create: lambda h: h.desk.do(contacts.create, _contact_fields(h)),
    contacts.change: lambda h: h.desk.do(contacts.change, h.id("contact"), _contact_fields(h)),
    contacts.add_address: lambda h: h.desk.do(contacts.add_address, h.id("contact"), h.of(EMAILS)),
    contacts.remove_address: lambda h: h.desk.do(
        contacts.remove_address, h.id("contact"), h.of(EMAILS)
    ),
    contacts.prefer_address: lambda h: h.desk.do(
        contacts.prefer_address, h.id("contact"), h.of(EMAILS)
    ),
    contacts.add_phone: lambda h: h.desk.do(
        contacts.add_phone, h.id("contact"), Phone(h.of(PHONES))
    ),
    contacts.set_organisation: lambda h: h.desk.do(
        contacts.set_organisation, h.ids("contact"), h.of(FIRMS)
    ),
    contacts.set_notes: lambda h: h.desk.do(contacts.set_notes, h.id("contact"), "Likes tea."),
    contacts.block_sender: lambda h: h.desk.do(contacts.block_sender, h.id("contact"), h.yes()),
    contacts.allow_pictures: lambda h: h.desk.do(contacts.allow_pictures, h.id("contact"), h.yes()),
    contacts.tell_apart: lambda h: h.desk.do(
        contacts.tell_apart, h.id("contact"), h.ids("contact")
    ),
    contacts.merge: lambda h: h.desk.do(contacts.merge, h.ids("contact"), h.id("contact")),
    contacts.delete: lambda h: h.desk.do(contacts.delete, h.ids("contact")),
    contacts.import_cards: lambda h: h.desk.do(
        contacts.import_cards, [_card(h) for _ in range(h.of((1, 3)))]
    ),
    work.add_time: lambda h: h.desk.do(
        work.add_time, h.id("ticket"), seconds=h.of((0, 60, 90)), note="Called"
    ),
    work.correct_time: lambda h: h.desk.do(
        work.correct_time, h.id("ticket"), seconds=h.of((0, 600))
    ),
    work.change_stretch: lambda h: h.desk.do(
        work.change_stretch, h.id("work_time"), seconds=h.of((0, 5)), note=h.of((None, "x"))
    ),
    views.save_view: lambda h: h.desk.do(views.save_view, **_view(h)),
    views.change_view: lambda h: h.desk.do(views.change_view, h.id("saved_view"), **_view(h)),
    views.delete_view: lambda h: h.desk.do(views.delete_view, h.id("saved_view")),
    views.reorder: lambda h: h.desk.do(views.reorder, h.ids("saved_view")),
    desk_service.change_desk: lambda h: h.desk.do(
        desk_service.change_desk,
        name=h.of(("Shop", "Laden")),
        language="de",
        country="AT",
        state="",
        zone=h.of(("Europe/Vienna", "Nowhere")),
    ),
    desk_service.add_agent: lambda h: h.desk.do(desk_service.add_agent, **_signatures(h)),
    desk_service.change_agent: lambda h: h.desk.do(
        desk_service.change_agent, h.id("agent"), **_signatures(h)
    ),
    desk_service.retire_agent: lambda h: h.desk.do(desk_service.retire_agent, h.id("agent")),
    desk_service.bring_back_agent: lambda h: h.desk.do(
        desk_service.bring_back_agent, h.id("agent")
    ),
    desk_service.set_own_addresses: lambda h: h.desk.do(
        desk_service.set_own_addresses, [(h.of(EMAILS), h.of(("", "Help")))]
    ),
    desk_service.set_priority_matrix: lambda h: h.desk.do(
        desk_service.set_priority_matrix, _matrix(h)
    ),
    access.set_access_log: lambda h: h.desk.do(
        access.set_access_log, h.of(list(AccessNoted)), days=h.of((30, 90))
    ),
    rules.add_rule: lambda h: h.desk.do(rules.add_rule, _keeping(h)),
    rules.change_rule: lambda h: h.desk.do(rules.change_rule, h.id("retention_rule"), _keeping(h)),
    rules.remove_rule: lambda h: h.desk.do(rules.remove_rule, h.id("retention_rule")),
    desk_service.add_category: lambda h: h.desk.do(
        desk_service.add_category, h.of(("Alpha", "Beta")), parent_id=h.maybe("category")
    ),
    desk_service.rename_category: lambda h: h.desk.do(
        desk_service.rename_category, h.id("category"), h.of(("Alpha", "Beta"))
    ),
    desk_service.move_category: lambda h: h.desk.do(
        desk_service.move_category, h.id("category"), h.maybe("category")
    ),
    desk_service.reorder_categories: lambda h: h.desk.do(
        desk_service.reorder_categories, h.ids("category")
    ),
    desk_service.archive_category: lambda h: h.desk.do(
        desk_service.archive_category, h.id("category"), h.yes()
    ),
    desk_service.set_category_fields: lambda h: h.desk.do(
        desk_service.set_category_fields, h.id("category"), _fields(h)
    ),
    answers.record_answer: _answer,
    snippets.create: lambda h: h.desk.do(snippets.create, **_snippet(h)),
    snippets.create_many: lambda h: h.desk.do(
        snippets.create_many,
        [snippets.SnippetFields(**_snippet(h) | {"tags": ()}) for _ in range(h.of((1, 2)))],
    ),
    snippets.change: lambda h: h.desk.do(snippets.change, h.id("snippet"), **_snippet(h)),
    snippets.restore_version: lambda h: h.desk.do(
        snippets.restore_version, h.id("snippet"), h.of((1, 2))
    ),
    snippets.set_favourite: lambda h: h.desk.do(snippets.set_favourite, h.ids("snippet"), h.yes()),
    snippets.set_colour: lambda h: h.desk.do(
        snippets.set_colour, h.ids("snippet"), h.of((None, 4))
    ),
    snippets.set_category: lambda h: h.desk.do(
        snippets.set_category, h.ids("snippet"), h.maybe("category")
    ),
    snippets.move: lambda h: h.desk.do(snippets.move, h.ids("snippet"), h.maybe("snippet_folder")),
    snippets.add_tags: lambda h: h.desk.do(snippets.add_tags, h.ids("snippet"), [h.of(WORDS)]),
    snippets.delete: lambda h: h.desk.do(snippets.delete, h.ids("snippet")),
    snippets.restore: lambda h: h.desk.do(snippets.restore, h.ids("snippet")),
    snippet_files.bring_along: lambda h: h.desk.do(
        snippet_files.bring_along,
        h.id("snippet"),
        [NewFile("d.txt", "text/plain", h.of((b"", b"d")))],
    ),
    snippet_files.attach: lambda h: h.desk.do(
        snippet_files.attach, h.id("snippet"), [NewFile("c.txt", "text/plain", h.of((b"", b"c")))]
    ),
    snippet_files.detach: lambda h: h.desk.do(snippet_files.detach, h.id("snippet_attachment")),
    snippet_folders.add_folder: lambda h: h.desk.do(
        snippet_folders.add_folder, h.of(WORDS), parent_id=h.maybe("snippet_folder")
    ),
    snippet_folders.rename_folder: lambda h: h.desk.do(
        snippet_folders.rename_folder, h.id("snippet_folder"), h.of(WORDS)
    ),
    snippet_folders.move_folder: lambda h: h.desk.do(
        snippet_folders.move_folder, h.id("snippet_folder"), h.maybe("snippet_folder")
    ),
    snippet_folders.reorder_folders: lambda h: h.desk.do(
        snippet_folders.reorder_folders, h.ids("snippet_folder")
    ),
    snippet_folders.remove_folder: lambda h: h.desk.do(
        snippet_folders.remove_folder, h.id("snippet_folder")
    ),
    facts.set_fact: lambda h: h.desk.do(
        facts.set_fact,
        h.of(("", "Opening hours", "VPN")),
        h.of(("", "9 to 17")),
        fact_id=h.maybe("fact"),
        owner_id=h.maybe("agent"),
        valid_until=h.of((None, date(2026, 3, 31))),
    ),
    facts.remove_fact: lambda h: h.desk.do(facts.remove_fact, h.id("fact")),
    kept_answers.keep_answers: lambda h: h.desk.do(
        kept_answers.keep_answers,
        kept={h.of(("ticket", "contact")): {h.of(("size", "Farbe")): h.of(("", "7", True))}},
        ticket_id=h.maybe("ticket"),
        contact_id=h.maybe("contact"),
    ),
}


def _empty_trash(h: Hand) -> None:
    h.desk.clock.advance(days=h.of((0, 31)))
    h.desk.do(tickets.empty_old_trash)


def _tidy(h: Hand) -> None:
    h.desk.do(maintenance.forget_old_steps)
    h.desk.do(maintenance.drop_contents, h.desk.read(maintenance.unused_contents))


OTHER_ACTS: dict[str, Callable[[Hand], Any]] = {
    "insert snippet": lambda h: h.desk.do(
        snippet_uses.note_insertion,
        h.id("draft"),
        snippet_id=h.id("snippet"),
        version=1,
        language="de",
        form=FormOfAddress.SIE,
        text=h.of((SAID, "Invoice")),
    ),
    "copy snippet": lambda h: h.desk.do(
        snippet_uses.record_copy,
        h.id("snippet"),
        version=1,
        language="de",
        form=FormOfAddress.SIE,
        text=SAID,
        ticket_id=h.maybe("ticket"),
    ),
    "save draft": lambda h: h.desk.do(
        drafts.save,
        ticket_id=h.id("ticket"),
        kind=h.of(list(DraftKind)),
        text=h.of(("", "Hi", "Hi you")),
        to="eva@kunde.example",
        reply_to_id=h.maybe("message"),
    ),
    "attach": lambda h: h.desk.do(
        drafts.attach, h.id("draft"), [NewFile("b.txt", "text/plain", h.of((b"1", b"2")))]
    ),
    "detach": lambda h: h.desk.do(drafts.detach, h.id("draft_attachment")),
    "drop empty draft": lambda h: h.desk.do(drafts.drop_empty, h.id("draft")),
    "read": lambda h: h.desk.do(tickets.mark_read, _tickets(h), unread=h.yes()),
    "clock": lambda h: h.desk.do(
        work.keep_running,
        h.id("ticket"),
        started_at=h.desk.clock.now,
        seconds=20,
        work_id=h.maybe("work_time"),
    ),
    "wake": lambda h: (h.desk.clock.advance(hours=6), h.desk.do(tickets.wake_due)),
    "empty trash": _empty_trash,
    "tidy": _tidy,
}
"""What cannot be undone, or leaves no record at all."""


def furnish(desk: Desk) -> None:
    """Three tickets with contacts, notes, drafts and snippets, made before the acts begin."""
    folder_id = desk.do(snippet_folders.add_folder, "Start")
    snippet_id = desk.do(
        snippets.create,
        title="Receipt",
        abbreviation="rec",
        variants=[Variant("de", FormOfAddress.SIE, SAID)],
        folder_id=folder_id,
    )
    desk.do(facts.set_fact, "VPN", "vpn.shop.example")
    for number, subject in enumerate(("Printer", "Invoice", "Login")):
        ticket_id = desk.captured(
            subject,
            contact=ContactChoice(name=f"P{number}", email=EMAILS[number], phone=PHONES[number]),
            seconds=60,
        )
        desk.do(answers.add_note, ticket_id, text=f"Note on {subject}")
        for kind in (DraftKind.REPLY, DraftKind.NOTE):
            draft_id = desk.do(
                drafts.save, ticket_id=ticket_id, kind=kind, text=f"{kind} {subject}"
            )
            desk.do(drafts.attach, draft_id, [NewFile("a.txt", "text/plain", b"abc")])
            desk.do(
                snippet_uses.note_insertion,
                draft_id,
                snippet_id=snippet_id,
                version=1,
                language="de",
                form=FormOfAddress.SIE,
                text=subject,
            )
