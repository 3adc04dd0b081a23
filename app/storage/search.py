"""Full-text search over messages and snippets: only here is known how an index is asked."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.rules.names import folded
from app.storage.statements import Statements

_COLUMNS = frozenset({"subject", "people", "text", "files"})
_INDICES = ("search", "snippet_search")
_BROKEN = ("malformed", "corrupt", "checksum mismatch", "vtable constructor failed")
"""What the database says of an index that does not fit or cannot be read."""
_PAGES = 150
SHORTEST_PREFIX = 3
_WORD = re.compile(r"[^\W_]+")


class TextQuery(NamedTuple):
    """Words that one message holds in order (a phrase of one is a word).

    ``prefix`` lets the last word go on, from three letters: fewer begin so many words that looking
    them all up takes a second. ``column`` is ``subject``, ``people``, ``text`` or
    ``files``, empty for all.
    """

    words: str
    prefix: bool = False
    column: str = ""


def expression(query: TextQuery) -> str:
    """The query in the index's own syntax; empty if it holds no word."""
    words = _WORD.findall(query.words)
    if not words:
        return ""
    goes_on = query.prefix and len(words[-1]) >= SHORTEST_PREFIX
    phrase = '"' + " ".join(words) + '"' + (" *" if goes_on else "")
    if query.column:
        if query.column not in _COLUMNS:
            raise ValueError(query.column)
        return f"{query.column} : {phrase}"
    return phrase


def all_of(queries: Sequence[TextQuery]) -> str:
    """One expression for messages that hold all of the queries."""
    return " AND ".join(f"({part})" for query in queries if (part := expression(query)))


@lru_cache(maxsize=4096)
def index_words(text: str) -> str:
    """The words of ``text`` folded, each after one space; in SQL a function of the same name."""
    return "".join(f" {word}" for word in _WORD.findall(folded(text)))


def matching_ids(
    session: Session, match: str, *, limit: int = -1, before: int = 1 << 62
) -> list[int]:
    """Ids of messages that match, newest sent first, at most ``limit``, older than ``before``."""
    found = session.connection().exec_driver_sql(
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
        (match, before, limit),
    )
    return [row[0] for row in found]


def matches_more_than(session: Session, match: str, count: int) -> bool:
    """Whether more than ``count`` messages match, without looking at the rest."""
    found = session.connection().exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
        (match, count + 1),
    )
    return bool(found.scalar_one() > count)


def is_whole(session: Session) -> bool:
    """Whether the indices say the same as the messages and the snippets."""
    try:
        for table in _INDICES:
            check = f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"
            session.execute(text(check))
    except Exception as error:
        if any(sign in str(error) for sign in _BROKEN):
            return False
        raise
    return True


def rebuild(session: Session) -> None:
    """Make the indices anew from the messages and the snippets."""
    session.execute(text("INSERT INTO search(search) VALUES ('delete-all')"))
    session.execute(
        text(
            "INSERT INTO search(rowid, subject, people, text, files) "
            "SELECT id, subject, people, text, files FROM message ORDER BY id"
        )
    )
    session.execute(text("INSERT INTO snippet_search(snippet_search) VALUES ('rebuild')"))


def pieces(session: Session) -> int:
    """Of how many pieces the index is; a search asks each of them, for some 8 µs."""
    count: int = Statements(session).value("SELECT count(DISTINCT segid) FROM search_idx")
    return count


def tidy(session: Session) -> None:
    """Merge all pieces of the index into one, so that a search reads few; takes its time."""
    session.execute(text("INSERT INTO search(search) VALUES ('optimize')"))


def tidy_some(session: Session, *, begin: bool) -> bool:
    """Merge pieces for some milliseconds; False once there is nothing left to merge.

    After a call that says ``begin`` all become one, as ``tidy`` makes them; without, only pieces
    of about the same size.
    """
    sql = Statements(session)
    changes = "SELECT total_changes()"
    before = sql.value(changes)
    configure(sql, merge=-_PAGES if begin else _PAGES)
    done: int = sql.value(changes) - before
    return done >= 2


def configure(sql: Statements, **settings: int) -> None:
    """Set options of the index, for all connections once the transaction is through.

    FTS5 writes what it has gathered by the options so far before it takes a new one.
    """
    for name, value in settings.items():
        option = name.replace("_", "-")
        sql.run("INSERT INTO search(search, rank) VALUES (?, ?)", (option, int(value)))
