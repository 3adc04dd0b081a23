"""A command as it is typed, run in this process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.application import main


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("tickets", "--json")``: arguments as typed after ``main.py``."""

    def run_it(*arguments: object) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run_it


MAIL = """\
From: Eva Müller <eva@example.org>
To: desk@example.org
Subject: {subject}
Message-ID: <{id}@example.org>
Date: {date}
{more}Content-Type: text/plain; charset=utf-8

{text}
"""


@pytest.fixture
def mail(tmp_path: Path) -> Callable[..., Path]:
    """``mail("a", text="…")`` writes a mail file and gives its path."""

    def write(
        name: str,
        *,
        subject: str = "Printer",
        text: str = "It does not print.",
        date: str = "Mon, 02 Mar 2026 10:00:00 +0100",
        more: str = "",
    ) -> Path:
        path = tmp_path / f"{name}.eml"
        words = MAIL.format(subject=subject, id=name, date=date, more=more, text=text)
        path.write_bytes(words.encode())
        return path

    return write
