"""HTML of strangers made safe to show: nothing runs, nothing is fetched, nothing is sent."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import nh3

_TAGS = (
    "a abbr address b big blockquote br caption center cite code col colgroup dd del dfn div dl dt "
    "em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub "
    "sup table tbody td tfoot th thead tr tt u ul var"
)
_EMPTIED = (
    "script style head title iframe object embed applet svg math noscript template textarea select "
    "audio video canvas noframes frameset xml"
)
_ATTRIBUTES = {
    "*": {"align", "bgcolor", "dir", "height", "lang", "style", "title", "valign", "width"},
    "a": {"href", "name"},
    "col": {"span"},
    "colgroup": {"span"},
    "font": {"color", "face", "size"},
    "img": {"alt", "border", "src"},
    "ol": {"start", "type"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "nowrap", "rowspan"},
    "th": {"colspan", "nowrap", "rowspan"},
}
_STYLES = (
    "background-color border border-bottom border-collapse border-color border-left border-right "
    "border-style border-top border-width color font font-family font-size font-style font-weight "
    "height line-height list-style-type margin margin-bottom margin-left margin-right margin-top "
    "padding padding-bottom padding-left padding-right padding-top text-align text-decoration "
    "text-indent vertical-align white-space width"
)
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "cid"))
_ACTIVE_STYLE = re.compile(
    r"url\s*\(|expression|@import|javascript:|behavior|-moz-binding|\\", re.I
)
_TINY = re.compile(r"\s*[0-3](?:\.\d+)?\s*(?:px)?\s*$")
_HIDDEN = re.compile(r"(?:width|height|max-width|max-height)\s*:\s*[0-3](?:px)?\s*(?:;|$)", re.I)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s%]+$", re.I)
_BLOCK = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dd|dir|div|dl|dt|fieldset|figure|"
    r"footer|header|li|main|menu|nav|ol|section|summary|table|ul)\b[^<>]*>?",
    re.IGNORECASE,
)
_MANY_TAGS = 5000
_DEEPEST = 200
_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """HTML to show, and how many remote pictures were left out of it."""

    html: str
    blocked_pictures: int


def clean(source: str, *, pictures: bool, inline: Mapping[str, str]) -> CleanHtml:
    """Keep the words and their look; take out all that runs, asks for input or is fetched.

    ``inline`` gives the address at which the picture of a content id lies. Remote pictures stay
    only with ``pictures``, and those of a pixel's size not even then: they exist to report who
    reads. The rest is fit for a QTextBrowser, which asks its owner for every address it shows.
    """
    cleaned = nh3.clean(
        _flattened(source[:_LIMIT].replace("\0", "")),
        tags=set(_TAGS.split()),
        clean_content_tags=set(_EMPTIED.split()),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_filtered,
        strip_comments=True,
        link_rel=None,
        url_schemes=set(_SCHEMES) | {"data"},
        filter_style_properties=set(_STYLES.split()),
    )
    shown = _Pictures(pictures=pictures, inline=inline)
    return CleanHtml(_IMAGE.sub(shown.replace, cleaned), shown.blocked)


def _flattened(source: str) -> str:
    """``source`` without blocks nested deeper than any person does; each level costs the cleaner
    a look at all levels around."""
    if source.count("<") < _MANY_TAGS:
        return source
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0]
        depth += 1
        return tag[0] if depth <= _DEEPEST else ""

    return _BLOCK.sub(kept, source)


def _filtered(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, None to leave it out."""
    if name == "style":
        return ";".join(part for part in value.split(";") if not _ACTIVE_STYLE.search(part))
    if name == "href":
        scheme = value.strip().partition(":")[0].lower()
        return value if scheme in _SCHEMES or value.startswith("#") else None
    return value


class _Pictures:
    """Decides about each picture in cleaned HTML, whose attributes are all in double quotes."""

    def __init__(self, *, pictures: bool, inline: Mapping[str, str]) -> None:
        self._allowed = pictures
        self._inline = inline
        self.blocked = 0

    def replace(self, found: re.Match[str]) -> str:
        """The picture if it may be shown, else the words that stand for it."""
        attributes: dict[str, str] = dict(_ATTRIBUTE.findall(found[0]))
        source = html.unescape(attributes.get("src", "")).strip()
        scheme = source.partition(":")[0].lower()
        address = ""
        if scheme == "cid":
            address = self._of_mail(source[4:])
        elif _DATA.match(source):
            address = source
        elif scheme in ("http", "https") or source.startswith("//"):
            if _is_pixel(attributes):
                return ""
            if not self._allowed:
                self.blocked += 1
            else:
                address = f"https:{source}" if source.startswith("//") else source
        if not address:
            return attributes.get("alt", "")
        kept = "".join(
            f' {name}="{attributes[name]}"'
            for name in ("alt", "width", "height", "align", "border", "title")
            if name in attributes
        )
        return f'<img src="{html.escape(address)}"{kept}>'

    def _of_mail(self, content_id: str) -> str:
        return self._inline.get(content_id, "") or self._inline.get(unquote(content_id), "")


def _is_pixel(attributes: Mapping[str, str]) -> bool:
    """Whether a picture is too small to be seen."""
    sizes = [attributes[name] for name in ("width", "height") if name in attributes]
    if sizes and any(_TINY.match(size) for size in sizes):
        return True
    return _HIDDEN.search(attributes.get("style", "")) is not None
