"""Whether an answer speaks to, or of, somebody whom it does not go to."""

import re
from collections.abc import Collection, Iterator

from app.rules.names import folded, split_name

_GREETING = re.compile(
    r"""
    ^[ \t]*(?:sehr\ geehrte[rs]?|liebe[rs]?|hallo|hi|hey|guten\ (?:tag|morgen|abend)|moin|servus
        |gr(?:ü|ue)(?:ß|ss)\ gott|gr(?:ü|ue)ezi|dear|hello|good\ (?:morning|afternoon|evening))
    [ \t]+(?P<whom>(?:[^\n,;:!.?]|(?<=\bDr|\bMr|\bMs)\.|(?<=\bProf)\.|(?<=\bMag|\bMrs)\.){2,80})
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_ADDRESS = r"\b(?:Frau|Herrn?|Mrs?\.?|Ms\.?|Miss)\s+(?:(?:Prof|Dr|Mag)\.?\s+)*"
_NOT_NAMES_LIST = """
    frau herr herrn mr mrs ms miss mx dr prof professor mag und and oder or sehr geehrte geehrter
    liebe lieber damen herren zusammen team all alle allerseits sir madam everyone everybody there
    kollege kollegin kollegen kolleginnen kunde kundin kunden kundinnen customer friends folks
    leute nochmal nochmals again guten tag hallo von van de der den zu zum zur vielen dank ihr
    euch sie together both beide liebes support service
    """
_NOT_NAMES = frozenset(_NOT_NAMES_LIST.split())
_FIRM = re.compile(r"@|\b(?:GmbH|AG|KG|UG|Ltd|Inc|LLC|SE|eG|e\.V)\b|\d")
_LEAST_LETTERS = 3
_FULL_NAME = 2

Span = tuple[int, int]


def foreign_names(
    words: str, *, recipients: Collection[str], others: Collection[str]
) -> Iterator[tuple[Span, str]]:
    """Places of ``words`` that name somebody else, with the name as it is written there.

    A greeting has to name a recipient, as far as they have names. One of ``others`` is found by
    the whole name, or by Frau or Herr before the last one: last names are often common words.
    """
    mine = {key for name in recipients for key in _keys(name)}
    persons = [name for name in recipients if _is_person(name)]
    taken: list[Span] = []
    for greeting in _GREETING.finditer(words):
        whom = [key for key in _keys(greeting["whom"]) if _written_as_name(key, greeting["whom"])]
        if persons and whom and not any(_agree(key, own) for key in whom for own in mine):
            taken.append(greeting.span("whom"))
            yield _trimmed(greeting.span("whom"), words)
    for name in others:
        for span in _places(words, name, mine):
            if not any(start <= span[0] < end for start, end in taken):
                taken.append(span)
                yield _trimmed(span, words)


def _places(words: str, name: str, mine: set[str]) -> Iterator[Span]:
    first, last = split_name(name)
    if not last or last not in words or _FIRM.search(name):
        return
    if any(_agree(key, own) for key in _keys(last) for own in mine):
        return
    patterns = [rf"{_ADDRESS}{re.escape(last)}\b"]
    if first:
        patterns.append(rf"\b{re.escape(first)}\s+{re.escape(last)}\b")
    for pattern in patterns:
        for found in re.finditer(pattern, words):
            yield found.span()


def _is_person(name: str) -> bool:
    return len(name.split()) >= _FULL_NAME and not _FIRM.search(name)


def _keys(name: str) -> list[str]:
    """The words of a name that tell it, umlauts and their spellings alike."""
    keys = re.split(r"[\s\-]+", folded(name))
    plain = (key.replace("ae", "a").replace("oe", "o").replace("ue", "u") for key in keys)
    return [key for key in plain if key and key not in _NOT_NAMES]


def _written_as_name(key: str, written: str) -> bool:
    """Whether the word stands with a capital: *Hallo zurück* names nobody."""
    return any(
        word[:1].isupper() and key in _keys(word) for word in re.split(r"[\s\-]+", written) if word
    )


def _agree(one: str, other: str) -> bool:
    """Whether both are one name, or one is a short form: *Alex* is *Alexander*."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _LEAST_LETTERS and longer.startswith(shorter))


def _trimmed(span: Span, words: str) -> tuple[Span, str]:
    written = words[span[0] : span[1]].rstrip()
    return (span[0], span[0] + len(written)), " ".join(written.split())
