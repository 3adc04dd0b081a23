"""What goes along when a shift moves to another cell: its pin and its comment."""

from dataclasses import dataclass

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Note:
    """The pin and the comment of a cell; ``filled``: there is a shift or a planned day off."""

    filled: bool = False
    pinned: bool = False
    comment: str = ""


def after_move(here: Note, origin: Note) -> Note:
    """The note of a cell that now holds what ``origin`` held.

    Pin and comment belong to the shift. The comment of an empty cell is about the person's day and
    stays there; a shift that comes adds its own.
    """
    stays = "" if here.filled else here.comment
    comes = origin.comment if origin.filled else ""
    return Note(
        origin.filled, origin.filled and origin.pinned, _BETWEEN.join(filter(None, (stays, comes)))
    )
