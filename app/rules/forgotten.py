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
    return any(
        _WORDS.search(sentence) and not _NOT_OURS.search(sentence)
        for sentence in re.split(r"(?<=[.!?\n])\s+", text)
    )
