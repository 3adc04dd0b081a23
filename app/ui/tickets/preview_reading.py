"""What a file looks like inside, read off the GUI thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.errors import UserError
from app.formats.mail.charsets import decode
from app.formats.pdf import first_page
from app.i18n import _, ngettext
from app.queries.conversation import attachment_content
from app.ui.tickets.attachments import File, is_pdf, is_picture
from app.ui.tickets.pictures import read_picture

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_WIDEST = 4000
_WIDEST_PAGE = 1600
_LONGEST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture or a text, and a remark on it; neither says by ``note`` why there is none."""

    image: QImage | None = None
    text: str | None = None
    note: str = ""


def read_preview(session: "Session", file: File) -> Preview:
    """Look into an attachment."""
    content = attachment_content(session, file.id)
    if is_picture(file):
        image = read_picture(content, widest=_WIDEST)
        return Preview(image, note="" if image else _("This picture cannot be shown here."))
    if is_pdf(file):
        return pdf_preview(content)
    return Preview(text=decode(content[:_LONGEST_TEXT], "")[0])


def pdf_preview(content: bytes) -> Preview:
    """The first page, and how many there are."""
    try:
        page = first_page(content, widest=_WIDEST_PAGE)
    except UserError as error:
        return Preview(note=str(error))
    image = QImage(
        page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32
    ).copy()
    more = ngettext("The only page", "The first of {count} pages", page.pages)
    return Preview(image, note=more.format(count=page.pages))
