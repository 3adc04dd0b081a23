"""Which names a template uses, and which of them it asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.i18n import _
from app.templating.snippets.fields import Field, FieldKind, field_name, read_answer
from app.templating.snippets.filter_table import BY_ALIAS
from app.templating.snippets.names import (
    ALIASES,
    BY_CANONICAL,
    FACT_ROOTS,
    Name,
    alias_key,
    canonical,
    roots,
)
from app.templating.snippets.problems import Flaw, Lines, likely, replace_by
from app.templating.snippets.tree import (
    Asked,
    Compared,
    Condition,
    Const,
    Defined,
    Either,
    Expression,
    Filtered,
    Junction,
    Negated,
    Part,
    Put,
    Ref,
)

_SHORTEST_SLIP = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the snapshot tells."""

    name: Name


@dataclass(frozen=True, slots=True)
class FromFact:
    """A fact of the desk by its lower-case name."""

    name: str


@dataclass(frozen=True, slots=True)
class FromField:
    """A field of the form by its name."""

    name: str


Target = Known | FromFact | FromField


@dataclass(slots=True)
class _Use:
    """How a field is met in a template: tested for being there or true, or used otherwise."""

    field: Field
    described: bool = False
    is_tested: bool = False
    is_used: bool = False
    kind: FieldKind | None = None


@dataclass(slots=True)
class Usage:
    """Everything that the parts of a template, nested ones in place, name."""

    lines: Lines
    flaws: list[Flaw] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    facts: dict[str, None] = field(default_factory=dict)
    described: dict[str, Field] = field(default_factory=dict)
    _uses: dict[str, _Use] = field(default_factory=dict)

    def gather(self, parts: tuple[Part, ...]) -> None:
        """Take in all parts; what an author describes anywhere holds everywhere."""
        for asked in _questions(parts):
            self.described.setdefault(asked.field.name, asked.field)
        for expression, printed in _roots(parts):
            self._take(expression, tested=not printed)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field once, in reading order."""
        return tuple(_finished(use) for use in self._uses.values())

    def target(self, ref: Ref | Asked) -> Target:
        """What a name stands for. What the author asks for goes before what is known."""
        if isinstance(ref, Asked):
            return FromField(ref.field.name)
        asked = field_name(ref.name)
        if asked in self.described and "." not in ref.name:
            return FromField(asked)
        if known := canonical(ref.name):
            return Known(BY_CANONICAL[known])
        root, dot, attribute = ref.name.partition(".")
        if dot and root in FACT_ROOTS:
            return FromFact(attribute)
        return FromField(asked)

    def _take(
        self,
        expression: Expression,
        *,
        tested: bool | None,
        kind: FieldKind | None = None,
        default: str = "",
    ) -> None:
        match expression:
            case Ref() | Asked():
                self._name(expression, tested=tested, kind=kind, default=default)
            case Filtered(base, name, arguments):
                asks = BY_ALIAS[name].asks or kind
                given = arguments[0] if name == "default" else None
                if isinstance(given, Const):
                    default = str(given.value)
                self._take(base, tested=False, kind=asks, default=default)
                for argument in arguments:
                    self._take(argument, tested=False)
            case Compared(operator, left, right):
                self._take(left, tested=False)
                self._take(right, tested=False)
                self._check_words(left, right)
                if operator == "in":
                    self._check_words(right, left)
            case Defined(of):
                self._take(of, tested=None)
            case Junction(_word, parts):
                for part in parts:
                    self._take(part, tested=True)
            case Negated(part):
                self._take(part, tested=True)
            case Either(test, yes, no):
                self._take(test, tested=True)
                self._take(yes, tested=tested)
                self._take(no, tested=tested)

    def _name(
        self, ref: Ref | Asked, *, tested: bool | None, kind: FieldKind | None, default: str
    ) -> None:
        match self.target(ref):
            case Known(name):
                self.names.setdefault(name.canonical)
            case FromFact(name):
                self.facts.setdefault(name)
            case FromField(name):
                if isinstance(ref, Ref) and "." in ref.name:
                    self.flaws.append(_unknown_attribute(ref))
                    return
                self._field(name, ref, tested=tested, kind=kind, default=default)

    def _field(
        self,
        name: str,
        ref: Ref | Asked,
        *,
        tested: bool | None,
        kind: FieldKind | None,
        default: str,
    ) -> None:
        use = self._uses.get(name)
        if use is None:
            described = self.described.get(name)
            line, column = self.lines.place(ref.start)
            first = described or Field(name, ref.written if isinstance(ref, Ref) else name)
            use = _Use(replace(first, line=line, column=column), described is not None)
            self._uses[name] = use
        use.is_tested = use.is_tested or tested is True
        use.is_used = use.is_used or tested is False
        use.kind = use.kind or kind
        if default and not use.field.default and read_answer(use.field, default) is not None:
            use.field = replace(use.field, default=default)

    def _check_words(self, left: Expression, right: Expression) -> None:
        """A closed set is compared with its own words only."""
        if not (isinstance(left, Ref) and isinstance(right, Const)):
            return
        target = self.target(left)
        if not isinstance(target, Known) or not target.name.words:
            return
        for word in right.value if isinstance(right.value, tuple) else (str(right.value),):
            if code_of(target.name, word) is None:
                message = _("“{word}” is no value of “{name}”; there are {words}.").format(
                    word=word, name=left.written, words=", ".join(_written_words(target.name))
                )
                self.flaws.append(Flaw(left.start, len(left.written), message))


def code_of(name: Name, word: str) -> str | None:
    """The value of the enum that ``word`` means for a name of a closed set, None for none."""
    folded = word.casefold()
    if folded in name.words:
        return folded
    return next((code for code, words in name.words.items() if folded in words), None)


def _written_words(name: Name) -> list[str]:
    return [word for words in name.words.values() for word in (words.german[0], words.english[0])]


def hints(usage: Usage, source: str) -> Iterator[Flaw]:
    """Names that are asked for, but are probably slips of known ones."""
    for each in usage.fields:
        if each.name in usage.described or not (better := _meant(each.name)):
            continue
        written = re.search(rf"\b{re.escape(each.name)}\b", source, re.IGNORECASE)
        if not written:
            continue
        message = _("“{name}” is asked for in the form. Did you mean “{better}”?")
        yield Flaw(
            written.start(),
            len(written[0]),
            message.format(name=written[0], better=better),
            replace_by(better, written.start(), len(written[0])),
            severe=False,
        )


@lru_cache(maxsize=1024)
def _meant(name: str) -> str | None:
    """The known name without a dot that ``name`` is probably a slip of."""
    if len(name) < _SHORTEST_SLIP:
        return None
    short = [alias for alias in ALIASES if "." not in alias and len(alias) >= _SHORTEST_SLIP]
    return likely(name.replace("_", ""), short)


def _meant_attribute(written: str) -> str | None:
    """The known name with a dot that ``written`` is probably a slip of in one of its halves."""
    root, _dot, attribute = alias_key(written).partition(".")
    known = root if root in roots() else likely(root, roots())
    attributes = [alias for alias in ALIASES if alias.startswith(f"{known}.")]
    if f"{known}.{attribute}" in attributes:
        return f"{known}.{attribute}"
    return likely(f"{root}.{attribute}", attributes) if root in roots() else None


def _unknown_attribute(ref: Ref) -> Flaw:
    root = ref.name.partition(".")[0]
    length = len(ref.written)
    if better := _meant_attribute(ref.name):
        message = _("There is no value “{name}”. Did you mean “{better}”?")
        text = message.format(name=ref.written, better=better)
        return Flaw(ref.start, length, text, replace_by(better, ref.start, length))
    if root in roots():
        return Flaw(ref.start, length, _("There is no value “{name}”.").format(name=ref.written))
    message = _("The name of a field has no dots: “{better}”.")
    better = ref.name.replace(".", "_")
    return Flaw(
        ref.start, length, message.format(better=better), replace_by(better, ref.start, length)
    )


def _finished(use: _Use) -> Field:
    if use.described:
        return use.field
    kind = use.kind or (FieldKind.YES_NO if use.is_tested and not use.is_used else FieldKind.TEXT)
    words = use.field.label.replace("_", " ").strip()
    return replace(use.field, kind=kind, label=words[:1].upper() + words[1:])


def _roots(parts: tuple[Part, ...]) -> Iterator[tuple[Expression, bool]]:
    """Every expression in reading order, and whether it is printed."""
    for part in parts:
        if isinstance(part, Put):
            yield part.expression, True
        elif isinstance(part, Condition):
            for test, body in part.branches:
                yield test, False
                yield from _roots(body)
            yield from _roots(part.otherwise)


def _questions(parts: tuple[Part, ...]) -> Iterator[Asked]:
    for expression, _printed in _roots(parts):
        yield from _asked(expression)


def _asked(expression: Expression) -> Iterator[Asked]:
    match expression:
        case Asked():
            yield expression
        case Filtered(base):
            yield from _asked(base)
        case Compared(_operator, left, right):
            yield from _asked(left)
            yield from _asked(right)
        case Junction(_word, parts):
            for part in parts:
                yield from _asked(part)
        case Negated(part):
            yield from _asked(part)
        case Defined(of):
            yield from _asked(of)
        case Either(test, yes, no):
            for each in (test, yes, no):
                yield from _asked(each)
