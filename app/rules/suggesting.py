"""Which snippets to suggest for a ticket, and why: by category, words, and past use."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import _, ngettext, quoted
from app.rules.names import folded

MOST_WORDS = 20
"""So many words of a ticket are looked up, those of its subject first."""

_SHORTEST = 4
_STEM = 6
_LONG = 5
_FEW_WORDS = 2
_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBTS = 3
"""Tickets without the snippet that every share is thought to have besides: 1 of 1 is no rule."""
_ENOUGH = 0.12
_MEANT = 0.25
_WORD_WEIGHT = 0.9
_NAMED_WORDS = 3

_STOP_WORDS_LIST = """
    aber alle allem allen aller alles also auch beim bereits bitte bitten dabei damit danach danke
    dann daran darauf dass davon dazu dein deine deinen deiner dem denn dennoch deren dessen dich
    diese diesem diesen dieser dieses doch dort durch eben eher eigentlich eine einem einen einer
    eines einige einmal erst etwas euch eure freundliche freundlichen geht gern gerne gruss
    grusse gruesse guten haben habe hallo hatte hatten heute hier ihnen ihre ihrem ihren ihrer
    immer ist jede jeden jeder jetzt kann konnen konnte konnten lieber liebe mehr mein meine
    meinem meinen meiner mich mochte muss mussen nach nicht nichts noch oder ohne schon sehr seit
    sein seine selbst sich sind sollen sollte soweit tag uber unser unsere unter viel viele vielen
    vielleicht vom wann warum weil weiter welche wenn werden wieder wird wirklich wissen wurde
    wurden zwar
    about after again also another any anything are because been before being best both but came
    can cannot come could dear did does doing done down each even ever every from further get give
    going good hello help here hers him his how into its just know like make many more most much
    must need never not now only other our ours over please regards same she should since some
    something sincerely still such thank thanks that the their them then there these they thing
    this those through too under until very want was well were what when where which while who why
    will with within without would yet you your yours
    """
_STOP_WORDS = frozenset(_STOP_WORDS_LIST.split())


class Ground(StrEnum):
    """Why a snippet is suggested."""

    CATEGORY = "category"
    MEANT = "meant"
    WORDS = "words"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a snippet.

    It was used in ``category_used`` of ``category_total`` tickets of the category and in
    ``similar_used`` of ``similar_total`` tickets with a like subject; ``meant`` for the category;
    ``words`` of the ticket are in it, which tells as much as ``likeness`` says, from 0 to 1.
    """

    snippet_id: int
    category_used: int = 0
    category_total: int = 0
    similar_used: int = 0
    similar_total: int = 0
    meant: bool = False
    words: tuple[str, ...] = ()
    likeness: float = 0.0

    @property
    def grounds(self) -> Mapping[Ground, float]:
        """How much each ground counts, from 0 to 1."""
        return {
            Ground.CATEGORY: self.category_used / (self.category_total + _DOUBTS),
            Ground.PAST: self.similar_used / (self.similar_total + _DOUBTS),
            Ground.WORDS: _WORD_WEIGHT * self.likeness,
            Ground.MEANT: _MEANT * self.meant,
        }

    @property
    def weight(self) -> float:
        """All grounds together."""
        return sum(self.grounds.values())


def ranked(evidence: Iterable[Evidence], *, limit: int) -> list[Evidence]:
    """The best first, at most ``limit``, without those for which too little speaks."""
    weighed = [(-each.weight, each.snippet_id, each) for each in evidence]
    return [each for weight, _id, each in sorted(weighed, key=_place)[:limit] if -weight >= _ENOUGH]


def _place(weighed: tuple[float, int, Evidence]) -> tuple[float, int]:
    return weighed[:2]


def reason(evidence: Evidence, *, category: str) -> str:
    """The strongest ground, for a person."""
    ground = max(evidence.grounds, key=lambda each: evidence.grounds[each])
    match ground:
        case Ground.CATEGORY:
            return ngettext(
                "Used in {used} of {n} ticket of {category}",
                "Used in {used} of {n} tickets of {category}",
                evidence.category_total,
            ).format(used=evidence.category_used, n=evidence.category_total, category=category)
        case Ground.PAST:
            return ngettext(
                "Used in {used} of {n} similar ticket",
                "Used in {used} of {n} similar tickets",
                evidence.similar_total,
            ).format(used=evidence.similar_used, n=evidence.similar_total)
        case Ground.MEANT:
            return _("For tickets of {category}").format(category=category)
        case Ground.WORDS:
            words = ", ".join(map(quoted, evidence.words[:_NAMED_WORDS]))
            return _("Same words: {words}").format(words=words)


def telling_words(subject: str, text: str, *, but: str = "") -> dict[str, str]:
    """The words of a ticket that may tell what it is about: by stem, as they are written.

    Those of the subject come first. Words that every letter has are left out, and those of ``but``,
    the customer's name.
    """
    left_out = _STOP_WORDS | set(folded(but).split())
    found: dict[str, str] = {}
    for word in _LETTERS.findall(f"{subject}\n{text}"):
        key = folded(word)
        if len(key) >= _SHORTEST and key not in left_out:
            found.setdefault(stem(key), word)
            if len(found) == MOST_WORDS:
                break
    return found


def stem(word: str) -> str:
    """The six letters by which forms of a word mostly agree: *rechnungen* and *rechnung*."""
    return word[:_STEM]


def goes_on(key: str) -> bool:
    """Whether longer words that begin with a stem are meant too; short ones begin too many."""
    return len(key) >= _LONG


def rarity(words_in: int, of: int) -> float:
    """How much a word tells that is in so many of all snippets: 1 for one alone, 0 for all."""
    return 1 - math.log(max(1, words_in)) / math.log(of) if of > 1 else 1.0


def likeness(shared: Mapping[str, float], title: str, *, asked: int) -> float:
    """How alike a ticket and a snippet are by rare words they share (stem → rarity), from 0 to 1.

    A word of the folded ``title`` counts twice. One word in the text alone tells nothing, unless
    the ticket has hardly any.
    """
    titled = title.split()
    told = sum(
        rare * (2 if any(word.startswith(key) for word in titled) else 1)
        for key, rare in shared.items()
    )
    return told / (told + 2) if told > 1 or asked <= _FEW_WORDS else 0.0
