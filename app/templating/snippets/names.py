"""What a ticket, its customer, the agent and the desk can tell a snippet, under all its names."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import product

from app.i18n import N_
from app.templating.snippets.fields import SPELLED_OUT, FieldKind
from app.templating.snippets.values import Value


@dataclass(frozen=True, slots=True)
class Words:
    """How a member of a closed set is written; the first of each language is printed."""

    german: tuple[str, ...]
    english: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return any(word == known.casefold() for known in (*self.german, *self.english))


@dataclass(frozen=True, slots=True)
class Name:
    """A value: its canonical name keys ``Snapshot.values``, the others are what people write.

    The first of ``german`` and ``english`` is offered. ``label`` is marked for the catalogue,
    ``sample`` is what a preview shows, ``sample_english`` where that differs. ``words`` are the
    members of a closed set by the value of their enum; ``kind`` is how it is asked for.
    """

    canonical: str
    german: tuple[str, ...]
    english: tuple[str, ...]
    label: str
    sample: Value
    sample_english: Value | None = None
    kind: FieldKind = FieldKind.TEXT
    words: Mapping[str, Words] = field(default_factory=dict)


FACT_ROOTS = ("fakt", "fact", "fakten", "facts")
"""``<<fakt.oeffnungszeiten>>``: what follows is the name of a fact of the desk."""

_ROOTS = {
    "contact": (("kontakt", "kunde", "kundin"), ("contact", "customer")),
    "organisation": (("firma", "unternehmen"), ("organisation", "organization", "company")),
    "ticket": (("ticket", "anfrage", "vorgang"), ("ticket", "request")),
    "agent": (("agent", "mitarbeiter", "mitarbeiterin", "bearbeiter", "ich"), ("agent", "me")),
    "desk": (("tresen", "desk"), ("desk",)),
}


def _of(
    root: str,
    attribute: str,
    german: str,
    english: str,
    label: str,
    sample: Value,
    *,
    short_german: str = "",
    short_english: str = "",
    sample_english: Value | None = None,
    kind: FieldKind = FieldKind.TEXT,
    words: Mapping[str, Words] | None = None,
) -> Name:
    german_roots, english_roots = _ROOTS[root]
    return Name(
        f"{root}.{attribute}",
        (*short_german.split(), *map(".".join, product(german_roots, german.split()))),
        (*short_english.split(), *map(".".join, product(english_roots, english.split()))),
        label,
        sample,
        sample_english,
        kind,
        words or {},
    )


_GENDERS = {
    "female": Words(("weiblich", "frau", "w"), ("female", "woman", "f")),
    "male": Words(("männlich", "mann", "herr", "m"), ("male", "man", "m")),
    "diverse": Words(("divers", "d"), ("diverse", "non-binary", "x")),
    "unknown": Words(("unbekannt",), ("unknown",)),
}
_FORMS = {
    "sie": Words(("Sie",), ("Sie", "formal")),
    "du": Words(("du",), ("du", "informal")),
    "unknown": Words(("unbekannt",), ("unknown",)),
}
_LANGUAGES = {
    "de": Words(("Deutsch", "de"), ("German", "de")),
    "en": Words(("Englisch", "en"), ("English", "en")),
}
_STATUSES = {
    "new": Words(("neu",), ("new",)),
    "open": Words(("offen",), ("open",)),
    "waiting_customer": Words(("wartet auf Kunden", "wartet"), ("waiting for customer", "waiting")),
    "waiting_third": Words(("wartet auf Dritte",), ("waiting for third party",)),
    "solved": Words(("gelöst",), ("solved",)),
    "closed": Words(("geschlossen",), ("closed",)),
}
_PRIORITIES = {
    "low": Words(("niedrig",), ("low",)),
    "normal": Words(("normal",), ("normal",)),
    "high": Words(("hoch",), ("high",)),
    "critical": Words(("kritisch",), ("critical",)),
}
_CHANNELS = {
    "email": Words(("E-Mail", "mail", "email"), ("email", "e-mail", "mail")),
    "phone": Words(("Telefon",), ("phone",)),
    "chat": Words(("Chat",), ("chat",)),
    "social": Words(("soziale Medien",), ("social media", "social")),
    "counter": Words(("Theke", "Besuch"), ("counter",)),
    "letter": Words(("Brief",), ("letter",)),
}
_CREATED = datetime(2026, 3, 10, 9, 15, tzinfo=UTC)
_DAY = date(2026, 3, 12)

NAMES: tuple[Name, ...] = (
    Name("greeting", ("anrede", "begrüßung"), ("greeting", "salutation"), N_("Salutation"), ""),
    _of(
        *("contact", "name", "name", "name"),
        N_("Customer's name"),
        "Eva Müller",
        short_german="name kunde kontakt kundin",
        short_english="name customer contact",
    ),
    _of(
        *("contact", "first_name", "vorname", "first_name given_name"),
        N_("Customer's first name"),
        "Eva",
        short_german="vorname",
        short_english="first_name",
    ),
    _of(
        *("contact", "last_name", "nachname familienname", "last_name surname"),
        N_("Customer's last name"),
        "Müller",
        short_german="nachname",
        short_english="last_name surname",
    ),
    _of("contact", "title", "titel", "title", N_("Customer's title"), "Dr."),
    _of(
        *("contact", "gender", "geschlecht", "gender"),
        N_("Customer's gender"),
        "female",
        short_german="geschlecht",
        short_english="gender",
        words=_GENDERS,
    ),
    _of(
        *("contact", "form", "ansprache anredeform", "form form_of_address"),
        N_("Form of address (Sie or du)"),
        "sie",
        short_german="ansprache anredeform",
        short_english="form",
        words=_FORMS,
    ),
    _of(
        *("contact", "language", "sprache", "language"),
        N_("Language of the text"),
        "de",
        short_german="sprache",
        short_english="language",
        words=_LANGUAGES,
    ),
    _of(
        *("contact", "email", "email mail adresse mailadresse", "email mail address"),
        N_("Customer's email address"),
        "eva.mueller@example.com",
        short_german="email",
        short_english="email",
    ),
    _of(
        *("contact", "phone", "telefon telefonnummer", "phone phone_number"),
        N_("Customer's phone number"),
        "030 1234567",
        short_german="telefon",
        short_english="phone",
    ),
    _of(
        *("contact", "customer_number"),
        *("kundennummer kunden_nr nummer nr", "customer_number customer_no number"),
        N_("Customer number"),
        "K-2048",
        short_german="kundennummer kunden_nr",
        short_english="customer_number customer_no",
    ),
    _of(
        *("organisation", "name", "name", "name"),
        N_("Customer's organisation"),
        "Beispiel GmbH",
        short_german="firma unternehmen kontakt.firma kunde.firma",
        short_english="organisation organization company contact.organisation "
        "contact.organization contact.company customer.company customer.organisation",
        sample_english="Example Ltd",
    ),
    _of(
        *("ticket", "number", "nummer nr", "number no id"),
        N_("Ticket number"),
        1042,
        short_german="ticket ticketnummer ticket_nr vorgang",
        short_english="ticket ticket_number ticket_no",
        kind=FieldKind.NUMBER,
    ),
    _of(
        *("ticket", "tag", "kennung", "tag reference"),
        N_("Ticket number for the subject"),
        "[#1042]",
    ),
    _of(
        *("ticket", "subject", "betreff thema", "subject"),
        N_("Subject of the ticket"),
        "Drucker druckt nicht",
        short_german="betreff",
        short_english="subject",
        sample_english="Printer does not print",
    ),
    _of(
        *("ticket", "product", "produkt gerät", "product device"),
        N_("Product"),
        "LaserJet 200",
        short_german="produkt",
        short_english="product",
    ),
    _of(
        *("ticket", "category", "kategorie", "category"),
        N_("Category"),
        "Hardware",
        short_german="kategorie",
        short_english="category",
    ),
    _of(
        *("ticket", "tags", "tags schlagwörter", "tags"),
        N_("Tags"),
        ("drucker", "treiber"),
        short_german="schlagwörter",
        short_english="tags",
        sample_english=("printer", "driver"),
        kind=FieldKind.SEVERAL,
    ),
    _of(
        *("ticket", "status", "status", "status"),
        N_("Status"),
        "open",
        short_german="status",
        short_english="status",
        words=_STATUSES,
    ),
    _of(
        *("ticket", "priority", "priorität prioritaet", "priority"),
        N_("Priority"),
        "normal",
        short_german="priorität prioritaet",
        short_english="priority",
        words=_PRIORITIES,
    ),
    _of(
        *("ticket", "channel", "kanal", "channel"),
        N_("Channel"),
        "email",
        short_german="kanal",
        short_english="channel",
        words=_CHANNELS,
    ),
    _of("ticket", "level", "stufe level", "level", N_("Level"), "L1"),
    _of(
        *("ticket", "created", "erstellt eingang angelegt", "created received"),
        N_("When the ticket came in"),
        _CREATED,
        short_german="eingang",
        short_english="received",
        kind=FieldKind.DATE,
    ),
    _of(
        *("ticket", "due", "fällig faellig frist", "due"),
        N_("When the ticket is due"),
        datetime(2026, 3, 13, 16, 0, tzinfo=UTC),
        kind=FieldKind.DATE,
    ),
    _of(
        *("ticket", "snoozed_until", "wiedervorlage", "snoozed_until follow_up"),
        N_("When the ticket comes back"),
        datetime(2026, 3, 16, 9, 0, tzinfo=UTC),
        short_german="wiedervorlage",
        short_english="follow_up",
        kind=FieldKind.DATE,
    ),
    _of(
        *("ticket", "assignee", "zuständig bearbeiter zugewiesen", "assignee owner"),
        N_("Who has the ticket"),
        "Jonas Weber",
        short_german="zuständig",
        short_english="assignee",
    ),
    _of(
        *("ticket", "resolution", "lösung loesung", "resolution solution"),
        N_("Resolution"),
        "Der Treiber wurde aktualisiert.",
        short_german="lösung loesung",
        short_english="resolution",
        sample_english="The driver was updated.",
        kind=FieldKind.LONG,
    ),
    _of(
        *("agent", "name", "name", "name"),
        N_("My name"),
        "Jonas Weber",
        short_german="agent mitarbeiter mitarbeiterin ich",
        short_english="agent me my_name",
    ),
    _of("agent", "first_name", "vorname", "first_name", N_("My first name"), "Jonas"),
    _of("agent", "last_name", "nachname", "last_name surname", N_("My last name"), "Weber"),
    _of(
        "agent", "email", "email mail adresse", "email mail", N_("My address"), "jonas@example.com"
    ),
    _of(
        *("agent", "signature", "signatur", "signature"),
        N_("My signature"),
        "Jonas Weber\nKundendienst",
        short_german="signatur",
        short_english="signature",
        sample_english="Jonas Weber\nCustomer service",
        kind=FieldKind.LONG,
    ),
    _of(
        *("desk", "name", "name", "name"),
        N_("Name of the desk"),
        "Kundendienst",
        short_german="tresen",
        short_english="desk",
        sample_english="Customer service",
    ),
    _of(
        "desk",
        "email",
        "email mail adresse",
        "email mail",
        N_("Address of the desk"),
        "hi@example.com",
    ),
    Name("today", ("heute",), ("today",), N_("Today"), _DAY, kind=FieldKind.DATE),
    Name("tomorrow", ("morgen",), ("tomorrow",), N_("Tomorrow"), _DAY, kind=FieldKind.DATE),
    Name("yesterday", ("gestern",), ("yesterday",), N_("Yesterday"), _DAY, kind=FieldKind.DATE),
    Name("now", ("jetzt",), ("now",), N_("Now, date and time"), _CREATED, kind=FieldKind.DATE),
    Name("time", ("uhrzeit",), ("time",), N_("Time of day"), "09:15"),
    Name("weekday", ("wochentag",), ("weekday",), N_("Day of the week"), "Donnerstag", "Thursday"),
    Name("month", ("monat",), ("month",), N_("Month"), "März", "March"),
    Name("year", ("jahr",), ("year",), N_("Year"), "2026"),
    Name(
        "day_greeting",
        ("tageszeitgruß", "tagesgruß"),
        ("day_greeting",),
        N_("Good morning, afternoon or evening"),
        "Guten Morgen",
        "Good morning",
    ),
)

BY_CANONICAL: Mapping[str, Name] = {name.canonical: name for name in NAMES}


@lru_cache(maxsize=1024)
def alias_key(written: str) -> str:
    """By what two spellings of a name agree: case, underscores, umlauts spelled out."""
    composed = unicodedata.normalize("NFC", written).casefold()
    return composed.replace("_", "").translate(SPELLED_OUT)


ALIASES: Mapping[str, str] = {
    alias_key(alias): name.canonical
    for name in reversed(NAMES)
    for alias in (name.canonical, *name.german, *name.english)
}


def canonical(written: str) -> str | None:
    """The canonical name of the value that is called ``written`` in any case, None if unknown."""
    return ALIASES.get(alias_key(written))


def roots() -> frozenset[str]:
    """What may stand before the dot of a known name, as `alias_key` folds it."""
    return frozenset(key.partition(".")[0] for key in ALIASES if "." in key)


@dataclass(frozen=True, slots=True)
class Completion:
    """A name to offer while a snippet is written; ``label`` is marked for the catalogue."""

    text: str
    label: str
    canonical: str


def completions(language: str) -> tuple[Completion, ...]:
    """Every value once, under its first name in ``language``."""
    return tuple(
        Completion(
            (name.german if language == "de" else name.english)[0], name.label, name.canonical
        )
        for name in NAMES
    )
