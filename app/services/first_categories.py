"""The categories that a new desk starts with, in its language."""

from dataclasses import dataclass

from app.rules.template_fields import FieldKind, TemplateField


@dataclass(frozen=True, slots=True)
class FirstCategory:
    """A category of the first level, those below it, and what they all ask for."""

    name: str
    below: tuple[str, ...]
    fields: tuple[TemplateField, ...] = ()


def _problem(steps: str, expected: str, actual: str) -> tuple[TemplateField, ...]:
    return (
        TemplateField("steps", steps, FieldKind.LONG_TEXT),
        TemplateField("expected", expected, FieldKind.LONG_TEXT),
        TemplateField("actual", actual, FieldKind.LONG_TEXT),
    )


_ENGLISH = (
    FirstCategory(
        "Technical problem",
        ("Sign-in", "Error message", "Performance", "Device or installation"),
        _problem("Steps to reproduce", "Expected result", "Actual result"),
    ),
    FirstCategory("Question", ("How to", "Product", "Opening hours and contact")),
    FirstCategory("Order", ("Delivery", "Change or cancellation", "Return")),
    FirstCategory("Invoice", ("Copy of an invoice", "Payment", "Refund")),
    FirstCategory("Account", ("Details", "Access rights", "Cancellation")),
    FirstCategory("Feedback", ("Complaint", "Praise", "Idea")),
    FirstCategory("Other", ()),
)

_GERMAN = (
    FirstCategory(
        "Technisches Problem",
        ("Anmeldung", "Fehlermeldung", "Geschwindigkeit", "Gerät oder Installation"),
        _problem("Schritte zum Nachstellen", "Erwartetes Ergebnis", "Tatsächliches Ergebnis"),
    ),
    FirstCategory("Frage", ("Anleitung", "Produkt", "Öffnungszeiten und Kontakt")),
    FirstCategory("Bestellung", ("Lieferung", "Änderung oder Storno", "Rückgabe")),
    FirstCategory("Rechnung", ("Rechnungskopie", "Zahlung", "Erstattung")),
    FirstCategory("Kundenkonto", ("Stammdaten", "Zugriffsrechte", "Kündigung")),
    FirstCategory("Rückmeldung", ("Beschwerde", "Lob", "Idee")),
    FirstCategory("Sonstiges", ()),
)


def first_categories(language: str) -> tuple[FirstCategory, ...]:
    """The tree in German for ``de``, else in English; what the desk holds is its own from then."""
    return _GERMAN if language == "de" else _ENGLISH
