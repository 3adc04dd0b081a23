"""The feedback round out and in: what a person ticks and writes comes back as it was meant."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.formats.workshop.feedback_form import inquiry_form, read_answers
from app.formats.workshop.feedback_mail import inquiry_text, read_reply
from app.rules.workshop.feedback import MISSING, RECOGNISED, Answer, Inquiry, Remark, wording
from app.rules.workshop.sentences import Sentence
from app.rules.workshop.statements import Part, Source, Verdict

SENTENCES = (
    Sentence(Part.MARKET, "We are there for small shops."),
    Sentence(Part.CONTRIBUTION, "Nobody waits <alone> & unheard."),
)


def _inquiry(language: str = "en") -> Inquiry:
    return Inquiry(12, 3, "Who we are", language, SENTENCES)


def _filled(language: str) -> str:
    """The mail text as a person fills it in and sends it back, quoted."""
    text = inquiry_text(_inquiry(language))
    words = wording(language)
    first, second, *rest = text.split(f"{words.comment}: ")
    change = words.verdicts[Verdict.CHANGE]
    keep = words.verdicts[Verdict.KEEP]
    first = first.replace(f"[ ] {change}", f"[x] {change}")
    second = second.replace(f"[ ] {keep}", f"[ X ] {keep}")
    filled = f"{words.comment}: ".join(
        [first, "too\n> > small " + second, *rest[:-1], "Yes, every day" + rest[-1]]
    )
    customer = words.sources[Source.CUSTOMER]
    filled = filled.replace(f"[ ] {customer}", f"[x] {customer}")
    return "Hello,\n\n" + re.sub("^", "> ", filled, flags=re.MULTILINE) + "\n-- \nEva"


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_reply_to_the_mail_is_read_through_quotes_and_wrapped_lines(language: str) -> None:
    assert read_reply(_filled(language), _inquiry(language)) == Answer(
        Source.CUSTOMER,
        (
            Remark(0, Verdict.CHANGE, "too small"),
            Remark(1, Verdict.KEEP),
            Remark(None, None, "Yes, every day", RECOGNISED),
        ),
    )


def test_a_reply_about_another_version_or_about_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="no reply about version 3"):
        read_reply("Looks good to me", _inquiry())
    with pytest.raises(UserError, match="Nothing is ticked"):
        read_reply(inquiry_text(_inquiry()), _inquiry())
    with pytest.raises(UserError, match="too long"):
        read_reply("x" * 200_001, _inquiry())


@given(st.text(max_size=300))
def test_any_text_is_a_reply_or_refused_in_words(text: str) -> None:
    try:
        answer = read_reply(text + "\n[Tresen-12-3]", _inquiry())
    except UserError:
        return
    assert answer.remarks


def test_the_form_is_one_file_that_needs_nothing_and_shows_texts_as_they_are() -> None:
    form = inquiry_form(_inquiry())
    assert "Nobody waits &lt;alone&gt; &amp; unheard." in form
    assert not re.search(r"(?:src|href)\s*=|https?://(?!www\.w3)", form.replace("link.href =", ""))
    assert form.count("<fieldset>") == 2
    assert 'data-code="Tresen-12-3"' in form


def _saved(**changed: Any) -> bytes:
    found: dict[str, Any] = {
        "tresen_feedback": 1,
        "code": "Tresen-12-3",
        "source": "team",
        "sentences": [{"verdict": "keep", "comment": ""}, {"verdict": "", "comment": " why "}],
        "missing": "Training",
        "recognised": "",
    }
    return json.dumps(found | changed).encode()


def test_answers_that_the_form_saved_are_read() -> None:
    assert read_answers(_saved(), _inquiry()) == Answer(
        Source.TEAM,
        (
            Remark(0, Verdict.KEEP),
            Remark(1, None, "why"),
            Remark(None, None, "Training", MISSING),
        ),
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "no answers"),
        (b"[1, 2]", "no answers"),
        (b"\xff\xfe{", "no answers"),
        (_saved(tresen_feedback=2), "no answers"),
        (_saved(code="Tresen-12-4"), "not about version 3"),
        (_saved(sentences=[], missing=""), "Nothing is ticked"),
        (_saved(sentences="x", missing=7), "Nothing is ticked"),
        (b" " * 1_000_001, "too large"),
        (b"[" * 100_000, "no answers"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_answers(raw, _inquiry())


def test_what_is_odd_in_a_file_is_left_out() -> None:
    odd = _saved(source="boss", sentences=[7, {"verdict": "burn", "comment": "x" * 9000}, {}, {}])
    answer = read_answers(odd, _inquiry())
    assert answer.source is Source.COLLEAGUE
    assert [each.sentence for each in answer.remarks] == [1, None]
    assert len(answer.remarks[0].comment) == 2000
    assert answer.remarks[0].verdict is None
