"""Everything that can be done to tickets, under one roof; each act lives in a module of its own.

The modules are loaded with the first act: they bring the mapped classes along, which take a fifth
of a second that the start of the program should not pay.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.services.capture import capture
    from app.services.linking import link, unlink
    from app.services.maintenance import empty_old_trash
    from app.services.merging import merge
    from app.services.properties import (
        assign,
        set_category,
        set_contact,
        set_fields,
        set_impact_urgency,
        set_level,
        set_manual_priority,
        set_resolution,
        set_subject,
    )
    from app.services.shelving import mark_spam, restore, trash, unmark_spam
    from app.services.splitting import move_message, split
    from app.services.statuses import (
        mark_read,
        set_due,
        set_status,
        snooze,
        stays_solved,
        wake,
        wake_due,
    )
    from app.services.tagging import add_tags, remove_tags
    from app.services.work import correct_time

_HOMES = {
    "capture": ("capture",),
    "linking": ("link", "unlink"),
    "maintenance": ("empty_old_trash",),
    "merging": ("merge",),
    "properties": (
        "assign",
        "set_category",
        "set_contact",
        "set_fields",
        "set_impact_urgency",
        "set_level",
        "set_manual_priority",
        "set_resolution",
        "set_subject",
    ),
    "shelving": ("mark_spam", "restore", "trash", "unmark_spam"),
    "splitting": ("move_message", "split"),
    "statuses": (
        "mark_read",
        "set_due",
        "set_status",
        "snooze",
        "stays_solved",
        "wake",
        "wake_due",
    ),
    "tagging": ("add_tags", "remove_tags"),
    "work": ("correct_time",),
}
_HOME_OF = {act: home for home, acts in _HOMES.items() for act in acts}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    act = getattr(import_module(f"app.services.{_HOME_OF[name]}"), name)
    globals()[name] = act
    return act


__all__ = [
    "add_tags",
    "assign",
    "capture",
    "correct_time",
    "empty_old_trash",
    "link",
    "mark_read",
    "mark_spam",
    "merge",
    "move_message",
    "remove_tags",
    "restore",
    "set_category",
    "set_contact",
    "set_due",
    "set_fields",
    "set_impact_urgency",
    "set_level",
    "set_manual_priority",
    "set_resolution",
    "set_status",
    "set_subject",
    "snooze",
    "split",
    "stays_solved",
    "trash",
    "unlink",
    "unmark_spam",
    "wake",
    "wake_due",
]
