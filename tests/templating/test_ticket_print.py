"""A ticket as HTML to print."""

from app.templating.ticket_print import (
    PrintedBlock,
    PrintedMessage,
    PrintedTicket,
    ticket_html,
)


def ticket(text: str = "Hello", *, aside: bool = False) -> PrintedTicket:
    message = PrintedMessage(
        head="Anna",
        address="anna@kunde.example",
        when="Email, 4 March 2026",
        to="To: Kim <kim@shop.example>",
        tint="#EFEFEA",
        blocks=(PrintedBlock(text, aside),),
        attachments="Attachments: offer.pdf (12 kB)",
    )
    return PrintedTicket(
        title="#1001 <Printer> & more",
        facts=(("Status", "Open"),),
        messages=(message,),
        footer="Printed today",
    )


def test_everything_of_a_ticket_is_printed() -> None:
    html = ticket_html(ticket())
    for words in (
        "Status",
        "Open",
        "Anna",
        "&lt;anna@kunde.example&gt;",
        "To: Kim &lt;kim@shop.example&gt;",
        "Email, 4 March 2026",
        "Hello",
        "offer.pdf",
        "today",
    ):
        assert words in html


def test_nothing_a_customer_wrote_becomes_markup() -> None:
    html = ticket_html(ticket("<script>alert(1)</script>\n{{ 7 * 7 }}"))
    assert "<script>" not in html
    assert "&lt;Printer&gt; &amp; more" in html
    assert "{{ 7 * 7 }}" in html


def test_empty_lines_keep_their_room_and_quotes_are_set_apart() -> None:
    html = ticket_html(ticket("one\n\ntwo", aside=True))
    assert html.count('<p class="aside">') == 3
    assert "\xa0" in html
