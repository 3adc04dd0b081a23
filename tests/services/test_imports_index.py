"""What an import leaves of the search index."""

from pathlib import Path

import pytest

from app.services.imports import importing
from app.storage import search
from tests.desk_fixtures import Desk
from tests.services.mail_files import bring, mail


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LARGEST", 10)
    monkeypatch.setattr(importing, "_LARGE", 60)


@pytest.mark.parametrize(("count", "pieces"), [(60, 1), (50, 5)])
def test_a_large_import_puts_the_index_in_order_a_small_one_leaves_its_pieces(
    desk: Desk, tmp_path: Path, count: int, pieces: int
) -> None:
    mails = [mail(f"m{number}", text=f"Printer {number}") for number in range(count)]
    bring(desk, tmp_path, *mails)
    assert desk.read(search.pieces) == pieces
    assert desk.read(search.is_whole)
    assert len(desk.read(search.matching_ids, '"printer"')) == count
