"""Pictures in mails: what may be shown, and how large it may be."""

import base64
import re
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_KINDS = frozenset((b"png", b"jpeg", b"gif", b"webp", b"bmp", b"ico"))
_MOST_PIXELS = 40_000_000
_MOST_BYTES = 25_000_000
_DATA = re.compile(
    r"data:image/[\w.+-]+(?:;[\w=.-]+)*?(?P<base64>;base64)?,(?P<rest>.*)", re.DOTALL
)


def read_picture(content: bytes, *, widest: int) -> QImage | None:
    """The picture, at most ``widest`` wide; None for what is none, or too large to be harmless."""
    if len(content) > _MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _KINDS or not size.isValid():
        return None
    if size.width() * size.height() > _MOST_PIXELS:
        return None
    if size.width() > widest:
        reader.setScaledSize(QSize(widest, max(1, size.height() * widest // size.width())))
    image = reader.read()
    return None if image.isNull() else image


def picture_of_data_address(address: str) -> bytes | None:
    """The content of a ``data:image/…`` address; None for any other."""
    found = _DATA.match(address)
    if not found:
        return None
    content = unquote_to_bytes(found["rest"])
    if found["base64"]:
        try:
            return base64.b64decode(content, validate=False)
        except ValueError:
            return None
    return content


def no_picture() -> QImage:
    """A picture that takes no room worth seeing; an empty answer would be painted as broken."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
