"""What stands in the way of an answer before it leaves, in words."""

from dataclasses import dataclass

from app.formats.mail.quotes import visible_text
from app.i18n import _
from app.rules.enums import DraftKind
from app.rules.forgotten import mentions_attachment
from app.settings import LeaveAs
from app.ui.tickets.composer_fields import ComposerFields


@dataclass(frozen=True, slots=True)
class Hindrance:
    """``words`` for the person; with ``passable`` a second try goes through."""

    words: str
    passable: bool = False


def hindrance(
    kind: DraftKind,
    way: LeaveAs | None,
    fields: ComposerFields,
    text: str,
    *,
    unwritten: bool,
    has_files: bool,
) -> Hindrance | None:
    """Why the text should not leave yet; None if nothing is in the way.

    Marks wrong addresses in ``fields`` and puts the keyboard where one is missing.
    """
    if unwritten:
        return Hindrance(_("Nothing is written yet."))
    if kind is DraftKind.NOTE:
        return None
    if not fields.all_right():
        return Hindrance(_("Not a mail address: {names}").format(names=", ".join(fields.wrong)))
    if way is not LeaveAs.CLIPBOARD and fields.to.is_empty:
        fields.to.setFocus()
        return Hindrance(_("Nobody to write to yet. Enter an address."))
    if not has_files and mentions_attachment(visible_text(text)):
        return Hindrance(
            _("The text speaks of an attachment, but there is none. Again to go on without."),
            passable=True,
        )
    return None
