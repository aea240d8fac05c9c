"""Chooses where the lines of a paragraph break: into the fewest lines, and of such breaks the cheapest.

A box is what no line end divides: a word, or a part of one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

TOLERANCE = 1e-6  # how far a line may stick out, in points: more than rounding, less than anyone sees


def _windows(starts: list[float], ends: list[float], limit: float) -> list[range]:
    """For each line of a text that takes the fewest lines possible: the boxes before which that line can stop.

    It can stop no later than where greedy filling from the front stops it, and no earlier than where greedy filling
    from the back does. Were a window to touch the one before, a line could be saved: so they never overlap.
    """
    count = len(starts)
    latest = [0]
    while (start := latest[-1]) < count:
        latest.append(max(bisect_right(ends, starts[start] + limit, start), start + 1))
    earliest = [count]
    for _ in latest[2:]:
        stop = earliest[-1]
        earliest.append(min(bisect_left(starts, ends[stop - 1] - limit), stop - 1))
    return [range(min(least, most), most + 1) for least, most in zip(reversed(earliest), latest[1:], strict=True)]


def fitted(
    starts: list[float], ends: list[float], measure: float, runt_cost: float, runt: int, free: set[int]
) -> list[int]:
    """The boxes that start the lines of the best break.

    `starts` and `ends` are where each box lies if all stand on one line. A last line from box `runt` on costs
    `runt_cost`; a line that stops before a box in `free` costs nothing.
    """
    count = len(starts)
    costs = {0: 0.0}  # of the best break of all before a box, for each box where the present line may start
    origins: list[dict[int, int]] = []
    for window in _windows(starts, ends, measure + TOLERANCE):
        reached: dict[int, float] = {}
        origin: dict[int, int] = {}
        for stop in window:
            end = ends[stop - 1]
            for start, cost in costs.items():
                slack = measure - end + starts[start]
                if slack < -TOLERANCE and stop - start > 1:
                    continue
                if stop == count:
                    cost += runt_cost if start >= runt else 0.0
                elif slack > 0 and stop not in free:
                    cost += slack * slack
                if stop not in reached or cost < reached[stop]:
                    reached[stop], origin[stop] = cost, start
        costs = reached
        origins.append(origin)

    chosen = [count]
    for origin in reversed(origins):
        chosen.append(origin[chosen[-1]])
    return chosen[:0:-1]
