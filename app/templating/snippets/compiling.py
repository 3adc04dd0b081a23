"""Trees compiled by Jinja2, the only module of snippets that loads it.

Nothing of a template reaches Jinja2 but a tree made here of eight kinds of node: no call, no
attribute, no loop, no arithmetic. Names and texts are constants, every act is one of `_ACTS`.
"""

from collections.abc import Callable, Sequence
from functools import cache

from jinja2 import Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.rules.placeholders import CURSOR
from app.templating.snippets.conditions import compare, is_known, truth
from app.templating.snippets.filters import apply
from app.templating.snippets.run import Run
from app.templating.snippets.tree import (
    Asked,
    Compared,
    Condition,
    Const,
    Cursor,
    Defined,
    Either,
    Expression,
    Filtered,
    Junction,
    Negated,
    Part,
    Put,
    Ref,
    Text,
)
from app.templating.snippets.usage import FromFact, FromField, Known, Usage, code_of

_RUN = "run"
_ALLOWED = frozenset(
    (
        *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr),
        *(nodes.Name, nodes.Const, nodes.Filter, nodes.And, nodes.Or, nodes.Not),
    )
)
_ACTS: dict[str, Callable[..., object]] = {
    "value": Run.value,
    "field": Run.field,
    "fact": Run.fact,
    "put": Run.put,
    "pending": Run.pending,
    "member": Run.member,
    "apply": apply,
    "truth": truth,
    "known": is_known,
    "compare": compare,
}


def compile_parts(parts: tuple[Part, ...], usage: Usage) -> Callable[[Run], str]:
    """The function that fills in ``parts``, nested snippets in place."""
    environment = _environment()
    tree = nodes.Template(_Builder(usage).body(parts), lineno=1)
    _refuse_others(tree)
    tree.set_environment(environment)
    tree.set_lineno(1)
    template = Template.from_code(environment, environment.compile(tree), {})
    root, new_context = template.root_render_func, template.new_context

    def fill_in(run: Run) -> str:
        return "".join(root(new_context({_RUN: run}, shared=True)))

    return fill_in


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=False)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(_ACTS)
    return environment


def _refuse_others(tree: nodes.Node) -> None:
    """Nothing but the kinds of node that are known to be harmless gets as far as the compiler."""
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if type(node) not in _ALLOWED:
            raise AssertionError(f"{type(node).__name__} in a snippet")
        waiting.extend(node.iter_child_nodes())


def _act(name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(nodes.Name(_RUN, "load"), name, list(arguments), [], None, None)


class _Builder:
    """Makes Jinja2's nodes of ours."""

    def __init__(self, usage: Usage) -> None:
        self._usage = usage

    def body(self, parts: Sequence[Part]) -> list[nodes.Node]:
        """Statements that print ``parts``."""
        body: list[nodes.Node] = []
        printed: list[nodes.Expr] = []
        for part in parts:
            match part:
                case Text(text):
                    printed.append(nodes.TemplateData(text))
                case Cursor():
                    printed.append(nodes.TemplateData(CURSOR))
                case Put(expression):
                    printed.append(_act("put", self._value(expression)))
                    if isinstance(expression, Either):
                        printed.append(_act("pending"))
                case Condition():
                    if printed:
                        body.append(nodes.Output(printed))
                    body.append(self._condition(part))
                    printed = [_act("pending")]
        if printed:
            body.append(nodes.Output(printed))
        return body

    def _condition(self, condition: Condition) -> nodes.If:
        (test, body), *others = condition.branches
        elifs = [nodes.If(self._test(each), self.body(parts), [], []) for each, parts in others]
        return nodes.If(self._test(test), self.body(body), elifs, self.body(condition.otherwise))

    def _value(self, expression: Expression) -> nodes.Expr:
        match expression:
            case Const(value):
                return nodes.Const(value)
            case Ref() | Asked():
                return self._named(expression)
            case Filtered(base, name, arguments):
                values = [self._value(argument) for argument in arguments]
                return _act("apply", nodes.Const(name), self._value(base), *values)
            case Either(test, yes, no):
                return nodes.CondExpr(self._test(test), self._value(yes), self._value(no))
            case _:
                return self._test(expression)

    def _named(self, ref: Ref | Asked, *, compared: bool = False) -> nodes.Expr:
        match self._usage.target(ref):
            case Known(name) if name.words and not compared:
                value = _act("value", nodes.Const(name.canonical))
                return _act("member", nodes.Const(name.canonical), value)
            case Known(name):
                return _act("value", nodes.Const(name.canonical))
            case FromFact(fact):
                return _act("fact", nodes.Const(fact))
            case FromField(field):
                return _act("field", nodes.Const(field))

    def _test(self, expression: Expression) -> nodes.Expr:
        match expression:
            case Negated(part):
                return nodes.Not(self._test(part))
            case Junction(word, parts):
                return self._joined(word, [self._test(part) for part in parts])
            case Defined(of):
                return _act("known", self._named(of))
            case Compared(operator, left, right):
                one, other = self._comparable(left, right), self._comparable(right, left)
                return _act("compare", nodes.Const(operator), one, other)
            case _:
                return _act("truth", self._value(expression))

    def _comparable(self, side: Expression, opposite: Expression) -> nodes.Expr:
        """One side of a comparison; words of a closed set become the values of its enum."""
        if isinstance(side, Ref):
            return self._named(side, compared=True)
        target = self._usage.target(opposite) if isinstance(opposite, Ref) else None
        if isinstance(side, Const) and isinstance(target, Known) and target.name.words:
            if isinstance(side.value, tuple):
                return nodes.Const(tuple(code_of(target.name, word) for word in side.value))
            return nodes.Const(code_of(target.name, str(side.value)))
        return self._value(side)

    def _joined(self, word: str, tests: list[nodes.Expr]) -> nodes.Expr:
        if len(tests) == 1:
            return tests[0]
        middle = len(tests) // 2
        kind = nodes.And if word == "and" else nodes.Or
        return kind(self._joined(word, tests[:middle]), self._joined(word, tests[middle:]))
