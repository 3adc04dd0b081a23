"""Fills the ``{…}`` of a scenario: the same ticket always gets the same words."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from random import Random

from app.services.demo.people import DemoPerson

_PLACE = re.compile(r"\{(\w+)\}")
_PRODUCTS = {
    "de": (
        "Schreibtisch Linde 160",
        "Regal Esche 5-fach",
        "Hocker Birke",
        "Zeichentisch A1",
        "Werkbank Kante 140",
        "Beistelltisch Kirsche",
        "Sekretär Ulme",
        "Garderobe Ahorn",
        "Esstisch Eiche 220",
        "Sideboard Nussbaum",
    ),
    "en": (
        "the Linden desk 160",
        "the ash shelf",
        "the birch stool",
        "the drawing table A1",
        "the Edge workbench 140",
        "the cherry side table",
        "the elm bureau",
        "the maple coat stand",
        "the oak dining table 220",
        "the walnut sideboard",
    ),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def values(
    random: Random, who: DemoPerson, *, language: str, agent: str, at: datetime, zone: tzinfo
) -> dict[str, str]:
    """What stands for each placeholder in one ticket."""
    euros, cents = random.randint(39, 1890), random.choice((0, 50, 90, 95))
    german = language == "de"
    day = at.astimezone(zone) + timedelta(days=random.randint(2, 5))
    return {
        "name": who.name,
        "first": who.first,
        "formal": who.formal,
        "firm": who.firm or who.name,
        "city": who.city,
        "email": who.email,
        "agent": agent,
        "product": random.choice(_PRODUCTS[language]),
        "order": f"B-{random.randint(10_000, 99_999)}",
        "invoice": f"R-{at.year}-{random.randint(1000, 9999)}",
        "amount": f"{euros},{cents:02} €" if german else f"£{euros}.{cents:02}",
        "date": f"{day:%d.%m.}" if german else f"{day.day} {_MONTHS[day.month - 1]}",
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its placeholders filled; an unknown one is a mistake in the scenario."""
    return _PLACE.sub(lambda found: values[found[1]], text)


def sentence_start(text: str) -> str:
    """With a capital at the beginning, for a subject that begins with a product."""
    return text[:1].upper() + text[1:]
