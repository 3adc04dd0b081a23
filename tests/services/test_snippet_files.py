"""Files of a snippet belong to its versions: they come back with one, and stay kept for it."""

from app.queries.snippets import SnippetDetails, snippet_details
from app.rules.enums import FormOfAddress
from app.services import maintenance, snippet_files, snippets
from app.services.messages import NewFile
from app.services.snippets import Variant
from app.storage import blobs
from tests.desk_fixtures import Desk

PRICES = NewFile("prices.pdf", "application/pdf", b"%PDF-1.7 prices")
TERMS = NewFile("terms.pdf", "application/pdf", b"%PDF-1.7 terms")


def written(desk: Desk) -> int:
    made: int = desk.do(
        snippets.create,
        title="Offer",
        abbreviation="offer",
        variants=[Variant("en", FormOfAddress.UNKNOWN, "See the file.")],
    )
    return made


def read(desk: Desk, snippet_id: int) -> SnippetDetails:
    found: SnippetDetails | None = desk.read(snippet_details, snippet_id)
    assert found is not None
    return found


def names(desk: Desk, snippet_id: int) -> list[str]:
    return [each.name for each in read(desk, snippet_id).attachments]


def test_a_file_that_comes_or_goes_is_another_version(desk: Desk) -> None:
    made = written(desk)
    (file_id,) = desk.do(snippet_files.attach, made, [PRICES])
    desk.do(snippet_files.detach, file_id)
    listed = read(desk, made).versions
    assert [each.number for each in listed] == [3, 2, 1]
    assert [[file.name for file in each.files] for each in listed] == [[], ["prices.pdf"], []]
    assert [each.agent_id for each in listed] == [desk.kim] * 3


def test_restoring_a_version_restores_its_files_and_undo_takes_that_back(desk: Desk) -> None:
    made = written(desk)
    (file_id,) = desk.do(snippet_files.attach, made, [PRICES])
    desk.do(snippet_files.detach, file_id)
    desk.do(snippet_files.attach, made, [TERMS])
    desk.do(snippets.restore_version, made, 2)
    assert names(desk, made) == ["prices.pdf"]
    (file,) = read(desk, made).attachments
    assert desk.read(blobs.get, file.blob_id) == PRICES.content
    desk.database.undo(agent_id=desk.kim)
    assert names(desk, made) == ["terms.pdf"]


def test_restoring_what_is_there_already_makes_no_version(desk: Desk) -> None:
    made = written(desk)
    (file_id,) = desk.do(snippet_files.attach, made, [PRICES])
    desk.do(snippet_files.detach, file_id)
    before = len(read(desk, made).versions)
    desk.do(snippets.restore_version, made, 1)
    assert len(read(desk, made).versions) == before


def test_a_file_of_the_same_name_with_other_content_is_told_apart(desk: Desk) -> None:
    made = written(desk)
    (file_id,) = desk.do(snippet_files.attach, made, [PRICES])
    desk.do(snippet_files.detach, file_id)
    desk.do(snippet_files.attach, made, [NewFile(PRICES.name, PRICES.content_type, b"%PDF- new")])
    newest, _empty, second, _first = read(desk, made).versions
    assert newest.files != second.files
    assert newest.files[0].name == second.files[0].name


def test_the_content_of_an_earlier_versions_file_is_not_thrown_away(desk: Desk) -> None:
    made = written(desk)
    (file_id,) = desk.do(snippet_files.attach, made, [PRICES])
    (blob_id,) = (each.blob_id for each in read(desk, made).attachments)
    desk.do(snippet_files.detach, file_id)
    assert desk.read(maintenance.unused_contents) == []
    assert desk.read(blobs.unused) == []
    assert desk.do(maintenance.drop_contents, [blob_id]) == 0
    desk.do(snippets.restore_version, made, 2)
    assert names(desk, made) == ["prices.pdf"]
