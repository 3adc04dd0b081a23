"""The figures beside each person: hours, nights, weekends, holidays, and how fair that is."""

from collections.abc import Callable
from dataclasses import dataclass

from app.i18n import _, ngettext
from app.rules.rosters.fairness import burden
from app.rules.rosters.wording import Check, duration
from app.ui.colours import Role
from app.ui.shifts.grid.board import Board
from app.ui.times import locale, number_text

_HOUR = 60
_MANY_HOURS = 1000
_HOURS_WIDTH, _COUNT_WIDTH, _FAIR_WIDTH = 48, 26, 40
_UNFAIR = 3
"""So many nights, weekends and holidays more than the share are worth a colour."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of one person, in words in ``told``; ``share`` from -1 to 1 where it is a bar."""

    text: str
    told: str
    role: Role = Role.TEXT
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A column: its head, what the head means, its width at 100 %, and what it shows."""

    head: str
    told: str
    width: int
    of: Callable[[Board, str], Shown]
    centred: bool = False


def figures() -> tuple[Figure, ...]:
    """All columns in the language of the interface."""
    return (
        Figure(_("Plan"), _("Hours planned, and those of paid absences"), _HOURS_WIDTH, _planned),
        Figure(_("Due"), _("Hours owed by contract, without holidays"), _HOURS_WIDTH, _owed),
        Figure(_("±"), _("Balance of hours at the end of the days shown"), _HOURS_WIDTH, _balance),
        Figure(_("N"), _("Nights in the days shown"), _COUNT_WIDTH, _nights),
        Figure(_("WE"), _("Weekends with a shift"), _COUNT_WIDTH, _weekends),
        Figure(_("PH"), _("Public holidays with a shift"), _COUNT_WIDTH, _holidays),
        Figure(
            _("Fair"),
            _("Nights, weekends and holidays of a year, against the share of this contract"),
            _FAIR_WIDTH,
            _fair,
            centred=True,
        ),
    )


def hours_text(minutes: int, *, signed: bool = False) -> str:
    """*152:30*, *−7:15*, *0:00* without a sign, *1,690* where the minutes have no room."""
    hours, rest = divmod(abs(minutes), _HOUR)
    sign = "−" if minutes < 0 else "+" if signed and minutes else ""
    return sign + (number_text(hours) if hours >= _MANY_HOURS else f"{hours}:{rest:02}")


def _planned(board: Board, person: str) -> Shown:
    hours = board.totals(person).hours
    told = _("{planned} planned").format(planned=duration(hours.planned))
    if hours.credited:
        told += "\n" + _("{credited} for absences").format(credited=duration(hours.credited))
    return Shown(hours_text(hours.planned + hours.credited), told)


def _owed(board: Board, person: str) -> Shown:
    hours = board.totals(person).hours
    told = _("{owed} owed by contract").format(owed=duration(hours.owed))
    return Shown(hours_text(hours.owed), told, Role.MUTED)


def _balance(board: Board, person: str) -> Shown:
    hours = board.totals(person).hours
    broken = any(each.check is Check.CONTRACT_HOURS for each in board.violations_of(person))
    told = _("{balance} at the end, {brought} brought along").format(
        balance=duration(hours.balance), brought=duration(hours.brought)
    )
    role = Role.WARNING if broken else Role.TEXT
    return Shown(hours_text(hours.balance, signed=True), told, role)


def _nights(board: Board, person: str) -> Shown:
    found = board.totals(person)
    return _count(
        found.period.nights,
        ngettext("{count} night", "{count} nights", found.period.nights),
        ngettext("{count} in a year", "{count} in a year", found.year.nights),
        found.year.nights,
    )


def _weekends(board: Board, person: str) -> Shown:
    found = board.totals(person)
    return _count(
        found.period.weekends,
        ngettext("{count} weekend", "{count} weekends", found.period.weekends),
        ngettext("{count} in a year", "{count} in a year", found.year.weekends),
        found.year.weekends,
    )


def _holidays(board: Board, person: str) -> Shown:
    found = board.totals(person)
    return _count(
        found.period.holidays,
        ngettext("{count} public holiday", "{count} public holidays", found.period.holidays),
        ngettext("{count} in a year", "{count} in a year", found.year.holidays),
        found.year.holidays,
    )


def _count(count: int, told: str, of_year: str, year: int) -> Shown:
    words = f"{told.format(count=count)}, {of_year.format(count=year)}"
    return Shown(str(count), words, Role.TEXT if count else Role.MUTED)


def _fair(board: Board, person: str) -> Shown:
    over = board.over_fair_share[person]
    most = max((abs(each) for each in board.over_fair_share.values()), default=0) or 1
    totals = board.totals(person)
    amount = locale().toString(abs(over), "f", 1)
    sentence = (
        _("{count} nights, weekends and holidays in a year, {amount} more than the fair share")
        if over > 0
        else _("{count} nights, weekends and holidays in a year, {amount} below the fair share")
    )
    told = sentence.format(count=burden(totals.year), amount=amount)
    role = Role.WARNING if over >= _UNFAIR else Role.MUTED
    return Shown("", told, role, over / most)
