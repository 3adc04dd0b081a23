"""Hostile files of every format, packed bombs, cells that would be formulas."""

import csv
import io
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.formats import contacts_csv
from app.formats.contact_card import ContactCard
from app.formats.rosters.workbook_writing import table_workbook
from app.formats.table_writing import csv_content
from benchmarks.desks import demo_path
from benchmarks.faults import seconds
from benchmarks.faults.mutations import damaged
from benchmarks.faults.places import scratch
from benchmarks.faults.samples import Sample, bombs, samples
from benchmarks.faults.watched import MEMORY_MB, PATIENCE, watched
from benchmarks.figure import Figure, at_least, at_most

SECONDS = 45.0
_WANTED_OF_EACH = 40
_TICKETS = 60
_AT_ONCE = 5
_MOST_SHOWN = 5
_PATIENCE_WITH_BOMBS = 10.0
"""CPU seconds: a large sound workbook takes some, too."""
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    '=HYPERLINK("https://phone-home.invalid","x")',
)


def figures() -> Iterator[Figure]:
    """Files borne of each format in all; time, memory; bombs; formulas that got through."""
    faults: list[str] = []
    counted: Counter[str] = Counter()
    slowest = memory = 0.0
    with scratch() as folder:
        chance = random.Random(5)
        all_samples = samples(demo_path(_TICKETS), folder)
        until = time.monotonic() + seconds(SECONDS)
        while min(counted.values(), default=0) < _WANTED_OF_EACH and time.monotonic() < until:
            for sample in all_samples:
                seen = watched(_pieces(sample, all_samples, folder, chance), folder)
                counted[sample.name] += seen.borne
                faults += seen.faults
                slowest, memory = max(slowest, seen.slowest), max(memory, seen.memory_mb)
        # One by one, so that the memory of each is its own.
        burst = [watched([bomb], folder, patience=_PATIENCE_WITH_BOMBS) for bomb in bombs(folder)]
    faults += [fault for each in burst for fault in each.faults]
    written = [each for each in FORMULAS for cell in _cells(each) if is_formula(cell)]
    for fault in faults[:_MOST_SHOWN]:
        print(f"  {fault}")
    least = min(counted.values())
    yield at_least(
        f"hostile files borne of each of {len(counted)} kinds", least, _WANTED_OF_EACH, "files"
    )
    yield Figure("hostile files borne, in all", counted.total(), "files")
    yield at_most("hostile files with a fault", len(faults), 0, "files")
    yield at_most("slowest hostile file", slowest, PATIENCE, "CPU s")
    yield at_most("memory of the program with hostile files", memory, MEMORY_MB, "MB")
    yield at_most(
        f"memory with {len(burst)} packed bombs",
        max(each.memory_mb for each in burst),
        MEMORY_MB,
        "MB",
    )
    yield at_most("cells written that a spreadsheet would run", len(written), 0, "cells")


def _pieces(
    sample: Sample, others: list[Sample], folder: Path, chance: random.Random
) -> list[tuple[str, Callable[[], object]]]:
    made: list[tuple[str, Callable[[], object]]] = []
    for number in range(_AT_ONCE):
        path = folder / f"hostile{number}" / sample.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(damaged(sample.content, chance.choice(others).content, chance))
        made.append((sample.name, partial(sample.read, path)))
    return made


def _cells(text: str) -> Iterator[str]:
    """As it stands in each kind of table that is written."""
    for content in (
        csv_content([[text]]),
        contacts_csv.write([ContactCard(name=text, organisation=text, notes=text)]),
    ):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        yield from (cell for row in rows for cell in row)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(table_workbook("t", [[text, text]])))
    for row in book.worksheets[0].iter_rows():
        yield from (f"={cell.value}" if cell.data_type == "f" else "" for cell in row)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would work it out instead of showing it."""
    return cell.lstrip("\ufeff")[:1] in set("=+-@\t\r") and cell != "-"
