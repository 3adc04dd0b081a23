"""Documents as Markdown: what a person typed stays text."""

import pytest

from app.formats.workshop.markdown import as_markdown, plain
from app.rules.workshop.documents import (
    Bullets,
    Document,
    Grid,
    Paragraph,
    Section,
    Statement,
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1. First", r"1\. First"),
        ("- dash", r"\- dash"),
        ("a * b_c", r"a \* b\_c"),
        ("x | y\nz", r"x \| y z"),
        ("<b>", r"\<b\>"),
        ("3.5 hours", "3.5 hours"),
    ],
)
def test_nothing_that_was_typed_becomes_markup(typed: str, written: str) -> None:
    assert plain(typed) == written


def test_a_document_has_every_kind_of_block() -> None:
    document = Document(
        title="Who we are",
        facts=(("Date", "2 March"),),
        sections=(
            Section(
                "1. Why?",
                (
                    Statement("One.\nTwo."),
                    Paragraph("Words"),
                    Paragraph("Quiet", quiet=True),
                    Bullets((("Idea", "a note"), ("Other", ""))),
                    Grid(("Idea", "1"), (("A", "2"),), numbers=(1,)),
                ),
                level=2,
            ),
        ),
        footer="The end",
        language="en",
    )
    assert as_markdown(document) == (
        "# Who we are\n\n- **Date:** 2 March\n\n### 1\\. Why?\n\n> One.\n>\n> Two.\n\nWords\n\n"
        "*Quiet*\n\n- Idea *(a note)*\n- Other\n\n| Idea | 1 |\n| --- | ---: |\n| A | 2 |\n\n"
        "---\n\n*The end*\n"
    )
