"""Days of rest that make up for Sundays and holidays worked: each needs one of its own."""

from collections.abc import Container, Sequence
from heapq import heappop, heappush


def matched(spans: Sequence[tuple[int, int]], free: Container[int]) -> dict[int, int]:
    """Give as many spans as possible a free day of their own within it, both ends included.

    Returns index of the span → day. Days are handed out in order, each to the open span that ends
    first, which for spans gives the largest number (earliest deadline first). Spans may be given
    in any order.
    """
    waiting = sorted(range(len(spans)), key=lambda index: spans[index][0], reverse=True)
    given: dict[int, int] = {}
    open_spans: list[tuple[int, int]] = []
    day = spans[waiting[-1]][0] if waiting else 0
    while waiting or open_spans:
        if not open_spans:
            day = max(day, spans[waiting[-1]][0])
        while waiting and spans[waiting[-1]][0] <= day:
            index = waiting.pop()
            heappush(open_spans, (spans[index][1], index))
        while open_spans and open_spans[0][0] < day:
            heappop(open_spans)
        if open_spans and day in free:
            given[heappop(open_spans)[1]] = day
        day += 1
    return given
