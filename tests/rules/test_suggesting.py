"""What speaks for a snippet, how much, and how it is said."""

from app.rules.suggesting import (
    Evidence,
    goes_on,
    likeness,
    ranked,
    rarity,
    reason,
    stem,
    telling_words,
)


def test_a_share_of_many_tickets_counts_more_than_the_same_of_few() -> None:
    few = Evidence(1, category_used=2, category_total=2)
    many = Evidence(2, category_used=18, category_total=20)
    assert [each.snippet_id for each in ranked([few, many], limit=5)] == [2, 1]


def test_what_hardly_anything_speaks_for_is_not_suggested() -> None:
    assert ranked([Evidence(1, category_used=1, category_total=400)], limit=5) == []


def test_the_strongest_ground_is_said() -> None:
    assert (
        reason(
            Evidence(1, category_used=7, category_total=9, words=("ink",), likeness=0.2),
            category="Printers",
        )
        == "Used in 7 of 9 tickets of Printers"
    )
    assert reason(Evidence(1, similar_used=1, similar_total=1), category="") == (
        "Used in 1 of 1 similar ticket"
    )
    assert reason(Evidence(1, words=("Toner", "leer"), likeness=0.5), category="") == (
        "Same words: “Toner”, “leer”"
    )
    assert reason(Evidence(1, meant=True), category="Printers") == "For tickets of Printers"


def test_words_that_every_letter_has_tell_nothing_and_those_of_the_subject_come_first() -> None:
    words = telling_words("Re: Rechnungen fehlen", "Guten Tag, bitte die RECHNUNG 12345, danke.")
    assert words == {"rechnu": "Rechnungen", "fehlen": "fehlen"}
    assert len(telling_words("", " ".join(f"{c}{d}wort" for c in "abcdef" for d in "abcdef"))) == 20
    assert telling_words("Toner", "Eva Winkler", but="Eva Winkler") == {"toner": "Toner"}


def test_forms_of_a_word_share_a_stem_and_short_ones_stand_alone() -> None:
    assert stem("rechnungen") == stem("rechnung")
    assert goes_on(stem("konto"))
    assert not goes_on(stem("abos"))


def test_a_rare_word_tells_more_and_one_in_the_title_twice() -> None:
    assert rarity(1, 1000) == 1 > rarity(30, 1000) > rarity(1000, 1000) == 0
    assert likeness({"toner": 1.0}, "toner ersetzen", asked=9) == 0.5
    assert likeness({"toner": 1.0}, "anderes", asked=9) == 0.0
    assert likeness({"toner": 1.0}, "anderes", asked=1) > 0
