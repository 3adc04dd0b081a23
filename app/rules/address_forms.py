"""Whether a German text says Sie or du, and where."""

import re

_SIE = re.compile(r"\b(?:Sie|Ihnen|Ihre[mnrs]?|Ihr(?=\s+[A-ZÄÖÜ]))\b")
_DU = re.compile(
    r"\b(?:[Dd](?:u|ich|ir|ein(?:e[mnrs]?)?|einetwegen)|[Ee](?:uch|uer|ure[mnrs]?))\b(?!-)"
)
_FORMAL_GREETING = re.compile(r"^[ \t]*Sehr geehrte\w*\b", re.MULTILINE)
_FRENCH = re.compile(
    r"\b(?:rue|caf(?:e|é)|pont|place|avenue|h(?:o|ô)tel|tour|cirque|ch(?:a|â)teau|c(?:o|ô)te|quai|"
    r"boulevard|mus(?:e|é)e|jardin|parc|port|point|cr(?:e|è)me|fleur|vin|plat|menu)\s+$",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\b(?:Befehl|Kommando|command|Eingabe)\s+$", re.IGNORECASE)
_GERMAN = re.compile(
    r"\b(?:ich|wir|und|der|die|das|ist|nicht|für|mit|bitte|haben|Sie|auf|zu|wenn|noch|ein|eine|habe|hat|sehr|es|uns|mir|dann|vielen)\b"
)
_LEAST_GERMAN = 2

Span = tuple[int, int]


def sie_places(words: str) -> list[Span]:
    """Where ``words`` plainly say Sie: not at the start of a sentence, where it may be *they*."""
    found = [match.span() for match in _FORMAL_GREETING.finditer(words)]
    found += [match.span() for match in _SIE.finditer(words) if _within_sentence(words, match)]
    return sorted(found)


def du_places(words: str) -> list[Span]:
    """Where German ``words`` say du, dein, euch; not in *Rue du Bac*, and not the command dir."""
    if len(_GERMAN.findall(words)) < _LEAST_GERMAN:
        return []
    return [match.span() for match in _DU.finditer(words) if _is_address(words, match)]


def _within_sentence(words: str, found: re.Match[str]) -> bool:
    before = words[: found.start()]
    bare = before.rstrip()
    return (
        bool(bare)
        and (bare[-1].isalnum() or bare[-1] in ",;(/")
        and (before[len(bare) :].count("\n") < 2)
    )


def _is_address(words: str, found: re.Match[str]) -> bool:
    before = words[max(0, found.start() - 20) : found.start()]
    if found[0].lower() == "du":
        return not _FRENCH.search(before)
    if found[0] == "dir":
        return not (_COMMAND.search(before) or re.match(r"\s*[/\\>*]", words[found.end() :]))
    return True
