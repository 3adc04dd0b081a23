"""Trees compiled: stretches without conditions to functions of ours, conditions by Jinja2.

Jinja2 is given a tree made here of five kinds of node: no call, no attribute, no loop, no
arithmetic, and no text of an author at all. What a stretch prints and whether a condition holds
is asked of an act of ours by its number. This is the only module that loads Jinja2.
"""

from collections.abc import Callable, Sequence
from functools import cache

from jinja2 import Environment, Template, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.templating.snippets.evaluating import Evaluation, Print, Test
from app.templating.snippets.run import Run
from app.templating.snippets.stretches import stretch
from app.templating.snippets.tree import (
    Condition,
    Expression,
    Part,
)
from app.templating.snippets.usage import Usage

_ACT = "act"
_ALLOWED = frozenset((nodes.Template, nodes.Output, nodes.If, nodes.Filter, nodes.Const))


def compile_parts(parts: tuple[Part, ...], usage: Usage) -> Callable[[Run], str]:
    """The function that fills in ``parts``, in which nested snippets are in place."""
    environment = _environment()
    builder = _Builder(usage, environment)
    tree = builder.template(parts)
    _refuse_others(tree)
    template = Template.from_code(environment, environment.compile(tree), {})
    root, acts = template.root_render_func, tuple(builder.acts)
    return lambda run: "".join(root(_Given(run, acts)))


class _Given(Context):
    """All that the compiled code asks of its context: acts, and for what they act.

    The base is not set up: it takes a third of the time of a filling-in, for names, blocks and
    exports that no template made here has.
    """

    def __init__(self, run: Run, acts: tuple[Print | Test, ...]) -> None:
        self.run = run
        self.acts = acts


@pass_context
def _act(given: _Given, number: int) -> str | bool:
    """What the act ``number`` prints, or whether it holds."""
    return given.acts[number](given.run)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=False, optimized=False)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters[_ACT] = _act
    return environment


def _refuse_others(tree: nodes.Node) -> None:
    """Only kinds of node that are known to be harmless get as far as the compiler."""
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if type(node) not in _ALLOWED:
            raise AssertionError(f"{type(node).__name__} in a snippet")
        waiting.extend(node.iter_child_nodes())


class _Builder:
    """Makes nodes of parts, and collects what they ask for by number."""

    def __init__(self, usage: Usage, environment: Environment) -> None:
        self._evaluation = Evaluation(usage)
        self._place = {"lineno": 1, "environment": environment}
        self.acts: list[Print | Test] = []

    def template(self, parts: Sequence[Part]) -> nodes.Template:
        """The tree that prints ``parts``."""
        return nodes.Template(self._body(parts), **self._place)

    def _body(self, parts: Sequence[Part]) -> list[nodes.Node]:
        """The conditions among ``parts`` with the stretches between them."""
        body: list[nodes.Node] = []
        begin, follows = 0, False
        for index, part in enumerate(parts):
            if isinstance(part, Condition):
                body += self._stretch(parts[begin:index], after_condition=follows)
                body.append(self._condition(part))
                begin, follows = index + 1, True
        return [*body, *self._stretch(parts[begin:], after_condition=follows)]

    def _stretch(self, parts: Sequence[Part], *, after_condition: bool) -> list[nodes.Node]:
        if not parts and not after_condition:
            return []
        act = stretch(parts, self._evaluation, after_condition=after_condition)
        return [nodes.Output([self._asked(act)], **self._place)]

    def _condition(self, condition: Condition) -> nodes.If:
        first, *others = (self._branch(test, body) for test, body in condition.branches)
        first.elif_ = others
        first.else_ = self._body(condition.otherwise)
        return first

    def _branch(self, test: Expression, body: Sequence[Part]) -> nodes.If:
        holds = self._asked(self._evaluation.test(test))
        return nodes.If(holds, self._body(body), [], [], **self._place)

    def _asked(self, act: Print | Test) -> nodes.Filter:
        number = nodes.Const(len(self.acts), **self._place)
        self.acts.append(act)
        return nodes.Filter(number, _ACT, [], [], None, None, **self._place)
