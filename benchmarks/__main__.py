"""``python -m benchmarks [GROUP…]`` prints each figure beside its target and its peer.

Groups: import, search, interface, start, snippets, rosters, shifts, portable, faults (ten minutes),
workshop. Machines are noisy: figures are medians, CPU times or ratios to a peer of the same run.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from benchmarks.figure import Figure

GROUPS = {
    "import": ("benchmarks.imports",),
    "search": ("benchmarks.queries",),
    "interface": ("benchmarks.interface",),
    "start": ("benchmarks.start",),
    "snippets": (
        "benchmarks.snippets",
        "benchmarks.snippet_palette",
        "benchmarks.snippet_page",
        "benchmarks.snippet_suggestions",
        "benchmarks.snippet_import",
    ),
    "rosters": ("benchmarks.roster_machine",),
    "shifts": (
        "benchmarks.rosters",
        "benchmarks.shift_grid",
    ),
    "portable": ("benchmarks.portable",),
    "faults": (
        # First what measures memory: a fork counts what its parent has by then.
        "benchmarks.faults.mails",
        "benchmarks.faults.files",
        "benchmarks.faults.kills",
        "benchmarks.faults.disks",
        "benchmarks.faults.clocks",
        "benchmarks.faults.damage",
    ),
    "workshop": ("benchmarks.votes", "benchmarks.workshop_keys"),
}
_COLUMNS = "{:<58} {:>14}  {:<16} {:<30} {}"


def main(groups: Iterable[str]) -> int:
    """Measure the named groups, all if none is named; 1 if a figure misses its target.

    Several have a process each, for what one leaves in memory would count for the next.
    """
    chosen = list(groups) or list(GROUPS)
    if unknown := [group for group in chosen if group not in GROUPS]:
        print(f"no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}")
        return 2
    if len(chosen) == 1:
        return _measure(chosen[0])
    alone = [sys.executable, "-m", "benchmarks"]
    return max([subprocess.run([*alone, group], check=False).returncode for group in chosen])


def _measure(group: str) -> int:
    print(_COLUMNS.format("figure", "measured", "target", "peer", ""))
    missed = 0
    for module in GROUPS[group]:
        measure: Callable[[], Iterable[Figure]] = import_module(module).figures
        for figure in measure():
            met = figure.met
            missed += met is False
            mark = {True: "ok", False: "MISSED", None: ""}[met]
            value = f"{figure.value:,.4g} {figure.unit}"
            print(_COLUMNS.format(figure.name, value, figure.target, figure.peer, mark), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
