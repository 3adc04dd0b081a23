"""What may be the abbreviation of a snippet just before the caret."""

from collections.abc import Iterator

_OPENING = "([{\"'„“‚‘«»‹›<*_"


def abbreviation_before(before: str, after: str) -> Iterator[str]:
    """Candidates among the last characters of ``before``, the longest first.

    The caret has to stand at the end of a word: ``after`` begins with no letter or digit. An
    abbreviation has no space and begins where a word does, so what stands before it is a space,
    the beginning of the line, or an opening mark as in *(mfg*.
    """
    if after[:1].isalnum() or not before or before[-1].isspace():
        return
    run = before.split()[-1]
    yield run
    place = 0
    while place < len(run) - 1 and run[place] in _OPENING:
        place += 1
        yield run[place:]
