"""Composition root: what is started with, which desk is opened, and the one running program."""

import builtins
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import cli, i18n, log, paths
from app.settings import SettingsFile, interface_language

if TYPE_CHECKING:
    from argparse import Namespace

    from app.program import Program
    from app.ui.wishes import Command

NOT_OPENED, NO_DISPLAY, DESK_OPEN_ELSEWHERE = 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line says; the exit code."""
    i18n.set_language(_language())
    wanted = cli.parser().parse_args(arguments)
    if wanted.command:
        return cli.run(wanted)
    return _open_window(wanted)


def _language() -> str:
    """The language chosen in the settings, else the system's."""
    choice = SettingsFile(paths.settings_file()).read().language
    return interface_language(choice, _system_languages())


def _system_languages() -> list[str]:
    import locale
    import os

    spoken = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    with_codes = [code for value in spoken for code in value.split(":") if code]
    return with_codes or [locale.getlocale()[0] or ""]


def _open_window(wanted: "Namespace") -> int:
    from app.ui.display import missing_display

    if reason := missing_display():
        print(reason, file=sys.stderr)
        return NO_DISPLAY
    load_parts()
    log.start(paths.log_folder())
    if wanted.self_test:
        from app.self_test import self_test

        return self_test()
    from app.program import Program

    return Program().run(lambda program: start(program, wanted))


def start(program: "Program", wanted: "Namespace") -> int | None:
    """Open the desk that is wanted; the exit code if there is no window to wait for then.

    The program that has it open already takes over what this start is for.
    """
    from app.program import DEMO_SIZE
    from app.storage.upgrade import missing
    from app.ui.lock import is_locked
    from app.ui.wishes import Command, Wish, wish_of

    command = Command(wish_of(wanted))
    last = program.preferences.current.last_desk
    if wanted.demo or wanted.demo_size is not None:
        program.open_demo(wanted.demo_size or DEMO_SIZE)
    else:
        desk = _first_desk(wanted.desk, last)
        if is_locked(desk) and _handed_over(desk, command):
            return 0
        if not program.open(desk):
            return DESK_OPEN_ELSEWHERE if is_locked(desk) else NOT_OPENED
        if wanted.desk is None and last and Path(last) != desk:
            program.tell(str(missing(Path(last))))
    if command.wish is not Wish.SHOW:
        program.obey(command)
    return None


def _first_desk(named: Path | None, last: str | None) -> Path:
    if named is not None:
        return named.absolute()
    return Path(last) if last and Path(last).is_file() else paths.default_desk()


def _handed_over(desk: Path, command: "Command") -> bool:
    # Loads QtNetwork, which a start that finds nobody does without.
    from app.ui.single_instance import hand_over

    return hand_over(desk, command)


def load_parts() -> None:
    """SQLAlchemy, then Qt without its import hook.

    PySide6 replaces ``__import__`` to look into the source of each module imported after it for
    its own feature switches. Tresen uses none of them, and the look costs a tenth of the start.
    Python looks for garbage among all that is loaded meanwhile: another tenth, and none is there.
    From when a desk opens on the program collects by itself (``app.ui.garbage``).
    """
    gc.disable()
    import app.storage.upgrade  # noqa: F401

    plain_import = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = plain_import


def take_screens(destination: Path) -> int:
    """Pictures of every page in both languages and themes, from the demo desk; the exit code."""
    load_parts()
    from app.screens import take

    return take(destination)
