"""Names of people: keys to sort and search by, initials, names from addresses, phone numbers."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.i18n import _

_LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def folded(text: str) -> str:
    """The key ``text`` is sorted and searched by: *Müller-Strauß* and *muller strauss* agree.

    Lower case, without diacritics and punctuation at word borders, spaces single. ü is u as in
    DIN 5007-1 and in the full-text index, so *ue* is another word.
    """
    plain = text.lower() if text.isascii() else _without_marks(text)
    return " ".join(_FOLDED_WORDS.findall(plain))


_FOLDED_WORDS = re.compile(r"[^\W_]+(?:[.@'’+&/][^\W_]+)*")


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_MARKS))
    return "".join([c for c in decomposed if not unicodedata.combining(c)])


def initials(name: str) -> str:
    """One or two capital letters for a circle: *Eva Maria Müller* is EM; ``?`` without a letter.

    *Müller, Eva* is written last name first. An address gives the letters of its name.
    """
    words = [w for w in re.split(r"[\s\-_.]+", _first_name_first(name).partition("@")[0]) if w]
    letters = [next((c for c in word if c.isalnum()), "") for word in words]
    letters = [letter for letter in letters if letter]
    if not letters:
        return "?"
    return (letters[0] if len(letters) == 1 else letters[0] + letters[-1]).upper()


_SEPARATORS = re.compile(r"[._+\-]+")
_ROLES_LIST = """
    info office mail kontakt contact service support sales admin webmaster postmaster team hello
    hallo buchhaltung rechnung einkauf verkauf vertrieb bestellung noreply newsletter
    """
_ROLES = frozenset(_ROLES_LIST.split())


def name_from_address(email: str) -> str:
    """What to call who writes from ``email`` without a name: *eva.mueller@x* is Eva Mueller.

    Only a part before the @ that reads like first and last name is split; others, and addresses of
    a department, stay as they are written. Umlauts are not guessed: Samuel is no Samül.
    """
    local = email.strip().partition("@")[0].partition("+")[0]
    words = [word for word in _SEPARATORS.split(local) if word]
    if len(words) < 2 or any(not w.isalpha() or w.casefold() in _ROLES for w in words):
        return email.strip()
    return " ".join(word[:1].upper() + word[1:].lower() for word in words)


def display_name(name: str, email: str = "") -> str:
    """How a person is shown: their name, cleaned of quotes and *Last, First*; else by address."""
    cleaned = " ".join(name.strip().strip("\"'“”„").split())
    if not cleaned or cleaned.casefold() == email.strip().casefold():
        return name_from_address(email)
    return _first_name_first(cleaned)


def _first_name_first(name: str) -> str:
    last, comma, first = name.partition(",")
    if not comma or "," in first or not first.strip() or not last.strip():
        return name
    words = len(first.split()) + len(last.split())
    return f"{first.strip()} {last.strip()}" if words <= 4 and "@" not in name else name


def split_name(name: str) -> tuple[str, str]:
    """First and last name; particles (*von der*) stay with the last, one word is a last name."""
    words = _first_name_first(" ".join(name.split())).split()
    if len(words) < 2:
        return "", " ".join(words)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


_PARTICLES_LIST = """
    von vom zu zum zur van de der den del della di da dos du la le ter
    """
_PARTICLES = frozenset(_PARTICLES_LIST.split())


def phone_key(phone: str, *, country_code: str = "49") -> str:
    """Digits by which two spellings of one number agree: ``+49 (0)30 1234-5`` is 493012345.

    A national number, with one leading zero, gets ``country_code``. Anything without at least
    three digits has no key and gives an empty string.
    """
    text = unicodedata.normalize("NFKC", phone).strip()
    text = re.split(r"(?i)(?:ext|durchwahl|x)\.?\s*\d+\s*$", text)[0]
    international = text.startswith(("+", "00"))
    if international:
        text = text.replace("(0)", "")
    digits = re.sub(r"\D", "", text)
    if len(digits) < 3:
        return ""
    if international:
        return digits.removeprefix("00") if text.startswith("00") else digits
    return country_code + digits[1:] if digits.startswith("0") else digits


class Likeness(StrEnum):
    """Why two contacts may be one person, the strongest first."""

    EMAIL = "email"
    CUSTOMER_NUMBER = "customer_number"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Person:
    """What two contacts are compared by; ``emails`` and ``phones`` in any spelling."""

    name: str
    emails: Collection[str] = ()
    phones: Collection[str] = ()
    organisation: str = ""
    customer_number: str = ""


_SIMILAR = 0.9


def likeness(one: Person, other: Person) -> Likeness | None:
    """Why both may be the same person, or None. Only a hint: a person merges.

    A phone of a firm is shared, so it counts only with a name that does not contradict; a similar
    name counts only with a first and a last name, and not across two different organisations.
    """
    if _shared(map(folded_email, one.emails), map(folded_email, other.emails)):
        return Likeness.EMAIL
    if one.customer_number and one.customer_number.strip() == other.customer_number.strip():
        return Likeness.CUSTOMER_NUMBER
    alike = _names_alike(one.name, other.name)
    unnamed = not (one.name.strip() and other.name.strip())
    if (alike or unnamed) and _shared(map(phone_key, one.phones), map(phone_key, other.phones)):
        return Likeness.PHONE
    firms = {folded(one.organisation), folded(other.organisation)} - {""}
    return Likeness.NAME if alike and len(firms) < 2 else None


def likeness_keys(person: Person) -> frozenset[str]:
    """Two persons are alike only if they share one of these keys (a letter that is missing early
    in a long name aside), so a desk of thousands compares few pairs."""
    name = _name_key(person.name)
    words = name.split()
    keys = {f"e:{folded_email(each)}" for each in person.emails if each.strip()}
    keys |= {f"p:{phone_key(each)}" for each in person.phones if phone_key(each)}
    if person.customer_number.strip():
        keys.add(f"c:{person.customer_number.strip()}")
    if len(words) > 1:
        keys.add(f"n:{''.join(word[0] for word in words)}{max(words, key=len)[:3]}")
    return frozenset(keys)


def folded_email(email: str) -> str:
    """``email`` as two of them are compared: case and surrounding space do not count."""
    return email.strip().casefold()


def _shared(one: "map[str]", other: "map[str]") -> bool:
    return not (set(one) - {""}).isdisjoint(other)


def _names_alike(one: str, other: str) -> bool:
    first, second = _name_key(one), _name_key(other)
    if " " not in first or " " not in second:
        return False
    return first == second or SequenceMatcher(None, first, second).ratio() >= _SIMILAR


def _name_key(name: str) -> str:
    """Words of a name in alphabetical order, *ue* as *u*, so that spellings and orders agree."""
    key = folded(_first_name_first(name))
    for letters, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        key = key.replace(letters, letter)
    return " ".join(sorted(key.replace(".", " ").split()))


def explain_likeness(reason: Likeness) -> str:
    """Why a merge is suggested, for people."""
    return {
        Likeness.EMAIL: _("Same address"),
        Likeness.CUSTOMER_NUMBER: _("Same customer number"),
        Likeness.PHONE: _("Same phone number"),
        Likeness.NAME: _("Similar name"),
    }[reason]
