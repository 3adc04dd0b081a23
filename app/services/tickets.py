"""Everything that can be done to tickets, under one roof; each act lives in a module of its own."""

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

__all__ = [
    "add_tags",
    "assign",
    "capture",
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
