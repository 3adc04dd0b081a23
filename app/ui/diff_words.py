"""What changed between two texts as HTML: struck out and underlined, never by colour alone."""

from html import escape

from app.rules.word_diff import Change, word_diff
from app.ui.colours import Role
from app.ui.theme import Theme


def diff_html(old: str, new: str, theme: Theme) -> str:
    """The words of both texts in one line of HTML, in the colours of the theme as it is now."""
    return "".join(_piece(each.change, each.text, theme) for each in word_diff(old, new))


def _piece(change: Change, text: str, theme: Theme) -> str:
    words = escape(text).replace("\n", "<br>")
    if change is Change.SAME:
        return words
    added = change is Change.ADDED
    ink = theme.colour(Role.SUCCESS if added else Role.DANGER).name()
    tint = theme.colour(Role.SUCCESS_SOFT if added else Role.DANGER_SOFT).name()
    line = "underline" if added else "line-through"
    return f'<span style="background:{tint};color:{ink};text-decoration:{line}">{words}</span>'
