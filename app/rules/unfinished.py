"""Paragraphs that break off in the middle of a sentence."""

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_DANGLING = re.compile(
    r"(?<![\w-])(?:und|oder|aber|weil|dass|sowie|der|dem|den|einen|einem|einer|eine|ihre|Ihre|Ihren|Ihrem|"
    r"unsere|unseren|unserem|für|beim|zum|zur|vom|and|or|but|because|the|a|your|our|my)$"
)
_CLOSING = re.compile(
    r"gr(?:ü|ue)(?:ß|ss)|gru(?:ß|ss)|regards|sincerely|wishes|cheers|faithfully|truly|hochachtungsvoll",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:sehr geehrte|liebe|hallo|hi\b|hey|guten|moin|servus|dear|hello|good)", re.IGNORECASE
)
_LIST = re.compile(r"\s*(?:[-*•–—]|\d+[.)])\s")
_LEAST_WORDS = 2
_SENTENCE_WORDS = 5

Span = tuple[int, int]


def unfinished_places(words: str) -> Iterator[Span]:
    """The last words of paragraphs after which something has to come, but does not."""
    paragraphs = list(_PARAGRAPH.finditer(words))
    for index, found in enumerate(paragraphs):
        after = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else ""
        text = found[0].rstrip()
        if _LIST.match(after) or len(text.split()) < _LEAST_WORDS:
            continue
        end = found.start() + len(text)
        if dangling := _DANGLING.search(text):
            yield found.start() + dangling.start(), end
        elif _ends_with_comma(text) and not after[:1].islower():
            yield end - len(text.split()[-1]), end


def _ends_with_comma(text: str) -> bool:
    """Whether a sentence of some length ends so; greetings and closings do it rightly."""
    last = text.rsplit("\n", 1)[-1]
    if not text.endswith(",") or len(last.split()) < _SENTENCE_WORDS:
        return False
    return not (_CLOSING.search(last) or _GREETING.match(last))
