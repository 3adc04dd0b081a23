"""The garbage collector during long work that makes many objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_new_objects_only() -> Iterator[None]:
    """Keep the garbage collector from looking through all that is there with every few new ones."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
