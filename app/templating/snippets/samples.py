"""A made-up ticket and its customer, for previews without a real one."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from zoneinfo import ZoneInfo

from app.rules.enums import FormOfAddress, Gender
from app.rules.salutation import Person
from app.templating.snippets.names import NAMES
from app.templating.snippets.values import Snapshot, Value

_NOW = datetime(2026, 3, 12, 9, 15, tzinfo=ZoneInfo("Europe/Berlin"))
_FIRST_NAMES = {
    Gender.FEMALE: "Eva",
    Gender.MALE: "Jonas",
    Gender.DIVERSE: "Kim",
    Gender.UNKNOWN: "Robin",
}


def sample_snapshot(
    language: str,
    form: FormOfAddress,
    gender: Gender,
    *,
    missing: AbstractSet[str] = frozenset(),
) -> Snapshot:
    """What a snippet is shown with: a customer of ``gender``, without the values ``missing``.

    ``missing`` are canonical names; without a last name nobody can be greeted by it either.
    """
    first = _FIRST_NAMES[gender]
    values: dict[str, Value] = {
        name.canonical: name.sample_english
        if language == "en" and name.sample_english is not None
        else name.sample
        for name in NAMES
        if "." in name.canonical and name.canonical not in ("contact.form", "contact.language")
    }
    values |= {
        "contact.name": f"{first} Müller",
        "contact.first_name": first,
        "contact.gender": gender,
        "contact.email": f"{first.lower()}.mueller@example.com",
    }
    del values["contact.title"]
    known = {name: value for name, value in values.items() if name not in missing}
    person = Person(
        name=str(known.get("contact.name", "")),
        first_name=str(known.get("contact.first_name", "")),
        last_name=str(known.get("contact.last_name", "")),
        gender=gender,
        form=form,
        language=language,
        organisation=str(known.get("organisation.name", "")),
    )
    return Snapshot(language=language, form=form, now=_NOW, person=person, values=known)
