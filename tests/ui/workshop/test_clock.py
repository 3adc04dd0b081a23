"""A phase's clock: exact to the machine's own clock, rings once, locks nothing."""

import io
import wave

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.workshop import gong
from app.ui.workshop.clock import PhaseClock
from app.ui.workshop.clock_face import ClockFace


class Seconds:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def clock(qapp: QApplication, seconds: Seconds) -> PhaseClock:
    clock = PhaseClock(now=seconds)
    clock.set_minutes(10)
    return clock


def test_it_stands_still_until_it_is_started(clock: PhaseClock, seconds: Seconds) -> None:
    seconds.now += 60
    assert clock.face == ClockFace(600, paused=True)
    clock.start()
    seconds.now += 61
    assert clock.face == ClockFace(539)
    assert clock.face.text == "8:59"
    clock.pause()


def test_a_pause_takes_no_time(clock: PhaseClock, seconds: Seconds) -> None:
    clock.start_or_pause()
    seconds.now += 100
    clock.start_or_pause()
    seconds.now += 1000
    assert clock.face == ClockFace(500, paused=True)
    clock.start_or_pause()
    seconds.now += 100
    assert clock.face.seconds == 400
    clock.pause()


def test_minutes_are_given_and_taken_while_it_runs(clock: PhaseClock, seconds: Seconds) -> None:
    clock.start()
    seconds.now += 30
    clock.add_minutes(1)
    assert clock.face.text == "10:30"
    for _minute in range(20):
        clock.add_minutes(-1)
    assert clock.face.seconds == 0
    clock.pause()


def test_it_rings_once_and_counts_on_until_minutes_are_added(
    clock: PhaseClock, seconds: Seconds
) -> None:
    rings: list[None] = []
    clock.rang.connect(lambda: rings.append(None))
    clock.start()
    seconds.now += 599.5
    clock.look()
    assert not clock.face.over
    seconds.now += 0.5
    clock.look()
    seconds.now += 20
    clock.look()
    assert len(rings) == 1
    assert clock.face.text == "+0:20"
    clock.add_minutes(1)
    assert clock.face.text == "1:00"
    seconds.now += 61
    clock.look()
    assert len(rings) == 2
    clock.pause()


def test_it_tells_only_what_looks_different(clock: PhaseClock, seconds: Seconds) -> None:
    told: list[ClockFace] = []
    clock.ticked.connect(told.append)
    clock.start()
    for _tick in range(10):
        seconds.now += 0.2
        clock.look()
    assert [face.seconds for face in told] == [600, 599, 598]
    clock.pause()


def test_the_gong_is_a_sound_that_fades() -> None:
    with wave.open(io.BytesIO(gong.sound())) as sound:
        frames = sound.readframes(sound.getnframes())
    samples = memoryview(frames).cast("h")
    assert max(map(abs, samples[:4000])) > 10 * max(map(abs, samples[-4000:]))
