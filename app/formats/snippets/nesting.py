"""Snippets within snippets: which ones a body names, and others named in their place."""

import re
from collections.abc import Callable, Iterable, Mapping

from app.formats.snippets.body import BodyWriter, quoted
from app.formats.snippets.names import own_word
from app.rules.snippet_words import abbreviation_key

_CALL = re.compile(
    r"<<\s*(?:baustein|snippet)\(\s*(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)')\s*\)\s*>>",
    re.IGNORECASE,
)
_DEEPEST = 8


def nested(body: str) -> tuple[str, ...]:
    """The abbreviations that ``body`` names, each once."""
    return tuple(dict.fromkeys(_named(found) for found in _CALL.finditer(body)))


def renamed(body: str, new_name: Callable[[str], str | None]) -> str:
    """``body`` with every snippet in it called anew; one without a name becomes a field."""

    def call(found: re.Match[str]) -> str:
        old = _named(found)
        new = new_name(old)
        if new is None:
            writer = BodyWriter()
            writer.field(old)
            return writer.body()
        return found[0] if new == old else f"<<{own_word('snippet')}({quoted(new)})>>"

    return _CALL.sub(call, body) if "<<" in body else body


def endless(bodies: Mapping[str, Iterable[str]]) -> frozenset[tuple[str, str]]:
    """Which snippet must not name which other, so that nothing names itself in the end.

    ``bodies`` are wordings by abbreviation; pairs are folded abbreviations. Names at a depth that
    no text is nested to are among them.
    """
    names = {
        abbreviation_key(abbreviation): [
            abbreviation_key(each) for body in wordings for each in nested(body)
        ]
        for abbreviation, wordings in bodies.items()
    }
    forbidden: set[tuple[str, str]] = set()
    height: dict[str, int] = {}
    for start in names:
        _measure(start, names, height, forbidden)
    return frozenset(forbidden)


def _measure(
    start: str,
    names: Mapping[str, list[str]],
    height: dict[str, int],
    forbidden: set[tuple[str, str]],
) -> None:
    """How deep ``start`` nests, by walking down without recursion; what leads back is forbidden."""
    on_path: set[str] = set()
    waiting = [(start, False)]
    while waiting:
        current, done = waiting.pop()
        if done:
            on_path.discard(current)
            below = [each for each in names.get(current, ()) if (current, each) not in forbidden]
            for each in below:
                if height.get(each, 0) + 1 >= _DEEPEST:
                    forbidden.add((current, each))
            height[current] = max(
                (height.get(e, 0) + 1 for e in below if (current, e) not in forbidden), default=0
            )
            continue
        if current in height or current in on_path:
            continue
        on_path.add(current)
        waiting.append((current, True))
        for each in names.get(current, ()):
            if each in on_path:
                forbidden.add((current, each))
            elif each not in height:
                waiting.append((each, False))


def _named(found: re.Match[str]) -> str:
    return found["double"] or found["single"]
