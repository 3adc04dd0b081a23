"""The names of fields and values in the query language, in English and German at once."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from app.queries.terms import Choice, ChoiceField, Flag, Part, Relative, Unit
from app.rules.enums import Channel, Level, Priority, Status
from app.rules.names import folded


class Key(StrEnum):
    """What can stand before a colon; the values are the canonical spelling."""

    STATUS = "status"
    PRIORITY = "priority"
    CHANNEL = "channel"
    LEVEL = "level"
    CONTACT = "contact"
    ORGANISATION = "organisation"
    TAG = "tag"
    CATEGORY = "category"
    ASSIGNEE = "assignee"
    SUBJECT = "subject"
    FROM = "from"
    TO = "to"
    HAS = "has"
    IS = "is"
    CREATED = "created"
    UPDATED = "updated"
    SENT = "sent"
    DUE = "due"
    SOLVED = "solved"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    ON = "on"
    NUMBER = "number"


class Who(StrEnum):
    """Assignees without a name."""

    ME = "me"
    NOBODY = "none"
    ON_DUTY = "onduty"


Value = TypeVar("Value")


class Spelling(NamedTuple):
    """Ways to write a name; the first of each language is the one that is offered."""

    en: tuple[str, ...]
    de: tuple[str, ...] = ()

    def offered(self, language: str) -> str:
        """How it is written in ``language``."""
        return self.de[0] if language == "de" and self.de else self.en[0]

    @property
    def all(self) -> tuple[str, ...]:
        return self.en + self.de


class Names(Generic[Value]):
    """Values by any of their spellings; ö may be written oe or o, a space - or _."""

    def __init__(self, spellings: Mapping[Value, Spelling]) -> None:
        self.spellings = spellings
        self._values = {
            each: value
            for value, spelling in spellings.items()
            for written in spelling.all
            for each in (_key(written), _key(_without_umlauts(written)))
        }
        self._written = {
            _key(written): written for spelling in spellings.values() for written in spelling.all
        }

    def get(self, written: str) -> Value | None:
        """The value that is spelled ``written``."""
        return self._values.get(_key(written))

    @property
    def spelled(self) -> tuple[str, ...]:
        """Every spelling."""
        return tuple(self._written.values())

    def offered(self, language: str) -> tuple[str, ...]:
        """One spelling of each value, in ``language``."""
        return tuple(each.offered(language) for each in self.spellings.values())

    def closest(self, written: str, *, cutoff: float = 0.6) -> str | None:
        """The spelling that ``written`` is most likely meant to be."""
        close = get_close_matches(_key(written), self._written, n=1, cutoff=cutoff)
        return self._written[close[0]] if close else None

    def canonical(self, value: Value) -> str:
        """The one spelling that is stored."""
        return self.spellings[value].en[0]


def _key(written: str) -> str:
    return folded(written.replace("_", " "))


def _without_umlauts(written: str) -> str:
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        written = written.replace(umlaut, letters)
    return written


KEYS = Names(
    {
        Key.STATUS: Spelling(("status", "state"), ("status", "zustand")),
        Key.PRIORITY: Spelling(("priority", "prio"), ("priorität", "prio")),
        Key.CHANNEL: Spelling(("channel", "via"), ("kanal",)),
        Key.LEVEL: Spelling(("level",), ("stufe", "ebene")),
        Key.CONTACT: Spelling(("contact", "customer"), ("kontakt", "kunde", "kundin")),
        Key.ORGANISATION: Spelling(
            ("organisation", "organization", "org", "company"), ("firma", "organisation")
        ),
        Key.TAG: Spelling(("tag", "tags", "label"), ("schlagwort", "tag", "etikett")),
        Key.CATEGORY: Spelling(("category", "cat"), ("kategorie",)),
        Key.ASSIGNEE: Spelling(
            ("assignee", "assigned", "agent"), ("zugewiesen", "mitarbeiter", "bearbeiter")
        ),
        Key.SUBJECT: Spelling(("subject", "title"), ("betreff",)),
        Key.FROM: Spelling(("from", "sender"), ("von", "absender")),
        Key.TO: Spelling(("to", "recipient"), ("an", "empfänger")),
        Key.HAS: Spelling(("has", "with"), ("hat", "mit")),
        Key.IS: Spelling(("is",), ("ist",)),
        Key.CREATED: Spelling(("created",), ("erstellt", "angelegt")),
        Key.UPDATED: Spelling(("updated", "changed"), ("geändert", "aktualisiert")),
        Key.SENT: Spelling(("sent", "date"), ("gesendet", "datum")),
        Key.DUE: Spelling(("due",), ("fällig",)),
        Key.SOLVED: Spelling(("solved",), ("gelöst",)),
        Key.BEFORE: Spelling(("before",), ("vor",)),
        Key.AFTER: Spelling(("after",), ("nach",)),
        Key.SINCE: Spelling(("since",), ("seit", "ab")),
        Key.ON: Spelling(("on",), ("am",)),
        Key.NUMBER: Spelling(("number", "ticket"), ("nummer", "ticket")),
    }
)

_STATUS = Names[tuple[Choice, ...]](
    {
        (Status.NEW,): Spelling(("new",), ("neu",)),
        (Status.OPEN,): Spelling(("open",), ("offen",)),
        (Status.WAITING_CUSTOMER,): Spelling(
            ("waiting-customer", "waiting for customer"),
            ("wartet-kunde", "wartet auf kunde", "wartet auf kunden"),
        ),
        (Status.WAITING_THIRD,): Spelling(
            ("waiting-third", "waiting for third party"),
            ("wartet-dritte", "wartet auf dritte", "wartet auf dritten"),
        ),
        (Status.SOLVED,): Spelling(("solved",), ("gelöst",)),
        (Status.CLOSED,): Spelling(("closed",), ("geschlossen",)),
        (Status.WAITING_CUSTOMER, Status.WAITING_THIRD): Spelling(
            ("waiting",), ("wartend", "wartet")
        ),
        (Status.NEW, Status.OPEN, Status.WAITING_CUSTOMER, Status.WAITING_THIRD): Spelling(
            ("unsolved", "active"), ("ungelöst", "aktiv", "unerledigt")
        ),
        (Status.SOLVED, Status.CLOSED): Spelling(("done",), ("erledigt",)),
    }
)
_PRIORITY = Names[tuple[Choice, ...]](
    {
        (Priority.LOW,): Spelling(("low",), ("niedrig",)),
        (Priority.NORMAL,): Spelling(("normal", "medium"), ("normal", "mittel")),
        (Priority.HIGH,): Spelling(("high",), ("hoch",)),
        (Priority.CRITICAL,): Spelling(("critical", "urgent"), ("kritisch", "dringend")),
    }
)
_CHANNEL = Names[tuple[Choice, ...]](
    {
        (Channel.EMAIL,): Spelling(("email", "mail", "e-mail"), ("e-mail", "mail")),
        (Channel.PHONE,): Spelling(("phone", "call"), ("telefon", "anruf")),
        (Channel.CHAT,): Spelling(("chat",)),
        (Channel.SOCIAL,): Spelling(("social", "social media"), ("social", "soziale medien")),
        (Channel.COUNTER,): Spelling(("counter", "visit"), ("besuch", "tresen", "schalter")),
        (Channel.LETTER,): Spelling(("letter", "post"), ("brief", "post")),
    }
)
_LEVEL = Names[tuple[Choice, ...]](
    {
        (Level.L1,): Spelling(("L1", "1")),
        (Level.L2,): Spelling(("L2", "2")),
        (Level.L3,): Spelling(("L3", "3")),
    }
)
CHOICES: Mapping[ChoiceField, Names[tuple[Choice, ...]]] = {
    ChoiceField.STATUS: _STATUS,
    ChoiceField.PRIORITY: _PRIORITY,
    ChoiceField.CHANNEL: _CHANNEL,
    ChoiceField.LEVEL: _LEVEL,
}

PARTS = Names(
    {
        Part.ATTACHMENT: Spelling(("attachment", "attachments"), ("anhang", "anhänge")),
        Part.DRAFT: Spelling(("draft", "drafts"), ("entwurf", "entwürfe")),
        Part.NOTE: Spelling(("note", "notes"), ("notiz", "notizen")),
        Part.DUE: Spelling(("due", "due time"), ("fälligkeit", "fällig", "termin")),
        Part.SNOOZE: Spelling(("snooze",), ("wiedervorlage",)),
        Part.LINK: Spelling(("link", "links"), ("verknüpfung", "verknüpfungen")),
    }
)

FLAGS = Names(
    {
        Flag.UNREAD: Spelling(("unread",), ("ungelesen",)),
        Flag.SNOOZED: Spelling(("snoozed",), ("zurückgestellt", "schlummernd")),
        Flag.OVERDUE: Spelling(("overdue", "late"), ("überfällig",)),
        Flag.SPAM: Spelling(("spam",)),
        Flag.TRASH: Spelling(("trash", "deleted"), ("papierkorb", "gelöscht")),
        Flag.AUTOMATIC: Spelling(("automatic", "bounce"), ("automatisch",)),
        Flag.UNASSIGNED: Spelling(("unassigned",), ("nicht-zugewiesen", "unzugewiesen")),
        Flag.MINE: Spelling(("mine",), ("meins", "meine", "mein")),
        Flag.ON_DUTY: Spelling(("onduty", "on-duty"), ("imdienst", "im-dienst")),
    }
)

WHO = Names(
    {
        Who.ME: Spelling(("me", "myself"), ("ich", "mir", "mich")),
        Who.NOBODY: Spelling(("none", "nobody"), ("niemand", "keiner", "niemandem")),
        Who.ON_DUTY: Spelling(("onduty", "on-duty"), ("imdienst", "im-dienst", "diensthabend")),
    }
)

PERIODS = Names(
    {
        Relative(Unit.DAY, 0): Spelling(("today",), ("heute",)),
        Relative(Unit.DAY, -1): Spelling(("yesterday",), ("gestern",)),
        Relative(Unit.DAY, 1): Spelling(("tomorrow",), ("morgen",)),
        Relative(Unit.WEEK, 0): Spelling(("this-week", "week"), ("diese-woche", "woche")),
        Relative(Unit.WEEK, -1): Spelling(("last-week",), ("letzte-woche", "vorige woche")),
        Relative(Unit.WEEK, 1): Spelling(("next-week",), ("nächste-woche",)),
        Relative(Unit.MONTH, 0): Spelling(
            ("this-month", "month"), ("dieser-monat", "diesen monat", "monat")
        ),
        Relative(Unit.MONTH, -1): Spelling(("last-month",), ("letzter-monat", "letzten monat")),
        Relative(Unit.MONTH, 1): Spelling(("next-month",), ("nächster-monat", "nächsten monat")),
        Relative(Unit.YEAR, 0): Spelling(("this-year", "year"), ("dieses-jahr", "jahr")),
        Relative(Unit.YEAR, -1): Spelling(("last-year",), ("letztes-jahr", "voriges jahr")),
        Relative(Unit.YEAR, 1): Spelling(("next-year",), ("nächstes-jahr",)),
    }
)

OR_WORDS = frozenset(("OR", "ODER"))
AND_WORDS = frozenset(("AND", "UND"))
NOT_WORDS = frozenset(("NOT", "NICHT"))
