"""Length and reading ease by the published formulas, on words whose syllables are known."""

import pytest

from app.rules.workshop.reading_ease import Ease, Length, Reading, reading_of, syllables_of


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("create", 2),
        ("idea", 3),
        ("people", 2),
        ("service", 2),
        ("please", 1),
        ("table", 2),
        ("wanted", 2),
        ("used", 1),
        ("changes", 2),
        ("mission", 2),
        ("question", 2),
        ("organisation", 5),
        ("colleague", 3),
        ("our", 1),
        ("the", 1),
    ],
)
def test_english_syllables(word: str, count: int) -> None:
    assert syllables_of(word, "en") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Kunden", 2),
        ("Anliegen", 3),
        ("Qualität", 3),
        ("Leitbild", 2),
        ("zuverlässig", 4),
        ("Organisation", 6),
        ("Häuser", 2),
        ("neue", 2),
        ("wir", 1),
        ("Kooperation", 5),
    ],
)
def test_german_syllables(word: str, count: int) -> None:
    assert syllables_of(word, "de") == count


def test_the_score_is_that_of_the_formula_for_each_language() -> None:
    english = reading_of("We help you. You call us.", "en")
    assert (english.words, english.sentences, english.syllables) == (6, 2, 6)
    assert english.score == pytest.approx(206.835 - 1.015 * 3 - 84.6)
    german = reading_of("Wir helfen Kunden. Niemand wartet.", "de")
    assert (german.words, german.sentences, german.syllables) == (5, 2, 9)
    assert german.score == pytest.approx(180 - 2.5 - 58.5 * 9 / 5)


def test_long_words_in_long_sentences_are_hard_and_short_ones_easy() -> None:
    hard = (
        "Die kontinuierliche Optimierung kundenorientierter Dienstleistungsprozesse gewährleistet "
        "nachhaltige Zufriedenheitssteigerungen sämtlicher Anspruchsgruppen."
    )
    assert reading_of(hard, "de").ease is Ease.HARD
    assert reading_of("Wir helfen gern. Am selben Tag.", "de").ease is Ease.EASY


def test_nothing_has_no_words_and_no_score() -> None:
    assert reading_of(" … ", "en") == Reading(0, 0, 0, 0.0)


@pytest.mark.parametrize(
    ("words", "length"),
    [(60, Length.SHORT), (61, Length.LONG), (100, Length.LONG), (101, Length.TOO_LONG)],
)
def test_the_length_has_borders(words: int, length: Length) -> None:
    assert reading_of("word " * words, "en").length is length
