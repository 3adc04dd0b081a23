"""Stretches of a template without conditions: one function each, its texts prepared."""

from collections.abc import Sequence

from app.rules.placeholders import CURSOR
from app.templating.snippets.evaluating import Evaluation, Print
from app.templating.snippets.run import Run
from app.templating.snippets.tree import Condition, Cursor, Included, Part, Put, Text


def stretch(parts: Sequence[Part], evaluation: Evaluation, *, after_condition: bool) -> Print:
    """The function that prints ``parts``, among which are no conditions.

    ``after_condition`` has it begin with what the condition before it waits for.
    """
    pieces = [""] if after_condition else []
    holes: list[tuple[int, str, Print]] = [(0, "", Run.pending)] if after_condition else []
    for part in parts:
        match part:
            case Text(text):
                pieces.append(text)
            case Cursor():
                pieces.append(CURSOR)
            case Put(expression):
                name = evaluation.plain_name(expression)
                holes.append((len(pieces), name, evaluation.printed(expression)))
                pieces.append("")
            case Condition() | Included():
                raise AssertionError("a condition or a nested snippet in a stretch")
    return _printed(pieces, holes) if holes else _constant("".join(pieces))


def _printed(prepared: list[str], holes: Sequence[tuple[int, str, Print]]) -> Print:
    """What fills the ``holes`` in their order, so that questions are in reading order too."""

    def fill_in(run: Run) -> str:
        pieces = prepared.copy()
        printable = run.printable
        for index, name, act in holes:
            pieces[index] = printable.get(name) or act(run)
        return "".join(pieces)

    return fill_in


def _constant(text: str) -> Print:
    return lambda _run: text
