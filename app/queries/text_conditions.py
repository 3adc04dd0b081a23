"""What a message has to hold: words for the index, and whose words they are."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.queries.terms import Phrase, TextField, TextIn, Word
from app.rules.names import folded
from app.storage.search import SHORTEST_PREFIX, TextQuery, all_of, expression, index_words

_LONGEST_NUMBER = 12


class TextCondition(NamedTuple):
    """One message matches ``match`` (empty: none can) and meets ``also``, SQL over ``m``.

    ``otherwise`` selects the ids of tickets that fit without such a message.
    """

    match: str
    also: str = ""
    also_parameters: tuple[Any, ...] = ()
    otherwise: str = ""
    otherwise_parameters: tuple[Any, ...] = ()

    @property
    def parameters(self) -> tuple[Any, ...]:
        """Those of ``has_message``."""
        return (self.match, *self.also_parameters, *self.otherwise_parameters)


def has_message(text: TextCondition) -> str:
    """SQL over ``t``: it is one of the tickets in question."""
    index = "" if text.also else "INDEXED BY ix_message_ticket_of "
    tickets = (
        f"SELECT m.ticket_id FROM search AS s CROSS JOIN message AS m {index}ON m.id = s.rowid "
        f"WHERE search MATCH ?{text.also}"
    )
    if text.otherwise:
        tickets += f" UNION ALL {text.otherwise}"
    return f"(t.id IN ({tickets}))"


def words_of(words: Sequence[Word | Phrase]) -> TextCondition:
    """All words in one message; a single one of digits may be the ticket's number.

    A ticket without messages, written down in a hurry, has the words of its subject.
    """
    parts = [TextQuery(word.text, prefix=isinstance(word, Word) and word.prefix) for word in words]
    wanted = [part for part in parts if expression(part)]
    likes = " AND ".join([_IN_SUBJECT] * len(wanted))
    otherwise = f"SELECT id FROM ticket WHERE message_count = 0 AND {likes}"
    parameters: tuple[Any, ...] = tuple(like for part in wanted for like in _likes(part))
    if len(words) == 1 and isinstance(words[0], Word):
        digits = words[0].text
        if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER:
            otherwise += " UNION ALL SELECT id FROM ticket WHERE number = ?"
            parameters += (int(digits),)
    return TextCondition(all_of(parts), otherwise=otherwise, otherwise_parameters=parameters)


_IN_SUBJECT = "subject_key LIKE ? ESCAPE '!' AND index_words(subject_key) || ' ' LIKE ? ESCAPE '!'"
"""The first spares most tickets the second, which is a function in Python."""


def _likes(part: TextQuery) -> tuple[str, str]:
    words = index_words(part.words)
    goes_on = part.prefix and len(words.rpartition(" ")[2]) >= SHORTEST_PREFIX
    longest = max(words.split(), key=len)
    return f"%{escaped(longest)}%", f"%{escaped(words)}{'' if goes_on else ' '}%"


_SENDER = """ AND (index_words(m.sender_name) LIKE ? ESCAPE '!'
    OR index_words(m.sender_email) LIKE ? ESCAPE '!')"""
_RECIPIENT = """ AND EXISTS (SELECT 1 FROM json_each(m.recipients) AS r,
    json_each(r.value) AS p, json_each(p.value) AS x
    WHERE r.key IN ('to', 'cc', 'bcc') AND index_words(x.value) LIKE ? ESCAPE '!')"""

_SUBJECTS = "SELECT id FROM ticket WHERE ' ' || subject_key LIKE ? ESCAPE '!'"


def message_field(term: TextIn) -> TextCondition:
    """Subject, sender, recipient: the index finds the words, the columns say whose they are."""
    column = "subject" if term.field is TextField.SUBJECT else "people"
    words = expression(TextQuery(term.text, prefix=True, column=column))
    inside = f"%{escaped(index_words(term.text))}%"
    match term.field:
        case TextField.FROM:
            return TextCondition(words, _SENDER, (inside, inside))
        case TextField.TO:
            return TextCondition(words, _RECIPIENT, (inside,))
        case _:
            like = f"% {escaped(folded(term.text))}%"
            return TextCondition(words, otherwise=_SUBJECTS, otherwise_parameters=(like,))


def escaped(text: str) -> str:
    """``text`` for ``LIKE … ESCAPE '!'``, where it stands for itself."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
