"""Large letters are kept as pictures, as Qt keeps those up to 64 pixels by itself.

Beyond that it fills their outlines anew each time: a page for the audience on 1080 lines
took 35 ms of painting instead of 3. Measured with Qt 6.11, its software painter.
"""

import os

_LARGEST = 200
"""Pixels of a font: the titles of a picture of 2160 lines are 145."""


def keep_large_glyphs() -> None:
    """Call before the first text is painted, for Qt asks once. What the person set stays."""
    os.environ.setdefault("QT_MAX_CACHED_GLYPH_SIZE", str(_LARGEST))
