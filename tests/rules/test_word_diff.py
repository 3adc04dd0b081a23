"""Word diffs: both texts can be read out of one."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.word_diff import Change, word_diff


def _texts(old: str, new: str) -> tuple[str, str]:
    stretches = word_diff(old, new)
    return (
        "".join(each.text for each in stretches if each.change is not Change.ADDED),
        "".join(each.text for each in stretches if each.change is not Change.REMOVED),
    )


@given(st.text(), st.text())
def test_both_texts_are_in_the_diff(old: str, new: str) -> None:
    assert _texts(old, new) == (old, new)


@given(st.lists(st.sampled_from(["Guten", "Tag", " ", "<<name>>", "\n", ","])).map("".join))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(each.change is Change.SAME for each in word_diff(text, text))


def test_a_word_is_replaced_as_a_whole_and_a_placeholder_is_a_word() -> None:
    diff = word_diff("Hallo <<vorname>>, danke.", "Hallo <<name>>, danke.")

    assert [(each.change, each.text) for each in diff] == [
        (Change.SAME, "Hallo "),
        (Change.REMOVED, "<<vorname>>"),
        (Change.ADDED, "<<name>>"),
        (Change.SAME, ", danke."),
    ]


def test_neighbouring_words_are_one_change() -> None:
    diff = word_diff("Ihre Anfrage ist da.", "Deine Frage ist da.")

    assert diff[0].text == "Ihre Anfrage"
    assert diff[1].text == "Deine Frage"


def test_long_texts_are_compared_by_lines() -> None:
    old = "eins zwei drei\n" * 2_000
    new = old.replace("zwei", "2", 1)

    assert _texts(old, new) == (old, new)
