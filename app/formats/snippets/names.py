"""The words of our language that a conversion writes, in the language of the interface."""

from app.i18n import language

_GERMAN = {
    "contact.name": "kontakt.name",
    "contact.first_name": "kontakt.vorname",
    "contact.last_name": "kontakt.nachname",
    "contact.title": "kontakt.titel",
    "contact.email": "kontakt.email",
    "contact.phone": "kontakt.telefon",
    "organisation.name": "firma.name",
    "ticket.number": "ticket.nummer",
    "ticket.subject": "ticket.betreff",
    "ticket.status": "ticket.status",
    "ticket.priority": "ticket.priorität",
    "agent.name": "agent.name",
    "agent.first_name": "agent.vorname",
    "agent.last_name": "agent.nachname",
    "agent.email": "agent.email",
    "desk.name": "tresen.name",
    "today": "heute",
    "now": "jetzt",
    "cursor": "cursor",
}
_WORDS = {
    "ask": "frage",
    "snippet": "baustein",
    "kind": "art",
    "choices": "auswahl",
    "long": "lang",
    "date": "datum",
    "time": "uhrzeit",
    "years": "jahre",
    "months": "monate",
    "minutes": "minuten",
    "days": "tage",
    "weeks": "wochen",
    "hours": "stunden",
}


def own_name(canonical: str) -> str:
    """How a value is written for people of this interface."""
    return _GERMAN.get(canonical, canonical) if language() == "de" else canonical


def own_word(word: str) -> str:
    """How a call, a filter, a keyword or a unit is written for people of this interface."""
    return _WORDS.get(word, word) if language() == "de" else word
