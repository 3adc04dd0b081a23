"""Taking the content out of tickets and messages: words, files, drafts, values of snippets."""

import json
from collections.abc import Iterable
from typing import Any

from app.storage.statements import Statements

_INSIDE = "IN (SELECT value FROM json_each(?))"
_BLANK = (
    "UPDATE message SET sender_name = '', sender_email = '', recipients = '{}', headers = '{}', "
    "evidence = '', warnings = NULL, subject = '', people = '', files = '', text = '', "
    f"has_html = 0, raw_id = NULL WHERE id {_INSIDE}"
)
_BARE = (
    "UPDATE ticket SET subject = '', subject_key = '', contact_id = NULL, resolution = '', "
    f"fields = '{{}}' WHERE id {_INSIDE}"
)


def column(sql: Statements, statement: str, *parameters: Any) -> list[Any]:
    """The first column of what a statement finds."""
    return [row[0] for row in sql.rows(statement, parameters)]


def contents_of(sql: Statements, messages: Iterable[int]) -> list[int]:
    """Contents that these messages name: raw mails and files."""
    marks = json.dumps(list(messages))
    raw = column(
        sql, f"SELECT raw_id FROM message WHERE raw_id IS NOT NULL AND id {_INSIDE}", marks
    )
    return [*raw, *files_of(sql, messages)]


def files_of(sql: Statements, messages: Iterable[int]) -> list[int]:
    """Contents that files of these messages name, apart from the raw mails."""
    return column(
        sql,
        f"SELECT blob_id FROM attachment WHERE blob_id IS NOT NULL AND message_id {_INSIDE}",
        json.dumps(list(messages)),
    )


def blank_messages(sql: Statements, messages: Iterable[int]) -> None:
    """Nothing of what was said stays, only that, when and by which channel something was."""
    marks = (json.dumps(list(messages)),)
    sql.run(f"DELETE FROM attachment WHERE message_id {_INSIDE}", marks)
    sql.run(_BLANK, marks)
    sql.run(f"UPDATE snippet_use SET filled = '{{}}' WHERE message_id {_INSIDE}", marks)


def bare_tickets(sql: Statements, tickets: Iterable[int]) -> None:
    """Numbers, times and categories stay."""
    marks = (json.dumps(list(tickets)),)
    sql.run(_BARE, marks)
    sql.run(f"UPDATE work_time SET note = '' WHERE ticket_id {_INSIDE}", marks)
    sql.run(f"UPDATE snippet_use SET filled = '{{}}' WHERE ticket_id {_INSIDE}", marks)


def drop_drafts(sql: Statements, drafts: Iterable[int]) -> list[int]:
    """Remove drafts with their files; the contents that they let go of."""
    marks = (json.dumps(list(drafts)),)
    let_go = column(sql, f"SELECT blob_id FROM draft_attachment WHERE draft_id {_INSIDE}", *marks)
    sql.run(f"DELETE FROM draft_attachment WHERE draft_id {_INSIDE}", marks)
    sql.run(f"DELETE FROM draft WHERE id {_INSIDE}", marks)
    return let_go


def drop_contacts(sql: Statements, contacts: Iterable[int]) -> None:
    """Remove people with their addresses and phones, and whom they are not."""
    marks = (json.dumps(list(contacts)),)
    for column_name in ("older_id", "newer_id"):
        sql.run(f"DELETE FROM contact_distinction WHERE {column_name} {_INSIDE}", marks)
    for table in ("contact_address", "contact_phone"):
        sql.run(f"DELETE FROM {table} WHERE contact_id {_INSIDE}", marks)
    sql.run(f"DELETE FROM contact WHERE id {_INSIDE}", marks)
