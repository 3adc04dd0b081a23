"""Every placeholder that the handbook shows is understood."""

import re
from datetime import UTC, datetime

import pytest

from app import paths
from app.rules.enums import FormOfAddress, Gender
from app.templating.snippets.language import check, compiled, sample_snapshot

_BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SHORT = re.compile(r"`(<<[^`]+>>)`")


def _examples(language: str) -> list[str]:
    text = (paths.resource("..") / "docs" / language / "snippets.md").resolve().read_text("utf-8")
    blocks = _BLOCK.findall(text)
    return [*blocks, *_SHORT.findall(_BLOCK.sub("", text))]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_example_is_understood_and_filled_in(language: str) -> None:
    examples = _examples(language)
    assert len(examples) > 15
    for each in examples:
        assert [one.message for one in check(each) if one.severe] == [], each
        snapshot = sample_snapshot(language, FormOfAddress.SIE, Gender.FEMALE)
        template = compiled(each, nested=lambda _abbreviation: "Regards")
        assert template.render(snapshot, {}).text != each


def test_working_days_are_counted_as_the_handbook_says() -> None:
    snapshot = sample_snapshot("en", FormOfAddress.SIE, Gender.FEMALE)
    assert snapshot.now < datetime(2026, 3, 14, tzinfo=UTC)

    text = compiled('<<today|plus(3, "wd")|date>>').render(snapshot, {}).text

    assert "17 March 2026" in text
