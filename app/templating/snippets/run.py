"""One filling-in of a template: looks up values, notes what is asked, what is missing, what is
promised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from html import escape

from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.placeholders import open_place, without_marks
from app.rules.salutation import Person, greeting
from app.rules.time_words import MONTH_NAMES, WEEKDAY_NAMES
from app.templating.snippets.dates import written_day, written_time
from app.templating.snippets.fields import Field, FieldKind, field_name, read_answer
from app.templating.snippets.limits import LONGEST_VALUE
from app.templating.snippets.lists import written_list
from app.templating.snippets.names import BY_CANONICAL
from app.templating.snippets.numbers import written_number
from app.templating.snippets.values import Answer, Snapshot, Value


@dataclass(frozen=True, slots=True)
class Open:
    """A value that nobody knows yet. ``asked`` ones are fields, others are asked when printed."""

    field: Field
    asked: bool


class Run:
    """What the compiled template is given; its methods are what the template can do.

    ``printable`` are the texts of the snapshot that are printed as they are: none while an answer
    goes before one of its values, or where all are escaped.
    """

    __slots__ = (
        "_answers",
        "_fields",
        "_html",
        "_known",
        "_pending",
        "asked",
        "dates",
        "language",
        "missing",
        "printable",
        "snapshot",
        "today",
    )

    def __init__(
        self,
        snapshot: Snapshot,
        fields: Mapping[str, Field],
        answers: Mapping[str, Answer],
        *,
        html: bool,
    ) -> None:
        self.snapshot = snapshot
        self.today = snapshot.now.date()
        plain = not html and answers.keys().isdisjoint(_NAMES)
        self.printable: Mapping[str, str] = snapshot.printable if plain else {}
        self.language = "de" if snapshot.language == "de" else "en"
        self.asked: dict[str, Field] = {}
        self.missing: dict[str, Field] = {}
        self.dates: list[date] = []
        self._fields = fields
        self._answers = answers
        self._html = html
        self._known: dict[str, Value | Open] = {}
        self._pending: list[Field] = []

    def value(self, name: str) -> Value | Open:
        """A value of the snapshot by its canonical name."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> Value | Open:
        if name in self._answers:
            kind = BY_CANONICAL[name].kind
            answer = read_answer(Field(name, "", kind), self._answers[name])
            if answer is not None:
                return answer
        value = self.snapshot.values.get(name)
        if value is not None:
            return value
        if name in _COMPUTED:
            return _COMPUTED[name](self.snapshot, self.language)
        if kept := self.snapshot.kept.get(name):
            return kept
        known = BY_CANONICAL[name]
        return Open(Field(name, _(known.label), known.kind), asked=False)

    def fact(self, name: str) -> Value | Open:
        """A fact of the desk."""
        key = f"fact.{field_name(name)}"
        value = self._answers.get(key) or self.snapshot.facts.get(field_name(name))
        if isinstance(value, str) and (text := without_marks(value).strip()):
            return text
        return Open(Field(key, name.replace("_", " ")), asked=False)

    def field(self, name: str) -> Value | Open:
        """The answer to a question, which is asked from now on unless it was answered for good."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._answered(self._fields[name])
        return found

    def _answered(self, asked: Field) -> Value | Open:
        answer = self._answers.get(asked.name)
        if answer is None and (kept := self.snapshot.kept.get(asked.name)):
            known = read_answer(asked, kept)
            if known is not None:
                return known
        self.asked[asked.name] = asked
        value = read_answer(asked, answer) if answer is not None else None
        if value is None and asked.default and answer is None:
            value = read_answer(asked, asked.default)
        if value is None and asked.kind is FieldKind.YES_NO:
            value = False
        return Open(asked, asked=True) if value is None else value

    def miss(self, place: Open) -> str:
        """The mark of an open place, which is missing from now on."""
        self.missing.setdefault(place.field.name, place.field)
        self.asked.setdefault(place.field.name, place.field)
        mark = open_place(place.field.label or place.field.name)
        return escape(mark) if self._html else mark

    def wait_for(self, place: Open) -> None:
        """Note that a condition cannot be decided without ``place``."""
        if place.asked and place.field not in self._pending:
            self._pending.append(place.field)

    def pending(self) -> str:
        """The marks of what conditions wait for and no open place shows yet."""
        if not self._pending:
            return ""
        waiting, self._pending = self._pending, []
        unseen = [each for each in waiting if each.name not in self.missing]
        return "".join(self.miss(Open(each, asked=True)) for each in unseen)

    def member(self, name: str, value: Value | Open) -> Value | Open:
        """A member of a closed set in the word of the language."""
        words = BY_CANONICAL[name].words.get(value) if isinstance(value, str) else None
        if words is None:
            return value
        return (words.german if self.language == "de" else words.english)[0]

    def put(self, value: Value | Open) -> str:
        """``value`` as it is printed."""
        if type(value) is str:
            text = value
        elif type(value) is int:
            text = str(value)
        elif isinstance(value, Open):
            return self.miss(value)
        else:
            text = self.text(value)
        if len(text) > LONGEST_VALUE:
            text = f"{text[: LONGEST_VALUE - 1]}…"
        return escape(text).replace("\n", "<br>\n") if self._html else text

    def text(self, value: Value) -> str:
        """``value`` in words of the language."""
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return self._day(value)
        if isinstance(value, tuple):
            return written_list(value, self.language)
        if isinstance(value, bool):
            return self._yes_or_no(value)
        if isinstance(value, float):
            return written_number(value, self.language).replace(self._group, "")
        return str(value)

    def _day(self, day: date) -> str:
        self.promise(day)
        written = written_day(day, self.language)
        return f"{written}, {self._o_clock(day)}" if isinstance(day, datetime) else written

    @property
    def _group(self) -> str:
        return "." if self.language == "de" else ","

    def _yes_or_no(self, value: bool) -> str:
        if self.language == "de":
            return "ja" if value else "nein"
        return "yes" if value else "no"

    def _o_clock(self, moment: datetime) -> str:
        return written_time(moment, self.language) + (" Uhr" if self.language == "de" else "")

    def promise(self, day: date) -> None:
        """Note a printed day that is still to come."""
        day = day.date() if isinstance(day, datetime) else day
        if day > self.today and day not in self.dates:
            self.dates.append(day)


def written(field: Field, answer: Answer, snapshot: Snapshot) -> str:
    """``answer`` as a snippet prints it without a filter; empty if it does not fit ``field``."""
    value = read_answer(field, answer)
    return Run(snapshot, {}, {}, html=False).text(value) if value is not None else ""


def _greeting(snapshot: Snapshot, language: str) -> str:
    people = (snapshot.person,) if isinstance(snapshot.person, Person) else snapshot.person
    return _greeted(people, language, snapshot.form)


@lru_cache(maxsize=256)
def _greeted(people: tuple[Person, ...], language: str, form: FormOfAddress) -> str:
    """The salutation in the language and form of the variant; of several, each keeps its own."""
    alone = len(people) == 1
    return without_marks(
        greeting(
            [
                replace(
                    person,
                    language=language,
                    form=form if alone or _is_unknown(person.form) else person.form,
                )
                for person in people
            ]
        )
    )


def _is_unknown(form: FormOfAddress) -> bool:
    return form is FormOfAddress.UNKNOWN


def _form(snapshot: Snapshot, _language: str) -> str:
    return FormOfAddress.SIE if _is_unknown(snapshot.form) else snapshot.form


def _day_greeting(snapshot: Snapshot, language: str) -> str:
    hour = snapshot.now.hour
    if language == "de":
        return "Guten Morgen" if hour < 11 else "Guten Tag" if hour < 18 else "Guten Abend"
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


_COMPUTED: Mapping[str, Callable[[Snapshot, str], Value]] = {
    "greeting": _greeting,
    "contact.form": _form,
    "contact.language": lambda _snapshot, language: language,
    "today": lambda snapshot, _language: snapshot.now.date(),
    "tomorrow": lambda snapshot, _language: snapshot.now.date() + timedelta(days=1),
    "yesterday": lambda snapshot, _language: snapshot.now.date() - timedelta(days=1),
    "now": lambda snapshot, _language: snapshot.now,
    "time": lambda snapshot, language: written_time(snapshot.now, language),
    "weekday": lambda snapshot, language: WEEKDAY_NAMES[language][snapshot.now.weekday()],
    "month": lambda snapshot, language: MONTH_NAMES[language][snapshot.now.month - 1],
    "year": lambda snapshot, _language: str(snapshot.now.year),
    "day_greeting": _day_greeting,
}
"""Values that are worked out: from the person, the variant and the clock."""
_NAMES = BY_CANONICAL.keys()
