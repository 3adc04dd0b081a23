"""Mails are read in steps: in their order, and never many large ones at once."""

from collections.abc import Sequence

from app.formats.mail.sources import SourceMail
from app.rules.direction import OwnAddresses
from app.rules.enums import Priority
from app.services.imports.reading import read
from app.services.imports.runs import Run
from tests.desk_fixtures import MORNING
from tests.services.mail_files import mail

RUN = Run(1, MORNING, False, OwnAddresses.of([]), {}, Priority.NORMAL, "")
SMALL = mail("small")
LARGE = mail("large", text="It does not print. " * 100_000)


def _source(raw: bytes, original: bytes = b"") -> SourceMail:
    return SourceMail("box", raw, "", 0, 0, 0, original)


def _read_ahead(mails: Sequence[SourceMail]) -> int:
    """How many mails are held when the first one comes out."""
    left = iter(mails)
    next(read(left, RUN, lambda: None))
    return len(mails) - len(list(left))


def test_every_mail_comes_out_in_its_order() -> None:
    raws = [mail(f"m{number}", text=f"Printer {number}") for number in range(1_000)]
    raws[500] = LARGE
    found = list(read(map(_source, raws), RUN, lambda: None))
    assert [each.source.raw for each in found] == raws
    assert found[499].words.text.strip() == "Printer 499"
    assert found[500].words.text.startswith("It does not print. It does not")
    assert found[999].mail.message_id == "m999@test"


def test_no_mails_are_nothing() -> None:
    assert not list(read([], RUN, lambda: None))


def test_between_any_two_mails_it_can_be_stopped_or_give_way() -> None:
    told: list[int] = []
    for _mail in read([_source(SMALL)] * 200, RUN, lambda: told.append(1)):
        pass
    assert len(told) == 200


def test_a_mailbox_is_not_held_in_memory() -> None:
    assert _read_ahead([_source(SMALL)] * 10_000) < 100


def test_large_mails_do_not_wait_for_each_other() -> None:
    assert _read_ahead([_source(LARGE)] * 10) == 1


def test_the_outlook_file_that_a_mail_was_made_of_counts_too() -> None:
    assert _read_ahead([_source(SMALL, original=LARGE)] * 10) == 1
