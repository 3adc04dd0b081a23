"""What is said in the workshop whose pictures are taken, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SceneWords:
    """In one language: ideas by question, a half-typed one, why one is put aside and one kept."""

    title: str
    ideas: Sequence[Sequence[str]]
    typed: str
    reason: str
    rescue: str


_GERMAN = SceneWords(
    title="Unser Leitbild",
    ideas=(
        (
            "Kunden schnell und freundlich helfen",
            "Wissen bewahren und teilen",
            "Die Stimme der Kunden im Haus sein",
            "Ruhe ausstrahlen, wenn es brennt",
            "Kaffeemaschine für den Pausenraum",
        ),
        (
            "Was wir zusagen, halten wir",
            "Ehrlich sein, auch wenn es unbequem ist",
            "Fehler zugeben dürfen",
        ),
        ("Zuhören, bevor wir antworten",),
    ),
    typed="Kunden helfen, sch",
    reason="Gehört in die Teambesprechung",
    rescue="Ohne das traut sich niemand etwas",
)
_ENGLISH = SceneWords(
    title="Our mission",
    ideas=(
        (
            "Help customers fast and kindly",
            "Keep and share what we know",
            "Be the voice of customers in the house",
            "Stay calm when things burn",
            "A coffee machine for the break room",
        ),
        ("We keep what we promise", "Honest, even when it hurts", "Mistakes may be owned"),
        ("Listen before we answer",),
    ),
    typed="Help customers, f",
    reason="Belongs in the team meeting",
    rescue="Without it nobody dares anything",
)


def scene_words(language: str) -> SceneWords:
    """In German for ``de``, else in English."""
    return _GERMAN if language == "de" else _ENGLISH
