"""Reads what stands in a placeholder or condition; understands nothing but what is listed here."""

from collections.abc import Callable
from dataclasses import replace

from app.i18n import _
from app.templating.snippets.filter_arguments import check_arguments
from app.templating.snippets.filter_table import BY_ALIAS, FilterRule
from app.templating.snippets.keywords import DEFINED, EMPTY, FALSE, KEYWORDS, TRUE, keyword
from app.templating.snippets.lexing import Lexeme, LexemeKind, checked_lexemes
from app.templating.snippets.limits import DEEPEST_EXPRESSION, MOST_FILTERS, MOST_ITEMS
from app.templating.snippets.problems import Fix, Flaw, Lines, likely, replace_by
from app.templating.snippets.questions import Arguments, asked_field
from app.templating.snippets.tree import (
    Asked,
    Compared,
    Const,
    Cursor,
    Defined,
    Either,
    Expression,
    Filtered,
    Included,
    Junction,
    Negated,
    Put,
    Ref,
)

ASK = ("frage", "ask")
INCLUDE = ("baustein", "snippet")
CURSOR = ("cursor",)
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))


class ExpressionReader:
    """Reads ``source[start:end]``; raises ``Flaw`` at the first thing that makes no sense."""

    def __init__(self, source: str, start: int, end: int, lines: Lines) -> None:
        self._source = source
        self._start = start
        self._end = end
        self._lines = lines
        self._lexemes = checked_lexemes(source, start, end)
        self._index = 0
        self._depth = 0

    def value(self, start: int, end: int) -> Put | Cursor | Included:
        """What the placeholder from ``start`` to ``end`` (its signs included) stands for."""
        first = self._here
        if first.kind is LexemeKind.END:
            raise Flaw(start, end - start, _("This placeholder is empty."))
        if first.word in CURSOR and len(self._lexemes) == 2:
            return Cursor()
        if first.word in INCLUDE and self._lexemes[1].text == "(":
            return self._included(start, end)
        expression = self._expression()
        self._expect_end()
        return Put(expression, start, end - start)

    def test(self) -> Expression:
        """A condition up to the end."""
        if self._here.kind is LexemeKind.END:
            raise Flaw(self._start, self._end - self._start, _("The condition is missing."))
        expression = self._expression()
        self._expect_end()
        return expression

    @property
    def _here(self) -> Lexeme:
        return self._lexemes[self._index]

    def _next(self) -> Lexeme:
        lexeme = self._here
        if lexeme.kind is not LexemeKind.END:
            self._index += 1
        return lexeme

    def _takes(self, sign: str) -> bool:
        if self._here.kind is LexemeKind.SIGN and self._here.text == sign:
            self._index += 1
            return True
        return False

    def _takes_word(self, word: str) -> bool:
        if keyword(self._here.word) == word:
            self._index += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise self._unexpected(_("“{sign}” is missing here.").format(sign=sign))

    def _unexpected(self, message: str = "") -> Flaw:
        lexeme = self._here
        if not message and lexeme.kind is LexemeKind.END:
            message = _("Something is missing here.")
        elif not message:
            message = _("“{text}” is not expected here.").format(text=lexeme.text)
        return Flaw(lexeme.start, max(1, len(lexeme.text)), message)

    def _expect_end(self) -> None:
        if self._here.kind is LexemeKind.END:
            return
        raise self._loose_name() or self._single_equals() or self._unexpected()

    def _single_equals(self) -> Flaw | None:
        if self._here.text != "=":
            return None
        fix = replace_by("==", self._here.start, 1)
        return Flaw(self._here.start, 1, _("Two values are compared with “==”."), fix)

    def _loose_name(self) -> Flaw | None:
        """A name that was written with hyphens or spaces, and how it should be."""
        words: list[str] = []
        index = 0
        while self._lexemes[index].kind in (LexemeKind.WORD, LexemeKind.NUMBER):
            words.append(self._lexemes[index].text)
            index += 1
            while self._lexemes[index].text in ("-", "/"):
                index += 1
        rest = self._lexemes[index]
        if len(words) < 2 or not (rest.kind is LexemeKind.END or rest.text == "|"):
            return None
        start, end = self._lexemes[0].start, self._lexemes[index - 1].end
        better = "_".join(words).lower()
        message = _("A name is one word: “{better}” instead of “{written}”.").format(
            better=better, written=self._source[start:end]
        )
        return Flaw(start, end - start, message, replace_by(better, start, end - start))

    def _deeper(self, read: Callable[[], Expression]) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST_EXPRESSION:
            raise Flaw(
                self._start, self._end - self._start, _("This placeholder is nested too deeply.")
            )
        expression = read()
        self._depth -= 1
        return expression

    def _expression(self) -> Expression:
        chosen = self._junction("or")
        if not self._takes_word("if"):
            return chosen
        test = self._junction("or")
        if not self._takes_word("else"):
            raise self._unexpected(_("“else” is missing here."))
        return Either(test, chosen, self._deeper(self._expression))

    def _junction(self, word: str) -> Expression:
        parts = [self._operand(word)]
        while self._takes_word(word):
            parts.append(self._operand(word))
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def _operand(self, word: str) -> Expression:
        return self._junction("and") if word == "or" else self._negation()

    def _negation(self) -> Expression:
        if self._takes_word("not"):
            return Negated(self._deeper(self._negation))
        return self._comparison()

    def _comparison(self) -> Expression:
        left = self._filtered()
        if self._here.kind is LexemeKind.SIGN and self._here.text in _COMPARISONS:
            operator = self._next().text
            return Compared(operator, left, self._filtered())
        if self._takes_word("in"):
            return Compared("in", left, self._container())
        if (
            keyword(self._here.word) == "not"
            and keyword(self._lexemes[self._index + 1].word) == "in"
        ):
            self._index += 2
            return Negated(Compared("in", left, self._container()))
        if self._takes_word("is"):
            return self._definedness(left)
        return left

    def _definedness(self, left: Expression) -> Expression:
        negated = self._takes_word("not")
        word = self._here.word
        if word not in DEFINED | EMPTY:
            raise self._unexpected(_("After “is” comes “defined” or “not defined”."))
        self._index += 1
        if not isinstance(left, Ref | Asked):
            raise Flaw(self._start, self._end - self._start, _("Only a name can be defined."))
        defined = Defined(left)
        return defined if negated == (word in EMPTY) else Negated(defined)

    def _container(self) -> Expression:
        for opening, closing in (("[", "]"), ("(", ")")):
            if self._takes(opening):
                items: list[str] = []
                while not self._takes(closing):
                    if items:
                        self._expect(",")
                    items.append(str(self._constant()))
                    if len(items) > MOST_ITEMS:
                        raise self._unexpected(_("This list is too long."))
                return Const(tuple(items))
        return self._filtered()

    def _constant(self) -> str | int | float | bool:
        """A constant, and nothing else; also not a list."""
        primary = self._primary()
        if isinstance(primary, Const) and not isinstance(primary.value, tuple):
            return primary.value
        self._index -= 1
        raise self._unexpected(_("Only a fixed text or number may stand here."))

    def _filtered(self) -> Expression:
        expression = self._primary()
        count = 0
        while self._takes("|"):
            count += 1
            if count > MOST_FILTERS:
                raise self._unexpected(_("These are too many filters."))
            expression = self._filter(expression)
        return expression

    def _filter(self, base: Expression) -> Filtered:
        lexeme = self._next()
        if lexeme.kind is not LexemeKind.WORD:
            self._index -= lexeme.kind is not LexemeKind.END
            raise self._unexpected(_("The name of a filter is missing here."))
        rule = BY_ALIAS.get(lexeme.word)
        if rule is None:
            raise _unknown_filter(lexeme)
        arguments = self._filter_arguments() if self._takes("(") else ()
        self._check_count(rule, lexeme, len(arguments))
        check_arguments(rule, arguments)
        return Filtered(base, rule.name, tuple(each for each, _place in arguments), lexeme.start)

    def _filter_arguments(self) -> tuple[tuple[Expression, Lexeme], ...]:
        arguments: list[tuple[Expression, Lexeme]] = []
        while not self._takes(")"):
            if arguments:
                self._expect(",")
            if len(arguments) > 2:
                raise self._unexpected()
            place = self._here
            argument = self._primary()
            if not isinstance(argument, Const | Ref):
                raise Flaw(place.start, len(place.text), _("Only a text, number or name here."))
            arguments.append((argument, place))
        return tuple(arguments)

    @staticmethod
    def _check_count(rule: FilterRule, lexeme: Lexeme, count: int) -> None:
        if count < rule.least:
            message = _("The filter “{name}” needs a value in parentheses.")
        elif count > rule.most:
            message = _("These are too many values for the filter “{name}”.")
        else:
            return
        raise Flaw(lexeme.start, len(lexeme.text), message.format(name=lexeme.text))

    def _primary(self) -> Expression:
        lexeme = self._next()
        match lexeme.kind:
            case LexemeKind.STRING:
                return Const(lexeme.text[1:-1])
            case LexemeKind.NUMBER:
                return Const(_number(lexeme.text))
            case LexemeKind.WORD:
                return self._named(lexeme)
            case LexemeKind.SIGN if lexeme.text == "-" and self._here.kind is LexemeKind.NUMBER:
                return Const(-_number(self._next().text))
            case LexemeKind.SIGN if lexeme.text == "(":
                inner = self._deeper(self._expression)
                self._expect(")")
                return inner
        self._index -= lexeme.kind is not LexemeKind.END
        raise self._unexpected()

    def _named(self, first: Lexeme) -> Expression:
        if self._here.text == "(":
            return self._called(first)
        if first.word in TRUE | FALSE:
            return Const(first.word in TRUE)
        if first.word in KEYWORDS:
            raise Flaw(
                first.start,
                len(first.text),
                _("“{word}” is a word of conditions and cannot be a name.").format(word=first.text),
            )
        if first.word in CURSOR:
            raise Flaw(first.start, len(first.text), _("“cursor” stands alone in its placeholder."))
        end = first.end
        while self._takes("."):
            attribute = self._next()
            if attribute.kind is not LexemeKind.WORD or attribute.word.startswith("_"):
                raise Flaw(
                    attribute.start, max(1, len(attribute.text)), _("A name is missing here.")
                )
            end = attribute.end
        written = "".join(self._source[first.start : end].split())
        return Ref(written.lower(), written, first.start)

    def _called(self, lexeme: Lexeme) -> Expression:
        if lexeme.word in INCLUDE:
            message = _("“{call}(…)” stands alone in its placeholder.")
            raise Flaw(lexeme.start, len(lexeme.text), message.format(call=lexeme.text))
        if lexeme.word not in ASK:
            raise _unknown_call(lexeme)
        arguments = self._arguments(lexeme)
        end = self._lexemes[self._index - 1].end
        line, column = self._lines.place(lexeme.start)
        field = replace(asked_field(arguments), line=line, column=column)
        return Asked(field, lexeme.start, end - lexeme.start)

    def _included(self, start: int, end: int) -> Included:
        lexeme = self._next()
        arguments = self._arguments(lexeme)
        self._expect_end()
        if len(arguments.plain) != 1 or arguments.named or not str(arguments.plain[0][0]).strip():
            message = _('“{call}” needs the abbreviation of one snippet: {call}("…").')
            raise Flaw(lexeme.start, end - 2 - lexeme.start, message.format(call=lexeme.text))
        return Included(str(arguments.plain[0][0]).strip(), start, end - start)

    def _arguments(self, call: Lexeme) -> Arguments:
        """Constant arguments in parentheses, plain ones before named ones."""
        self._expect("(")
        arguments = Arguments(call)
        while not self._takes(")"):
            if arguments.plain or arguments.named:
                self._expect(",")
            if len(arguments.plain) + len(arguments.named) > MOST_ITEMS:
                raise self._unexpected(_("This list is too long."))
            place = self._here
            if place.kind is LexemeKind.WORD and self._lexemes[self._index + 1].text == "=":
                self._index += 2
                arguments.named[place.word] = (self._constant(), place)
            else:
                arguments.plain.append((self._constant(), place))
        return arguments


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _unknown_filter(lexeme: Lexeme) -> Flaw:
    message = _("There is no filter “{name}”.").format(name=lexeme.text)
    better = likely(lexeme.text, BY_ALIAS)
    fix = replace_by(better, lexeme.start, len(lexeme.text)) if better else None
    return Flaw(lexeme.start, len(lexeme.text), message, fix)


def _unknown_call(lexeme: Lexeme) -> Flaw:
    message = _("“{name}(…)” means nothing here; there are frage(…) and baustein(…).")
    better = likely(lexeme.text, (*ASK, *INCLUDE))
    fix: Fix | None = replace_by(better, lexeme.start, len(lexeme.text)) if better else None
    return Flaw(lexeme.start, len(lexeme.text), message.format(name=lexeme.text), fix)
