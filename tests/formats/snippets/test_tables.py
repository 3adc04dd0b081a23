"""Tables of snippets: delimiters, encodings and columns are found."""

from pathlib import Path

import pytest

from app.formats.snippets.imported import Imported
from tests.formats.snippets.files import imported, read_text, skipped


def only(folder: Path, content: str | bytes) -> Imported:
    [found] = imported(read_text(folder, "a.csv", content)).values()
    return found


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize(
    "titles",
    [
        ("trigger", "name", "body"),
        ("Kürzel", "Titel", "Inhalt"),
        ("Abkürzung", "Bezeichnung", "Textbaustein"),
        ("Shortcut", "Label", "Content"),
    ],
)
def test_columns_are_known_by_name_in_both_languages(
    tmp_path: Path, sign: str, titles: tuple[str, ...]
) -> None:
    found = only(tmp_path, sign.join(titles) + f'\r\nhi{sign}Hello{sign}"Dear all,\r\nbye"\r\n')
    assert (found.abbreviation, found.title, found.variants[0].body) == (
        "hi",
        "Hello",
        "Dear all,\nbye",
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, codec: str) -> None:
    text = "Titel;Text\nGruß;Schöne Grüße\n"
    assert only(tmp_path, text.encode(codec)).variants[0].body == "Schöne Grüße"


def test_of_two_columns_that_could_be_the_text_the_plainer_name_is(tmp_path: Path) -> None:
    found = only(tmp_path, "description,name,comment,text\nd,n,c,t\n")
    assert (found.title, found.variants[0].body) == ("n", "t")


def test_without_titles_the_longest_column_is_the_text(tmp_path: Path) -> None:
    rows = "Greeting for all,Dear customer and thank you for writing to us,hi\n"
    rows += "Farewell for all,Goodbye and thank you for having been with us,bye\n"
    found = imported(read_text(tmp_path, "a.csv", rows))
    assert {(e.abbreviation, e.title) for e in found.values()} == {
        ("hi", "Greeting for all"),
        ("bye", "Farewell for all"),
    }


def test_folders_tags_and_switched_off_rows_are_carried_over(tmp_path: Path) -> None:
    found = only(tmp_path, "title;text;ordner;schlagwörter;aktiv\nA;b;Eins/Zwei;x, y;nein\n")
    assert (found.folder, found.tags, found.enabled) == (("Eins", "Zwei"), ("x", "y"), False)


def test_a_row_without_text_is_named(tmp_path: Path) -> None:
    assert skipped(read_text(tmp_path, "a.csv", "title;text\nA;\nB;c\n")) == {
        "A": "It has no text."
    }


def test_a_guarded_formula_is_read_as_it_was(tmp_path: Path) -> None:
    assert only(tmp_path, "title,text\nA,'=SUM(A1)\n").variants[0].body == "=SUM(A1)"
