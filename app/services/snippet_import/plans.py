"""What an import would do, what a person chose of it, and what it did: values only."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from app.formats.snippets.imported import Imported, ImportedFact, ImportedFolder, Skipped


class Choice(StrEnum):
    """What becomes of one snippet of a file.

    ``MERGE`` puts it into the one that is there: wordings for other languages and forms are
    added, those for the same take the place of the present ones, which stay among the versions.
    ``RENAME`` takes it in beside the other, under a free abbreviation.
    """

    ADD = "add"
    MERGE = "merge"
    RENAME = "rename"
    SKIP = "skip"


class Likeness(StrEnum):
    """Why a snippet is there already."""

    TEXT = "text"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What a snippet of a file is like: a snippet of the desk, or an earlier one of the files.

    ``place`` is that one's place in the plan, ``snippet_id`` its id; one of them is None. ``text``
    is its first wording.
    """

    likeness: Likeness
    title: str
    abbreviation: str
    text: str
    snippet_id: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedSnippet:
    """One snippet of the files beside what it is like, and what is to become of it.

    ``free_abbreviation`` is what renaming would call it. ``problems`` are what our language has
    against its wordings: it is imported all the same, to be mended.
    """

    snippet: Imported
    choice: Choice
    duplicate: Duplicate | None = None
    free_abbreviation: str = ""
    problems: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen."""
        if self.duplicate is None:
            return (Choice.ADD, Choice.SKIP)
        return (Choice.MERGE, Choice.RENAME, Choice.SKIP)


@dataclass(frozen=True, slots=True)
class Named:
    """What a report says about one snippet."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything the files hold; ``skipped`` could not be read."""

    items: tuple[PlannedSnippet, ...]
    skipped: tuple[Skipped, ...] = ()
    facts: tuple[ImportedFact, ...] = ()
    folders: tuple[ImportedFolder, ...] = ()

    @property
    def warnings(self) -> tuple[Named, ...]:
        """What is not carried over of those that are not skipped."""
        return tuple(
            Named(item.snippet.name, reason)
            for item in self.items
            if item.choice is not Choice.SKIP
            for reason in (*item.snippet.warnings, *item.problems)
        )

    @property
    def duplicates(self) -> tuple[int, ...]:
        """The places of those that are there already."""
        return tuple(p for p, item in enumerate(self.items) if item.duplicate is not None)

    def with_choice(self, choice: Choice, places: Collection[int] | None = None) -> "ImportPlan":
        """The plan with this choice for the items at ``places``, by default for all duplicates;
        where it cannot be chosen, nothing changes."""
        chosen = set(self.duplicates if places is None else places)
        return replace(
            self,
            items=tuple(
                replace(item, choice=choice) if place in chosen and choice in item.choices else item
                for place, item in enumerate(self.items)
            ),
        )


@dataclass(frozen=True, slots=True)
class SnippetImport:
    """What an import did, and what it had to leave out."""

    imported: int
    merged: int
    skipped: tuple[Named, ...]
    warnings: tuple[Named, ...]
