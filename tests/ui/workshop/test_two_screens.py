"""A laptop and a projector, both virtual: in a process of its own, as Qt takes screens at start."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_LAPTOP = {"x": 0, "y": 0, "width": 1366, "height": 768}
_BEAMER = {"x": 1366, "y": 0, "width": 1920, "height": 1080}


def _screen(name: str, place: dict[str, int]) -> dict[str, Any]:
    return {"name": name, **place, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def _told(tmp_path: Path, *screens: dict[str, Any]) -> dict[str, Any]:
    """What the walk through the room tells of itself on these screens."""
    setup = tmp_path / "screens.json"
    setup.write_text(json.dumps({"screens": screens}))
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={setup}"}
    walk = Path(__file__).with_name("walk_on_screens.py")
    done = subprocess.run(
        [sys.executable, "-W", "error", str(walk), str(tmp_path)],
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _told(
        tmp_path_factory.mktemp("two"), _screen("laptop", _LAPTOP), _screen("beamer", _BEAMER)
    )


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _told(tmp_path_factory.mktemp("one"), _screen("laptop", _LAPTOP))


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _told(
        tmp_path_factory.mktemp("mirrored"), _screen("laptop", _LAPTOP), _screen("beamer", _LAPTOP)
    )


def test_the_picture_fills_the_projector(two: dict[str, Any]) -> None:
    assert two["opened"] == {
        "place": "projector",
        "screen": "beamer",
        "geometry": list(_BEAMER.values()),
        "full": True,
        "strip": False,
    }


def test_a_cable_that_is_pulled_out_and_plugged_in_again_loses_nothing(two: dict[str, Any]) -> None:
    assert two["unplugged"]["place"] == "nowhere"
    assert two["unplugged"]["typed"] == "half an idea"
    assert "F11" in two["unplugged"]["told"]
    assert two["plugged"]["place"] == "projector"
    assert two["plugged"]["screen"] == "beamer"
    assert two["plugged"]["typed"] == "half an idea"


def test_the_picture_goes_over_the_laptop_when_it_is_asked_for(two: dict[str, Any]) -> None:
    assert two["over"]["place"] == "one screen"
    assert two["over"]["screen"] == "laptop"
    assert two["over"]["strip"]


def test_the_screen_is_remembered(two: dict[str, Any]) -> None:
    assert two["remembered"] == "beamer"


def test_leaving_the_room_takes_the_picture_away(two: dict[str, Any]) -> None:
    assert two["left"] == "nowhere"


@pytest.mark.parametrize("screens", ["one", "mirrored"])
def test_with_one_screen_nothing_covers_it_unasked(
    screens: str, request: pytest.FixtureRequest
) -> None:
    told = request.getfixturevalue(screens)
    assert told["opened"]["place"] == "nowhere"


@pytest.mark.parametrize("screens", ["one", "mirrored"])
def test_with_one_screen_the_picture_has_a_private_strip_that_can_be_hidden(
    screens: str, request: pytest.FixtureRequest
) -> None:
    told = request.getfixturevalue(screens)
    assert told["switched"]["place"] == "one screen"
    assert told["switched"]["full"]
    assert told["switched"]["strip"]
    assert told["hidden_strip"] is False
    assert told["secret"] is False
    assert told["after_secret"] is True
    assert told["escaped"] == "nowhere"


def test_keys_of_a_clicker_work_in_the_picture(two: dict[str, Any]) -> None:
    assert two["blanked"] == [True, False]
    back, forward = two["paged"]
    assert forward == back + 1
    assert two["scales"] == [1.25, 1.0, 0.75, 1.0]
