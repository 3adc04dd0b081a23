"""How a letter begins: one line for any person, firm or group, in German and English.

Nobody's gender is guessed from a first name. Where it is not known, or neither, the whole name is
used; where there is no name, a greeting that fits everyone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.rules.enums import FormOfAddress, Gender
from app.rules.names import split_name


@dataclass(frozen=True, slots=True)
class Person:
    """Who is greeted. ``language`` is ``de``; anything else is greeted in English.

    ``first_name`` and ``last_name`` are taken from ``name`` where both are empty. ``title`` may
    hold academic titles and Frau or Herr, which tell the gender where it is unknown.
    """

    name: str = ""
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    gender: Gender = Gender.UNKNOWN
    form: FormOfAddress = FormOfAddress.UNKNOWN
    language: str = "de"
    organisation: str = ""


_MOST_NAMED = 3
_PREFIX = re.compile(
    r"^(?:(?P<female>frau|mrs\.?|ms\.?|miss)|(?P<male>herrn?|hr\.|mr\.?)|mx\.?)\s+",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:^|\s)(?:GmbH|gGmbH|AG|KG|KGaA|OHG|UG|SE|eG|GbR|e\.\s?[VK]\.|Ltd\.?|Inc\.?|LLC|LLP|PLC|Corp\.?"
    r"|B\.V\.|S\.A\.|S\.r\.l\.|Sp\. z o\.o\.)(?=$|[\s,&])"
)
_TITLES = {
    "de": ((r"prof(?:\b|essor)", "Prof."), (r"\bdr(?:es)?\b", "Dr."), (r"\bmag\b", "Mag.")),
    "en": ((r"prof(?:\b|essor)", "Professor"), (r"\bdr\b", "Dr")),
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A person as the salutation needs them: names in order, titles that are spoken."""

    first: str
    last: str
    title: str
    gender: Gender
    du: bool


def greeting(whom: Person | Sequence[Person]) -> str:
    """The salutation without its comma: *Sehr geehrte Frau Dr. Müller*, *Hello Eva and Tom*.

    The language is that of the first person. More than three people are greeted together.
    """
    people = (whom,) if isinstance(whom, Person) else tuple(whom)
    if not people:
        return "Guten Tag"
    german = people[0].language == "de"
    named = [_named(person, german=german) for person in people]
    if len(people) == 1:
        return _german(named[0], people[0]) if german else _english(named[0], people[0])
    return _german_group(named) if german else _english_group(named)


def _german(one: _Named, person: Person) -> str:
    if one.du:
        return f"Hallo {one.first}".rstrip()
    if one.last and (address := _frau_or_herr(one)):
        return f"{_formal(one)} {address}"
    if full := _full_name(one):
        return f"Guten Tag {full}"
    return "Sehr geehrte Damen und Herren" if _firm(person) else "Guten Tag"


def _english(one: _Named, person: Person) -> str:
    if one.du:
        return f"Hi {one.first}".rstrip() if one.first else "Hello"
    if address := _english_address(one):
        return f"Dear {address}"
    return "Dear Sir or Madam" if _firm(person) else "Hello"


def _german_group(people: Sequence[_Named]) -> str:
    if len(people) > _MOST_NAMED:
        return _german_crowd(people)
    if all(one.du for one in people):
        first = [one.first for one in people]
        return f"Hallo {joined(first, 'und')}" if all(first) else "Hallo zusammen"
    parts = []
    for one in people:
        address = _frau_or_herr(one)
        if one.du and one.first:
            parts.append(f"hallo {one.first}")
        elif one.last and address:
            parts.append(f"{_formal(one).lower()} {address}")
        elif full := _full_name(one):
            parts.append(f"guten Tag {full}")
        else:
            return _german_crowd(people)
    line = ", ".join(parts)
    return line[0].upper() + line[1:]


def _german_crowd(people: Sequence[_Named]) -> str:
    if all(one.du for one in people):
        return "Hallo zusammen"
    genders = {one.gender for one in people}
    if Gender.DIVERSE in genders or any(one.du for one in people):
        return "Guten Tag zusammen"
    return "Sehr geehrte Damen und Herren"


def _english_group(people: Sequence[_Named]) -> str:
    if all(one.du for one in people):
        first = [one.first for one in people]
        named = all(first) and len(people) <= _MOST_NAMED
        return f"Hi {joined(first, 'and')}" if named else "Hi all"
    addresses = [
        (one.first or _english_address(one)) if one.du else _english_address(one) for one in people
    ]
    if len(people) > _MOST_NAMED or not all(addresses):
        return "Dear all"
    return f"Dear {joined(addresses, 'and')}"


def joined(parts: Sequence[str], word: str) -> str:
    """*a*, *a und b*, *a, b und c*."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _formal(one: _Named) -> str:
    return "Sehr geehrter" if one.gender is Gender.MALE else "Sehr geehrte"


def _frau_or_herr(one: _Named) -> str:
    word = {Gender.FEMALE: "Frau", Gender.MALE: "Herr"}.get(one.gender)
    return " ".join(filter(None, (word, one.title, one.last))) if word else ""


def _full_name(one: _Named) -> str:
    """The name as it may stand without Frau or Herr; a bare last name may not."""
    if not (one.first or (one.title and one.last)):
        return ""
    return " ".join(filter(None, (one.title, one.first, one.last)))


def _english_address(one: _Named) -> str:
    if one.title and one.last:
        return f"{one.title} {one.last}"
    word = {Gender.FEMALE: "Ms", Gender.MALE: "Mr"}.get(one.gender)
    return f"{word} {one.last}" if word and one.last else _full_name(one)


def _firm(person: Person) -> bool:
    return bool(person.organisation.strip() or _FIRM.search(person.name))


def _named(person: Person, *, german: bool) -> _Named:
    gender, title = _told_gender(person.title)
    named_gender, name = _told_gender(person.name)
    if person.gender is not Gender.UNKNOWN:
        gender = person.gender
    elif gender is Gender.UNKNOWN:
        gender = named_gender
    first, last = _line(person.first_name), _line(person.last_name)
    if not (first or last) and _is_persons_name(name, person):
        first, last = split_name(_without_titles(name))
        title = f"{title} {name}" if name != _without_titles(name) else title
        if person.form is FormOfAddress.DU and not first:
            first, last = last, ""
    return _Named(
        first=first,
        last=last,
        title=_spoken(title, "de" if german else "en"),
        gender=gender,
        du=person.form is FormOfAddress.DU,
    )


def _told_gender(text: str) -> tuple[Gender, str]:
    """What a leading Frau, Herr, Ms or Mr tells, and the rest."""
    line = _line(text)
    found = _PREFIX.match(f"{line} ")
    if not found:
        return Gender.UNKNOWN, line
    rest = line[found.end() :]
    if found["female"]:
        return Gender.FEMALE, rest
    return Gender.MALE if found["male"] else Gender.UNKNOWN, rest


def _is_persons_name(name: str, person: Person) -> bool:
    same = name.casefold() == _line(person.organisation).casefold()
    return not (same or "@" in name or _FIRM.search(name) or any(c.isdigit() for c in name))


_TITLE_WORD = re.compile(
    r"^(?:(?:prof(?:essor(?:in)?)?|dr(?:es)?|mag|dipl|ing|med|rer|nat|phil|jur|habil|h\.\s?c|"
    r"oec|pol|theol|vet|dent)\b\.?(?:-?(?:ing|inf|kffr|kfm)\.)?,?\s*)+",
    re.IGNORECASE,
)


def _without_titles(name: str) -> str:
    return _TITLE_WORD.sub("", name)


def _spoken(title: str, language: str) -> str:
    """The titles that belong into a salutation: *Prof. Dr. med. Dipl.-Ing.* is *Prof. Dr.*"""
    found = [
        word for pattern, word in _TITLES[language] if re.search(pattern, title, re.IGNORECASE)
    ]
    return " ".join(found if language == "de" else found[:1])


def _line(text: str) -> str:
    return " ".join(text.split())
