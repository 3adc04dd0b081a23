"""Plain text as HTML for a text view: escaped, line by line, its addresses made links."""

import re
from html import escape

_LINK = re.compile(
    r"(?P<web>\b(?:https?://|www\.)[^\s<>\"]+)|(?P<mail>\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
)
_CLOSING = {")": "(", "]": "[", "}": "{"}


def plain_html(text: str, *, style: str = "") -> str:
    """``text`` looks the same as HTML; web and mail addresses can be followed.

    ``style`` is CSS for the whole, as *color: #575C63*.
    """
    pieces = []
    end = 0
    for found in _LINK.finditer(text):
        address = _without_closing_marks(found.group())
        pieces.append(escape(text[end : found.start()]))
        pieces.append(f'<a href="{escape(_target(address, found))}">{escape(address)}</a>')
        end = found.start() + len(address)
    pieces.append(escape(text[end:]))
    return f'<p style="white-space: pre-wrap; margin: 0; {escape(style)}">{"".join(pieces)}</p>'


def _target(address: str, found: re.Match[str]) -> str:
    if found["mail"]:
        return f"mailto:{address}"
    return address if "://" in address else f"https://{address}"


def _without_closing_marks(address: str) -> str:
    """The end of a sentence and a bracket opened before the address are not part of it."""
    while address:
        last = address[-1]
        opened = _CLOSING.get(last)
        unbalanced = opened is not None and address.count(last) > address.count(opened)
        if last not in ".,;:!?'\"*»“”’" and not unbalanced:
            break
        address = address[:-1]
    return address
