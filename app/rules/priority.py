"""From impact and urgency to a priority, and the reason in words."""

from collections.abc import Mapping
from types import MappingProxyType

from app.errors import UserError
from app.i18n import _
from app.rules.enums import Impact, Priority, Urgency, label

Matrix = Mapping[Impact, Mapping[Urgency, Priority]]
"""One priority for each impact and urgency; its keys and values are strings to ``json``."""

DEFAULT_MATRIX: Matrix = MappingProxyType(
    {
        Impact.LOW: MappingProxyType(
            {
                Urgency.LOW: Priority.LOW,
                Urgency.MEDIUM: Priority.LOW,
                Urgency.HIGH: Priority.NORMAL,
            }
        ),
        Impact.MEDIUM: MappingProxyType(
            {
                Urgency.LOW: Priority.LOW,
                Urgency.MEDIUM: Priority.NORMAL,
                Urgency.HIGH: Priority.HIGH,
            }
        ),
        Impact.HIGH: MappingProxyType(
            {
                Urgency.LOW: Priority.NORMAL,
                Urgency.MEDIUM: Priority.HIGH,
                Urgency.HIGH: Priority.CRITICAL,
            }
        ),
    }
)
"""The usual table of service desks (ITIL, incident management), with its five steps cut to four."""


def matrix_as_json(matrix: Matrix) -> dict[str, dict[str, str]]:
    """``matrix`` as plain dictionaries of strings, for the settings of the desk."""
    return {
        impact.value: {urgency.value: matrix[impact][urgency].value for urgency in Urgency}
        for impact in Impact
    }


def matrix_from_json(stored: Mapping[str, Mapping[str, str]]) -> Matrix:
    """The matrix that `matrix_as_json` wrote; ``UserError`` when a cell is missing or unknown."""
    try:
        return {
            impact: {urgency: Priority(stored[impact][urgency]) for urgency in Urgency}
            for impact in Impact
        }
    except (KeyError, TypeError, ValueError):
        raise UserError(
            _("The priority table of this desk is incomplete. Set it again in the settings.")
        ) from None


def effective_priority(
    *,
    manual: Priority | None,
    impact: Impact,
    urgency: Urgency,
    matrix: Matrix = DEFAULT_MATRIX,
) -> Priority:
    """The priority a ticket is worked by: one set by hand wins over the matrix."""
    return manual if manual is not None else matrix[impact][urgency]


def explain(
    *,
    manual: Priority | None,
    impact: Impact,
    urgency: Urgency,
    matrix: Matrix = DEFAULT_MATRIX,
) -> str:
    """Why a ticket has its priority, as one sentence."""
    derived = matrix[impact][urgency]
    names = {
        "impact": label(impact),
        "urgency": label(urgency),
        "derived": label(derived),
        "manual": label(manual) if manual is not None else "",
    }
    if manual is None:
        return _("{derived}: {impact} and {urgency}.").format(**names)
    if manual is derived:
        return _("{manual}: set by hand; {impact} and {urgency} give the same.").format(**names)
    return _("{manual}: set by hand; {impact} and {urgency} would give {derived}.").format(**names)
