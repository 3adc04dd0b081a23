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
_HOURS_WIDTH, _BALANCE_WIDTH, _COUNT_WIDTH, _FAIR_WIDTH = 48, 54, 26, 40
_UNFAIR = 3
"""So many nights, weekends and holidays more than the share are worth a colour."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of one person; ``share`` from -1 to 1 where it is a bar."""

    text: str
    role: Role = Role.TEXT
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A column: its head, what the head means, its width at 100 %, what it shows and says.

    Where there is no room for all, those with the highest ``rank`` are left out first.
    """

    head: str
    told: str
    width: int
    of: Callable[[Board, str], Shown]
    tell: Callable[[Board, str], str]
    rank: int
    centred: bool = False


def figures() -> tuple[Figure, ...]:
    """All columns in the language of the interface."""
    planned = _("Hours planned, and those of paid absences")
    owed = _("Hours owed by contract, without holidays")
    balance = _("Balance of hours at the end of the days shown")
    fair = _("Nights, weekends and holidays of a year, against the share of this contract")
    return (
        Figure(_("Plan"), planned, _HOURS_WIDTH, _planned, _tell_planned, 1),
        Figure(_("Owed"), owed, _HOURS_WIDTH, _owed, _tell_owed, 2),
        Figure(_("±"), balance, _BALANCE_WIDTH, _balance, _tell_balance, 0),
        Figure(_("N"), _("Nights in the days shown"), _COUNT_WIDTH, _nights, _tell_nights, 3),
        Figure(_("WE"), _("Weekends with a shift"), _COUNT_WIDTH, _weekends, _tell_weekends, 4),
        Figure(
            _("PH"), _("Public holidays with a shift"), _COUNT_WIDTH, _holidays, _tell_holidays, 5
        ),
        Figure(_("Fair"), fair, _FAIR_WIDTH, _fair, _tell_fair, 6, centred=True),
    )


def fitting(columns: tuple[Figure, ...], room: float) -> tuple[Figure, ...]:
    """The columns that matter most and fit into ``room`` pixels at 100 %; one always does."""
    kept: list[Figure] = []
    for each in sorted(columns, key=lambda column: column.rank):
        if kept and sum(column.width for column in kept) + each.width > room:
            break
        kept.append(each)
    return tuple(each for each in columns if each in kept)


def hours_text(minutes: int, *, signed: bool = False) -> str:
    """*152:30*, *−7:15*, *0:00* without a sign, *1,690* where the minutes have no room."""
    hours, rest = divmod(abs(minutes), _HOUR)
    sign = "−" if minutes < 0 else "+" if signed and minutes else ""
    return sign + (number_text(hours) if hours >= _MANY_HOURS else f"{hours}:{rest:02}")


def _planned(board: Board, person: str) -> Shown:
    hours = board.totals(person).hours
    return Shown(hours_text(hours.planned + hours.credited))


def _tell_planned(board: Board, person: str) -> str:
    hours = board.totals(person).hours
    told = _("{planned} planned").format(planned=duration(hours.planned))
    if hours.credited:
        told += ", " + _("{credited} for absences").format(credited=duration(hours.credited))
    return told


def _owed(board: Board, person: str) -> Shown:
    return Shown(hours_text(board.totals(person).hours.owed), Role.MUTED)


def _tell_owed(board: Board, person: str) -> str:
    return _("{owed} owed by contract").format(owed=duration(board.totals(person).hours.owed))


def _balance(board: Board, person: str) -> Shown:
    broken = any(each.check is Check.CONTRACT_HOURS for each in board.violations_of(person))
    text = hours_text(board.totals(person).hours.balance, signed=True)
    return Shown(text, Role.WARNING if broken else Role.TEXT)


def _tell_balance(board: Board, person: str) -> str:
    hours = board.totals(person).hours
    return _("{balance} at the end, {brought} brought along").format(
        balance=duration(hours.balance), brought=duration(hours.brought)
    )


def _count(count: int) -> Shown:
    return Shown(str(count), Role.TEXT if count else Role.MUTED)


def _of_year(told: str, count: int) -> str:
    return f"{told}, " + _("{count} in a year").format(count=count)


def _nights(board: Board, person: str) -> Shown:
    return _count(board.totals(person).period.nights)


def _tell_nights(board: Board, person: str) -> str:
    found = board.totals(person)
    count = found.period.nights
    told = ngettext("{count} night", "{count} nights", count).format(count=count)
    return _of_year(told, found.year.nights)


def _weekends(board: Board, person: str) -> Shown:
    return _count(board.totals(person).period.weekends)


def _tell_weekends(board: Board, person: str) -> str:
    found = board.totals(person)
    count = found.period.weekends
    told = ngettext("{count} weekend", "{count} weekends", count).format(count=count)
    return _of_year(told, found.year.weekends)


def _holidays(board: Board, person: str) -> Shown:
    return _count(board.totals(person).period.holidays)


def _tell_holidays(board: Board, person: str) -> str:
    found = board.totals(person)
    count = found.period.holidays
    told = ngettext("{count} public holiday", "{count} public holidays", count)
    return _of_year(told.format(count=count), found.year.holidays)


def _fair(board: Board, person: str) -> Shown:
    over = board.over_fair_share[person]
    role = Role.WARNING if over >= _UNFAIR else Role.MUTED
    return Shown("", role, over / board.most_unfair)


def _tell_fair(board: Board, person: str) -> str:
    over = board.over_fair_share[person]
    sentence = (
        _("{count} nights, weekends and holidays in a year, {amount} more than the fair share")
        if over > 0
        else _("{count} nights, weekends and holidays in a year, {amount} below the fair share")
    )
    amount = locale().toString(abs(over), "f", 1)
    return sentence.format(count=burden(board.totals(person).year), amount=amount)
