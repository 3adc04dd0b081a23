"""Kills, full disks, damage, hostile files: what the program bears, counted.

Each part takes its share of some ten minutes and says how many it reached. On slow or busy machines
``TRESEN_FAULTS_TIMES=3`` gives it three times as long.
"""

import os


def seconds(usual: float) -> float:
    """How long a part may take here."""
    return usual * float(os.environ.get("TRESEN_FAULTS_TIMES", "1"))
