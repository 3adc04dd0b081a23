"""What each snippet of an import will be called, also inside of others that use it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.formats.snippets.nesting import nested, renamed
from app.i18n import _
from app.rules.snippet_variants import Variant
from app.rules.snippet_words import abbreviation_key
from app.services.snippet_import.planning import Present, free_abbreviation
from app.services.snippet_import.plans import Choice, ImportPlan, Likeness, Named, PlannedSnippet


@dataclass(frozen=True, slots=True)
class Entry:
    """One snippet to write: new under ``abbreviation``, or into the one of ``snippet_id``, or into
    the one that ``into`` became, a place in the plan before this one."""

    place: int
    item: PlannedSnippet
    abbreviation: str
    variants: tuple[Variant, ...]
    snippet_id: int | None = None
    into: int | None = None

    @property
    def merges(self) -> bool:
        """Whether a snippet that is there takes it in."""
        return self.snippet_id is not None or self.into is not None

    @property
    def same_text(self) -> bool:
        """Whether all it says is said there already."""
        duplicate = self.item.duplicate
        return duplicate is not None and duplicate.likeness is Likeness.TEXT


def entries_of(
    plan: ImportPlan, present: Iterable[Present]
) -> tuple[tuple[Entry, ...], tuple[Named, ...]]:
    """What is to be written, and what was lost because of what was left out."""
    naming = _Naming(plan.items, present)
    entries = [naming.entry(place) for place in range(len(plan.items))]
    return tuple(each for each in entries if each is not None), tuple(naming.lost)


class _Naming:
    def __init__(self, items: Sequence[PlannedSnippet], present: Iterable[Present]) -> None:
        self.lost: list[Named] = []
        self._items = items
        self._present = {each.id: each for each in present}
        self._taken = {abbreviation_key(each.abbreviation) for each in self._present.values()}
        self._kept = frozenset(self._taken)
        self._names: list[str] = []
        self._called: dict[str, str | None] = {}
        for place, item in enumerate(items):
            name = self._name(place, item)
            self._names.append(name)
            if key := abbreviation_key(item.snippet.abbreviation):
                self._call(key, name, item)

    def entry(self, place: int) -> Entry | None:
        """What is to be written of one item; None if it is left out."""
        item = self._items[place]
        if item.choice is Choice.SKIP:
            return None
        target = self._target(place)
        return Entry(
            place,
            item,
            self._names[place],
            self._wordings(item),
            snippet_id=target if target is not None and target >= 0 else None,
            into=-target - 1 if target is not None and target < 0 else None,
        )

    def _call(self, key: str, name: str, item: PlannedSnippet) -> None:
        """Note how others name an item: the first of two that were called the same."""
        left_out = item.choice is Choice.SKIP and key not in self._kept
        if left_out:
            self._called.setdefault(key, None)
        elif self._called.get(key) is None:
            self._called[key] = name

    def _name(self, place: int, item: PlannedSnippet) -> str:
        wanted = item.snippet.abbreviation
        if item.choice is Choice.SKIP:
            return wanted
        target = self._target(place)
        if target is not None:
            there = self._present[target].abbreviation if target >= 0 else self._names[-target - 1]
            if there or abbreviation_key(wanted) in self._taken:
                return there
        elif item.choice is Choice.RENAME:
            wanted = item.free_abbreviation
        name = free_abbreviation(wanted, self._taken)
        self._taken.add(abbreviation_key(name))
        return name

    def _target(self, place: int) -> int | None:
        """What an item is merged into: the id of a snippet, or ``-1 - place`` of an earlier item;
        None if it becomes one of its own."""
        item = self._items[place]
        while item.choice is Choice.MERGE and item.duplicate is not None:
            duplicate = item.duplicate
            if duplicate.snippet_id is not None:
                return duplicate.snippet_id if duplicate.snippet_id in self._present else None
            assert duplicate.place is not None
            place = duplicate.place
            item = self._items[place]
            if item.choice in (Choice.ADD, Choice.RENAME):
                return -1 - place
        return None

    def _wordings(self, item: PlannedSnippet) -> tuple[Variant, ...]:
        variants = item.snippet.variants
        if not any("<<" in each.body and nested(each.body) for each in variants):
            return variants

        def name(abbreviation: str) -> str | None:
            new = self._called.get(abbreviation_key(abbreviation), abbreviation)
            if not new:
                warning = _("It uses “{name}”, which is left out; that became a field.")
                self.lost.append(Named(item.snippet.name, warning.format(name=abbreviation)))
            return new or None

        return tuple(replace(each, body=renamed(each.body, name)) for each in variants)
