"""The garbage collector during long work that makes many objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 100_000
"""Between two collections: such work leaves next to nothing to collect, but much to look at."""


@contextmanager
def collecting_new_objects_only() -> Iterator[None]:
    """Keep the garbage collector from looking through all that is there with every few new ones."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *thresholds[1:])
    already_apart = gc.get_freeze_count() > 0
    if not already_apart:
        gc.freeze()
    try:
        yield
    finally:
        if not already_apart:
            gc.unfreeze()
        gc.set_threshold(*thresholds)
