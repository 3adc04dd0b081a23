"""Expressions as functions of a run: what they are worth, what they print, whether they hold."""

from collections.abc import Callable
from functools import partial

from app.templating.snippets.conditions import compare
from app.templating.snippets.filters import FILTERS, Filter
from app.templating.snippets.run import Open, Run
from app.templating.snippets.tree import (
    Asked,
    Compared,
    Const,
    Defined,
    Either,
    Expression,
    Filtered,
    Junction,
    Negated,
    Ref,
)
from app.templating.snippets.usage import FromFact, FromField, Known, Usage, code_of
from app.templating.snippets.values import Value

Worth = Callable[[Run], Value | Open]
Print = Callable[[Run], str]
Test = Callable[[Run], bool]


class Evaluation:
    """Makes the functions; ``usage`` says what each name stands for."""

    def __init__(self, usage: Usage) -> None:
        self._usage = usage

    def plain_name(self, expression: Expression) -> str:
        """The canonical name whose text ``expression`` prints as it is; empty for all others."""
        target = self._usage.target(expression) if isinstance(expression, Ref) else None
        if isinstance(target, Known) and not target.name.words:
            return target.name.canonical
        return ""

    def printed(self, expression: Expression) -> Print:
        """What ``expression`` prints."""
        worth = self.worth(expression)
        if isinstance(expression, Either):
            return lambda run: run.put(worth(run)) + run.pending()
        return lambda run: run.put(worth(run))

    def worth(self, expression: Expression) -> Worth:
        """The value of ``expression``, or what is open of it."""
        match expression:
            case Const(value):
                return lambda run: value
            case Ref() | Asked():
                return self._named(expression)
            case Filtered(base, name, arguments):
                return self._filtered(base, name, arguments)
            case Either(test, yes, no):
                holds, one, other = self.test(test), self.worth(yes), self.worth(no)
                return lambda run: one(run) if holds(run) else other(run)
            case _:
                return self.test(expression)

    def _filtered(self, base: Expression, name: str, arguments: tuple[Expression, ...]) -> Worth:
        of = self.worth(base)
        given = [self.worth(argument) for argument in arguments]
        if name == "default":
            instead = given[0]
            return lambda run: instead(run) if isinstance(value := of(run), Open) else value
        act = FILTERS[name]
        if all(isinstance(argument, Const) for argument in arguments):
            constants = [each.value for each in arguments if isinstance(each, Const)]
            return lambda run: (
                value if isinstance(value := of(run), Open) else act(run, value, *constants)
            )
        return lambda run: _applied(act, run, of(run), [each(run) for each in given])

    def _named(self, name: Ref | Asked, *, compared: bool = False) -> Worth:
        match self._usage.target(name):
            case Known(known):
                canonical = known.canonical
                if known.words and not compared:
                    return lambda run: run.member(canonical, run.value(canonical))
                return lambda run: run.value(canonical)
            case FromFact(fact):
                return lambda run: run.fact(fact)
            case FromField(field):
                return lambda run: run.field(field)

    def test(self, expression: Expression) -> Test:
        """Whether ``expression`` holds."""
        match expression:
            case Negated(part):
                holds = self.test(part)
                return lambda run: not holds(run)
            case Junction(word, parts):
                tests = [self.test(part) for part in parts]
                every = all if word == "and" else any
                return lambda run: every(test(run) for test in tests)
            case Defined(of):
                known = self._named(of)
                return lambda run: not isinstance(known(run), Open)
            case Compared(sign, left, right):
                return partial(_compared, sign, self._side(left, right), self._side(right, left))
            case _:
                worth = self.worth(expression)
                return lambda run: _is_true(worth(run))

    def _side(self, side: Expression, opposite: Expression) -> Worth:
        """One side of a comparison; words of a closed set become the values of its enum."""
        if isinstance(side, Ref):
            return self._named(side, compared=True)
        target = self._usage.target(opposite) if isinstance(opposite, Ref) else None
        if isinstance(side, Const) and isinstance(target, Known) and target.name.words:
            name = target.name
            if isinstance(side.value, tuple):
                codes = tuple(code_of(name, word) or "" for word in side.value)
                return lambda run: codes
            code = code_of(name, str(side.value)) or ""
            return lambda run: code
        return self.worth(side)


def _applied(act: Filter, run: Run, value: Value | Open, given: list[Value | Open]) -> Value | Open:
    """What is open stays open, also if it is an argument."""
    known: list[Value] = []
    for each in (value, *given):
        if isinstance(each, Open):
            return each
        known.append(each)
    return act(run, *known)


def _compared(sign: str, left: Worth, right: Worth, run: Run) -> bool:
    return compare(run, sign, left(run), right(run))


def _is_true(value: Value | Open) -> bool:
    return not isinstance(value, Open) and bool(value)
