"""Where snippets are looked for: all, favourites, folders, tags; and the desk's facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import _
from app.queries.snippet_counts import SnippetCounts
from app.queries.snippets import Shelf


class PlaceKind(StrEnum):
    """What an entry of the left pane is."""

    HEADING = "heading"
    ALL = "all"
    FAVOURITES = "favourites"
    FOLDER = "folder"
    TAG = "tag"
    FACTS = "facts"
    STATISTICS = "statistics"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: ``depth`` is that of a folder in its tree, ``urgent`` a count that asks for
    something, as expired facts do."""

    kind: PlaceKind
    name: str
    folder_id: int | None = None
    depth: int = 0
    count: int = 0
    urgent: bool = False

    @property
    def key(self) -> str:
        """Unique among the places shown, and the same after a rename of another one."""
        if self.kind is PlaceKind.FOLDER:
            return f"folder:{self.folder_id}"
        return f"tag:{self.name}" if self.kind is PlaceKind.TAG else self.kind.value


_SHELVES = {PlaceKind.FAVOURITES: Shelf.FAVOURITES, PlaceKind.DELETED: Shelf.DELETED}


def shelf_of(place: Place | None) -> Shelf:
    """Which snippets a place looks at, folder and tag aside."""
    return _SHELVES.get(place.kind, Shelf.ALL) if place is not None else Shelf.ALL


ICONS = {
    PlaceKind.ALL: "snippets",
    PlaceKind.FAVOURITES: "star",
    PlaceKind.FOLDER: "folder",
    PlaceKind.TAG: "tag",
    PlaceKind.FACTS: "fact",
    PlaceKind.STATISTICS: "statistics",
    PlaceKind.DELETED: "trash",
}


@dataclass(frozen=True, slots=True)
class FactCounts:
    """The desk's facts, and those that are no longer valid."""

    total: int = 0
    expired: int = 0


def places(counts: SnippetCounts, facts: FactCounts) -> Sequence[Place]:
    """The entries of the left pane in their order."""
    return tuple(_places(counts, facts))


def _places(counts: SnippetCounts, facts: FactCounts) -> Iterator[Place]:
    yield Place(PlaceKind.ALL, _("All snippets"), count=counts.total)
    yield Place(PlaceKind.FAVOURITES, _("Favourites"), count=counts.favourites)
    yield Place(
        PlaceKind.FACTS,
        _("Facts"),
        count=facts.expired or facts.total,
        urgent=bool(facts.expired),
    )
    yield Place(PlaceKind.STATISTICS, _("Statistics"))
    if counts.folders:
        yield Place(PlaceKind.HEADING, _("Folders"))
        for each in counts.folders:
            yield Place(PlaceKind.FOLDER, each.name, each.id, depth=each.depth, count=each.count)
    if counts.tags:
        yield Place(PlaceKind.HEADING, _("Tags"))
        for name, count in counts.tags:
            yield Place(PlaceKind.TAG, name, count=count)
    if counts.deleted:
        yield Place(PlaceKind.HEADING, "")
        yield Place(PlaceKind.DELETED, _("Deleted"), count=counts.deleted)
