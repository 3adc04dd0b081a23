"""The feedback round as mail text, and answers read from the reply.

A reply may be quoted, wrapped and signed; what counts are the ticked brackets and what stands
behind the word for *comment*, in either language.
"""

import re
from collections.abc import Iterator

from app.errors import UserError
from app.i18n import _
from app.rules.workshop.feedback import Answer, Inquiry, Remark, trimmed, wording
from app.rules.workshop.statements import Source, Verdict

_LARGEST = 200_000
_WIDTH = 76
_QUOTE = re.compile(r"^[>\s|]*")
_TICKED = re.compile(r"\[\s*[xX✓✔✗*]\s*\]\s*([^\[\]]+)")
_SENTENCE = re.compile(r"^\((\d{1,2})\)\s")
_QUESTION = re.compile(r"^([23])\.\s")
_RULE = re.compile(r"^[-_=]{8,}$")


def inquiry_text(inquiry: Inquiry) -> str:
    """What to paste into a mail."""
    words = wording(inquiry.language)
    lines = [
        words.heading + f": {inquiry.title}",
        words.intro.format(number=inquiry.number),
        words.tick,
        "",
        words.each,
        "",
    ]
    boxes = "   ".join(f"[ ] {label}" for label in words.verdicts.values())
    for place, sentence in enumerate(inquiry.sentences, start=1):
        lines += [f"({place}) {sentence.text}", f"    {boxes}", f"    {words.comment}: ", ""]
    for question in words.questions.values():
        lines += [question, f"    {words.comment}: ", ""]
    sources = "   ".join(f"[ ] {label}" for label in words.sources.values())
    return "\n".join([*lines, f"{words.who}: {sources}", "-" * _WIDTH, f"[{inquiry.code}]", ""])


def read_reply(text: str, inquiry: Inquiry) -> Answer:
    """What a reply says about the version; without a tick it is taken as from a colleague.

    ``UserError`` if it is about another version or says nothing.
    """
    if len(text) > _LARGEST:
        raise UserError(_("This text is too long for a reply."))
    if f"[{inquiry.code}]" not in text:
        raise UserError(
            _("This is no reply about version {number}: its last line is missing.").format(
                number=inquiry.number
            )
        )
    remarks = list(_remarks(text, inquiry))
    answer = trimmed(Answer(_source(text, inquiry), tuple(remarks)))
    if not answer.remarks:
        raise UserError(_("Nothing is ticked or written in this reply."))
    return answer


def _remarks(text: str, inquiry: Inquiry) -> Iterator[Remark]:
    keys = list(wording(inquiry.language).questions)
    for kind, number, block in _blocks(text):
        if kind == "sentence" and 0 <= number - 1 < len(inquiry.sentences):
            yield Remark(number - 1, _verdict(block, inquiry), _comment(block, inquiry))
        elif kind == "question":
            yield Remark(None, None, _comment(block, inquiry), keys[number - 2])


def _blocks(text: str) -> Iterator[tuple[str, int, str]]:
    """What belongs to each sentence and question; the first place a number stands at counts."""
    kind, number, gathered = "", 0, list[str]()
    seen: set[tuple[str, int]] = set()
    for raw in [*text.splitlines(), "-" * _WIDTH]:
        line = _QUOTE.sub("", raw).rstrip()
        sentence, question = _SENTENCE.match(line), _QUESTION.match(line)
        ends = _RULE.match(line) is not None
        if sentence or question or ends:
            if kind and (kind, number) not in seen:
                seen.add((kind, number))
                yield kind, number, "\n".join(gathered)
            gathered = []
            if sentence:
                kind, number = "sentence", int(sentence.group(1))
            elif question:
                kind, number = "question", int(question.group(1))
            else:
                kind = ""
        gathered.append(line)


def _verdict(block: str, inquiry: Inquiry) -> Verdict | None:
    ticked = [word.strip().casefold() for word in _TICKED.findall(block)]
    for verdict, label in wording(inquiry.language).verdicts.items():
        if any(word.startswith(label.casefold()) for word in ticked):
            return verdict
    return None


def _comment(block: str, inquiry: Inquiry) -> str:
    words = wording(inquiry.language)
    _before, mark, comment = block.partition(f"{words.comment}:")
    kept = [line for line in comment.splitlines() if not line.startswith(f"{words.who}:")]
    return " ".join(" ".join(kept).split()) if mark else ""


def _source(text: str, inquiry: Inquiry) -> Source:
    words = wording(inquiry.language)
    for line in text.splitlines():
        stripped = _QUOTE.sub("", line)
        if stripped.startswith(f"{words.who}:"):
            ticked = " ".join(_TICKED.findall(stripped)).casefold()
            for source, label in words.sources.items():
                if label.casefold() in ticked:
                    return source
    return Source.COLLEAGUE
