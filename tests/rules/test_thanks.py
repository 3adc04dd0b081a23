"""A thank-you is told from a question with good manners; in doubt it is work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.thanks import is_only_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "Thank you so much, that worked perfectly.",
        "Hi Ada,\n\nthanks a lot, it works now!\n\nBest regards\nEva Müller\nKunde GmbH",
        "Great, thank you for your quick help",
        "The problem is solved, thank you.",
        "Danke!",
        "Vielen Dank für die schnelle Hilfe!",
        "Hallo Frau Tresen,\n\nherzlichen Dank, jetzt klappt alles wieder.\n\nViele Grüße\nEva",
        "Super, danke schön",
        "Sehr geehrte Damen und Herren,\nich bedanke mich für die prompte Antwort.\n"
        "Mit freundlichen Grüßen\nE. Müller",
        "Perfekt, das Problem ist behoben. Danke und schönes Wochenende",
    ],
)
def test_a_plain_thank_you_is_recognised(text: str) -> None:
    assert is_only_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "Thanks, but it still fails",
        "Thanks. When will it arrive?",
        "Thanks! Order 4711 is also late",
        "Thanks, the printer on the second floor is jammed",
        "Thank you. New problem",
        "Thanks in advance for cancelling my subscription and sending my money back",
        "Danke, aber es geht nicht",
        "Vielen Dank, leider fehlt die Rechnung",
        "Danke, bitte noch die Rechnung schicken",
        "Danke im Voraus für die Zusendung der Unterlagen",
        "Danke. Anbei das Foto",
        "Danke, siehe https://example.com/",
        "Danke!\n" + "Und nun zu etwas ganz anderem. " * 10,
        "No thanks",
    ],
)
def test_anything_that_may_be_work_is_no_mere_thank_you(text: str) -> None:
    assert not is_only_thanks(text)


@given(text=st.text(max_size=80))
def test_a_question_is_never_a_mere_thank_you(text: str) -> None:
    assert not is_only_thanks(f"Thanks! {text}?")
