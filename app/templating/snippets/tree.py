"""What a template is made of, once it is understood."""

from dataclasses import dataclass

from app.templating.snippets.fields import Field


@dataclass(frozen=True, slots=True)
class Const:
    """A value that stands in the template; a tuple is a list after *in*."""

    value: str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A name as it is written, folded to lower case in ``name``."""

    name: str
    written: str
    start: int


@dataclass(frozen=True, slots=True)
class Asked:
    """``frage(…)``: a field that the author has described. ``given`` are its named arguments."""

    field: Field
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Filtered:
    """``base|filter(arguments)``; ``filter`` is its canonical name."""

    base: "Expression"
    filter: str
    arguments: "tuple[Expression, ...]"
    start: int


@dataclass(frozen=True, slots=True)
class Compared:
    """``left operator right``, operator one of == != < <= > >= in."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Defined:
    """Whether a name has a value."""

    of: "Ref | Asked"


@dataclass(frozen=True, slots=True)
class Junction:
    """``and`` or ``or`` between parts."""

    word: str
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Negated:
    """``not part``."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Either:
    """``yes if test else no``."""

    test: "Expression"
    yes: "Expression"
    no: "Expression"


Expression = Const | Ref | Asked | Filtered | Compared | Defined | Junction | Negated | Either


@dataclass(frozen=True, slots=True)
class Text:
    """What is printed as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Put:
    """A value that is printed."""

    expression: Expression
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the text cursor is to stand."""


@dataclass(frozen=True, slots=True)
class Included:
    """``baustein("…")``; ``start`` and ``length`` are where it stands."""

    abbreviation: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Condition:
    """The body of the first test that holds, else ``otherwise``."""

    branches: "tuple[tuple[Expression, tuple[Part, ...]], ...]"
    otherwise: "tuple[Part, ...]"


Part = Text | Put | Cursor | Included | Condition
