"""What the audience sees, as plain values: a phase makes a scene, the audience view paints it."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What is said about an item or a bar, besides its text; each has a sign, never colour alone.

    STRUCK is struck through with a cross, WINNER has a check, TIED an equals sign, ASIDE is muted
    (the basket, exhausted ballots), NEW is tinted.
    """

    PLAIN = "plain"
    NEW = "new"
    TIED = "tied"
    STRUCK = "struck"
    WINNER = "winner"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, wrapped where it is long; ``lead`` stands before it, as a number."""

    text: str
    mark: Mark = Mark.PLAIN
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Items under a heading; without items ``empty`` stands there, muted."""

    title: str
    items: tuple[Item, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Lists beside each other; with ``newest`` the last page shows first, as while ideas come."""

    columns: tuple[Column, ...]
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One option and the people with it. Bars with the same ``key`` in the next scene move there;
    ``note`` is a short word behind the number, such as *drops out*."""

    key: str
    label: str
    people: int
    mark: Mark = Mark.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other, in the order given. ``whole`` people fill the width; at ``line``
    people stands a dashed line with ``line_label``, as where a majority begins."""

    bars: tuple[Bar, ...]
    whole: int
    line: float | None = None
    line_label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text to be read by all, as large as it fits; ``caption`` below it in the smallest size."""

    text: str
    caption: str = ""


Body = Columns | Bars | Words


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture for the audience: title, body, and a note in the smallest size at the bottom.

    ``step`` stands beside the title (*Round 2 of 5*); ``clock`` says whether the phase's clock is
    shown. Everything is plain text in the workshop's language.
    """

    title: str
    body: Body
    note: str = ""
    step: str = ""
    clock: bool = False


BLANK = Scene("", Words(""))
"""Nothing at all, as before a phase has said what it shows."""
