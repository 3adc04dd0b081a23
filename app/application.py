"""Composition root: what is started with, which desk is opened, and the one running program."""

import builtins
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import cli, i18n, log, paths
from app.settings import SettingsFile, interface_language

if TYPE_CHECKING:
    from argparse import Namespace

NO_DISPLAY = 2


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

    return Program().run(wanted)


def load_parts() -> None:
    """SQLAlchemy, then Qt without its import hook.

    PySide6 replaces ``__import__`` to look into the source of each module imported after it for
    its own feature switches. Tresen uses none of them, and the look costs a tenth of the start.
    """
    import app.storage.upgrade  # noqa: F401

    plain_import = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = plain_import


def take_screens(destination: Path) -> int:
    """Pictures of every page in both languages and themes, from the demo desk; the exit code."""
    load_parts()
    from app.screens import take

    return take(destination)
