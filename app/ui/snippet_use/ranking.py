"""Which snippets are meant by a few typed letters, the best first; quick for ten thousands."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from app.queries.snippet_library import CatalogueEntry
from app.rules.names import folded
from app.rules.snippet_words import abbreviation_key

_RECENT = 5
"""So many that were used last stand before the favourites."""
_JUDGED = 400
"""Of more that match, only those that stand first are compared word by word."""
_FEW = 8
"""With fewer hits than this, words that are written nearly so are looked for, too."""
_NEARLY = 75.0
"""Per cent of the letters of a word that have to agree."""
_LAST = chr(0x10FFFF)
_SHORTEST = 4
"""Letters of a word in which a slip of the pen can be told."""

Places = Sequence[int]
"""Where entries stand on the shelf, the first is 0."""


class Shelf:
    """All snippets in the order they stand without a word typed. Immutable once built.

    The texts to search lie in lists of their own, folded: scanning them is what a key press costs.
    A head is abbreviation, title and tags, each word of it after a space.
    """

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        self._entries = _standing(list(entries))
        self._titles = [f" {folded(each.title)}" for each in self._entries]
        self._tags = [f" {folded(' '.join(each.tags))}" for each in self._entries]
        self._keys = [abbreviation_key(each.abbreviation) for each in self._entries]
        self._heads = [
            f" {key}{title}{tags}"
            for key, title, tags in zip(self._keys, self._titles, self._tags, strict=True)
        ]
        self._texts = [
            f"{head} {each.words}" for head, each in zip(self._heads, self._entries, strict=True)
        ]
        self._initials = ["".join(word[0] for word in title.split()) for title in self._titles]
        self._vocabulary = {
            word for title in self._titles for word in title.split() if word.isalpha()
        }
        self._by_id = {each.id: each for each in self._entries}
        self._sorted_keys = sorted((key, place) for place, key in enumerate(self._keys) if key)
        self._by_key = {key: place for place, key in reversed(list(enumerate(self._keys))) if key}

    def __len__(self) -> int:
        return len(self._entries)

    def by_abbreviation(self, abbreviation: str) -> CatalogueEntry | None:
        """The snippet with this abbreviation, whatever its case."""
        place = self._by_key.get(abbreviation_key(abbreviation))
        return self._entries[place] if place is not None else None

    def by_ids(self, ids: Sequence[int]) -> list[CatalogueEntry]:
        """The entries that are there, in the order of ``ids``."""
        return [self._by_id[each] for each in ids if each in self._by_id]

    def matching(self, text: str, *, limit: int = 100) -> list[CatalogueEntry]:
        """The best matches of ``text`` in heads; without a text the shelf as it stands."""
        words = folded(text).split()
        key = abbreviation_key(text)
        if not key:
            return self._entries[:limit]
        found = self._beginning_with(key)
        if words:
            found = _united(found, self._first(_filtered(self._heads, words), words))
        found.sort(key=lambda place: -self._score(place, key, words))
        return [self._entries[place] for place in found[:limit]]

    def further(self, text: str, *, limit: int = 100) -> list[CatalogueEntry]:
        """What matches besides, in the texts or written nearly so: belongs below ``matching``."""
        words = folded(text).split()
        if not words:
            return []
        heads = set(_filtered(self._heads, words))
        found = [place for place in _filtered(self._texts, words) if place not in heads]
        if len(heads) + len(found) < _FEW:
            found = _united(found, [each for each in self._nearly(words) if each not in heads])
        return [self._entries[place] for place in found[:limit]]

    def _beginning_with(self, key: str) -> list[int]:
        """Where abbreviations begin so, in the order of the shelf: of too many the first by letter,
        which is the one that was typed whole."""
        start = bisect_left(self._sorted_keys, (key, -1))
        end = bisect_left(self._sorted_keys, (key + _LAST, -1))
        found = self._sorted_keys[start : min(end, start + _JUDGED)]
        return sorted(place for _key, place in found)

    def _first(self, found: Places, words: Sequence[str]) -> Places:
        if len(found) <= _JUDGED:
            return found
        start = f" {words[0]}"
        titles = [place for place in found if start in self._titles[place]]
        return _united(titles[:_JUDGED], found[: max(0, _JUDGED - len(titles))])

    def _nearly(self, words: Sequence[str]) -> Places:
        """Letters that begin the words of a title in order, and words with a slip of the pen."""
        joined = "".join(words)
        found = [place for place, each in enumerate(self._initials) if each.startswith(joined)]
        among: Places = range(len(self._heads))
        for word in words:
            near = [f" {each}" for each in self._meant(word)]
            among = [place for place in among if any(each in self._heads[place] for each in near)]
        return _united(found, among)

    def _meant(self, word: str) -> Sequence[str]:
        """The word itself where it begins one that is known, else those that begin alike."""
        if len(word) < _SHORTEST or any(each.startswith(word) for each in self._vocabulary):
            return (word,)
        from rapidfuzz import fuzz, process

        beginnings = {each[: len(word)] for each in self._vocabulary}
        hits = process.extract(word, beginnings, scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return [each for each, _ratio, _key in hits]

    def _score(self, place: int, key: str, words: Sequence[str]) -> int:
        own, title, tags = self._keys[place], self._titles[place], self._tags[place]
        total = 300 if own == key else 90 if own.startswith(key) else 0
        for word in words:
            start = f" {word}"
            if title.startswith(start):
                total += 60
            elif start in title:
                total += 50
            elif start in tags:
                total += 40
            elif word in title:
                total += 30
            elif start in self._texts[place]:
                total += 20
            else:
                total += 10
        return total


def _filtered(texts: Sequence[str], words: Sequence[str]) -> Places:
    """The places whose texts hold all words; the longest word sorts out most, so it comes first."""
    first, *others = sorted(words, key=len, reverse=True)
    found = [place for place, text in enumerate(texts) if first in text]
    for word in others:
        found = [place for place in found if word in texts[place]]
    return found


def _standing(entries: list[CatalogueEntry]) -> list[CatalogueEntry]:
    """The few used last, then favourites, then by how often they are used, then by title."""
    moments = {each.id: each.last_used_at for each in entries if each.last_used_at is not None}
    recent = sorted(moments, key=lambda each: moments[each], reverse=True)[:_RECENT]
    order = {snippet_id: place for place, snippet_id in enumerate(recent)}
    return sorted(
        entries,
        key=lambda each: (
            order.get(each.id, _RECENT),
            not each.favourite,
            -each.use_count,
            each.title.casefold(),
        ),
    )


def _united(first: Places, more: Places) -> list[int]:
    return list(dict.fromkeys([*first, *more]))
