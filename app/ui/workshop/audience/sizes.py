"""How large texts are for the audience, as shares of the screen's height.

24 point text and 36 point titles on a slide 7.5 inches high are 4.4 % and 6.7 % of it: what is
smaller cannot be read from the back of a room. Scaling down never goes below.
"""

from dataclasses import dataclass

TEXT = 0.044
TITLE = 0.067
_LARGEST = 0.066
_LARGEST_WORDS = 0.12
_STEPS = 6
SCALES = (0.75, 1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels for a screen of this height at this scale (one of ``SCALES``)."""

    height: float
    scale: float = 1.0

    @property
    def text(self) -> int:
        """The smallest size there is."""
        return self._px(TEXT * max(1.0, self.scale))

    @property
    def title(self) -> int:
        return self._px(TITLE * max(1.0, self.scale))

    @property
    def margin(self) -> float:
        return self.height * 0.045

    @property
    def gap(self) -> float:
        """Between head, body and foot, and between columns."""
        return self.height * 0.025

    def for_lists(self) -> list[int]:
        """Sizes to try for items and bars, largest first; the last is the smallest allowed."""
        return self._between(_LARGEST)

    def for_words(self) -> list[int]:
        """Sizes to try for a text that stands alone."""
        return self._between(_LARGEST_WORDS)

    def _between(self, largest: float) -> list[int]:
        top, bottom = max(self.text, self._px(largest * self.scale)), self.text
        steps = {round(top - (top - bottom) * step / _STEPS) for step in range(_STEPS + 1)}
        return sorted(steps, reverse=True)

    def _px(self, share: float) -> int:
        """Rounded up, so that no text is a hair too small."""
        return max(1, -int(-self.height * share // 1))
