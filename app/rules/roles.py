"""Who may do what at a desk of several: four roles, and the rights that not everybody has."""

from collections.abc import Sequence
from enum import StrEnum

from app.i18n import N_, _


class Role(StrEnum):
    """What somebody is at the desk. Tickets, answers and snippets are everybody's work."""

    AGENT = "agent"
    SENIOR = "senior"
    LEAD = "lead"
    TRAINER = "trainer"


class Right(StrEnum):
    """What takes a role: it cannot be taken back, leaves the desk, or is about colleagues."""

    ERASE = "erase"
    EXPORT = "export"
    CHANGE_RULES = "change_rules"
    SEE_FIGURES = "see_figures"
    MANAGE_PEOPLE = "manage_people"


_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.AGENT: frozenset(),
    Role.SENIOR: frozenset({Right.ERASE, Right.EXPORT}),
    Role.TRAINER: frozenset({Right.SEE_FIGURES}),
    Role.LEAD: frozenset(Right),
}

_ROLES = {
    Role.AGENT: N_("Agent"),
    Role.SENIOR: N_("Senior"),
    Role.LEAD: N_("Lead"),
    Role.TRAINER: N_("Trainer"),
}

_MAY = {
    Role.AGENT: N_("Works on tickets, snippets, shifts and workshops."),
    Role.SENIOR: N_("Also exports, and hands out and erases personal data."),
    Role.LEAD: N_("May do everything: also change rules, people and roles."),
    Role.TRAINER: N_("Also sees the figures of single people."),
}

_REFUSALS = {
    Right.ERASE: N_("Erasing takes another role. Who may do it here: {names}."),
    Right.EXPORT: N_("Exporting and handing out takes another role. Who may do it here: {names}."),
    Right.CHANGE_RULES: N_("Changing this takes another role. Who may do it here: {names}."),
    Right.SEE_FIGURES: N_(
        "The figures of single people take another role. Who may see them here: {names}."
    ),
    Right.MANAGE_PEOPLE: N_(
        "Only a lead adds people and gives roles and PINs. Who may do it here: {names}."
    ),
}


def has(role: Role, right: Right) -> bool:
    """Whether somebody in this role may do that."""
    return right in _RIGHTS[role]


def role_label(role: Role) -> str:
    """What the role is called."""
    return _(_ROLES[role])


def role_hint(role: Role) -> str:
    """What somebody in this role may do, in a sentence."""
    return _(_MAY[role])


def refusal(right: Right, names: Sequence[str]) -> str:
    """Why not, and whom to ask; ``names`` are those who may."""
    return _(_REFUSALS[right]).format(names=", ".join(names))
