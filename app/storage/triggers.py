"""Derived columns and the search index, kept true by triggers whatever path a change takes.

A batch of an import inserts hundreds of rows and does this once for all of them
(``storage/bulk.py``); a row in ``bulk_load`` tells the triggers of that transaction.
"""

from app.storage.snippet_triggers import SNIPPET_BODIES, SNIPPET_SEARCH_TABLES

_NEWEST_TALK = """(SELECT direction FROM message WHERE ticket_id = {id}
    AND direction IN ('in', 'out') AND NOT automatic ORDER BY id DESC LIMIT 1)"""

RECOUNT = f"""UPDATE ticket SET
    message_count = (SELECT count(*) FROM message WHERE ticket_id = {{id}}),
    activity_at = coalesce((SELECT sent_at FROM message WHERE ticket_id = {{id}}
        ORDER BY id DESC LIMIT 1), created_at),
    last_direction = coalesce({_NEWEST_TALK}, '')
    WHERE id = {{id}};"""

_COUNT_ONE = """UPDATE ticket SET
    message_count = message_count + 1,
    last_direction = CASE WHEN new.automatic OR new.direction = 'note' OR EXISTS (
        SELECT 1 FROM message WHERE ticket_id = new.ticket_id AND id > new.id
        AND direction IN ('in', 'out') AND NOT automatic)
        THEN last_direction ELSE new.direction END,
    activity_at = CASE WHEN EXISTS (
        SELECT 1 FROM message WHERE ticket_id = new.ticket_id AND id > new.id)
        THEN activity_at ELSE new.sent_at END
    WHERE id = new.ticket_id;"""

_WORKED = """UPDATE ticket SET seconds_worked =
    coalesce((SELECT sum(seconds) FROM work_time WHERE ticket_id = {id}), 0) WHERE id = {id};"""

_SINGLE = "WHEN NOT EXISTS (SELECT 1 FROM bulk_load)"
_INDEX = "INSERT INTO search(rowid, subject, people, text, files)"
_UNINDEX = "INSERT INTO search(search, rowid, subject, people, text, files)"
_ADD = f"{_INDEX} VALUES (new.id, new.subject, new.people, new.text, new.files);"
_REMOVE = f"{_UNINDEX} VALUES ('delete', old.id, old.subject, old.people, old.text, old.files);"

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(subject, people, text, files, content='message', "
    "content_rowid='id', columnsize=0, tokenize='unicode61 remove_diacritics 2')"
)
"""Nothing is ranked, so the index does not keep how long the texts are.

Beginnings of words are no words of their own in it: three letters are looked up in two or three
hundredths of a second at worst among 60,000 mails, and with them an import took an eighth longer.
"""

_BODIES = {
    f"message_inserted AFTER INSERT ON message {_SINGLE}": _ADD + _COUNT_ONE,
    "message_deleted AFTER DELETE ON message": _REMOVE + RECOUNT.format(id="old.ticket_id"),
    "message_moved AFTER UPDATE OF ticket_id ON message": (
        RECOUNT.format(id="old.ticket_id") + RECOUNT.format(id="new.ticket_id")
    ),
    "message_reworded AFTER UPDATE OF subject, people, text, files ON message": _REMOVE + _ADD,
    f"ticket_inserted AFTER INSERT ON ticket {_SINGLE}": (
        "UPDATE ticket SET contact_key = coalesce("
        "(SELECT name_key FROM contact WHERE id = new.contact_id), '') "
        "WHERE id = new.id AND contact_key <> coalesce("
        "(SELECT name_key FROM contact WHERE id = new.contact_id), '');"
    ),
    "ticket_contact AFTER UPDATE OF contact_id ON ticket": (
        "UPDATE ticket SET contact_key = coalesce("
        "(SELECT name_key FROM contact WHERE id = new.contact_id), '') WHERE id = new.id;"
    ),
    "contact_renamed AFTER UPDATE OF name_key ON contact": (
        "UPDATE ticket SET contact_key = new.name_key WHERE contact_id = new.id;"
    ),
    "work_inserted AFTER INSERT ON work_time": _WORKED.format(id="new.ticket_id"),
    "work_deleted AFTER DELETE ON work_time": _WORKED.format(id="old.ticket_id"),
    "work_updated AFTER UPDATE ON work_time": (
        _WORKED.format(id="old.ticket_id") + _WORKED.format(id="new.ticket_id")
    ),
}

_FORGETTING = "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)"
"""What is taken out of the index leaves no word in its pieces."""

SEARCH_TABLES = (SEARCH_TABLE, _FORGETTING, *SNIPPET_SEARCH_TABLES)

TRIGGERS = tuple(
    f"CREATE TRIGGER {head} BEGIN {body} END" for head, body in (_BODIES | SNIPPET_BODIES).items()
)
"""One statement each; a new ticket starts with zeros, its messages then count themselves in."""
