"""A feedback round: what is asked about a statement, in its language, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.rules.workshop.sentences import Sentence
from app.rules.workshop.statements import Part, Source, Verdict

MISSING: Final = "missing"
RECOGNISED: Final = "recognised"
QUESTIONS = (MISSING, RECOGNISED)
"""The two questions about the whole; the third is asked of each sentence."""

LONGEST = 2000
"""Letters of one comment that are kept."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing somebody said: about a sentence by its place from 0, or on one of ``QUESTIONS``."""

    sentence: int | None
    verdict: Verdict | None
    comment: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one person said about a version."""

    source: Source
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is sent out: the statement under a title; ``version_id`` finds the answers' way back."""

    version_id: int
    number: int
    title: str
    language: str
    sentences: tuple[Sentence, ...]

    @property
    def code(self) -> str:
        """What an answer names its version by."""
        return f"Tresen-{self.version_id}-{self.number}"


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of an inquiry. It goes to people who do not see the program, so they are in the
    language of the statement, not in that of the interface."""

    heading: str
    intro: str
    each: str
    verdicts: dict[Verdict, str]
    comment: str
    questions: dict[str, str]
    who: str
    sources: dict[Source, str]
    parts: dict[Part, str]
    save: str
    saved: str
    tick: str
    offline: str


def wording(language: str) -> Wording:
    """The texts in German for ``de``, else in English."""
    column = 1 if language == "de" else 0
    say = {name: texts[column] for name, texts in _TEXTS.items()}
    return Wording(
        heading=say["heading"],
        intro=say["intro"],
        each=say["each"],
        verdicts={each: say[each.value] for each in Verdict},
        comment=say["comment"],
        questions={each: say[each] for each in QUESTIONS},
        who=say["who"],
        sources={each: say[each.value] for each in Source},
        parts={each: say[each.value] for each in Part},
        save=say["save"],
        saved=say["saved"],
        tick=say["tick"],
        offline=say["offline"],
    )


def trimmed(answer: Answer) -> Answer:
    """Without remarks that say nothing, comments shortened to what is kept."""
    remarks = (
        Remark(each.sentence, each.verdict, each.comment.strip()[:LONGEST], each.question)
        for each in answer.remarks
    )
    return Answer(
        answer.source, tuple(each for each in remarks if each.verdict is not None or each.comment)
    )


_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "heading": ("Your view on our mission statement", "Ihre Sicht auf unser Leitbild"),
    "intro": (
        "This is a draft (version {number}). Three questions, three minutes. Thank you.",
        "Das ist ein Entwurf (Fassung {number}). Drei Fragen, drei Minuten. Vielen Dank.",
    ),
    "each": (
        "1. Each sentence: keep it, change it, or is it unclear?",
        "1. Jeder Satz: behalten, ändern, oder ist er unklar?",
    ),
    "keep": ("keep", "behalten"),
    "change": ("change", "ändern"),
    "unclear": ("unclear", "unklar"),
    "comment": ("Comment", "Kommentar"),
    "missing": ("2. What is missing?", "2. Was fehlt?"),
    "recognised": (
        "3. Do you recognise us in it? How do you notice?",
        "3. Erkennen Sie uns darin wieder? Woran merken Sie das?",
    ),
    "who": ("I am", "Ich bin"),
    "team": ("in the team", "im Team"),
    "colleague": ("a colleague", "Kollegin oder Kollege"),
    "customer": ("a customer", "Kundin oder Kunde"),
    "market": ("Whom we serve", "Für wen wir da sind"),
    "contribution": ("What we do", "Was wir leisten"),
    "distinction": ("What sets us apart", "Was uns ausmacht"),
    "save": ("Save my answers as a file", "Antworten als Datei speichern"),
    "saved": (
        "Saved. Send the file back to whoever sent you this form.",
        "Gespeichert. Schicken Sie die Datei an die Person zurück, von der das Formular kam.",
    ),
    "tick": (
        "Put an x between the brackets, write behind “Comment”, and reply.",
        "Ein x in die Klammern setzen, hinter „Kommentar“ schreiben und antworten.",
    ),
    "offline": (
        "This page works offline and sends nothing by itself.",
        "Diese Seite arbeitet ohne Internet und verschickt selbst nichts.",
    ),
}
"""By their names in English and in German, beside each other so that neither is forgotten."""
