"""Quotes and signatures folded, never cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.mail.quotes import Kind, fold, visible_text

_ATTRIBUTIONS = [
    "Am 12.03.2024 um 10:00 schrieb Max Müller <max@x.de>:",
    "Am Di., 12. März 2024 um 10:00 Uhr schrieb Max Müller <max@x.de>:",
    "On Mon, Mar 4, 2024 at 10:00 AM Jo Doe <jo@x.example> wrote:",
    "On Mon, Mar 4, 2024 at 10:00 AM Jo Doe\n<jo@x.example> wrote:",
    "Jo Doe <jo@x.example> schrieb am Mo., 4. März 2024, 10:00:",
    "Le lun. 4 mars 2024 à 10:00, Jean Dupont <j@x.example> a écrit :",
    "El lun, 4 mar 2024 a las 10:00, Juan (<j@x.example>) escribió:",
    "Il giorno lun 4 mar 2024 alle ore 10:00 Gianni <g@x.example> ha scritto:",
    "Op ma 4 mrt. 2024 om 10:00 schreef Jan <j@x.example>:",
    "Em seg., 4 de mar. de 2024 às 10:00, João <j@x.example> escreveu:",
    "Den mån 4 mars 2024 kl 10:00 skrev Jan <j@x.example>:",
    "2024-03-04 10:00 GMT+01:00 Jo Doe <jo@x.example>:",
    '>>>>> "Jo" == Jo Doe <jo@x.example> writes:',
]
_HEADERS = [
    "Von: Max <m@x.de>\nGesendet: Montag, 4. März 2024 10:00\nAn: Support\nBetreff: AW: Frage",
    "From: Jo <j@x.example>\nSent: Monday, March 4, 2024 10:00\nTo: Support\nSubject: Re: Question",
    "*From:* Jo <j@x.example>\n*Sent:* Monday\n*To:* Support\n*Subject:* Re: Question",
    "De : Jean <j@x.example>\nEnvoyé : lundi 4 mars 2024 10:00\nÀ : Support\nObjet : RE: Question",
    "De: Juan\nEnviado el: lunes\nPara: Soporte\nAsunto: RE: Pregunta",
    "Da: Gianni\nInviato: lunedì\nA: Supporto\nOggetto: R: Domanda",
    "Van: Jan\nVerzonden: maandag\nAan: Support\nOnderwerp: RE: Vraag",
    "-----Original Message-----\nFrom: Jo\nold",
    "-----Ursprüngliche Nachricht-----\nVon: Max\nalt",
    "________________________________\nFrom: Jo\nSent: Monday\nTo: Us\nSubject: x",
]


@pytest.mark.parametrize("attribution", _ATTRIBUTIONS)
def test_the_answer_above_a_quote_is_visible(attribution: str) -> None:
    text = f"Thank you.\n\n{attribution}\n> old words\n>\n> more\n"
    assert visible_text(text) == "Thank you."
    assert [block.kind for block in fold(text)] == [Kind.VISIBLE, Kind.QUOTE]


@pytest.mark.parametrize("attribution", _ATTRIBUTIONS)
def test_the_answer_below_a_quote_is_visible(attribution: str) -> None:
    text = f"{attribution}\n\n> old words\n\nThank you.\n"
    assert visible_text(text) == "Thank you."


@pytest.mark.parametrize("header", _HEADERS)
def test_everything_below_the_header_of_an_older_mail_is_its_quote(header: str) -> None:
    assert visible_text(f"Thank you.\n\n{header}\n\nold words\n\nmore") == "Thank you."


@pytest.mark.parametrize("attribution", [a for a in _ATTRIBUTIONS if not a.startswith(">")])
def test_an_older_mail_without_quote_marks_is_folded_too(attribution: str) -> None:
    assert visible_text(f"Thank you.\n\n{attribution}\n\nold words\nmore\n") == "Thank you."


def test_an_answer_between_quotes_stays_visible() -> None:
    text = "On 4 Mar 2024, Jo wrote:\n> first?\nYes.\n> second?\n\nNo.\n\n> third?\nPerhaps.\n"
    assert visible_text(text) == "Yes.\n\nNo.\n\nPerhaps."


def test_the_wrapped_rest_of_a_quoted_line_is_not_lost() -> None:
    assert "tail" in visible_text("Answer\n> a long line whose\ntail\n> was wrapped")


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nJo Doe\nFirm",
        "--\nJo Doe",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Gesendet von Mail für Windows",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Envoyé de mon iPhone",
        "Mit freundlichen Grüßen\nMax Müller\n\nFirma GmbH\nTel. +49 30 123456",
        "Best regards,\nJo Doe\nwww.firm.example",
        "_______________________________________________\nUsers mailing list\nUsers@x.example",
    ],
)
def test_a_signature_is_folded(signature: str) -> None:
    text = f"Thank you.\n\n{signature}\n"
    assert visible_text(text) == "Thank you."
    assert fold(text)[-1].kind is Kind.SIGNATURE
    assert visible_text(f"{text}\nOn 4 Mar 2024, Jo wrote:\n> old\n") == "Thank you."


@pytest.mark.parametrize(
    "text",
    [
        "Viele Grüße\nAnna",
        "He said: no.\n\nI wrote on page 5:\nnothing",
        "Best regards to all, and one more question:\nWhat about the invoice?",
        "Regards\nJo\nPS: Could you call me at 030 123456?",
        "From: where do I start?\nI have no idea.",
        "a > b and b < c",
        "-- not a signature --\nbut words",
        "On the other hand, 3 of us wrote:\nnothing",
    ],
)
def test_own_words_are_never_folded(text: str) -> None:
    assert visible_text(text) == text


@pytest.mark.parametrize("header", _HEADERS[:2])
def test_a_mail_that_only_passes_on_another_shows_it(header: str) -> None:
    text = f"{header}\n\nThe customer's words"
    assert visible_text(text) == text


def test_a_forwarded_mail_is_visible() -> None:
    text = "FYI\n\n---------- Forwarded message ---------\nDate: Monday\nSubject: x\n\nwords"
    assert visible_text(text) == text


_LINES = st.sampled_from(
    ["", " ", "> q", ">> q", "words", "-- ", "--", "On 4 Mar 2024, Jo wrote:", "From: a", "To: b",
     "Subject: c", "Sent: d", "-----Original Message-----",
     "_" * 30, "Best regards", "Tel. 1234567",
     "Sent from my iPhone", "mailing list", "\x0b", "\u2028", "word\r"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(_LINES, max_size=25).map("\n".join)))
def test_the_blocks_joined_are_the_text(text: str) -> None:
    blocks = fold(text)
    assert "".join(block.text for block in blocks) == text
    assert all(a.kind is not b.kind for a, b in pairwise(blocks))
    if text.strip() and all(block.kind is not Kind.SIGNATURE for block in blocks):
        assert visible_text(text)
