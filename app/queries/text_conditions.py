"""What a message has to hold: words for the index, and whose words they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.queries.terms import Phrase, TextField, TextIn, Word
from app.rules.names import folded
from app.storage.search import TextQuery, all_of, expression, index_words

_LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class TextCondition:
    """One message matches ``match`` (empty: none can) and meets ``also``, SQL over ``m``.

    In its place the ticket may have this ``number``, or a subject like ``or_subject``.
    """

    match: str
    also: str = ""
    also_parameters: tuple[Any, ...] = ()
    number: int | None = None
    or_subject: str = ""

    @property
    def parameters(self) -> tuple[Any, ...]:
        """Those of ``has_message``."""
        number = () if self.number is None else (self.number,)
        subject = (self.or_subject,) if self.or_subject else ()
        return (self.match, *self.also_parameters, *number, *subject)


def has_message(text: TextCondition) -> str:
    """SQL over ``t``: it is one of the tickets in question."""
    index = "" if text.also else "INDEXED BY ix_message_ticket_of "
    tickets = [
        f"SELECT m.ticket_id FROM search AS s CROSS JOIN message AS m {index}ON m.id = s.rowid "
        f"WHERE search MATCH ?{text.also}"
    ]
    if text.number is not None:
        tickets.append("SELECT id FROM ticket WHERE number = ?")
    if text.or_subject:
        tickets.append("SELECT id FROM ticket WHERE ' ' || subject_key LIKE ? ESCAPE '!'")
    return f"(t.id IN ({' UNION ALL '.join(tickets)}))"


def words_of(words: Sequence[Word | Phrase]) -> TextCondition:
    """All words in one message; a single one of digits may be the ticket's number."""
    parts = [TextQuery(word.text, prefix=isinstance(word, Word) and word.prefix) for word in words]
    number = None
    if len(words) == 1 and isinstance(words[0], Word):
        digits = words[0].text
        if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER:
            number = int(digits)
    return TextCondition(all_of(parts), number=number)


_SENDER = """ AND (index_words(m.sender_name) LIKE ? ESCAPE '!'
    OR index_words(m.sender_email) LIKE ? ESCAPE '!')"""
_RECIPIENT = """ AND EXISTS (SELECT 1 FROM json_each(m.recipients) AS r,
    json_each(r.value) AS p, json_each(p.value) AS x
    WHERE r.key IN ('to', 'cc', 'bcc') AND index_words(x.value) LIKE ? ESCAPE '!')"""


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
            return TextCondition(words, or_subject=f"% {escaped(folded(term.text))}%")


def escaped(text: str) -> str:
    """``text`` for ``LIKE … ESCAPE '!'``, where it stands for itself."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
