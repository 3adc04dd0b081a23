"""Ideas in a pasted text: one on each line, without the signs of a list before it."""

import re

_SIGN = re.compile(r"^\s*(?:[-*•–—·▪◦‣]|\[[ xX]?\]|\(?\d{1,3}[.)])\s+")


def pasted_ideas(text: str) -> list[str]:
    """The lines with something in them, in their order; the same idea twice counts once."""
    lines = (" ".join(_SIGN.sub("", line).split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))
