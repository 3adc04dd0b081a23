"""Trees compiled: expressions to functions of ours, the text around them by Jinja2.

Jinja2 is given a tree made here of six kinds of node: no call, no attribute, no loop, no
arithmetic, and no text of an author but as a constant that is printed. What a placeholder prints
and whether a condition holds is asked of an act of ours. This is the only module that loads Jinja2.
"""

from collections.abc import Callable, Sequence
from functools import cache

from jinja2 import Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.rules.placeholders import CURSOR
from app.templating.snippets.evaluating import Evaluation, Print, Test
from app.templating.snippets.run import Run
from app.templating.snippets.tree import Condition, Cursor, Included, Part, Put, Text
from app.templating.snippets.usage import Usage

_RUN = "run"
_ALLOWED = frozenset(
    (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Filter, nodes.Name)
)


def compile_parts(parts: tuple[Part, ...], usage: Usage) -> Callable[[Run], str]:
    """The function that fills in ``parts``, in which nested snippets are in place."""
    builder = _Builder(usage)
    tree = nodes.Template(builder.body(parts), lineno=1)
    _refuse_others(tree)
    environment = _empty_environment().overlay()
    environment.filters = dict(builder.acts)
    tree.set_environment(environment)
    tree.set_lineno(1)
    template = Template.from_code(environment, environment.compile(tree), {})
    root, new_context = template.root_render_func, template.new_context

    def fill_in(run: Run) -> str:
        return "".join(root(new_context({_RUN: run}, shared=True)))

    return fill_in


@cache
def _empty_environment() -> ImmutableSandboxedEnvironment:
    """No global, test or filter; every template gets filters of its own."""
    environment = ImmutableSandboxedEnvironment(autoescape=False, optimized=False)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
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

    def __init__(self, usage: Usage) -> None:
        self._evaluation = Evaluation(usage)
        self.acts: dict[str, Print | Test] = {}

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
                    printed.append(self._act(self._evaluation.printed(expression)))
                case Condition():
                    body += [nodes.Output(printed)] if printed else []
                    body.append(self._condition(part))
                    printed = [self._act(Run.pending)]
                case Included():
                    raise AssertionError("a nested snippet is not in place")
        return [*body, nodes.Output(printed)] if printed else body

    def _condition(self, condition: Condition) -> nodes.If:
        branches = [
            nodes.If(self._act(self._evaluation.test(test)), self.body(body), [], [])
            for test, body in condition.branches
        ]
        first, *others = branches
        first.elif_ = others
        first.else_ = self.body(condition.otherwise)
        return first

    def _act(self, act: Print | Test) -> nodes.Filter:
        """A node that asks ``act``: a filter of this template alone, sent the run."""
        name = f"act{len(self.acts)}"
        self.acts[name] = act
        return nodes.Filter(nodes.Name(_RUN, "load"), name, [], [], None, None)
