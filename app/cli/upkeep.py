"""Commands for upkeep: back up, restore, check, apply retention rules, take pictures."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.cli.commands import DONE, FAILED, Commands, print_json
from app.cli.desks import desk_path, desk_to_read, desk_to_write, key_of, locked
from app.errors import UserError
from app.i18n import _, ngettext
from app.settings import SettingsFile

if TYPE_CHECKING:
    from app.storage.drill import Noted


def add_to(commands: Commands) -> None:
    """``backup``, ``restore``, ``check``, ``retention`` and ``screens``."""
    backing = commands.add("backup", _("take a checked backup of the desk"), _backup)
    backing.add_argument(
        "destination",
        nargs="?",
        type=Path,
        metavar="DEST",
        help=_("a second folder that gets a copy, such as one on a USB stick"),
    )
    restoring = commands.add("restore", _("put a backup in the place of the desk"), _restore)
    restoring.add_argument("file", type=Path, metavar="FILE")
    commands.add("check", _("check the desk, and repair its search index"), _check)
    keeping = commands.add(
        "retention", _("do what the retention rules say, or tell what they would do"), _retention
    )
    keeping.add_argument(
        "--dry-run", action="store_true", help=_("only tell what would go; changes nothing")
    )
    taking = commands.add(
        "screens", _("pictures of every page, both languages and themes"), _screens
    )
    taking.add_argument("destination", type=Path, metavar="DEST")


def _backup(arguments: argparse.Namespace) -> int:
    from app.storage import backup, drill

    second: Path | None = arguments.destination
    if second is not None and not second.is_dir():
        raise UserError(_("There is no folder “{folder}”.").format(folder=second))
    with desk_to_read(arguments) as database:
        taken = backup.take(database.path, datetime.now(UTC), key=database.key, second=second)
    copies = [taken.path]
    if second is not None:
        copies.append(backup.in_second_place(database.path, second)[0].path)
    last = drill.last_drill(database.path)
    if arguments.json:
        print_json(
            {
                "backups": [str(each) for each in copies],
                "bytes": taken.size,
                "drill": _drill_values(last),
            }
        )
    else:
        for each in copies:
            print(_("Opened and checked: {path}").format(path=each))
        if last is not None and not last.good:
            print(drill.advice(last))
    return DONE


def _drill_values(last: "Noted | None") -> dict[str, Any] | None:
    if last is None:
        return None
    return {
        "ok": last.good,
        "at": last.at.isoformat(),
        "tables": last.tables,
        "differing": list(last.differing),
        "fault": last.fault,
    }


def _restore(arguments: argparse.Namespace) -> int:
    from app.storage.restoring import restore

    if not arguments.file.is_file():
        raise UserError(_("There is no file “{file}”.").format(file=arguments.file))
    path = desk_path(arguments)
    with locked(path):
        aside = restore(arguments.file, path, datetime.now(UTC), key=key_of(arguments.file))
    kept = aside if aside.exists() else None
    if arguments.json:
        print_json({"desk": str(path), "before": str(kept) if kept else None})
    elif kept is not None:
        print(_("Restored. The desk as it was is kept as “{name}”.").format(name=kept))
    else:
        print(_("Restored: {path}").format(path=path))
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from app.services.checkup import examine, repair_search
    from app.storage import drill

    with desk_to_read(arguments) as database:
        findings = examine(database)
    repaired = False
    if findings.search_broken:
        with desk_to_write(arguments) as database:
            repair_search(database)
            repaired = True
    if arguments.json:
        print_json(
            {
                "ok": not findings.problems,
                "problems": list(findings.problems),
                "search_repaired": repaired,
                "messages": findings.messages,
                "tickets": findings.tickets,
                "drill": _drill_values(drill.last_drill(database.path)),
            }
        )
    else:
        for problem in findings.problems:
            print(problem)
        if repaired:
            print(_("The search index was made anew."))
        if not findings.problems:
            print(
                ngettext(
                    "The desk is sound: {n} ticket.",
                    "The desk is sound: {n} tickets.",
                    findings.tickets,
                ).format(n=findings.tickets)
            )
    return FAILED if findings.problems else DONE


def _retention(arguments: argparse.Namespace) -> int:
    from app.services.retention.telling import preview_lines, preview_values, ran_lines, ran_values

    now = datetime.now(UTC)
    if arguments.dry_run:
        from app.queries.retention import preview

        with desk_to_read(arguments) as database:
            found = database.read(preview, now=now)
        lines, values = preview_lines(found), preview_values(found)
    else:
        from app.services.retention.running import GRACE, run_rules
        from app.storage import backup

        with desk_to_write(arguments) as database:
            second = SettingsFile(paths.settings_file()).read().second_place(database.path)
            ran = run_rules(
                database,
                now=now,
                back_up=lambda: backup.take(database.path, now, key=database.key, second=second),
                grace=GRACE,
            )
        lines, values = ran_lines(ran), ran_values(ran)
    if arguments.json:
        print_json(values)
    else:
        print("\n".join(lines))
    return DONE


def _screens(arguments: argparse.Namespace) -> int:
    from app.application import take_screens

    try:
        arguments.destination.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("No pictures can be written to “{folder}”: {reason}. Choose another folder.").format(
                folder=arguments.destination, reason=error.strerror
            )
        ) from error
    return take_screens(arguments.destination)
