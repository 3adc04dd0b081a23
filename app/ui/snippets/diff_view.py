"""What changed between two versions: words struck out and underlined, never by colour alone."""

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from app.i18n import _
from app.queries.snippet_details import VersionFile, VersionRow
from app.rules.snippet_variants import Variant
from app.ui.colours import Role
from app.ui.diff_words import diff_html
from app.ui.snippets.words import variant_title
from app.ui.theme import Theme, set_style_property


class DiffView(QTextBrowser):
    """Title, abbreviation and every wording that differs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pair: tuple[VersionRow, VersionRow] | None = None
        self.setAccessibleName(_("What changed"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        set_style_property(self, "plain", True)
        theme.changed.connect(self._show)

    def show_change(self, old: VersionRow, new: VersionRow) -> None:
        """Show how ``old`` became ``new``."""
        self._pair = (old, new)
        self._show()

    def show_first(self, version: VersionRow) -> None:
        """Show a version that had none before it."""
        self._pair = None
        self.setHtml("".join(self._block(variant_title(v), "", v.body) for v in version.variants))

    def _show(self) -> None:
        if self._pair is None:
            return
        old, new = self._pair
        blocks = [
            self._block(words, before, after)
            for words, before, after in (
                (_("Title"), old.title, new.title),
                (_("Abbreviation"), old.abbreviation, new.abbreviation),
                *_bodies(old.variants, new.variants),
            )
            if before != after
        ]
        if old.actions != new.actions:
            blocks.append(f"<p>{escape(_('What happens on inserting was changed.'))}</p>")
        blocks += self._files(old.files, new.files)
        same = f"<p>{escape(_('Both versions say the same.'))}</p>"
        self.setHtml("".join(blocks) or same)

    def _files(self, old: Sequence[VersionFile], new: Sequence[VersionFile]) -> list[str]:
        """Which files came and went; one in another content of the same name did both."""
        gone = [self._block(_("File removed"), f.name, "") for f in old if f not in new]
        come = [self._block(_("File added"), "", f.name) for f in new if f not in old]
        return [*gone, *come]

    def _block(self, title: str, old: str, new: str) -> str:
        muted = self._theme.colour(Role.MUTED).name()
        pieces = diff_html(old, new, self._theme)
        return (
            f'<p style="color:{muted};margin:0 0 4px 0">{escape(title)}</p>'
            f'<p style="margin:0 0 12px 0">{pieces}</p>'
        )


def _bodies(old: Sequence[Variant], new: Sequence[Variant]) -> list[tuple[str, str, str]]:
    before = {(each.language, each.form): each for each in old}
    after = {(each.language, each.form): each for each in new}
    return [
        (
            variant_title(after.get(key) or before[key]),
            before[key].body if key in before else "",
            after[key].body if key in after else "",
        )
        for key in dict.fromkeys((*before, *after))
    ]
