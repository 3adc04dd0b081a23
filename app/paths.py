"""Where things lie: the person's data, settings, log, and the files shipped with the program."""

import os
import sys
from pathlib import Path

import appdirs

_NAME = "Tresen"


def data_folder() -> Path:
    """Folder of desk files. ``TRESEN_DATA`` overrides it, for tests and portable use."""
    return Path(os.environ.get("TRESEN_DATA") or appdirs.user_data_dir(_NAME, False))


def config_folder() -> Path:
    """Folder of this machine's settings. ``TRESEN_CONFIG`` overrides it."""
    return Path(os.environ.get("TRESEN_CONFIG") or appdirs.user_config_dir(_NAME, False))


def settings_file() -> Path:
    """This machine's settings."""
    return config_folder() / "settings.json"


def log_folder() -> Path:
    """Folder of the log. ``TRESEN_DATA`` moves it along."""
    if "TRESEN_DATA" in os.environ:
        return data_folder() / "log"
    return Path(appdirs.user_log_dir(_NAME, False))


def opened_folder() -> Path:
    """Where copies of attachments lie while other programs show them."""
    return data_folder() / "opened"


def default_desk() -> Path:
    """The desk that opens when none is named."""
    return data_folder() / "tresen.desk"


def resource(*parts: str) -> Path:
    """A file shipped with the program, from the checkout or from the frozen folder."""
    return _root().joinpath("resources", *parts)


def declaration() -> Path:
    """``pyproject.toml``, which names what the program needs to run."""
    return _root() / "pyproject.toml"


def handbook(language: str) -> Path:
    """The folder of the handbook in ``language``; its first page is ``index.md``."""
    return _root() / "docs" / language


def _root() -> Path:
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
