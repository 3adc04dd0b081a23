"""Ballots are on the laptop, whichever screen comes first; never on the projector."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_LAPTOP = {"name": "laptop", "width": 1366, "height": 768}
_BEAMER = {"name": "beamer", "width": 1920, "height": 1080}


def _told(tmp_path: Path, screens: list[dict[str, Any]]) -> dict[str, Any]:
    left, setup = 0, []
    for screen in screens:
        dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        setup.append({**screen, "x": left, "y": 0, **dots})
        left += screen["width"]
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": setup}))
    done = subprocess.run(
        [sys.executable, "-W", "error", str(Path(__file__).with_name("ballots_on_screens.py"))],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        cwd=Path(__file__).resolve().parents[4],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.parametrize("screens", [[_LAPTOP, _BEAMER], [_BEAMER, _LAPTOP]], ids=["first", "last"])
def test_ballots_cover_the_laptop_and_leave_the_projector_alone(
    tmp_path: Path, screens: list[dict[str, Any]]
) -> None:
    told = _told(tmp_path, screens)
    assert told["screen"] == "laptop"
    assert told["geometry"][2:] == [1366, 768]
    assert told["full"]
