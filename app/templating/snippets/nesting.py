"""Snippets within snippets, put in place before anything is compiled."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from app.i18n import _
from app.templating.snippets.limits import (
    DEEPEST_NESTING,
    MOST_NODES,
    MOST_PIECES,
    MOST_TEXT,
)
from app.templating.snippets.problems import Flaw, likely, replace_by
from app.templating.snippets.reading import read
from app.templating.snippets.scanning import normalised
from app.templating.snippets.tree import (
    Compared,
    Condition,
    Either,
    Expression,
    Filtered,
    Included,
    Junction,
    Negated,
    Part,
    Put,
    Text,
)

Nested = Callable[[str], str | None]
"""The body of the snippet with an abbreviation, in the variant that fits; None without one."""


@dataclass(slots=True)
class Expansion:
    """Puts nested snippets in place; ``flaws`` lie where the outermost of them is named.

    ``bodies`` are the sources it was made from by abbreviation, None where there is none.
    Without ``nested`` nothing is looked up: what is nested is left out.
    """

    nested: Nested | None
    language: str
    known: Collection[str] = ()
    flaws: list[Flaw] = field(default_factory=list)
    bodies: dict[str, str | None] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)
    _outermost: Included | None = None
    _pieces: int = 0
    _nodes: int = 0
    _text: int = 0

    def expand(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """``parts`` with the parts of nested snippets in place of their names."""
        expanded: list[Part] = []
        for part in parts:
            if self._is_too_much(part):
                break
            match part:
                case Included():
                    expanded.extend(self._included(part))
                case Condition(branches, otherwise):
                    kept = tuple((test, self.expand(body)) for test, body in branches)
                    expanded.append(Condition(kept, self.expand(otherwise)))
                case _:
                    expanded.append(part)
        return tuple(expanded)

    def _is_too_much(self, part: Part) -> bool:
        match part:
            case Text(text):
                self._text += len(text)
            case Put(expression):
                self._pieces += 1
                self._nodes += _weight(expression)
            case Condition(branches):
                self._pieces += 1 + len(branches)
                self._nodes += sum(_weight(test) for test, _body in branches)
            case _:
                self._pieces += 1
        too_much = self._pieces > MOST_PIECES or self._nodes > MOST_NODES or self._text > MOST_TEXT
        if too_much:
            self._complain(_("There are too many placeholders in this snippet."), part)
        return too_much

    def _included(self, part: Included) -> tuple[Part, ...]:
        if self.nested is None:
            return ()
        outermost = not self._path
        if outermost:
            self._outermost = part
        key = part.abbreviation.casefold()
        if key in self._path:
            path = " → ".join((*self._path[self._path.index(key) :], part.abbreviation))
            self._complain(_("This snippet contains itself: {path}").format(path=path), part)
            return ()
        if len(self._path) >= DEEPEST_NESTING:
            self._complain(_("Snippets are nested too deeply here."), part)
            return ()
        body = self._body(part)
        if body is None:
            return ()
        reading = read(normalised(body).rstrip("\n"), self.language)
        severe = next((problem for problem in reading.problems if problem.severe), None)
        if severe:
            message = _("In snippet “{abbreviation}”, line {line}: {message}").format(
                abbreviation=part.abbreviation, line=severe.line, message=severe.message
            )
            self._complain(message, part)
            return ()
        self._path.append(key)
        expanded = self.expand(reading.parts)
        self._path.pop()
        return expanded

    def _body(self, part: Included) -> str | None:
        if part.abbreviation not in self.bodies:
            assert self.nested is not None
            self.bodies[part.abbreviation] = self.nested(part.abbreviation)
        body = self.bodies[part.abbreviation]
        if body is None:
            message = _("There is no snippet “{abbreviation}”.")
            self._complain(message.format(abbreviation=part.abbreviation), part, suggest=True)
        return body

    def _complain(self, message: str, part: Part, *, suggest: bool = False) -> None:
        """Once for each place, however often it goes wrong inside."""
        place = self._outermost if self._path else part
        start = getattr(place, "start", 0)
        length = getattr(place, "length", 1)
        if any(flaw.start == start for flaw in self.flaws):
            return
        fix = None
        if suggest and isinstance(part, Included) and not self._path:
            better = likely(part.abbreviation, self.known)
            fix = replace_by(f'<<baustein("{better}")>>', start, length) if better else None
        self.flaws.append(Flaw(start, length, message, fix))


def _weight(expression: Expression) -> int:
    match expression:
        case Filtered(base, _name, arguments):
            return 1 + _weight(base) + len(arguments)
        case Compared(_operator, left, right):
            return 1 + _weight(left) + _weight(right)
        case Junction(_word, parts):
            return sum(map(_weight, parts))
        case Negated(part):
            return 1 + _weight(part)
        case Either(test, yes, no):
            return _weight(test) + _weight(yes) + _weight(no)
        case _:
            return 1
