"""Commands that take shift plans out of a desk and into it, and tell who is on duty."""

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.cli.commands import DONE, FAILED, Commands, print_json
from app.cli.desks import desk_to_read, desk_to_write
from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.formats.rosters.reading import ReadPlan
    from app.queries.shifts.on_duty import OnDuty
    from app.rules.rosters.sheet import Sheet
    from app.services.shifts.plan_import import Imported

_ENDINGS = (".csv", ".xlsx", ".ics", ".pdf")


def add_below(group: Commands) -> None:
    """``shifts export``, ``import`` and ``duty``."""
    exporting = group.add("export", _("write a plan to a .csv, .xlsx, .ics or .pdf file"), _export)
    exporting.add_argument("destination", type=Path, metavar="DEST")
    _add_days(exporting)
    exporting.add_argument("--person", metavar="NAME", help=_("only the shifts of one person"))
    exporting.add_argument("--list", action="store_true", help=_("a .csv with a shift in each row"))
    exporting.add_argument(
        "--draft", action="store_true", help=_("an .ics with what is not published yet too")
    )
    importing = group.add("import", _("read a plan from a .csv or .xlsx file"), _import)
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument(
        "--month", type=_month, metavar="YYYY-MM", help=_("where days are only numbers")
    )
    duty = group.add("duty", _("who is on duty"), _duty)
    duty.add_argument("--at", type=_moment, metavar="TIME", help=_("then instead of now"))


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", type=_month, metavar="YYYY-MM", help=_("instead of this month"))
    parser.add_argument("--first", type=_day, metavar="DATE", help=_("the first day"))
    parser.add_argument("--last", type=_day, metavar="DATE", help=_("the last day"))


def _export(arguments: argparse.Namespace) -> int:
    ending = arguments.destination.suffix.lower()
    if ending not in _ENDINGS:
        raise UserError(
            _("“{name}” ends in none of: {endings}").format(
                name=arguments.destination.name, endings=", ".join(_ENDINGS)
            )
        )
    with desk_to_read(arguments) as database:
        first, last = database.read(_days, arguments)
        person = database.read(_person, arguments.person) if arguments.person else None
        if ending == ".ics":
            calendar: tuple[bytes | None, int] = database.read(
                _calendar, arguments, person, (first, last)
            )
            content, count = calendar
        else:
            sheet = database.read(_sheet, person, first, last)
            count = sum(cell.kind is not None for row in sheet.rows for cell in row.cells)
            content = None
    try:
        if content is None:
            _write(sheet, arguments, alone=person is not None)
        else:
            arguments.destination.write_bytes(content)
    except OSError as error:
        raise UserError(
            _("“{name}” could not be saved: {reason}. Choose another place.").format(
                name=arguments.destination, reason=error.strerror
            )
        ) from error
    if arguments.json:
        print_json({"shifts": count, "first": first.isoformat(), "last": last.isoformat()})
    else:
        print(_("{count} shifts written.").format(count=count))
    return DONE


def _days(session: "Session", arguments: argparse.Namespace) -> tuple[date, date]:
    from app.rules.calendar import last_of_month

    if arguments.first or arguments.last:
        first = arguments.first or arguments.last.replace(day=1)
        last = arguments.last or last_of_month(first.year, first.month)
    else:
        first = arguments.month or datetime.now(_zone(session)).date().replace(day=1)
        last = last_of_month(first.year, first.month)
    if last < first:
        raise UserError(_("The period ends before it begins."))
    return first, last


def _zone(session: "Session") -> ZoneInfo:
    from app.queries.desk import desk, zone_of

    found = desk(session)
    return ZoneInfo("UTC") if found is None else zone_of(found)


def _person(session: "Session", name: str) -> str:
    from app.queries.shifts.people import everybody
    from app.rules.rosters.matching import Known, match_people

    known = [Known(each.key, each.name) for each in everybody(session)]
    found = match_people([name], known)[name]
    if found is None:
        raise UserError(_("Nobody here, or more than one, is called “{name}”.").format(name=name))
    return found


def _calendar(
    session: "Session", arguments: argparse.Namespace, person: str | None, days: tuple[date, date]
) -> tuple[bytes, int]:
    from app.queries.shifts.calendars import calendar

    draft = days if arguments.draft else None
    made = calendar(session, person=person, now=datetime.now(UTC), draft=draft)
    return made.content, made.shifts


def _sheet(session: "Session", person: str | None, first: date, last: date) -> "Sheet":
    from dataclasses import replace

    from app.queries.shifts.sheets import sheet

    made = sheet(session, first=first, last=last)
    if person is None:
        return made
    return replace(made, rows=tuple(row for row in made.rows if row.key == person))


def _write(sheet: "Sheet", arguments: argparse.Namespace, *, alone: bool) -> None:
    """Write a table, or draw pages: for these Qt has to be there, without a display."""
    from PySide6.QtWidgets import QApplication

    from app.ui.shifts.out.files import save_month, save_people, table_content

    path: Path = arguments.destination
    if path.suffix.lower() != ".pdf":
        path.write_bytes(table_content(sheet, path, as_list=arguments.list))
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    (save_people if alone else save_month)(sheet, path, now=datetime.now(UTC))
    del application


def _import(arguments: argparse.Namespace) -> int:
    from app.formats.rosters.day_text import Month
    from app.formats.rosters.reading import read_plan

    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{path}” cannot be read: {reason}").format(
                path=arguments.file, reason=error.strerror
            )
        ) from error
    with desk_to_write(arguments) as database:
        day = arguments.month or datetime.now(database.read(_zone)).date()
        plan = read_plan(content, month=Month(day.year, day.month), name=arguments.file.stem)
        outcome = database.execute(
            _imported, plan, now=datetime.now(UTC), label=_("Imported a shift plan"), agent_id=None
        )
    imported, unknown = outcome.result
    reasons = [
        _("Line {number}: {reason}").format(number=each.line, reason=each.reason)
        for each in plan.problems
    ]
    reasons += [_("“{text}” means nothing here.").format(text=each) for each in unknown]
    if arguments.json:
        print_json(
            {
                "cells": imported.cells,
                "absences": imported.absences,
                "left_out": imported.left_out,
                "problems": reasons,
                "ignored_columns": list(plan.ignored),
            }
        )
    else:
        print(
            _("{cells} days filled, {absences} absences, {left_out} left out.").format(
                cells=imported.cells, absences=imported.absences, left_out=imported.left_out
            )
        )
    for reason in reasons:
        print(reason, file=sys.stderr)
    return DONE if imported.cells or imported.absences else FAILED


def _imported(
    session: "Session", plan: "ReadPlan", *, now: datetime
) -> tuple["Imported", list[str]]:
    from app.queries.shifts.plan_match import plan_match
    from app.services.shifts.plan_import import import_plan

    match = plan_match(session, plan)
    unknown = [text for text, key in match.people.items() if key is None]
    unknown += [text for text, meaning in match.shifts.items() if meaning is None]
    return import_plan(session, plan, match.people, match.shifts, now=now), unknown


def _duty(arguments: argparse.Namespace) -> int:
    with desk_to_read(arguments) as database:
        found, zone = database.read(_on_duty, arguments.at)
    if arguments.json:
        print_json(
            [
                {
                    "name": each.name,
                    "shift": each.kind,
                    "letter": each.letter,
                    "on_call": each.on_call,
                    "since": each.since.isoformat(),
                    "until": each.until.isoformat(),
                }
                for each in found
            ]
        )
        return DONE
    for each in found:
        until = each.until.astimezone(zone)
        words = _("until {time}").format(time=f"{until:%H:%M}")
        kind = f"{each.kind} ({_('on call')})" if each.on_call else each.kind
        print(f"{each.name}  {kind}  {words}")
    if not found:
        print(_("Nobody is on duty by the published plan."), file=sys.stderr)
    return DONE


def _on_duty(session: "Session", at: datetime | None) -> tuple[tuple["OnDuty", ...], ZoneInfo]:
    from app.queries.shifts.on_duty import on_duty

    zone = _zone(session)
    now = datetime.now(UTC) if at is None else at
    if now.tzinfo is None:
        now = now.replace(tzinfo=zone)
    return on_duty(session, now=now.astimezone(UTC), zone=zone), zone


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no date").format(text=text)) from error


def _month(text: str) -> date:
    return _day(f"{text}-01")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no time").format(text=text)) from error
