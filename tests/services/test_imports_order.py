"""The same mails give the same tickets in whatever order, in one import or in several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk_fixtures import Clock, Desk
from tests.services.mail_files import EVA, HELP, bring, conversations, mail

OTHERS = ("Ann <ann@kunde.example>", "Bo <bo@firma.example>", HELP)


@dataclass(frozen=True, slots=True)
class Plan:
    """One mail of a tree of answers: whom it answers, and how its program says so."""

    name: str
    parent: int | None
    by_reference: bool
    by_answer: bool
    sender: str
    hours: int

    @property
    def tells(self) -> bool:
        return self.parent is not None and (self.by_reference or self.by_answer)


@st.composite
def plans(draw: st.DrawFn) -> list[Plan]:
    count = draw(st.integers(2, 9))
    return [
        Plan(
            name=f"m{number}",
            parent=draw(st.none() | st.integers(0, number - 1)) if number else None,
            by_reference=draw(st.booleans()),
            by_answer=draw(st.booleans()),
            sender=draw(st.sampled_from((EVA, *OTHERS))),
            hours=count - number,
        )
        for number in range(count)
    ]


def mails(plan: Sequence[Plan]) -> list[bytes]:
    def ancestors(each: Plan) -> list[str]:
        if each.parent is None:
            return []
        above = plan[each.parent]
        return [*ancestors(above), above.name]

    return [
        mail(
            each.name,
            sender=each.sender,
            to=EVA if each.sender == HELP else HELP,
            answers=ancestors(each)[-1] if each.by_answer and each.parent is not None else "",
            references=ancestors(each) if each.by_reference else (),
            sent=timedelta(hours=each.hours),
        )
        for each in plan
    ]


def expected(plan: Sequence[Plan]) -> set[frozenset[str]]:
    """The conversations that the headers tell, references naming the missing link too."""
    sets = {each.name: {each.name} for each in plan}
    for each in plan:
        at: Plan | None = each
        above = each
        while at is not None and above.parent is not None and each.tells:
            above = plan[above.parent]
            joined = sets[each.name] | sets[above.name]
            for name in joined:
                sets[name] = joined
            if not each.by_reference:
                break
    return {frozenset(found) for found in sets.values()}


def facts(desk: Desk) -> set[tuple[object, ...]]:
    """What a person sees of the tickets that hold mail."""
    return set(
        desk.rows(
            "SELECT t.subject, t.status, t.created_at, t.activity_at, t.last_direction, "
            "t.message_count, t.automatic, t.unread, c.name, "
            "(SELECT min(m.headers ->> 'message_id') FROM message AS m WHERE m.ticket_id = t.id) "
            "FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id "
            "WHERE t.merged_into_id IS NULL"
        )
    )


@settings(max_examples=40)
@given(plan=plans(), seed=st.integers(0, 1000), close_old=st.booleans())
def test_one_import_in_any_order(
    template_desk: Path, plan: list[Plan], seed: int, close_old: bool
) -> None:
    shuffled = mails(plan)
    Random(seed).shuffle(shuffled)
    seen = []
    for given_mails in (mails(plan), shuffled):
        with fresh(template_desk) as (desk, folder):
            bring(desk, folder, *given_mails, close_old=close_old)
            assert conversations(desk) == expected(plan)
            seen.append(facts(desk))
    assert seen[0] == seen[1]


@settings(max_examples=40)
@given(plan=plans(), seed=st.integers(0, 1000), cuts=st.lists(st.integers(0, 9), max_size=3))
def test_several_imports_in_any_order_of_mails_that_nobody_worked_on(
    template_desk: Path, plan: list[Plan], seed: int, cuts: list[int]
) -> None:
    shuffled = mails(plan)
    Random(seed).shuffle(shuffled)
    with fresh(template_desk) as (desk, folder):
        for start, end in pairs([0, *sorted(cuts), len(shuffled)]):
            bring(desk, folder, *shuffled[start:end], close_old=False)
        assert conversations(desk) == expected(plan)


def test_small_batches_place_like_one_large(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services.imports import importing

    monkeypatch.setattr(importing, "_SMALLEST", 1)
    monkeypatch.setattr(importing, "LARGEST", 1)
    chain = [
        mail(f"m{number}", answers=f"m{number - 1}" if number else "", sent=timedelta(hours=number))
        for number in range(12)
    ]
    Random(4).shuffle(chain)
    bring(desk, tmp_path, *chain)
    assert len(conversations(desk)) == 1
    assert desk.one("SELECT count(*) FROM ticket") == 1


def pairs(cuts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(cuts))


class fresh:  # noqa: N801 - used like a function
    """A desk of its own for one example, with a folder for its mails."""

    def __init__(self, template: Path) -> None:
        self._template = template
        self._folder = TemporaryDirectory()

    def __enter__(self) -> tuple[Desk, Path]:
        path = Path(self._folder.name) / "shop.desk"
        path.write_bytes(self._template.read_bytes())
        self._desk = Desk(path, Clock())
        folder = Path(self._folder.name) / "mails"
        folder.mkdir()
        return self._desk, folder

    def __exit__(self, *error: object) -> None:
        self._desk.database.close()
        self._folder.cleanup()
