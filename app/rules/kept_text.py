"""Whether a text that was put into an answer is still in it when the answer leaves."""

from app.rules.names import folded

_TOGETHER = 3
_ENOUGH = 0.3


def still_holds(answer: str, inserted: str) -> bool:
    """Whether enough of ``inserted`` is left in ``answer`` to say that it was sent.

    At least three tenths of its runs of three words have to be there, so a text that was adapted
    counts and one that was deleted does not; one of fewer words has to be there whole.
    """
    answered, put_in = folded(answer).split(), folded(inserted).split()
    length = min(_TOGETHER, len(put_in))
    if not length:
        return inserted.strip() in answer
    wanted = _runs(put_in, length)
    left = wanted & _runs(answered, length)
    return len(left) >= _ENOUGH * len(wanted)


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
