"""Draws the ruler that shows whether a print was scaled, and lines of text, each as a small page."""

from __future__ import annotations

from generator.impose.crop import MM
from generator.impose.lettering import BLACK, Lettering
from generator.model.locale import SheetWords
from generator.model.units import POINTS_PER
from generator.structure import Artifact
from generator.typeset.items import Item, Page, Rule

SIZE = 8.0  # points, the floor of this program; drug labels may go to 6 (21 CFR 201.66)
WEIGHT = 0.5
FIFTY = 50 * MM
TWO_INCHES = 2 * POINTS_PER["in"]
_RISE, _FALL = 0.78, 0.24  # em that letters reach above and below their baseline
_BAR = 1.4 * MM  # the bars at both ends of a line
_LINES = 3.2 * MM  # both lines of the ruler, one above the other
_GAP = 1 * MM


def text_face(text: str, lettering: Lettering) -> Page:
    """A line of text on a page of its size."""
    run = lettering.run(text, 0.0, _RISE * SIZE, SIZE)
    return Page(run.width, (_RISE + _FALL) * SIZE, (run,))


def ruler_face(words: SheetWords, lettering: Lettering) -> Page:
    """A line of 50 mm with a tick every 10 mm, and below it one of 2 in; each has its unit at one end.

    Lengths are from the outer edge of one bar to that of the other.
    """
    first = lettering.width(words.millimetres.plain, SIZE)
    start = first + _GAP
    after = start + TWO_INCHES + _GAP
    baseline = _LINES / 2 + (_RISE - _FALL) / 2 * SIZE
    width = after + lettering.width(words.inches.plain, SIZE)
    upper, lower = _BAR / 2, _LINES - _BAR / 2
    ticks = tuple(_rule(start + ten * 10 * MM, upper - _BAR / 4, upper + _BAR / 4, True) for ten in range(1, 5))
    items: tuple[Item, ...] = (
        lettering.run(words.millimetres.plain, 0.0, baseline, SIZE),
        *measure(start, upper, FIFTY, _BAR, True),
        *ticks,
        *measure(start, lower, TWO_INCHES, _BAR, True),
        lettering.run(words.inches.plain, after, baseline, SIZE),
    )
    return Page(width, _LINES, items)


def measure(x: float, y: float, length: float, bar: float, across: bool) -> tuple[Rule, ...]:
    """A line from (x, y) with a bar at each end; `length` is from outer edge to outer edge of the bars."""
    along, off = (x, y) if across else (y, x)
    ends = (along + WEIGHT / 2, along + length - WEIGHT / 2)
    return (
        _rule(off, along, along + length, not across),
        *(_rule(end, off - bar / 2, off + bar / 2, across) for end in ends),
    )


def _rule(at: float, low: float, high: float, down: bool) -> Rule:
    corners = (at, low, at, high) if down else (low, at, high, at)
    return Rule(*corners, WEIGHT, BLACK, Artifact.LAYOUT, None)
