"""This machine's settings: one frozen dataclass, kept as JSON in the config folder."""

import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

_LOG = logging.getLogger(__name__)

LANGUAGE_CHOICES = ("system", "de", "en")
TEXT_SIZE_RANGE = (80, 200)
RECENT_DESKS = 8
LONGEST_IDLE = 24 * 60


class Scheme(StrEnum):
    """Light or dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """Height of rows in lists."""

    COMPACT = "compact"
    NORMAL = "normal"
    COMFORTABLE = "comfortable"


class LeaveAs(StrEnum):
    """How an answer leaves the desk by default."""

    CLIPBOARD = "clipboard"
    MAIL_PROGRAM = "mail_program"
    DRAFT_FILE = "draft_file"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What this machine remembers; what the team shares is in the desk.

    ``text_size`` is per cent; ``shortcuts`` maps an action's id to its key sequences in Qt's
    portable text (empty: no key); ``last_agents`` maps a desk's path to the agent's id.
    ``notification_content``: names and subjects may stand in a notification of the system.
    ``second_places`` maps a desk's path to another folder for copies of its backups.
    ``lock_after``: minutes without a touch after which a protected desk locks, 0 for never.
    ``next_after_acting``: a ticket that is done with makes room for the next one.
    """

    language: str = "system"
    scheme: Scheme = Scheme.SYSTEM
    text_size: int = 100
    density: Density = Density.NORMAL
    last_desk: str | None = None
    recent_desks: tuple[str, ...] = ()
    last_agents: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    shortcuts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    leave_as: LeaveAs = LeaveAs.CLIPBOARD
    notifications: bool = True
    notification_content: bool = True
    next_after_acting: bool = True
    spell_check: bool = True
    plain_text_mails: bool = False
    measure_time: bool = True
    lock_after: int = 15
    second_places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """Take what is valid and leave the default for everything else."""
        taken: dict[str, Any] = {}
        for each in fields(cls):
            if each.name in values:
                with suppress(ValueError, TypeError, AttributeError):
                    taken[each.name] = _READERS[each.name](values[each.name])
        return cls(**taken)

    def to_values(self) -> dict[str, Any]:
        """Plain values for JSON; ``from_values`` reads them back equal."""
        return {
            **{each.name: getattr(self, each.name) for each in fields(self)},
            "recent_desks": list(self.recent_desks),
            "last_agents": dict(self.last_agents),
            "shortcuts": dict(self.shortcuts),
            "second_places": dict(self.second_places),
        }

    def second_place(self, desk: Path) -> Path | None:
        """The folder, there or not, that gets copies of the backups of ``desk``."""
        chosen = self.second_places.get(str(desk))
        return Path(chosen) if chosen else None

    def with_desk_opened(self, desk: Path) -> Self:
        """The same settings after ``desk`` was opened: it is the last one and leads the list."""
        path = str(desk)
        others = [each for each in self.recent_desks if each != path]
        return self.replace(last_desk=path, recent_desks=(path, *others)[:RECENT_DESKS])

    def replace(self, **changes: Any) -> Self:
        """A copy with ``changes``; values are checked as on reading."""
        return self.from_values({**self.to_values(), **changes})


def interface_language(choice: str, system_languages: Iterable[str]) -> str:
    """``de`` or ``en``: the person's choice, else the first of the system's that we speak."""
    if choice in ("de", "en"):
        return choice
    for name in system_languages:
        short = name[:2].lower()
        if short in ("de", "en"):
            return short
    return "en"


class SettingsFile:
    """The settings on disk. A damaged file is kept aside and counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Settings:
        """Never fails for what is in the file: what cannot be read is the default."""
        try:
            values = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:
            self._keep_aside(error)
            return Settings()
        if not isinstance(values, dict):
            self._keep_aside(ValueError("not a JSON object"))
            return Settings()
        return Settings.from_values(values)

    def write(self, settings: Settings) -> None:
        """Replace the file in one step: a crash leaves the old one or the new one.

        Raises OSError when the folder cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(settings.to_values(), ensure_ascii=False, indent=2) + "\n"
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name, suffix=".new")
        try:
            with open(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _keep_aside(self, error: Exception) -> None:
        aside = self.path.with_name(self.path.name + ".damaged")
        _LOG.warning(
            "settings could not be read (%s), kept as %s", type(error).__name__, aside.name
        )
        with suppress(OSError):
            os.replace(self.path, aside)


def _choice(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(value)
        return str(value)

    return read


def _percent(value: Any) -> int:
    low, high = TEXT_SIZE_RANGE
    return min(high, max(low, int(value)))


def _minutes(value: Any) -> int:
    return min(LONGEST_IDLE, max(0, int(value)))


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _path(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(value)
    return value or None


def _paths(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str))[:RECENT_DESKS]


def _texts(value: Any) -> Mapping[str, str]:
    return MappingProxyType({str(k): v for k, v in value.items() if isinstance(v, str)})


def _ids(value: Any) -> Mapping[str, int]:
    return MappingProxyType({str(k): v for k, v in value.items() if type(v) is int})


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "language": _choice(LANGUAGE_CHOICES),
    "scheme": Scheme,
    "text_size": _percent,
    "density": Density,
    "last_desk": _path,
    "recent_desks": _paths,
    "last_agents": _ids,
    "shortcuts": _texts,
    "leave_as": LeaveAs,
    "notifications": _yes_no,
    "notification_content": _yes_no,
    "next_after_acting": _yes_no,
    "spell_check": _yes_no,
    "plain_text_mails": _yes_no,
    "measure_time": _yes_no,
    "lock_after": _minutes,
    "second_places": _texts,
}
