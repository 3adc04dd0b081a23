"""How often snippets were used and where, and their search index, kept true by triggers."""

_UNINDEX = """INSERT INTO snippet_search(snippet_search, rowid, title, words)
    VALUES ('delete', old.id, old.title, old.words);"""
_INDEX = """INSERT INTO snippet_search(rowid, title, words)
    VALUES (new.id, new.title, new.words);"""

_RECOUNT = """UPDATE snippet SET
    use_count = (SELECT count(*) FROM snippet_use WHERE snippet_id = {id}),
    last_used_at = (SELECT max(at) FROM snippet_use WHERE snippet_id = {id}),
    saved_characters = coalesce(
        (SELECT sum(characters) FROM snippet_use WHERE snippet_id = {id}), 0)
    WHERE id = {id};"""

_COUNT_ONE = """UPDATE snippet SET
    use_count = use_count + 1,
    last_used_at = max(coalesce(last_used_at, 0), new.at),
    saved_characters = saved_characters + new.characters
    WHERE id = new.snippet_id;"""

_CATEGORISE = """UPDATE snippet_use SET category_id =
    (SELECT category_id FROM ticket WHERE id = new.ticket_id AND shelf < 2)
    WHERE id = new.id;"""

SNIPPET_SEARCH_TABLES = (
    "CREATE VIRTUAL TABLE snippet_search USING fts5(title, words, "
    "content='snippet', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
)
"""The index of titles and words."""

SNIPPET_BODIES = {
    "snippet_inserted AFTER INSERT ON snippet": _INDEX,
    "snippet_returned AFTER INSERT ON snippet "
    "WHEN EXISTS (SELECT 1 FROM snippet_use WHERE snippet_id = new.id)": _RECOUNT.format(
        id="new.id"
    ),
    "snippet_deleted AFTER DELETE ON snippet": _UNINDEX,
    "snippet_reworded AFTER UPDATE OF title, words ON snippet": _UNINDEX + _INDEX,
    "snippet_use_inserted AFTER INSERT ON snippet_use": _CATEGORISE + _COUNT_ONE,
    "snippet_use_deleted AFTER DELETE ON snippet_use": _RECOUNT.format(id="old.snippet_id"),
    "snippet_use_moved AFTER UPDATE OF ticket_id ON snippet_use": _CATEGORISE,
    "message_with_snippet_moved AFTER UPDATE OF ticket_id ON message": (
        "UPDATE snippet_use SET ticket_id = new.ticket_id WHERE message_id = new.id;"
    ),
    "message_with_snippet_deleted BEFORE DELETE ON message": (
        "UPDATE snippet_use SET message_id = NULL, filled = '{}' WHERE message_id = old.id;"
    ),
    "ticket_with_snippet_sorted "
    "AFTER UPDATE OF category_id, deleted_at, merged_into_id, spam, automatic ON ticket": (
        "UPDATE snippet_use SET category_id = CASE WHEN new.shelf < 2 THEN new.category_id END "
        "WHERE ticket_id = new.id;"
    ),
    "ticket_with_snippet_deleted BEFORE DELETE ON ticket": (
        "UPDATE snippet_use SET ticket_id = NULL, filled = '{}' WHERE ticket_id = old.id;"
    ),
}
"""What the bodies do when; a use outlives its ticket as a bare count."""
