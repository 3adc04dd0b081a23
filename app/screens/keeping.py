"""Scenes of what is kept and for how long: retention, the access log, erasing a person."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.queries.access import access_entries
from app.queries.contacts import ContactSort, contact_ids
from app.queries.desk import categories
from app.queries.retention import retention_rules
from app.rules.access import AccessKind, AccessNoted
from app.rules.retention import Keeping, RetentionAction
from app.screens.patience import settle
from app.services.access import note_access, set_access_log
from app.services.retention.rules import add_rule
from app.storage.database import utc_now
from app.ui.contacts.access_dialog import AccessDialog
from app.ui.contacts.erase_dialog import EraseDialog
from app.ui.settings.backups_section import BackupsSection
from app.ui.settings.retention_dialog import RetentionDialog
from app.ui.settings.retention_section import RetentionSection
from app.ui.widgets.fact_table import FactTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from app.queries.desk import CategoryRow
    from app.ui.contacts.page import ContactsPage
    from app.workbench import Workbench


class KeepingScenes:
    """The demo desk gets rules and some entries of the log when the first of them is taken."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """The scenes by the names of their pictures, in the order they are to be taken in."""
        return {
            "settings-backups": self._backups,
            "settings-retention": self._retention,
            "retention-rule": self._rule,
            "settings-access": self._access,
            "access-of-contact": partial(self._contact, "access"),
            "erase": partial(self._contact, "erase"),
        }

    def _backups(self) -> "QWidget":
        self._bench.actions["file.backup"].trigger()
        page = self._settings("backups")
        section = page.findChildren(BackupsSection)[-1]
        section.hold_drill.click()
        settle(self._bench)
        self._bench.window.toasts.dismiss()
        return self._bench.window

    def _retention(self) -> "QWidget":
        self._bench.operations.read(_rules_and_categories, done=self._add_rules)
        page = self._settings("retention")
        rules = page.findChildren(RetentionSection)[-1].findChildren(FactTable)[0]
        last = rules.topLevelItem(rules.topLevelItemCount() - 1)
        assert last is not None
        rules.setCurrentItem(last)
        settle(self._bench)
        self._bench.window.toasts.dismiss()
        return self._bench.window

    def _add_rules(self, found: "tuple[bool, list[CategoryRow]]") -> None:
        there, rows = found
        if there:
            return
        for category_id, action, days in (
            (None, RetentionAction.ANONYMISE, 365),
            (None, RetentionAction.DELETE, 1095),
            (rows[0].id, RetentionAction.DELETE, 14),
        ):
            keeping = Keeping(category_id, action, days, contacts=True)
            self._bench.operations.run(add_rule, keeping, now=utc_now(), label="", toast=False)

    def _rule(self) -> "QWidget":
        page = self._settings("retention")
        page.findChildren(RetentionSection)[-1].edit_current()
        settle(self._bench)
        return self._bench.window.findChildren(RetentionDialog)[-1]

    def _access(self) -> "QWidget":
        self._bench.operations.read(_log_and_contacts, done=self._note)
        self._settings("access")
        self._bench.window.toasts.dismiss()
        return self._bench.window

    def _note(self, found: tuple[int, list[int]]) -> None:
        noted, ids = found
        if noted:
            return
        run, now = self._bench.operations.run, utc_now()
        run(set_access_log, AccessNoted.ALL, days=90, now=now, label="", toast=False)
        for kind, contact_id in (
            (AccessKind.OPENED, ids[0]),
            (AccessKind.HANDED_OUT, ids[0]),
            (AccessKind.OPENED, ids[3]),
            (AccessKind.ERASED, None),
        ):
            run(note_access, kind, contact_id, now=now, label="", toast=False)
        run(note_access, AccessKind.EXPORTED, count=len(ids), now=now, label="", toast=False)

    def _contact(self, what: str) -> "QWidget":
        page = cast("ContactsPage", self._bench.window.show_page("contacts"))
        settle(self._bench)
        page.show_first()
        settle(self._bench)
        if what == "access":
            page.show_access()
        else:
            self._bench.actions["contact.erase"].trigger()
        settle(self._bench)
        kind = AccessDialog if what == "access" else EraseDialog
        return page.findChildren(kind)[-1]

    def _settings(self, section: str) -> "QWidget":
        page = self._bench.window.show_page("settings")
        page.show_section(section)  # type: ignore[attr-defined]
        settle(self._bench)
        return page


def _log_and_contacts(session: "Session") -> tuple[int, list[int]]:
    ids = contact_ids(session, "", sort=ContactSort.NAME, descending=False)
    return access_entries(session, limit=1)[1], ids


def _rules_and_categories(session: "Session") -> "tuple[bool, list[CategoryRow]]":
    return bool(retention_rules(session)), categories(session)
