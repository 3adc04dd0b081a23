"""Ideas that seem to say the same: a hint while typing, never a merge by itself."""

from collections.abc import Sequence

from app.queries.workshop.workshops import Idea

_ALIKE = 78
"""Per cent of rapidfuzz's weighed ratio: *answer fast* and *fast answers* are, *fast* alone is."""
_FEWEST_LETTERS = 4


def similar_ideas(text: str, ideas: Sequence[Idea], *, limit: int = 3) -> tuple[Idea, ...]:
    """The ideas most like a text, best first; none for a text of a few letters."""
    if len(text.strip()) < _FEWEST_LETTERS:
        return ()
    # Imported when ideas are first compared: a start without it is faster.
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        text,
        [each.text for each in ideas],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=limit,
    )
    return tuple(ideas[place] for _text, _score, place in found)
