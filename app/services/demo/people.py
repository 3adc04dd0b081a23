"""The invented customers of the demo desk: any number, each always the same."""

from dataclasses import dataclass
from random import Random

from app.rules.enums import FormOfAddress, Gender
from app.rules.names import folded


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A customer; ``firm`` is empty for private ones, ``formal`` is *Frau Schneider*."""

    name: str
    first: str
    formal: str
    email: str
    phone: str
    firm: str
    city: str
    language: str
    form_of_address: FormOfAddress
    gender: Gender
    customer_number: str
    notes: str


@dataclass(frozen=True, slots=True)
class _Country:
    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    cities: tuple[str, ...]
    firms: tuple[str, ...]
    phone: str


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_DE = _Country(
    women=_names(
        "Anna Sabine Katharina Meike Ayşe Ingrid Svenja Lena Gülay Birgit Johanna Clara Nadine "
        "Paula Renate Marlene Yvonne Elif Franziska Greta"
    ),
    men=_names(
        "Jürgen Thomas Lukas Mehmet Björn Stefan Karl-Heinz Felix Jonas Matthias Emre Sören "
        "Wolfgang Henrik Paul Günther Milan Ole Rüdiger David"
    ),
    last=_names(
        "Müller Schneider Weiß Yılmaz Köhler Petersen Hoffmann Großmann Brandt Jäger Lehmann "
        "Öztürk Schröder Vogt Winkler Böttcher Reuter Kaya Ziegler Hartwig Lindner Pohl Sauer "
        "Thiele Ulrich Voß Wegener Zimmermann Behrens Dietrich Ebert Förster Gärtner Hübner "
        "Jansen Krämer Löffler Nowak Otto Pfeiffer"
    ),
    cities=("Lübeck", "Hamburg", "Kiel", "Bremen", "Köln", "München", "Münster", "Leipzig"),
    firms=(
        "Praxis Dr. Köhler",
        "Kanzlei Brandt & Vogt",
        "Café Möwe",
        "Stadtbücherei Nord",
        "Architekturbüro Lindner",
        "Gärtnerei Grün GmbH",
        "Hansekontor AG",
        "Kita Sonnenhof",
        "Optik Weiß",
        "Fahrradladen Kette",
        "Steuerberatung Pohl",
        "Verlag Blaue Stunde",
    ),
    phone="+49 {area} {number}",
)
_EN = _Country(
    women=_names(
        "Emma Olivia Priya Charlotte Zoë Grace Fatima Hannah Isla Megan Rosie Siobhán Amelia "
        "Naomi Beth Chloé Eleanor Ruby Aisha Freya"
    ),
    men=_names(
        "Oliver James Arjun Callum Dylan Edward Finn George Harry Ibrahim Jack Liam Marcus "
        "Noah Owen Rhys Samuel Toby Victor William"
    ),
    last=_names(
        "Smith Patel Jones Williams O'Connor Taylor Brown Evans Walker Wright Robinson Khan "
        "Thompson White Hughes Green Hall Wood Clarke Jackson Turner Hill Moore Cooper Ward "
        "Morris Bailey Parker Bennett Murphy Kelly Price Fraser Grant Hayes Inglis Kerr Lowe "
        "Mercer Nash"
    ),
    cities=("Bristol", "Leeds", "Edinburgh", "Cardiff", "York", "Dublin", "Norwich", "Bath"),
    firms=(
        "Harbour & Co",
        "Bramble Books",
        "Clearwater Dental",
        "Northside Studio Ltd",
        "Pike Architects",
        "The Copper Kettle",
        "Foxglove Nursery",
        "Mercer Legal LLP",
        "Hilltop School",
        "Blue Door Media",
    ),
    phone="+44 {area} {number}",
)
_NOTES = {
    "de": ("Ruft lieber an, als zu schreiben.", "Stammkundin seit dem ersten Stand auf der Messe."),
    "en": ("Prefers a call to a mail.", "Has bought from us since the first fair."),
}


def person(number: int) -> DemoPerson:
    """The customer with this number, counted from 0; three of five write German."""
    random = Random(number * 2_654_435_761 % (1 << 31))
    language = "de" if number % 5 < 3 else "en"
    country = _DE if language == "de" else _EN
    woman = random.random() < 0.5
    first = random.choice(country.women if woman else country.men)
    last = random.choice(country.last)
    firm = random.choice(country.firms) if random.random() < 0.4 else ""
    name = f"{first} {last}"
    return DemoPerson(
        name=name,
        first=first,
        formal=f"{'Frau' if woman else 'Herr'} {last}" if language == "de" else name,
        email=_email(random, first, last, firm, number),
        phone=_phone(random, country) if random.random() < 0.6 else "",
        firm=firm,
        city=random.choice(country.cities),
        language=language,
        form_of_address=_address(random, language),
        gender=_gender(number, woman=woman),
        customer_number=f"K-{20_000 + number}" if random.random() < 0.7 else "",
        notes=random.choice(_NOTES[language]) if random.random() < 0.08 else "",
    )


def _email(random: Random, first: str, last: str, firm: str, number: int) -> str:
    local = f"{_ascii(first)}.{_ascii(last)}"
    if firm:
        return f"{local}{number}@{_ascii(firm)}.example"
    place = random.choice(("postfach", "mailbox", "netzpost", "webmail"))
    return f"{local}{number}@{place}.example"


def _ascii(text: str) -> str:
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.casefold().replace(umlaut, letters)
    plain = "".join(c for c in folded(text) if c.isascii() and (c.isalnum() or c in " -"))
    return "-".join(plain.split())


def _phone(random: Random, country: _Country) -> str:
    area = random.choice(("40", "451", "431", "30", "171") if country is _DE else ("117", "20"))
    return country.phone.format(area=area, number=random.randint(1_000_000, 99_999_999))


def _address(random: Random, language: str) -> FormOfAddress:
    if language != "de":
        return FormOfAddress.UNKNOWN
    return FormOfAddress.DU if random.random() < 0.25 else FormOfAddress.SIE


def _gender(number: int, *, woman: bool) -> Gender:
    """What the desk knows: of every sixth customer nothing."""
    if number % 6 == 5:
        return Gender.UNKNOWN
    if number % 97 == 3:
        return Gender.DIVERSE
    return Gender.FEMALE if woman else Gender.MALE
