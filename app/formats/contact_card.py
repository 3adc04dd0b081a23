"""A contact as files carry it, and what came of reading such a file."""

from dataclasses import dataclass

from app.rules.enums import FormOfAddress
from app.rules.names import folded


@dataclass(frozen=True, slots=True)
class CardPhone:
    """A phone number as written, and what kind it is, empty if unknown."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One contact. ``name`` is never empty after reading; ``title`` is *Dr.*, not *Frau*.

    ``gender`` is ``m``, ``f``, ``x`` (neither) or None where nobody said; ``language`` is a code
    of ISO 639-1 or empty; the preferred address and phone come first.
    """

    name: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    gender: str | None = None
    organisation: str = ""
    customer_number: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[CardPhone, ...] = ()
    language: str = ""
    form_of_address: FormOfAddress = FormOfAddress.UNKNOWN
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CardProblem:
    """What could not be read, in words, and the line of the file it begins in, from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadCards:
    """What a file held; ``ignored`` names fields that a contact here has no place for."""

    cards: tuple[ContactCard, ...]
    problems: tuple[CardProblem, ...] = ()
    ignored: tuple[str, ...] = ()


_FORMS = {
    "mr": "m", "mister": "m", "herr": "m", "herrn": "m", "hr": "m", "monsieur": "m",
    "mrs": "f", "ms": "f", "miss": "f", "frau": "f", "fr": "f", "madame": "f", "mme": "f",
    "mx": "x",
}  # fmt: skip
_GENDERS = {
    "m": "m", "male": "m", "mannlich": "m", "mann": "m", "herr": "m",
    "f": "f", "w": "f", "female": "f", "weiblich": "f", "frau": "f",
    "x": "x", "o": "x", "d": "x", "divers": "x", "diverse": "x", "other": "x", "nonbinary": "x",
}  # fmt: skip
_LANGUAGES = {
    "german": "de", "deutsch": "de", "ger": "de", "deu": "de",
    "english": "en", "englisch": "en", "eng": "en",
    "french": "fr", "franzosisch": "fr", "spanish": "es", "spanisch": "es",
    "italian": "it", "italienisch": "it", "dutch": "nl", "niederlandisch": "nl",
    "polish": "pl", "polnisch": "pl", "turkish": "tr", "turkisch": "tr",
}  # fmt: skip


def gender_and_title(prefix: str) -> tuple[str | None, str]:
    """What stands before a name, taken apart: *Frau Dr.* is ``("f", "Dr.")``."""
    words = prefix.split()
    genders = [_FORMS[folded(word)] for word in words if folded(word) in _FORMS]
    titles = [word for word in words if folded(word) not in _FORMS]
    return (genders[0] if genders else None), " ".join(titles)


def gender(written: str) -> str | None:
    """``m``, ``f``, ``x`` or None for a word or letter in German or English."""
    return _GENDERS.get(folded(written))


def language_code(written: str) -> str:
    """The two letters of a language given by code or name; empty when it is unknown."""
    word = folded(written)
    code = word.split()[0] if word else ""
    return _LANGUAGES.get(word, code if len(code) == 2 and code.isalpha() else "")


def form_of_address(written: str) -> FormOfAddress:
    """*Sie* or *du* in any case; anything else is unknown."""
    try:
        return FormOfAddress(folded(written))
    except ValueError:
        return FormOfAddress.UNKNOWN
