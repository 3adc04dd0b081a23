"""What can be typed next in a search."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.i18n import _, language
from app.queries.terms import ChoiceField
from app.queries.vocabulary import CHOICES, FLAGS, KEYS, PARTS, PERIODS, WHO, Key, Spelling
from app.rules.names import folded

_MOST = 12


class Vocabulary(NamedTuple):
    """Names of the desk that values are completed from."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


class Completion(NamedTuple):
    """Put ``text`` in the place of ``[start:end]``; ``detail`` says what it is for."""

    start: int
    end: int
    text: str
    detail: str = ""


_TYPED = re.compile(
    r"""(?:^|(?<=[\s(-]))(?:(?P<field>[^\W\d_][\w-]*):(?P<sign>[<>]=?|=|))?"""
    r"""(?P<quote>"?)(?P<typed>[^\s()":][^()":]*|)$"""
)


def complete(text: str, cursor: int, *, vocabulary: Vocabulary) -> list[Completion]:
    """What may follow at ``cursor``, best first, at most twelve; empty in the middle of a word."""
    if text[cursor : cursor + 1].strip():
        return []
    found = _typed_before(text[:cursor])
    if found is None:
        return []
    key = KEYS.get(found["field"]) if found["field"] else None
    if found["field"] is None:
        return [] if found["quote"] else _fields(found["typed"], found.start("typed"), cursor)
    if key is None:
        return []
    start = found.start("quote")
    typed = found["typed"]
    if key in _CHOICE_KEYS and not found["quote"]:
        start += typed.rfind(",") + 1
        typed = typed.rpartition(",")[2]
    values = _matching(typed, _values(key, vocabulary))
    return [Completion(start, cursor, f"{_quoted(value)} ") for value in values][:_MOST]


def _typed_before(text: str) -> re.Match[str] | None:
    """The last token of ``text``; spaces belong to it only within quotes."""
    quoted = text.count('"') % 2 == 1
    start = text.rfind('"') if quoted else max(text.rfind(c) for c in " \t\n(") + 1
    if quoted:
        start = max(text.rfind(c, 0, start) for c in " \t\n(") + 1
    start += len(text[start:]) - len(text[start:].lstrip("-"))
    return _TYPED.fullmatch(text, start)


_CHOICE_KEYS = {Key(field.value): field for field in ChoiceField}


def _fields(typed: str, start: int, cursor: int) -> list[Completion]:
    if not typed:
        return []
    descriptions = _descriptions()
    names = {spelling: key for key, spelling in KEYS.spellings.items()}
    return [
        Completion(start, cursor, f"{written}:", descriptions[names[spelling]])
        for written, spelling in _spelled(typed, names)
    ][:_MOST]


def _spelled(typed: str, spellings: Iterable[Spelling]) -> list[tuple[str, Spelling]]:
    """Spellings that begin with ``typed``, in the language of the interface where that fits."""
    wanted = folded(typed)
    found = []
    for spelling in spellings:
        offered = spelling.offered(language())
        candidates = (offered, *spelling.all)
        match = next((each for each in candidates if folded(each).startswith(wanted)), None)
        if match is not None:
            found.append((match, spelling))
    return found


def _values(key: Key, vocabulary: Vocabulary) -> list[Spelling]:
    if key in _CHOICE_KEYS:
        return list(CHOICES[_CHOICE_KEYS[key]].spellings.values())
    fixed: Mapping[Key, Callable[[], Iterable[Spelling]]] = {
        Key.HAS: PARTS.spellings.values,
        Key.IS: lambda: (
            *FLAGS.spellings.values(),
            *CHOICES[ChoiceField.STATUS].spellings.values(),
        ),
        Key.ASSIGNEE: lambda: (*WHO.spellings.values(), *map(_name, vocabulary.agents)),
        Key.TAG: lambda: map(_name, vocabulary.tags),
        Key.CATEGORY: lambda: map(_name, vocabulary.categories),
        Key.CONTACT: lambda: map(_name, vocabulary.contacts),
        Key.ORGANISATION: lambda: map(_name, vocabulary.organisations),
        **dict.fromkeys(_TIME_KEYS, PERIODS.spellings.values),
    }
    return list(fixed[key]()) if key in fixed else []


_TIME_KEYS = (
    Key.CREATED,
    Key.UPDATED,
    Key.SENT,
    Key.DUE,
    Key.SOLVED,
    Key.BEFORE,
    Key.AFTER,
    Key.SINCE,
    Key.ON,
)


def _name(name: str) -> Spelling:
    return Spelling((name,))


def _matching(typed: str, spellings: list[Spelling]) -> list[str]:
    """Those that begin with ``typed``, then those with a word inside that does."""
    beginning = [written for written, _spelling in _spelled(typed, spellings)]
    wanted = f" {folded(typed)}"
    inside = [
        offered
        for offered in (spelling.offered(language()) for spelling in spellings)
        if wanted in f" {folded(offered.replace('/', ' '))}"
    ]
    return list(dict.fromkeys(beginning + inside))


def _quoted(value: str) -> str:
    plain = value.replace('"', "")
    return f'"{plain}"' if any(c.isspace() or c in "()" for c in plain) else plain


def _descriptions() -> dict[Key, str]:
    return {
        Key.STATUS: _("new, open, waiting, solved, closed"),
        Key.PRIORITY: _("low to critical, also >=high"),
        Key.CHANNEL: _("how it reached the desk"),
        Key.LEVEL: _("line of support"),
        Key.CONTACT: _("name or address of the customer"),
        Key.ORGANISATION: _("where the customer belongs"),
        Key.TAG: _("tag on the ticket"),
        Key.CATEGORY: _("category of the ticket"),
        Key.ASSIGNEE: _("me, none, onduty or a name"),
        Key.SUBJECT: _("words of the subject"),
        Key.FROM: _("who wrote a message"),
        Key.TO: _("who received a message"),
        Key.HAS: _("attachment, draft, note and more"),
        Key.IS: _("unread, snoozed, overdue and more"),
        Key.CREATED: _("when the ticket began"),
        Key.UPDATED: _("when something happened last"),
        Key.SENT: _("when a message was sent"),
        Key.DUE: _("when it is due"),
        Key.SOLVED: _("when it was solved"),
        Key.BEFORE: _("begun before a day"),
        Key.AFTER: _("begun after a day"),
        Key.SINCE: _("begun on a day or later"),
        Key.ON: _("begun on a day"),
        Key.NUMBER: _("number of the ticket"),
    }
