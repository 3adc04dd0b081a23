"""Entries of the access log as a small table."""

from collections.abc import Sequence

from app.i18n import _, ngettext
from app.queries.access import AccessRow
from app.rules.access import kind_label
from app.ui.theme import Theme
from app.ui.times import exact_time
from app.ui.widgets.fact_table import FactTable


class AccessTable(FactTable):
    """``show_entries`` fills it; ``contacts``: whether it says whom an entry is about."""

    def __init__(self, theme: Theme, *, contacts: bool) -> None:
        super().__init__(_("Access log"), theme, wide=2)
        self._contacts = contacts

    def show_entries(self, entries: Sequence[AccessRow]) -> None:
        """One row each."""
        heads = [_("When"), _("Who"), _("What")]
        if self._contacts:
            heads.append(_("About"))
        self.show_rows(
            heads,
            [self._texts(each) for each in entries],
            values=[each.id for each in entries],
        )

    def _texts(self, entry: AccessRow) -> list[str]:
        texts = [exact_time(entry.at), entry.agent or "–", kind_label(entry.kind)]
        return [*texts, _about(entry)] if self._contacts else texts


def _about(entry: AccessRow) -> str:
    if entry.contact:
        return entry.contact
    if entry.count > 1:
        return ngettext("{n} record", "{n} records", entry.count).format(n=entry.count)
    return "–"
