"""What was confirmed survives a kill at any moment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is forked")
def test_what_was_announced_survives_200_kills_inside_commits_checkpoints_and_backups(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.killing", str(tmp_path / "kill.desk"), "200", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["killed"] == 200
    assert found["compared"] > 400
    assert found["missing"] == []
    assert found["problems"] == []
    assert found["damaged_backups"] == []
