"""A source as a tree: text, placeholders, and conditions with their branches."""

from dataclasses import dataclass, field
from functools import lru_cache

from app.i18n import _
from app.rules.placeholders import without_marks
from app.templating.snippets.expressions import ExpressionReader
from app.templating.snippets.keywords import KEYWORDS, keyword
from app.templating.snippets.limits import (
    DEEPEST_CONDITION,
    LONGEST_SOURCE,
    MOST_PIECES,
    MOST_PROBLEMS,
)
from app.templating.snippets.problems import (
    Fix,
    Flaw,
    Lines,
    Problem,
    likely,
    replace_by,
)
from app.templating.snippets.scanning import Piece, PieceKind, kept_as_text, pieces
from app.templating.snippets.tree import Condition, Const, Expression, Part, Text

_STATEMENTS = ("if", "elif", "else", "endif")


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be understood of a source, and what could not, in the order of the source."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Open:
    """A condition that is being read."""

    start: int
    length: int
    branches: list[tuple[Expression, tuple[Part, ...]]] = field(default_factory=list)
    test: Expression | None = None
    parts: list[Part] = field(default_factory=list)


@lru_cache(maxsize=256)
def read(source: str, language: str) -> Reading:
    """Read a source whose newlines are normalised; ``language`` is that of the messages."""
    if len(source) > LONGEST_SOURCE:
        message = _("This snippet is too long: at most {count} characters.").format(
            count=LONGEST_SOURCE
        )
        return Reading((), (Problem(1, 1, 1, message),))
    return _TemplateReader(source).read()


class _TemplateReader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = Lines(source)
        self._flaws: list[Flaw] = []
        self._stack: list[_Open] = [_Open(0, 0)]

    def read(self) -> Reading:
        count = 0
        for piece in pieces(self._source):
            count += piece.kind is not PieceKind.TEXT
            if count > MOST_PIECES:
                message = _("There are too many placeholders in this snippet.")
                self._flaws.append(Flaw(piece.start, piece.end - piece.start, message))
                break
            if len(self._flaws) >= MOST_PROBLEMS:
                break
            self._take(piece)
        else:
            self._close_all()
        ordered = sorted(self._flaws, key=_place)
        return Reading(tuple(self._stack[0].parts), tuple(map(self._lines.problem, ordered)))

    def _take(self, piece: Piece) -> None:
        parts = self._stack[-1].parts
        try:
            match piece.kind:
                case PieceKind.TEXT if piece.text:
                    parts.append(Text(without_marks(piece.text)))
                case PieceKind.VALUE:
                    reader = self._reader(piece.inner, piece.inner_end)
                    parts.append(reader.value(piece.start, piece.end))
                case PieceKind.BLOCK:
                    self._statement(piece)
                case PieceKind.BROKEN if piece.flaw:
                    raise piece.flaw
        except Flaw as flaw:
            self._flaws.append(_with_way_out(flaw, piece))

    def _reader(self, start: int, end: int) -> ExpressionReader:
        return ExpressionReader(self._source, start, end, self._lines)

    def _statement(self, piece: Piece) -> None:
        word, rest = self._first_word(piece)
        match keyword(word.lower()):
            case "if":
                self._begin(piece, rest)
            case "elif":
                self._branch(piece, rest)
            case "else" if self._leads_test(rest, piece.inner_end):
                self._branch(piece, rest + self._lead(rest, piece.inner_end))
            case "else":
                self._nothing_after(rest, piece)
                self._otherwise(piece)
            case "endif":
                self._end(piece)
            case _:
                raise self._unknown_statement(word, piece)

    def _first_word(self, piece: Piece) -> tuple[str, int]:
        inner = self._source[piece.inner : piece.inner_end]
        stripped = inner.lstrip()
        start = piece.inner + len(inner) - len(stripped)
        length = next(
            (n for n, c in enumerate(stripped) if not (c.isalnum() or c == "_")), len(stripped)
        )
        return stripped[:length], start + length

    def _lead(self, start: int, end: int) -> int:
        """How long the *if* after an *else* is, spaces in front included; 0 without one."""
        rest = self._source[start:end]
        word = rest.split(maxsplit=1)[0] if rest.strip() else ""
        return rest.index(word) + len(word) if KEYWORDS.get(word.lower()) == "if" else 0

    def _leads_test(self, start: int, end: int) -> bool:
        return self._lead(start, end) > 0

    def _begin(self, piece: Piece, rest: int) -> None:
        if len(self._stack) > DEEPEST_CONDITION:
            message = _("Conditions are nested too deeply here.")
            self._flaws.append(Flaw(piece.start, piece.end - piece.start, message))
        opened = _Open(piece.start, piece.end - piece.start)
        self._stack.append(opened)
        opened.test = self._test(rest, piece)

    def _test(self, start: int, piece: Piece) -> Expression:
        try:
            return self._reader(start, piece.inner_end).test()
        except Flaw as flaw:
            self._flaws.append(flaw)
            return Const(value=False)

    def _branch(self, piece: Piece, rest: int) -> None:
        opened = self._current(piece)
        if opened.test is None:
            raise Flaw(piece.start, piece.end - piece.start, _("After “else” comes “endif”."))
        self._finish_branch(opened)
        opened.test = self._test(rest, piece)

    def _otherwise(self, piece: Piece) -> None:
        opened = self._current(piece)
        if opened.test is None:
            raise Flaw(piece.start, piece.end - piece.start, _("There is a second “else” here."))
        self._finish_branch(opened)
        opened.test = None

    def _end(self, piece: Piece) -> None:
        self._current(piece)
        self._close()

    def _close(self) -> None:
        opened = self._stack.pop()
        otherwise: tuple[Part, ...] = ()
        if opened.test is None:
            otherwise = tuple(opened.parts)
        else:
            self._finish_branch(opened)
        self._stack[-1].parts.append(Condition(tuple(opened.branches), otherwise))

    @staticmethod
    def _finish_branch(opened: _Open) -> None:
        assert opened.test is not None
        opened.branches.append((opened.test, tuple(opened.parts)))
        opened.parts = []

    def _current(self, piece: Piece) -> _Open:
        if len(self._stack) > 1:
            return self._stack[-1]
        length = piece.end - piece.start
        fix = Fix(_("Take it away"), piece.start, length, "")
        raise Flaw(piece.start, length, _("No condition is open here: “if” is missing."), fix)

    def _nothing_after(self, rest: int, piece: Piece) -> None:
        if (text := self._source[rest : piece.inner_end]).strip():
            start = rest + len(text) - len(text.lstrip())
            raise Flaw(start, len(text.strip()), _("Nothing comes after “else”."))

    def _unknown_statement(self, word: str, piece: Piece) -> Flaw:
        start = self._source.index(word, piece.inner) if word else piece.inner
        length = max(1, len(word))
        if not word:
            return Flaw(piece.start, piece.end - piece.start, _("The condition is missing."))
        better = likely(word, (*_STATEMENTS, "wenn", "sonst", "ende"))
        fix = replace_by(better, start, length) if better else None
        message = _("“{word}” is not known; there are if, elif, else and endif.")
        return Flaw(start, length, message.format(word=word), fix)

    def _close_all(self) -> None:
        while len(self._stack) > 1:
            opened = self._stack[-1]
            message = _("This condition is never closed: <<% endif %>> is missing.")
            fix = Fix(_("Close it at the end"), len(self._source), 0, "<<% endif %>>")
            self._flaws.append(Flaw(opened.start, opened.length, message, fix))
            self._close()


def _place(flaw: Flaw) -> int:
    return flaw.start


def _with_way_out(flaw: Flaw, piece: Piece) -> Flaw:
    """What cannot be read may not be meant as a placeholder at all."""
    if flaw.fix is None and piece.kind is PieceKind.VALUE:
        flaw.fix = kept_as_text(piece.start)
    return flaw
