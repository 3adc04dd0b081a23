"""What is wrong with a snippet, where, and how it can be mended."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import UserError
from app.i18n import _

_LIKENESS = 70
"""Per cent of letters in common, in their order, from which a word counts as a slip."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace ``length`` characters from ``start`` (newlines count as one) by ``replacement``."""

    label: str
    start: int
    length: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in a template; ``line`` and ``column`` count from 1.

    ``severe`` ones keep it from being used; others are hints.
    """

    line: int
    column: int
    length: int
    message: str
    fix: Fix | None = None
    severe: bool = True


class TemplateFault(UserError):  # noqa: N818 - the fault of a template, not of the program
    """A template that cannot be used; ``problems`` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(
            _("Line {line}, column {column}: {message}").format(
                line=first.line, column=first.column, message=first.message
            )
        )
        self.problems = problems


class Flaw(Exception):  # noqa: N818 - never leaves this package
    """A problem met while reading, at an offset of the source."""

    def __init__(
        self, start: int, length: int, message: str, fix: Fix | None = None, *, severe: bool = True
    ) -> None:
        super().__init__(message)
        self.start = start
        self.length = length
        self.message = message
        self.fix = fix
        self.severe = severe


class Lines:
    """Where offsets of a source lie."""

    def __init__(self, source: str) -> None:
        self._starts = [0]
        position = source.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = source.find("\n", position + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def problem(self, flaw: Flaw) -> Problem:
        """``flaw`` with its place in words of an editor."""
        line, column = self.place(flaw.start)
        return Problem(line, column, flaw.length, flaw.message, flaw.fix, flaw.severe)


def likely(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``word`` is most likely a slip of, if any."""
    # Imported at the first slip: it takes longer to load than most snippets to check.
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), list(known), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return found[0] if found else None


def replace_by(better: str, start: int, length: int) -> Fix:
    """The fix that writes ``better`` instead."""
    return Fix(_("Write “{text}”").format(text=better), start, length, better)
