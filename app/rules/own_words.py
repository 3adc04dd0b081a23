"""An answer without what others wrote in it: blanked out, so that every word keeps its place."""

import re

_QUOTED_LINE = re.compile(r"[ \t]{0,3}>")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_FORWARDED = re.compile(
    r"^[-_=]{2,}[^\n]*\b(?:forwarded|original|weitergeleitet|ursprünglich)\w*\b"
    r"[^\n]*[-_=]{2,}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_WORDS = re.compile(
    r"""
      `[^`\n]*`
    | „[^“”"\n]{0,300}[“”"] | “[^”\n]{0,300}” | »[^«\n]{0,300}« | «[^»\n]{0,300}»
    | "[^"\n]{0,300}"
    | (?:https?://|www\.)\S+ | \S+@\S+\.\w+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT_NEWLINE = re.compile(r"[^\n]")
_ATTRIBUTION_LINES = 2


def own_words(text: str) -> str:
    """``text`` as long as before; quotes, their attribution, signature and forwards are blank."""
    end = min((found.start() for found in _ends(text)), default=len(text))
    lines = text[:end].split("\n")
    blank = {index for index, line in enumerate(lines) if _QUOTED_LINE.match(line)}
    for index in sorted(blank):
        if index - 1 not in blank:
            blank |= _attribution(lines, index)
    kept = "\n".join(_blank(line) if index in blank else line for index, line in enumerate(lines))
    return kept + _blank(text[end:])


def plain_words(text: str) -> str:
    """The own words of ``text`` without those in quotation marks, code and addresses."""
    return _NOT_WORDS.sub(lambda found: _blank(found[0]), own_words(text))


def _ends(text: str) -> list[re.Match[str]]:
    return [found for found in (_SIGNATURE.search(text), _FORWARDED.search(text)) if found]


def _attribution(lines: list[str], quote: int) -> set[int]:
    """The lines just above a quote that say who wrote it, when the last ends with a colon."""
    above = quote - 1
    if above >= 0 and not lines[above].strip():
        above -= 1
    if above < 0 or not lines[above].rstrip().endswith(":"):
        return set()
    if _names_writer(lines[above]):
        # Named in one line; what stands right above it may be the author's own.
        return {above}
    first = above
    while first > max(0, above - _ATTRIBUTION_LINES + 1) and lines[first - 1].strip():
        first -= 1
    return set(range(first, above + 1)) if _names_writer("\n".join(lines[first:quote])) else set()


def _names_writer(lines: str) -> bool:
    return re.search(r"\b(?:schrieb|schrieben|wrote|writes)\b", lines) is not None


def _blank(text: str) -> str:
    return _NOT_NEWLINE.sub(" ", text)
