"""A feedback round: what is asked about a statement, in its language, and what was answered."""

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
    return _GERMAN if language == "de" else _ENGLISH


def trimmed(answer: Answer) -> Answer:
    """Without remarks that say nothing, comments shortened to what is kept."""
    remarks = (
        Remark(each.sentence, each.verdict, each.comment.strip()[:LONGEST], each.question)
        for each in answer.remarks
    )
    return Answer(
        answer.source, tuple(each for each in remarks if each.verdict is not None or each.comment)
    )


_ENGLISH = Wording(
    heading="Your view on our mission statement",
    intro="This is a draft (version {number}). Three questions, three minutes. Thank you.",
    each="1. Each sentence: keep it, change it, or is it unclear?",
    verdicts={
        Verdict.KEEP: "keep",
        Verdict.CHANGE: "change",
        Verdict.UNCLEAR: "unclear",
    },
    comment="Comment",
    questions={
        MISSING: "2. What is missing?",
        RECOGNISED: "3. Do you recognise us in it? How do you notice?",
    },
    who="I am",
    sources={
        Source.TEAM: "in the team",
        Source.COLLEAGUE: "a colleague",
        Source.CUSTOMER: "a customer",
    },
    parts={
        Part.MARKET: "Whom we serve",
        Part.CONTRIBUTION: "What we do",
        Part.DISTINCTION: "What sets us apart",
    },
    save="Save my answers as a file",
    saved="Saved. Send the file back to whoever sent you this form.",
    tick="Put an x between the brackets, write behind “Comment”, and reply.",
    offline="This page works offline and sends nothing by itself.",
)
_GERMAN = Wording(
    heading="Ihre Sicht auf unser Leitbild",
    intro="Das ist ein Entwurf (Fassung {number}). Drei Fragen, drei Minuten. Vielen Dank.",
    each="1. Jeder Satz: behalten, ändern, oder ist er unklar?",
    verdicts={
        Verdict.KEEP: "behalten",
        Verdict.CHANGE: "ändern",
        Verdict.UNCLEAR: "unklar",
    },
    comment="Kommentar",
    questions={
        MISSING: "2. Was fehlt?",
        RECOGNISED: "3. Erkennen Sie uns darin wieder? Woran merken Sie das?",
    },
    who="Ich bin",
    sources={
        Source.TEAM: "im Team",
        Source.COLLEAGUE: "Kollegin oder Kollege",
        Source.CUSTOMER: "Kundin oder Kunde",
    },
    parts={
        Part.MARKET: "Für wen wir da sind",
        Part.CONTRIBUTION: "Was wir leisten",
        Part.DISTINCTION: "Was uns ausmacht",
    },
    save="Antworten als Datei speichern",
    saved="Gespeichert. Schicken Sie die Datei an die Person zurück, von der das Formular kam.",
    tick="Ein x in die Klammern setzen, hinter „Kommentar“ schreiben und antworten.",
    offline="Diese Seite arbeitet ohne Internet und verschickt selbst nichts.",
)
