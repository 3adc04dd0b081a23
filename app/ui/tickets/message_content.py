"""The formatted text of a message with everything it shows, read before it is shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.formats.mail.html import clean
from app.formats.mail.message import parse
from app.queries.conversation import AttachmentRow, attachment_content, raw
from app.ui.tickets.layout_tables import dissolve_layout_tables
from app.ui.tickets.pictures import read_picture

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_RAW = 20_000
_REMOTE = re.compile(r'<img src="(https?://[^"]+)"')
_PICTURE = re.compile(r'<img src="([^"]*)"([^>]*)>')
_ALT = re.compile(r'\salt="([^"]*)"')
_FIXED_WIDTH = re.compile(r'(<(?:table|td|th|col)\b[^>]*?)\s(?:width|height)="\d+(?:px)?"', re.I)
_FIXED_STYLE = re.compile(r"(?<![-\w])(?:min-|max-)?(?:width|height)\s*:\s*\d[^;\"]*;?", re.I)


@dataclass(frozen=True, slots=True)
class MessageHtml:
    """Cleaned HTML; ``pictures`` by their address in it, ``missing_pictures`` are on the internet.

    The view shows what is in ``pictures`` and asks nobody for the rest.
    """

    html: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    missing_pictures: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The HTML with the words of each picture in place of those that are not there."""
        return _PICTURE.sub(self._picture_or_words, self.html)

    def _picture_or_words(self, found: re.Match[str]) -> str:
        address = unescape(found[1])
        if address in self.pictures or address.startswith("data:"):
            return found[0]
        words = _ALT.search(found[2])
        return f"[{words[1]}]" if words and words[1].strip() else ""

    def with_pictures(self, found: Mapping[str, bytes]) -> "MessageHtml":
        """The same with pictures that were fetched; those not found are asked for no more."""
        return MessageHtml(self.html, {**self.pictures, **found})


def read_html(session: "Session", message_id: int) -> MessageHtml | None:
    """The formatted text with the pictures that came along; None if there is none."""
    mail = parse(raw(session, message_id))
    if not mail.html.strip():
        return None
    along = {f"cid:{each.content_id}": each.content for each in mail.parts if each.content_id}
    inline = {address.removeprefix("cid:"): address for address in along}
    cleaned = clean(mail.html, pictures=True, inline=inline)
    remote = tuple(dict.fromkeys(unescape(each) for each in _REMOTE.findall(cleaned.html)))
    return MessageHtml(flowing(cleaned.html), along, remote)


def flowing(html: str) -> str:
    """The HTML as it reads in a column of any width: no sizes in pixels, no tables for looks."""
    without = html
    for _attribute in ("width", "height"):
        without = _FIXED_WIDTH.sub(r"\1", without)
    return dissolve_layout_tables(_FIXED_STYLE.sub("", without))


def read_thumbnail(session: "Session", file: AttachmentRow, widest: int) -> QImage:
    """The picture at the size of a thumbnail, null where it cannot be read."""
    return read_picture(attachment_content(session, file.id), widest=widest) or QImage()


def read_raw_text(session: "Session", message_id: int) -> str:
    """The beginning of a mail as it arrived, byte by byte."""
    return raw(session, message_id)[:_MOST_RAW].decode("latin-1")
