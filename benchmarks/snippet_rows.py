"""Thousands of snippets for a bench desk, and tickets in which they were used."""

from random import Random
from typing import Any

from sqlalchemy.orm import Session

from app.rules.enums import FormOfAddress
from app.services.snippets import SnippetFields, Variant, create_many
from app.storage.changes import unrecorded
from app.storage.database import Database
from app.storage.statements import Statements

_SYLLABLES_LIST = "ba de fi go hu ka le mi no pu ra se ti vo wu za bre fla gri klo pre stu tro"
_SYLLABLES = tuple(_SYLLABLES_LIST.split())
_VOCABULARY = 20_000
_OF_TICKETS = 0.7
_AT_ONCE = 2_000


def add_snippets(database: Database, count: int) -> None:
    """``count`` snippets of 60 to 200 words, some of them from the tickets, and their uses."""
    random = Random(7)
    told = database.read(_told_words)
    made = ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(_VOCABULARY)]
    for start in range(0, count, _AT_ONCE):
        several = [
            _fields(random, n, told, made) for n in range(start, min(start + _AT_ONCE, count))
        ]
        database.execute(create_many, several, now=database.clock(), label="Add", agent_id=None)
    database.execute(_use, random, label="Use", agent_id=None)


def _told_words(session: Session) -> list[str]:
    found = Statements(session).rows("SELECT text FROM message ORDER BY id DESC LIMIT 2000")
    return sorted({word for row in found for word in row[0].split() if word.isalpha()})


def _fields(random: Random, number: int, told: list[str], made: list[str]) -> SnippetFields:
    """Common words come often, as in any language: the rank is drawn from a power law."""
    words = [
        random.choice(told) if random.random() < 0.15 else made[_rank(random, len(made))]
        for _ in range(random.randint(60, 200))
    ]
    return SnippetFields(
        title=" ".join(words[:3]),
        abbreviation=f"s{number}",
        variants=(Variant("de", FormOfAddress.SIE, " ".join(words)),),
        tags=(words[4],),
    )


def _rank(random: Random, count: int) -> int:
    return int(count ** random.random()) - 1


@unrecorded
def _use(session: Session, random: Random) -> None:
    """Each category has its favourites, a few of which make up most of the uses."""
    sql = Statements(session)
    snippets = [row[0] for row in sql.rows("SELECT id FROM snippet")]
    favourites: dict[Any, list[int]] = {}
    uses = []
    for ticket_id, category_id, at in sql.rows("SELECT id, category_id, activity_at FROM ticket"):
        if random.random() < _OF_TICKETS:
            known = favourites.setdefault(category_id, random.sample(snippets, 300))
            snippet_id = known[_rank(random, len(known))]
            uses.append((snippet_id, ticket_id, at, random.randint(100, 900)))
    sql.run_many(
        "INSERT INTO snippet_use (snippet_id, version, language, form, ticket_id, at, filled, "
        "characters) VALUES (?, 1, 'de', 'sie', ?, ?, '{}', ?)",
        uses,
    )
