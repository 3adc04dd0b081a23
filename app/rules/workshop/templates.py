"""Templates of workshops: questions and a plan, in German and in English, and own ones as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.rules.workshop.phases import (
    DEFAULT_PLAN,
    Phase,
    PlannedPhase,
    plan_as_json,
    plan_from_json,
)

OWN = "own-"
"""How the keys of a desk's own templates begin."""


@dataclass(frozen=True, slots=True)
class Template:
    """What a new workshop starts with. ``key`` names a built-in one; own ones have theirs from
    the desk."""

    key: str
    name: str
    questions: tuple[str, ...]
    plan: tuple[PlannedPhase, ...] = DEFAULT_PLAN

    @property
    def own(self) -> bool:
        """Whether somebody at the desk saved it."""
        return self.key.startswith(OWN)


SERVICE_MISSION = "service_mission"
"""The one a desk starts with."""

_RETROSPECTIVE_PLAN = (
    PlannedPhase(Phase.WELCOME, 5),
    PlannedPhase(Phase.IDEAS, 15),
    PlannedPhase(Phase.BASKET, 10),
    PlannedPhase(Phase.VOTE, 10),
    PlannedPhase(Phase.RESULT, 10),
    PlannedPhase(Phase.CLOSE, 10),
)

_ENGLISH = (
    Template(
        SERVICE_MISSION,
        "Service mission",
        (
            "What is our department for, and why does it exist?",
            "What matters to us?",
            "Which culture and values do we live by?",
        ),
    ),
    Template(
        "vision",
        "Vision in five years",
        (
            "What do customers say about us in five years?",
            "What can we do then that we cannot do today?",
            "What have we stopped doing by then?",
        ),
    ),
    Template(
        "touch_points",
        "Customer touch points",
        (
            "Where do customers meet us?",
            "Where does it go well, and why?",
            "Where do we lose them, and what would help first?",
        ),
    ),
    Template(
        "retrospective",
        "Retrospective",
        ("What went well?", "What held us up?", "What do we try next?"),
        _RETROSPECTIVE_PLAN,
    ),
    Template(
        "values",
        "Values",
        (
            "Which behaviour do we want to see every day?",
            "What do we never do, even under pressure?",
            "How does a customer notice our values?",
        ),
    ),
)

_GERMAN = (
    Template(
        SERVICE_MISSION,
        "Service-Leitbild",
        (
            "Wozu gibt es unsere Abteilung, und warum?",
            "Was ist uns wichtig?",
            "Welche Kultur und welche Werte leben wir?",
        ),
    ),
    Template(
        "vision",
        "Vision in fünf Jahren",
        (
            "Was sagen Kunden in fünf Jahren über uns?",
            "Was können wir dann, was wir heute nicht können?",
            "Was machen wir dann nicht mehr?",
        ),
    ),
    Template(
        "touch_points",
        "Kontaktpunkte der Kunden",
        (
            "Wo begegnen uns Kunden?",
            "Wo läuft es gut, und warum?",
            "Wo verlieren wir sie, und was hilft zuerst?",
        ),
    ),
    Template(
        "retrospective",
        "Rückblick",
        ("Was lief gut?", "Was hat uns aufgehalten?", "Was probieren wir als Nächstes?"),
        _RETROSPECTIVE_PLAN,
    ),
    Template(
        "values",
        "Werte",
        (
            "Welches Verhalten wollen wir jeden Tag sehen?",
            "Was tun wir nie, auch nicht unter Druck?",
            "Woran merkt ein Kunde unsere Werte?",
        ),
    ),
)


def built_in(language: str) -> tuple[Template, ...]:
    """The templates in German for ``de``, else in English; the first is the usual one."""
    return _GERMAN if language == "de" else _ENGLISH


def template_as_json(template: Template) -> dict[str, Any]:
    """An own template as the desk stores it, without key and name."""
    return {"questions": list(template.questions), "plan": plan_as_json(template.plan)}


def template_from_json(key: str, name: str, stored: Mapping[str, Any]) -> Template:
    """An own template from what the desk stores."""
    return Template(key, name, tuple(stored["questions"]), plan_from_json(stored["plan"]))
