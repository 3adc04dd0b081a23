"""What stays as long as the program runs is left out when memory is looked through for garbage."""

import gc


def set_apart() -> None:
    """Never look again through what there is by now: modules, classes, the window.

    A full collection over them takes some 50 ms, and came in the middle of a key press. Only what
    is young is collected before, for the rest would take as long now.
    """
    gc.collect(1)
    gc.freeze()
