"""Small files that unpack to large ones are refused before they fill the memory."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.errors import UserError
from app.formats.desk_export.reading import source
from app.formats.rosters.workbook import sheets_of


def test_a_workbook_that_unpacks_to_more_than_a_plan_is_refused() -> None:
    sound, bomb = BytesIO(), BytesIO()
    Workbook().save(sound)
    with (
        zipfile.ZipFile(sound) as parts,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
    ):
        for name in parts.namelist():
            packed.writestr(name, parts.read(name))
        packed.writestr("xl/sharedStrings.xml", b"a" * 31_000_000)
    assert len(bomb.getvalue()) < 1_000_000
    with pytest.raises(UserError, match="too large"):
        sheets_of(bomb.getvalue())


def test_an_export_whose_list_of_files_is_padded_is_refused_unread(tmp_path: Path) -> None:
    bomb = tmp_path / "export.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("manifest.json", b" " * 12_000_000 + b"{}")
    with pytest.raises(UserError, match="Nothing was unpacked"):
        source(bomb)


def test_a_workbook_packed_in_an_unknown_way_is_refused_in_words() -> None:
    sound = BytesIO()
    Workbook().save(sound)
    content = bytearray(sound.getvalue())
    # The version needed to unpack, in the first entry of the directory.
    content[content.index(b"PK\x01\x02") + 6] = 91
    with pytest.raises(UserError, match="no workbook"):
        sheets_of(bytes(content))
