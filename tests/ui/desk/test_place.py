"""A desk in a place that can damage it is told, not silently opened."""

from pathlib import Path

import pytest

from app.ui.desk.place import doubtful_place


@pytest.mark.parametrize("system", ["nfs4", "cifs", "SMB3"])
def test_a_network_drive_is_told(system: str) -> None:
    assert "network drive" in doubtful_place(Path("/mnt/x/a.desk"), file_system=system)


@pytest.mark.parametrize("folder", ["OneDrive - Firma", "Dropbox", "Nextcloud", "Mobile Documents"])
def test_a_synced_folder_is_told(folder: str) -> None:
    desk = Path("/home/eva") / folder / "a.desk"
    assert "synced folder" in doubtful_place(desk, file_system="ext4")


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    assert doubtful_place(Path("/home/eva/a.desk"), file_system="ext4") == ""
    assert doubtful_place(tmp_path / "a.desk") in ("", doubtful_place(tmp_path / "b.desk"))
