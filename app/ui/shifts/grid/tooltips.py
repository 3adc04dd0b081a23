"""What the grid says about the place under the pointer, or under the cursor to screen readers."""

from datetime import date
from html import escape

from app.i18n import _, ngettext
from app.rules.rosters.demand import Wish
from app.rules.rosters.labels import absence_label
from app.rules.rosters.rule import Strength, Violation
from app.rules.rosters.spans import duty
from app.rules.rosters.values import Absence, DayPart, ShiftKind
from app.rules.rosters.wording import duration
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.cover import Cover
from app.ui.shifts.grid.figures import Figure
from app.ui.shifts.grid.geometry import Spot, Zone
from app.ui.shifts.periods import long_date

_DAY = 24 * 60


def spot_text(board: Board, figures: tuple[Figure, ...], spot: Spot) -> str:
    """The tooltip of a place; empty where there is nothing to say."""
    if spot.zone is Zone.CELLS:
        person, day = board.at((spot.row, spot.column))
        return _as_html(cell_lines(board, person, day))
    if spot.zone is Zone.HEAD:
        return _as_html(_day_lines(board, board.days[spot.column]))
    if spot.zone in (Zone.NEED, Zone.NEED_NAMES):
        return _as_html(_need_lines(board, spot))
    if spot.zone is Zone.NAMES:
        return _as_html(_person_lines(board, board.people[spot.row].key))
    if spot.zone is Zone.FIGURE_HEAD:
        return _as_html([figures[spot.column].told])
    if spot.zone is Zone.FIGURES:
        row = board.people[spot.row]
        return _as_html([row.name, figures[spot.column].tell(board, row.key)])
    return ""


def cell_lines(board: Board, person: str, day: date) -> list[str]:
    """Everything about a cell: who, when, what, and each broken rule with its source."""
    cell = board.cell(person, day)
    row = board.place(person, day)
    name = board.people[row[0]].name if row is not None else ""
    lines = [f"{name}, {long_date(day)}"]
    if cell.kind in board.kinds:
        lines.append(kind_line(board.kinds[cell.kind].kind, day, board.plan.calendar.zone))
    elif cell.off:
        lines.append(_("Planned free"))
    lines += [absence_line(each) for each in board.absences(person, day)]
    lines += [_wish_line(board, each) for each in board.wishes(person, day)]
    if cell.comment:
        lines.append(_("Comment: {text}").format(text=cell.comment))
    if cell.pinned:
        lines.append(_("Pinned: the machine leaves this as it is"))
    told, before = board.published_kind(person, day)
    if told and before != cell.kind:
        kind = board.kinds.get(before or "")
        lines.append(_("Published was: {shift}").format(shift=kind.name if kind else _("nothing")))
    lines += [violation_line(each) for each in board.violations(person, day)]
    return lines


def kind_line(kind: ShiftKind, day: date, zone: str) -> str:
    """*Nacht 00:00–08:00, 7 h of work*, with the hours the clock change leaves."""
    found = duty(kind, day, zone)
    line = _("{name} {start}–{end}, {hours} of work").format(
        name=kind.name,
        start=f"{kind.start:%H:%M}",
        end=_end(kind),
        hours=duration(found.worked),
    )
    usual = kind.end_minute - kind.start_minute
    if found.end - found.start != usual:
        line += " · " + _("the clock changes: {hours} long").format(
            hours=duration(found.end - found.start)
        )
    return line


def violation_line(found: Violation) -> str:
    """A broken rule in words, its source behind it."""
    source = f" ({found.source})" if found.source else ""
    if found.strength is Strength.HARD:
        return f"✕ {found.sentence}{source}"
    return f"~ {found.sentence}{source}"


def absence_line(absence: Absence) -> str:
    """*Vacation, morning*."""
    parts = {DayPart.MORNING: _("in the morning"), DayPart.AFTERNOON: _("in the afternoon")}
    name = absence_label(absence.kind)
    return f"{name}, {parts[absence.part]}" if absence.part in parts else name


def cover_line(name: str, cover: Cover) -> str:
    """*Früh: 1 of 2 people, 1 is missing*."""
    wish = max(cover.demand.least, cover.demand.wish)
    line = ngettext(
        "{name}: {planned} planned of {count} person",
        "{name}: {planned} planned of {count} people",
        wish,
    ).format(name=name, planned=cover.planned, count=wish)
    if cover.short:
        missing = ngettext("{count} is missing", "{count} are missing", cover.short)
        return f"✕ {line}, {missing.format(count=cover.short)}"
    if cover.wished:
        more = ngettext("{count} more would be good", "{count} more would be good", cover.wished)
        return f"~ {line}, {more.format(count=cover.wished)}"
    if cover.over:
        more = ngettext("{count} more than needed", "{count} more than needed", cover.over)
        return f"{line}, {more.format(count=cover.over)}"
    return line


def _end(kind: ShiftKind) -> str:
    minute = kind.end_minute
    return "24:00" if minute == _DAY else f"{kind.end:%H:%M}"


def _wish_line(board: Board, wish: Wish) -> str:
    kind = board.kinds.get(wish.kind or "")
    what = kind.name if kind is not None else _("any shift")
    if wish.fixed:
        sentence = _("Agreed: {what}") if wish.on else _("Agreed: not {what}")
    else:
        sentence = _("Wish: {what}") if wish.on else _("Wish: not {what}")
    return sentence.format(what=what)


def _day_lines(board: Board, day: date) -> list[str]:
    lines = [long_date(day)]
    holiday = board.plan.calendar.holidays.get(day)
    if holiday is not None:
        half = _("{name}, from {time}").format(name=holiday.name, time=f"{holiday.start:%H:%M}")
        lines.append(half if holiday.half else holiday.name)
    week = _("Week {week}").format(week=day.isocalendar().week)
    covers = [cover_line(kind.name, board.covers.at(day, kind.key)) for kind in board.shown_kinds()]
    return [*lines, week, *covers]


def _need_lines(board: Board, spot: Spot) -> list[str]:
    kind = board.shown_kinds()[spot.row]
    if spot.zone is Zone.NEED_NAMES:
        times = f"{kind.kind.start:%H:%M}–{_end(kind.kind)}"
        return [f"{kind.name} {times}", _("People planned for each day, against those needed")]
    day = board.days[spot.column]
    here = [person.name for person in board.people if board.staffs(person.key, day, kind.key)]
    lines = [long_date(day), cover_line(kind.name, board.covers.at(day, kind.key))]
    return [*lines, ", ".join(here)] if here else lines


def _person_lines(board: Board, person: str) -> list[str]:
    row = next(each for each in board.people if each.key == person)
    weekly = _("{hours} a week").format(hours=duration(row.profile.weekly_minutes))
    skills = ", ".join(sorted(row.profile.skills))
    lines = [row.name, weekly, skills]
    whole = [each for each in board.violations_of(person) if not each.days]
    return [line for line in [*lines, *(violation_line(each) for each in whole)] if line]


def _as_html(lines: list[str]) -> str:
    """The first line stands out; long ones are wrapped."""
    first, *rest = [escape(line) for line in lines]
    return "<b>" + first + "</b>" + "".join(f"<br>{line}" for line in rest)
