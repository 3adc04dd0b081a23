"""What tells of a person in a text: their addresses, their full name, their phones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

MASK = "*"
_LEAST_DIGITS = 6
"""Shorter numbers would be found in anything."""


@dataclass(frozen=True)
class Traces:
    """``words`` are sought in any case; phones by their digits, whatever stands between them."""

    words: tuple[str, ...]
    phones: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, emails: Iterable[str], digits: Iterable[str]) -> "Traces":
        """A name of a single word is left out: it would be found in the names of others."""
        full = (name,) if " " in name.strip() else ()
        words = dict.fromkeys(each.strip() for each in (*emails, *full) if each.strip())
        return cls(tuple(words), tuple(each for each in digits if len(each) >= _LEAST_DIGITS))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts = [re.escape(each) for each in sorted(self.words, key=len, reverse=True)]
        parts += [r"[\s/().-]*".join(each) for each in self.phones]
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    @cached_property
    def _bytes(self) -> re.Pattern[bytes] | None:
        pieces = [each.encode() for each in sorted(self.words, key=len, reverse=True)]
        found = b"|".join(re.escape(each) for each in pieces)
        return re.compile(found, re.IGNORECASE) if found else None

    def are_in(self, text: str) -> bool:
        """Whether the text tells of the person."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def are_in_bytes(self, content: bytes) -> bool:
        """The same for words in a file, as far as they stand in it as UTF-8."""
        return self._bytes is not None and self._bytes.search(content) is not None

    def masked(self, text: str) -> str:
        """The text with stars instead, as long as before."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: MASK * len(found[0]), text)

    def masked_bytes(self, content: bytes) -> bytes:
        """The same for a file, which keeps its length and so its structure."""
        if self._bytes is None:
            return content
        return self._bytes.sub(lambda found: MASK.encode() * len(found[0]), content)
