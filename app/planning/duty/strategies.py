"""How CP-SAT's workers are spent: a few that prove, or many that look for good rosters.

On two cores each worker more takes time from the others. Measured on months of 12 and 20 people:
where little is weighed the bound takes the time, and three workers on the linear relaxation and the
core need half of the work of CP-SAT's own choice of eight. Where much is weighed three more that
look around what was found go much lower in the same time than that choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.planning.duty.problem import DutyProblem

Parameters = Mapping[str, object]
"""Of CP-SAT; a tuple is a list of names."""

ANY: Parameters = {"num_workers": 8}
"""For a first roster. Also on two cores: with fewer, CP-SAT leaves out what rosters need."""

_FULL = ("max_lp", "core", "quick_restart")

_MANY: Parameters = {"num_workers": 6, "subsolvers": _FULL}

_FEW: Parameters = {"num_workers": 3, "subsolvers": _FULL}

_NEAR: Parameters = {
    "num_workers": 2,
    "subsolvers": ("max_lp", "core"),
    "cp_model_probing_level": 0,
    "symmetry_level": 0,
}
"""Where the plan nearly is the answer, presolving it thoroughly takes longer than the search."""

_FIRST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Stage:
    """Parameters that are tried until this share of the time has passed."""

    until: float
    parameters: Parameters


def stages(problem: DutyProblem, *, near_plan: bool) -> tuple[Stage, ...]:
    """What to try one after the other: what takes unusually long by one way is often short by
    another."""
    if near_plan and problem.planned_whole:
        return Stage(_FIRST_SHARE, _NEAR), Stage(1.0, _MANY)
    if problem.weights.lean:
        return Stage(_FIRST_SHARE, _FEW), Stage(1.0, _MANY)
    return (Stage(1.0, _MANY),)
