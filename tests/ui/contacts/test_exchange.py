"""Contacts from and to files."""

from pathlib import Path

import pytest

from tests.ui.contacts.conftest import Contacts

_VCARD = """BEGIN:VCARD
VERSION:3.0
FN:Grace Hopper
EMAIL:grace@navy.example
TEL;TYPE=WORK:+1 202 555 0100
END:VCARD
"""


def test_a_vcard_brings_a_contact_and_undo_takes_it_away(page: Contacts, tmp_path: Path) -> None:
    file = tmp_path / "grace.vcf"
    file.write_text(_VCARD, encoding="utf-8")
    page.page.import_files([file])
    page.settled()
    assert "Grace Hopper" in page.listed()
    page.operations.undo()
    page.settled()
    assert "Grace Hopper" not in page.listed()


def test_what_is_known_already_is_told(page: Contacts, tmp_path: Path) -> None:
    file = tmp_path / "all.vcf"
    page.page.export_to(file)
    page.settled()
    page.told.clear()
    page.page.import_files([file])
    page.settled()
    assert page.told == ["All these contacts are in the desk already."]


@pytest.mark.parametrize("name", ["people.vcf", "people.csv"])
def test_what_is_exported_comes_back(page: Contacts, tmp_path: Path, name: str) -> None:
    page.choose("Ada Lovelace", "Otto Schmidt")
    file = tmp_path / name
    page.page.export_to(file)
    page.settled()
    assert page.told == ["Exported 2 contacts"]
    assert page.desk.rows("SELECT kind, contact_id, count FROM access_log") == [
        ("exported", None, 2)
    ]
    page.act("delete")
    assert page.listed() == ["Eva Müller"]
    page.page.import_files([file])
    page.settled()
    assert page.listed() == ["Ada Lovelace", "Eva Müller", "Otto Schmidt"]
    page.search("ada@acme")
    assert page.listed() == ["Ada Lovelace"]


def test_an_empty_file_is_told(page: Contacts, tmp_path: Path) -> None:
    file = tmp_path / "empty.vcf"
    file.write_bytes(b"")
    page.page.import_files([file])
    page.settled()
    assert page.told == ["empty.vcf holds no contacts."]


def test_a_file_that_is_gone_is_told(page: Contacts, tmp_path: Path) -> None:
    page.page.import_files([tmp_path / "gone.vcf"])
    page.settled()
    assert page.told
    assert page.told[0].startswith("gone.vcf: ")


def test_a_folder_that_cannot_be_written_is_told(page: Contacts, tmp_path: Path) -> None:
    page.page.export_to(tmp_path / "missing" / "people.vcf")
    page.settled()
    assert page.told
    assert "people.vcf" in page.told[0]
