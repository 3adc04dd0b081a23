"""What is a placeholder, and what is only text that looks a little like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.placeholders import CURSOR, OPEN_END, OPEN_START, escape
from app.templating.snippets.language import check
from tests.templating.snippets.filling import text

_TEXTS = (
    "1 << 2",
    "cout << x;",
    "cat <<EOF\nhello\nEOF",
    "cat <<'EOF' >> file.txt",
    "cat <<-EOF",
    "std::cout << name << std::endl;",
    ">> quoted mail\n>> more of it",
    "a >> b",
    "x >>= 2; y <<= 3",
    "{{ name }} and {% if name %} and {# name #}",
    "<% name %> <%= name %> <%# name %> <%- name -%>",
    "100 <% Rabatt",
    "«Eva» ‹Eva›",
    "if (a < b && c > d) { }",
    "<b>fett</b> <<",
    "<<",
    "<< ",
    "<<>>",
    "<<<>>>",
    "<<1. Punkt>>",
    "1<<2>>3",
    "<<\nname>>",
    "<name>",
    "<<<<<<<< HEAD\n=======\n>>>>>>>> branch",
    "#include <iostream>",
    "${name} $(name) %name% #{name} [[name]]",
    "¯\\_(ツ)_/¯ <<3",
)


@pytest.mark.parametrize("literal", _TEXTS)
def test_text_that_is_no_placeholder_stays_as_it_is(literal: str) -> None:
    assert text(literal) == literal
    assert check(literal) == ()


@pytest.mark.parametrize(
    "literal", [*_TEXTS, "<<name>>", "<<% if x %>>", "<<# x", "<<<name>>>", "<<#"]
)
def test_escaped_text_renders_to_itself(literal: str) -> None:
    assert text(escape(literal)) == literal
    assert check(escape(literal)) == ()


def test_a_value_may_stand_in_angle_brackets() -> None:
    assert text("Eva <<<kontakt.email>>>") == "Eva <eva.mueller@example.com>"
    assert text("<<<<name>>>>") == "<<Eva Müller>>"


def test_a_placeholder_behind_a_shift_is_filled_in() -> None:
    assert text("1 << 2 und <<vorname>>") == "1 << 2 und Eva"


def test_an_escaped_sign_prints_itself() -> None:
    assert text('<<"<<">>name>>') == "<<name>>"
    assert text("""<<'<<'>>name>>""") == "<<name>>"


def test_pieces_that_were_escaped_apart_can_be_put_around_a_placeholder() -> None:
    assert (
        text(escape("cat <<EOF ") + "<<vorname>>" + escape(">> x <<y")) == "cat <<EOF Eva>> x <<y"
    )


def test_a_comment_prints_nothing_and_may_span_lines() -> None:
    assert text("a<<# heute\nnicht <<name>> #>>b") == "ab"


def test_a_line_of_conditions_and_comments_prints_no_line() -> None:
    source = "a\n  <<% if name %>>  \nb\n<<% else %>><<# c #>>\nd\n<<% endif %>>\ne\n<<# f #>>"
    assert text(source) == "a\nb\ne\n"


def test_a_condition_within_a_line_keeps_the_line() -> None:
    assert text("a<<% if name %>> b<<% endif %>>\nc") == "a b\nc"


def test_newlines_of_any_system_become_one() -> None:
    assert text("a\r\nb\rc\n") == "a\nb\nc\n"


def test_marks_in_the_source_are_taken_away() -> None:
    assert text(f"a{OPEN_START}b{OPEN_END}{CURSOR}c") == "abc"


_anything = st.text(
    st.one_of(
        st.sampled_from("<>%#\"'|(){}[]\n\r\t _-.name"), st.characters(exclude_categories=["Cs"])
    )
)


@given(_anything)
def test_any_text_survives_escaping(original: str) -> None:
    expected = original.replace("\r\n", "\n").replace("\r", "\n")
    for mark in (OPEN_START, OPEN_END, CURSOR):
        expected = expected.replace(mark, "")
    assert text(escape(original)) == expected


@given(st.lists(_anything, max_size=4))
def test_escaped_pieces_with_placeholders_between_them_keep_their_text(pieces: list[str]) -> None:
    clean = ["".join(c for c in each if c not in "\r\ue000\ue001\ue002") for each in pieces]
    assert text("<<vorname>>".join(map(escape, clean))) == "Eva".join(clean)
