"""Ready-made plans to begin with: kinds of shifts, how many people they ask for, a rotation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time

from app.i18n import N_, _
from app.rules.rosters.demand import WEEK, Demand, WeekDemand
from app.rules.rosters.values import Calendar, Presence, ShiftKind

_NOBODY, _ONE, _TWO = Demand(), Demand(1, 1), Demand(2, 2)


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A kind of shift of a template; ``sign`` stands for it in the rotation.

    ``on_holidays`` is the sign of the kind that takes its place on a public holiday.
    """

    sign: str
    name_source: str
    colour: int
    start: time
    end: time
    demand: WeekDemand
    unpaid_break: int = 0
    presence: Presence = Presence.PRESENT
    night: bool = False
    zone: str = ""
    on_holidays: str = ""

    @property
    def name(self) -> str:
        """What it is called in the language of the interface."""
        return _(self.name_source)

    @property
    def kind(self) -> ShiftKind:
        """The kind as the rules know it; its letter is the first one of its name."""
        return ShiftKind(
            key=self.sign,
            letter=self.name[0].upper(),
            name=self.name,
            start=self.start,
            end=self.end,
            unpaid_break=self.unpaid_break,
            presence=self.presence,
            night=self.night,
            zone=self.zone,
        )


@dataclass(frozen=True, slots=True)
class Template:
    """A plan to begin with. ``rows`` are the rotation: one for each person, then from the start.

    A row is written in the signs of the kinds and repeats itself; it begins on a Monday that is
    the same for all time, so that one month goes on where the last one ended. ``needs`` people
    staff it; ``on_sundays``: work on Sundays and holidays has to be permitted.
    """

    key: str
    name_source: str
    text_source: str
    kinds: tuple[TemplateKind, ...]
    rows: tuple[str, ...]
    needs: int
    on_sundays: bool = False

    @property
    def name(self) -> str:
        """What it is called in the language of the interface."""
        return _(self.name_source)

    @property
    def text(self) -> str:
        """For whom it is, in a sentence or two."""
        return _(self.text_source)

    def shift_on(self, place: int, day: date, calendar: Calendar) -> TemplateKind | None:
        """What the person at ``place`` does on ``day``; None for a day off."""
        row = self.rows[place % len(self.rows)]
        kinds = {each.sign: each for each in self.kinds}
        found = kinds.get(row[(day.toordinal() - 1) % len(row)])
        if found is not None and not found.demand.on(day, calendar):
            found = kinds.get(found.on_holidays)
        return found

    def rotation(self, letter_of: Callable[[TemplateKind], str]) -> tuple[str, ...]:
        """The rows with the letters of the kinds, to be shown."""
        letters: Mapping[str, str] = {each.sign: letter_of(each) for each in self.kinds}
        return tuple("".join(letters.get(sign, "-") for sign in row) for row in self.rows)


def _on_workdays(demand: Demand) -> WeekDemand:
    return WeekDemand((demand,) * 5 + (_NOBODY,) * 2, _NOBODY)


def _on_weekends(demand: Demand) -> WeekDemand:
    return WeekDemand((_NOBODY,) * 5 + (demand,) * 2, demand)


def _staggered(row: str, people: int, days: int) -> tuple[str, ...]:
    """The row for each of the people, everybody so many days ahead of the one before."""
    return tuple(
        row[place * days % len(row) :] + row[: place * days % len(row)] for place in range(people)
    )


_EARLY = TemplateKind(
    "F", N_("Early shift"), 0, time(8), time(16), WeekDemand((_TWO,) * WEEK), unpaid_break=30
)
_LATE = TemplateKind(
    "S", N_("Late shift"), 1, time(16), time(0), WeekDemand((_TWO,) * WEEK), unpaid_break=30
)
_NIGHT = TemplateKind(
    "N", N_("Night shift"), 2, time(0), time(8), WeekDemand((_TWO,) * WEEK), unpaid_break=30,
    night=True,
)  # fmt: skip
_DAY = TemplateKind(
    "T", N_("Day shift"), 3, time(9), time(18), _on_workdays(Demand(1, 2)), unpaid_break=60
)

GALLERY = (
    Template(
        "business_hours",
        N_("Business hours"),
        N_("Monday to Friday from 9 to 18, one person or two. The desk rests on holidays."),
        (_DAY,),
        ("TTTTT--",),
        needs=1,
    ),
    Template(
        "alternating",
        N_("Two people, alternating"),
        N_(
            "From 8 to 20 on workdays with an overlap at noon: one begins early, one stays late, "
            "and they change every week."
        ),
        (
            TemplateKind(
                "F", N_("Early shift"), 0, time(8), time(16, 30), _on_workdays(_ONE),
                unpaid_break=30,
            ),
            TemplateKind(
                "S", N_("Late shift"), 1, time(11, 30), time(20), _on_workdays(_ONE),
                unpaid_break=30,
            ),
        ),
        ("FFFFF--SSSSS--", "SSSSS--FFFFF--"),
        needs=2,
    ),
    Template(
        "three_shifts",
        N_("Three shifts around the clock"),
        N_(
            "Early, late and night shift with two people each, every day of the year. Nine people "
            "take turns, forwards and with three days off; each has every third Sunday free."
        ),
        (_EARLY, _LATE, _NIGHT),
        _staggered("NNFFSS---", 9, 1),
        needs=9,
        on_sundays=True,
    ),
    Template(
        "follow_the_sun",
        N_("Two time zones"),
        N_(
            "A team in Berlin and one in New York, each by its own clock: from 8 to 22:30 in "
            "Berlin without a late shift. Give the people over there their own place of work."
        ),
        (
            TemplateKind(
                "E", N_("Europe"), 4, time(8), time(16, 30), _on_workdays(_ONE), unpaid_break=30,
                zone="Europe/Berlin",
            ),
            TemplateKind(
                "A", N_("America"), 5, time(8), time(16, 30), _on_workdays(_ONE), unpaid_break=30,
                zone="America/New_York",
            ),
        ),
        ("EEEEE--", "AAAAA--"),
        needs=2,
    ),
    Template(
        "on_call",
        N_("Weeks on call"),
        N_(
            "By day as usual, and outside of that somebody can be called at home: one week each, "
            "in turns. Who is on call that week works no day shift."
        ),
        (
            _DAY,
            TemplateKind(
                "R", N_("On call"), 6, time(18), time(9),
                WeekDemand((_ONE,) * 5 + (_NOBODY,) * 2, _NOBODY), presence=Presence.ON_CALL,
                on_holidays="W",
            ),
            TemplateKind(
                "W", N_("Weekend on call"), 7, time(9), time(9), _on_weekends(_ONE),
                presence=Presence.ON_CALL,
            ),
        ),
        _staggered("RRRRRWWTTTTT--TTTTT--", 3, 7),
        needs=3,
    ),
)  # fmt: skip
"""All templates, the simplest first."""


def template(key: str) -> Template:
    """The template of that key; KeyError if there is none."""
    return {each.key: each for each in GALLERY}[key]
