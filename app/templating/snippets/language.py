"""The language of snippets as the rest of the program meets it: check, compile, fill in."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import NamedTuple

from app.i18n import language as interface_language
from app.rules.placeholders import CURSOR
from app.templating.snippets.fields import Field, field_name
from app.templating.snippets.names import BY_CANONICAL, FACT_ROOTS, canonical
from app.templating.snippets.nesting import Expansion, Nested
from app.templating.snippets.problems import Fix, Flaw, Lines, Problem, TemplateFault
from app.templating.snippets.reading import Reading, read
from app.templating.snippets.run import Run
from app.templating.snippets.samples import sample_snapshot
from app.templating.snippets.scanning import normalised
from app.templating.snippets.tokens import Token, TokenKind, tokens
from app.templating.snippets.tree import Part
from app.templating.snippets.usage import Usage, hints
from app.templating.snippets.values import Answer, Snapshot

__all__ = [
    "Fix",
    "Nested",
    "Problem",
    "Rendered",
    "Template",
    "TemplateFault",
    "Token",
    "TokenKind",
    "check",
    "compiled",
    "sample_snapshot",
    "tokens",
]


class Rendered(NamedTuple):
    """A filled-in text, open places marked (see ``app.rules.placeholders``).

    ``missing`` are the fields behind its open places, ``asked`` all fields that were reached and
    not known before: the form. Both are in reading order. ``cursor`` is an offset of ``text``,
    ``dates`` are printed days that are still to come.
    """

    text: str
    missing: tuple[Field, ...]
    cursor: int | None
    dates: tuple[date, ...]
    asked: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A snippet ready to be filled in, any number of times and from any thread.

    ``fields`` are all it may ask, ``names`` the canonical names it uses, ``facts`` the facts,
    ``nested`` the abbreviations of snippets in it, at any depth.
    """

    fields: tuple[Field, ...]
    names: tuple[str, ...]
    facts: tuple[str, ...]
    nested: tuple[str, ...]
    _by_name: Mapping[str, Field]
    _fill_in: Callable[[Run], str]

    def render(
        self, snapshot: Snapshot, answers: Mapping[str, Answer], *, html: bool = False
    ) -> Rendered:
        """Fill in. ``answers`` are by the name of the field or any name of a value.

        ``html`` is for bodies that are HTML: values are escaped. Never raises.
        """
        if not answers.keys() <= self._by_name.keys():
            answers = {self.key_of(name): answer for name, answer in answers.items()}
        run = Run(snapshot, self._by_name, answers, html=html)
        before, mark, after = self._fill_in(run).partition(CURSOR)
        return Rendered(
            before + after.replace(CURSOR, ""),
            tuple(run.missing.values()),
            len(before) if mark else None,
            tuple(run.dates),
            tuple(run.asked.values()),
        )

    def key_of(self, name: str) -> str:
        """The key under which an answer to ``name`` is looked for, in whatever spelling it is."""
        if name in self._by_name or name in BY_CANONICAL:
            return name
        root, dot, fact = name.partition(".")
        if dot and root.lower() in FACT_ROOTS:
            return f"fact.{field_name(fact)}"
        asked = field_name(name)
        return asked if asked in self._by_name else canonical(name) or asked


def check(
    source: str, nested: Nested | None = None, *, abbreviations: Collection[str] = ()
) -> tuple[Problem, ...]:
    """What is wrong with ``source``, in the order of the text; hints are not severe.

    Offsets count newlines as one character. Without ``nested`` no nested snippet is looked into;
    ``abbreviations`` are suggested for misspelt ones.
    """
    source = normalised(source)
    lines = Lines(source)
    reading = read(source, interface_language())
    expansion, _parts, usage = _understood(reading, lines, nested, abbreviations)
    found = [*expansion.flaws, *usage.flaws, *hints(usage, source)]
    problems = [*reading.problems, *map(lines.problem, found)]
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def compiled(source: str, nested: Nested | None = None) -> Template:
    """``source`` ready to be filled in; raises ``TemplateFault`` with everything that is wrong.

    Kept for the next time, as long as neither it nor what it nests has changed.
    """
    source = normalised(source)
    kept = _KEPT.found(source, nested)
    if kept is not None:
        return kept
    template, bodies = _compile(source, nested)
    _KEPT.keep(source, bodies, template)
    return template


def _compile(source: str, nested: Nested | None) -> tuple[Template, dict[str, str | None]]:
    lines = Lines(source)
    reading = read(source, interface_language())
    expansion, parts, usage = _understood(reading, lines, nested or _no_snippet, ())
    problems = [*reading.problems, *map(lines.problem, _severe(expansion, usage))]
    if problems:
        raise TemplateFault(tuple(sorted(problems, key=lambda each: (each.line, each.column))))
    from app.templating.snippets.compiling import compile_parts

    fields = usage.fields
    template = Template(
        fields,
        tuple(usage.names),
        tuple(usage.facts),
        tuple(expansion.bodies),
        {field.name: field for field in fields},
        compile_parts(parts, usage),
    )
    return template, expansion.bodies


def _understood(
    reading: Reading, lines: Lines, nested: Nested | None, abbreviations: Collection[str]
) -> tuple[Expansion, tuple[Part, ...], Usage]:
    expansion = Expansion(nested, interface_language(), abbreviations)
    parts = expansion.expand(reading.parts)
    usage = Usage(lines)
    usage.gather(parts)
    return expansion, parts, usage


def _severe(expansion: Expansion, usage: Usage) -> Iterator[Flaw]:
    yield from expansion.flaws
    yield from usage.flaws


def _no_snippet(_abbreviation: str) -> str | None:
    return None


class _Kept:
    """Compiled templates by their source, with the nested bodies they were made from."""

    _MOST = 256

    def __init__(self) -> None:
        self._lock = Lock()
        self._templates: OrderedDict[str, tuple[dict[str, str | None], Template]] = OrderedDict()

    def found(self, source: str, nested: Nested | None) -> Template | None:
        """The template of ``source`` if all it nests is as it was."""
        with self._lock:
            kept = self._templates.get(source)
            if kept is None:
                return None
            self._templates.move_to_end(source)
        bodies, template = kept
        look_up = nested or _no_snippet
        unchanged = all(look_up(abbreviation) == body for abbreviation, body in bodies.items())
        return template if unchanged else None

    def keep(self, source: str, bodies: dict[str, str | None], template: Template) -> None:
        """Remember ``template``; the one not used for longest goes."""
        with self._lock:
            self._templates[source] = (bodies, template)
            self._templates.move_to_end(source)
            if len(self._templates) > self._MOST:
                self._templates.popitem(last=False)


_KEPT = _Kept()
