"""Whether a text speaks of an attachment, so that one is not forgotten."""

import re

_WORDS = re.compile(
    r"""
    \b(?:
        attached | attaching | attachments? | enclosed | enclosing | enclosures?
      | anbei | beigefügt\w* | beiliegend\w* | beigelegt\w*
      | (?:an|bei)gehängt\w* | angefügt\w*
      | (?:im|in\ der|als|siehe|s\.)\ (?:anhang|anlage|dateianhang) | dateianh(?:a|ä)ng\w*
      | hänge\ (?:ich|wir)\b | füge\ (?:ich|wir)\b.{0,40}\bbei
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOT_OURS = re.compile(
    r"\b(?:your|ihr\w*|dein\w*|euer|eure\w*)\s+(?:attach|anhang|anlage)|\bno attach|"
    r"\b(?:kein\w*|ohne)\s+(?:anhang|anlage)|attached to (?:the|your)\b(?! (?:e-?)?mail)",
    re.IGNORECASE,
)


def mentions_attachment(text: str) -> bool:
    """Whether ``text`` (German or English, without quotes) says that something is attached."""
    return attachment_mention(text) is not None


def attachment_mention(text: str) -> tuple[int, int] | None:
    """Where ``text`` first says so: start and end of the words."""
    start = 0
    for end in (*(gap.start() for gap in _GAPS.finditer(text)), len(text)):
        found = _WORDS.search(text, start, end)
        if found and not _NOT_OURS.search(text, start, end):
            return found.span()
        start = end
    return None


_GAPS = re.compile(r"(?<=[.!?\n])\s+")
