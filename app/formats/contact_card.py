"""A contact as files carry it, and what came of reading such a file."""

from dataclasses import dataclass

from app.rules.enums import FormOfAddress, Gender
from app.rules.names import folded


@dataclass(frozen=True, slots=True)
class CardPhone:
    """A phone number as written, and what kind it is, empty if unknown."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One contact. ``name`` is never empty after reading; ``title`` is *Dr.*, not *Frau*.

    ``language`` is a code of ISO 639-1 or empty; the preferred address and phone come first.
    """

    name: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    gender: Gender = Gender.UNKNOWN
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
    "mr": Gender.MALE, "mister": Gender.MALE, "herr": Gender.MALE, "herrn": Gender.MALE,
    "hr": Gender.MALE, "monsieur": Gender.MALE, "mrs": Gender.FEMALE, "ms": Gender.FEMALE,
    "miss": Gender.FEMALE, "frau": Gender.FEMALE, "fr": Gender.FEMALE, "madame": Gender.FEMALE,
    "mme": Gender.FEMALE, "mx": Gender.DIVERSE,
}  # fmt: skip
_WORDS = {
    Gender.MALE: "m male mannlich mann herr",
    Gender.FEMALE: "f w female weiblich frau",
    Gender.DIVERSE: "x o d divers diverse other nonbinary",
}
_GENDERS = {word: gender for gender, words in _WORDS.items() for word in words.split()}
GENDER_LETTERS = {Gender.MALE: "M", Gender.FEMALE: "F", Gender.DIVERSE: "O"}
"""How files write a gender (RFC 6350, 6.2.7); nothing is written for an unknown one."""
_LANGUAGES = {
    "german": "de", "deutsch": "de", "ger": "de", "deu": "de",
    "english": "en", "englisch": "en", "eng": "en",
    "french": "fr", "franzosisch": "fr", "spanish": "es", "spanisch": "es",
    "italian": "it", "italienisch": "it", "dutch": "nl", "niederlandisch": "nl",
    "polish": "pl", "polnisch": "pl", "turkish": "tr", "turkisch": "tr",
}  # fmt: skip


def gender_and_title(prefix: str) -> tuple[Gender, str]:
    """What stands before a name, taken apart: *Frau Dr.* is female and *Dr.*"""
    words = prefix.split()
    genders = [_FORMS[folded(word)] for word in words if folded(word) in _FORMS]
    titles = [word for word in words if folded(word) not in _FORMS]
    return (genders[0] if genders else Gender.UNKNOWN), " ".join(titles)


def gender(written: str) -> Gender:
    """The gender that a word or letter says in German or English."""
    return _GENDERS.get(folded(written), Gender.UNKNOWN)


def first_known(*genders: Gender) -> Gender:
    """The first that is not unknown."""
    return next((each for each in genders if each is not Gender.UNKNOWN), Gender.UNKNOWN)


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
