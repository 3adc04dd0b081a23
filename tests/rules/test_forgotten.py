"""A text that promises an attachment is recognised in both languages."""

import pytest

from app.rules.forgotten import mentions_attachment


@pytest.mark.parametrize(
    "text",
    [
        "I have attached the invoice.",
        "Please find the form in the attachment.",
        "See attachment",
        "Anbei die Rechnung.",
        "Die Rechnung finden Sie im Anhang.",
        "Ich habe das Formular angehängt.",
        "Die beigefügte Datei hilft.",
        "Hallo,\n\nin der Anlage der Vertrag.",
    ],
)
def test_a_promised_attachment_is_noticed(text: str) -> None:
    assert mentions_attachment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your attachment, we are looking at it.",
        "Vielen Dank für Ihren Anhang.",
        "Wir haben die Anfrage erhalten.",
        "There is no attachment in your mail.",
        "Der Drucker hängt am Netz.",
        "",
    ],
)
def test_a_text_that_promises_nothing_is_left_alone(text: str) -> None:
    assert not mentions_attachment(text)
