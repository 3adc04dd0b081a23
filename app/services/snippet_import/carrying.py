"""Carries an import of snippets out: in batches, with progress, one step to undo."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from app.errors import Cancelled
from app.i18n import _
from app.services.desks import Desk
from app.services.garbage import collecting_new_objects_only
from app.services.snippet_import.batch import Written, add_facts, begin, finish, write
from app.services.snippet_import.naming import Entry, entries_of
from app.services.snippet_import.planning import present_snippets
from app.services.snippet_import.plans import Choice, ImportPlan, Named, SnippetImport

T = TypeVar("T")

_LOCKED = 0.018
"""Seconds that a batch may keep the desk to itself, so that nobody waits for 50 ms."""
_SMALLEST, _FIRST, _LARGEST = 20, 40, 100


def carry_out(
    desk: Desk,
    plan: ImportPlan,
    *,
    agent_id: int | None,
    now: datetime,
    label: str,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SnippetImport:
    """Do what the plan says; one undo takes all of it back.

    Batches are short, so that other work goes on meanwhile. ``progress`` hears snippets done and
    in all, and may raise ``Cancelled``, as this does when ``cancelled`` says so: what is in then
    stays, and one undo takes it back. ``UserError`` if the import was undone while it ran.
    """
    carrying = _Carrying(desk, label=label, agent_id=agent_id, now=now)
    entries, lost = entries_of(plan, desk.read(present_snippets))
    carrying.start(plan)
    try:
        with collecting_new_objects_only():
            done = 0
            while done < len(entries):
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(done, len(entries))
                done += carrying.write(entries[done : done + carrying.size])
        if progress is not None:
            progress(done, len(entries))
    finally:
        carrying.finish()
    return SnippetImport(
        imported=carrying.written.added,
        merged=carrying.written.merged,
        skipped=(
            *(Named(each.name, each.reason) for each in plan.skipped),
            *_left_out(plan),
            *carrying.written.refused,
        ),
        warnings=(*plan.warnings, *lost, *carrying.written.warnings),
    )


def _left_out(plan: ImportPlan) -> list[Named]:
    found = []
    for item in plan.items:
        if item.choice is not Choice.SKIP:
            continue
        if item.duplicate is not None:
            reason = _("It is there already: “{title}”.").format(title=item.duplicate.title)
        elif not item.snippet.enabled:
            reason = _("It is switched off in the program it comes from.")
        else:
            reason = _("It was left out as chosen.")
        found.append(Named(item.snippet.name, reason))
    return found


class _Carrying:
    """One import: its run, and what was written so far."""

    def __init__(self, desk: Desk, *, label: str, agent_id: int | None, now: datetime) -> None:
        self._desk = desk
        self._label = label
        self._agent_id = agent_id
        self._now = now
        self._run_id = 0
        self.size = _FIRST
        self.written = Written()

    def start(self, plan: ImportPlan) -> None:
        """Begin the run; folders and facts come before what uses them."""
        self._run_id = self._execute(begin)
        if plan.facts or plan.folders:
            found = self._execute(add_facts, self._run_id, plan.facts, plan.folders)
            self.written.add(found)

    def write(self, entries: Sequence[Entry]) -> int:
        """Write some entries; how many there were."""
        started = time.perf_counter()
        self.written.add(self._execute(write, self._run_id, entries, self.written.ids))
        passed = time.perf_counter() - started
        fitting = int(len(entries) * _LOCKED / passed)
        self.size = max(_SMALLEST, min(_LARGEST, fitting, 2 * self.size))
        return len(entries)

    def finish(self) -> None:
        """Close the run."""
        self._execute(finish, self._run_id)

    def _execute(self, operation: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return self._desk.execute(
            operation, *args, label=self._label, agent_id=self._agent_id, now=self._now, **kwargs
        ).result
