"""HTML to plain text, for search and for people who prefer it: linear, whatever the input."""

import re
from functools import lru_cache
from html import unescape
from string import ascii_letters

_TAG_BEGINS = frozenset(ascii_letters + "/!?")
_SPACES = re.compile(r"  +")
_BREAKS = re.compile(r"(\n[ \n\x05\x06]*)")
_BRACKET_IN_VALUE = re.compile(
    r"""=\s?(?:"[^"<>]{0,300}[<>][^"]{0,300}"|'[^'<>]{0,300}[<>][^']{0,300}')"""
)
_HREF = re.compile(r"""\bhref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PRE = re.compile(r"<pre\b", re.IGNORECASE)
_PRE_END = re.compile(r"</pre\b", re.IGNORECASE)
_PRE_SPACE = re.compile(r"<[^<>]*>|\r?\n|[ \t]")

# Characters that no text holds mark what must survive until white space is settled.
_QUOTE, _QUOTE_END, _KEPT_BREAK, _KEPT_SPACE = "\x01", "\x02", "\x03", "\x04"
# All breaks begin with a line feed: one letter is found many times faster than one of several.
_BLOCK, _PARAGRAPH = "\n\x05", "\n\x06"
_MARKS_OF_OURS = "\x01\x02\x03\x04\x05\x06"
_KEPT = {"\n": _KEPT_BREAK, "\r\n": _KEPT_BREAK, " ": _KEPT_SPACE, "\t": 4 * _KEPT_SPACE}

_INLINE = (
    "abbr b bdo big body code col colgroup dfn del em font head html i ins kbd label link meta "
    "map nobr o:p s samp small span st1:place strike strong sub sup tbody tfoot thead tt u var ! ?"
)
_BLOCKS = (
    "address article aside center dir div dl dt fieldset figure footer form header li main "
    "menu nav ol option pre section table tr ul caption"
)
_PARAGRAPHS = "h1 h2 h3 h4 h5 h6 p"
_SILENT = frozenset(("style", "script", "title", "noframes"))


def _marks() -> dict[str, str]:
    """What each tag writes into the text, by its name as mails spell it."""
    marks: dict[str, str] = {}
    kinds = ((_INLINE, ""), (_BLOCKS, _BLOCK), (_PARAGRAPHS, _PARAGRAPH), ("td th", " "))
    for names, mark in kinds:
        for name in names.split():
            marks |= {name: mark, f"/{name}": mark}
    marks |= {"br": "\n", "br/": "\n", "/br": "\n", "hr": f"{_BLOCK}---{_BLOCK}"}
    marks |= {"li": f"{_BLOCK}* ", "dd": _BLOCK}
    marks |= {
        "blockquote": f"{_BLOCK}{_QUOTE}{_BLOCK}",
        "/blockquote": f"{_BLOCK}{_QUOTE_END}{_BLOCK}",
    }
    return marks | {name.upper(): mark for name, mark in marks.items()}


_MARKS = _marks()
_ONE_BREAK = frozenset(("\n", _BLOCK))


def to_text(html: str) -> str:
    """The words of ``html`` in reading order, as people would write them in a plain mail.

    A link whose address differs from its words is followed by it (``text <url>``), list items
    begin with ``* ``, quotes with ``> ``. Broken HTML gives the words that are there.
    """
    for mark in _MARKS_OF_OURS:
        if mark in html:
            html = html.replace(mark, "")
    html = _without_comments(html)
    if _PRE.search(html):
        html = _with_preformatted(html)
    html = html.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    words, tags = _words(html)
    if html.count(">") > tags and _BRACKET_IN_VALUE.search(html):
        words, _tags = _words(_BRACKET_IN_VALUE.sub(_bracketless, html))
    text = unescape("".join(words).replace("&nbsp;", " ")).replace("\xa0", " ")
    lines = _BREAKS.split(_SPACES.sub(" ", text))
    lines[1::2] = map(_broken, lines[1::2])
    text = "".join(lines).replace(" \n", "\n").strip()
    if _QUOTE in text or _QUOTE_END in text:
        text = _quoted(text)
    if _KEPT_BREAK in text or _KEPT_SPACE in text:
        text = text.replace(_KEPT_BREAK, "\n").replace(_KEPT_SPACE, " ")
    return text


@lru_cache(maxsize=1024)
def _broken(found: str) -> str:
    """One line break or an empty line for what stands between two lines.

    A block begins on a line of its own but breaks none that is empty already; ``br`` always does.
    """
    marks = found.replace(" ", "")
    if marks in _ONE_BREAK:
        return "\n"
    breaks = marks.count("\n") - marks.count(_BLOCK) + marks.startswith(_BLOCK)
    return "\n\n" if breaks > 1 or _PARAGRAPH in marks else "\n"


def _words(html: str) -> tuple[list[str], int]:
    """The text between the tags with each tag's mark, and how many tags there are."""
    marks = _MARKS.copy()
    known = marks.get
    silent = ""
    link = _Link()
    first, *pieces = html.split("<")
    tags = len(pieces)
    out = [first]
    for piece in pieces:
        inside, closed, text = piece.partition(">")
        mark = known(inside)
        if mark is None or not closed:
            if not closed or inside[:1] not in _TAG_BEGINS:
                tags -= 1
                if not silent:
                    out.append("<" + piece)
                continue
            tag, _space, attributes = inside.partition(" ")
            mark = known(tag)
            if mark is None:
                tag = tag.lower()
                if tag == "a":
                    link.open(attributes, len(out))
                elif tag == "/a":
                    mark = link.close(out)
                elif tag == "img":
                    mark = _alternative(attributes)
                elif tag in _SILENT:
                    silent = silent or tag
                elif tag[1:] in _SILENT:
                    silent = "" if tag[1:] == silent else silent
                else:
                    mark = marks[inside] = known(tag.rstrip("/"), "")
            else:
                marks[inside] = mark
        if silent:
            continue
        if mark:
            out.append(mark)
        if text:
            out.append(text)
    return out, tags


class _Link:
    """The link that is open while its words are read."""

    __slots__ = ("_href", "_start")

    def __init__(self) -> None:
        self._href = ""
        self._start = 0

    def open(self, attributes: str, position: int) -> None:
        found = _HREF.match(attributes) or _HREF.search(attributes)
        self._href = (found[1] or found[2] or found[3] or "").strip() if found else ""
        self._start = position

    def close(self, out: list[str]) -> str:
        """What follows the words of a link: its address, unless the words say that already."""
        href, self._href = self._href, ""
        if not href or href[0] == "#" or href[:11].lower() == "javascript:":
            return ""
        bare = href.removeprefix("mailto:").partition("://")[2] or href.removeprefix("mailto:")
        if bare.rstrip("/").lower() in "".join(out[self._start :]).lower():
            return ""
        return f" &lt;{href}> "


def _alternative(attributes: str) -> str:
    found = _ALT.search(attributes) if "alt" in attributes.lower() else None
    return f" {found[1] or found[2] or ''} " if found else " "


def _bracketless(found: re.Match[str]) -> str:
    return found[0].replace("<", "&lt;").replace(">", "&gt;")


def _without_comments(html: str) -> str:
    """``html`` without its closed comments; the rest of one that is never closed stays."""
    start = html.find("<!--")
    if start < 0:
        return html
    kept = []
    position = 0
    while start >= 0:
        end = html.find("-->", start + 4)
        if end < 0:
            break
        kept.append(html[position:start])
        position = end + 3
        start = html.find("<!--", position)
    kept.append(html[position:])
    return "".join(kept)


def _with_preformatted(html: str) -> str:
    """White space inside ``pre`` marked as kept."""
    kept = []
    position = 0
    while (start := _PRE.search(html, position)) is not None:
        end = _PRE_END.search(html, start.end())
        stop = end.start() if end else len(html)
        kept.append(html[position : start.start()])
        inner = html[start.start() : stop]
        kept.append(_PRE_SPACE.sub(lambda space: _KEPT.get(space[0], space[0]), inner))
        position = stop if end else len(html)
        if end is None:
            break
    kept.append(html[position:])
    return "".join(kept)


def _quoted(text: str) -> str:
    """Lines between the quote marks with ``> `` for each level."""
    out: list[str] = []
    depth = 0
    for line in text.replace(_KEPT_BREAK, "\n").split("\n"):
        if line == _QUOTE:
            depth = min(depth + 1, 50)
        elif line == _QUOTE_END:
            depth = max(depth - 1, 0)
            while out and out[-1].strip(">") == "" != out[-1]:
                out.pop()
        elif depth:
            out.append(f"{'>' * depth} {line}".rstrip())
        else:
            out.append(line)
    return "\n".join(out)
