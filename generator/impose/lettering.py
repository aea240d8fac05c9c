"""Draws what is written beside the cards: lines of text, and the ruler that shows whether a print was scaled."""

from __future__ import annotations

from generator.model.locale import SheetWords
from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.structure import Artifact
from generator.typeset.fonts import Face, FontLibrary
from generator.typeset.items import Colour, GlyphRun, Item, Page, Rule

MM = POINTS_PER["mm"]
BLACK = Colour(0.0, 0.0, 0.0)
SIZE = 8.0  # points, the floor of this program; drug labels may go to 6 (21 CFR 201.66)
WEIGHT = 0.5
FIFTY = 50 * MM
TWO_INCHES = 2 * POINTS_PER["in"]
_RISE, _FALL = 0.78, 0.24  # em that letters reach above and below their baseline
_BAR = 1.4 * MM  # the bars at both ends of a line
_LINES = 3.2 * MM  # both lines of the ruler, one above the other
_GAP = 1 * MM


class Lettering(NamedTuple):
    """Sets text in one face. `language` is that of the words (BCP 47)."""

    library: FontLibrary
    face: Face
    language: str

    def run(self, text: str, x: float, y: float, size: float) -> GlyphRun:
        """The text with its first baseline point at (x, y); it belongs to the sheet, and is not read out."""
        words = self.library.words(self.face, text, self.language)
        return GlyphRun(x, y, words.width * size, self.face, size, words, False, BLACK, Artifact.PAGINATION, None)


def text_face(text: str, lettering: Lettering) -> Page:
    """A line of text on a small page of its size, to be placed."""
    run = lettering.run(text, 0.0, _RISE * SIZE, SIZE)
    return Page(run.width, (_RISE + _FALL) * SIZE, (run,))


def ruler_face(words: SheetWords, lettering: Lettering) -> Page:
    """A line of 50 mm with a tick every 10 mm, and below it one of 2 in; each has its unit at one end.

    Lengths are from the outer edge of one bar to that of the other.
    """
    baseline = _LINES / 2 + (_RISE - _FALL) / 2 * SIZE
    millimetres = lettering.run(words.millimetres.plain, 0.0, baseline, SIZE)
    start = millimetres.width + _GAP
    after = start + TWO_INCHES + _GAP
    inches = lettering.run(words.inches.plain, after, baseline, SIZE)
    upper, lower = _BAR / 2, _LINES - _BAR / 2
    ticks = tuple(_rule(start + ten * 10 * MM, upper - _BAR / 4, upper + _BAR / 4, True) for ten in range(1, 5))
    items: tuple[Item, ...] = (
        millimetres,
        *measure(start, upper, FIFTY, _BAR, True),
        *ticks,
        *measure(start, lower, TWO_INCHES, _BAR, True),
        inches,
    )
    return Page(after + inches.width, _LINES, items)


def measure(x: float, y: float, length: float, bar: float, across: bool) -> tuple[Rule, ...]:
    """A line with bars at both ends, of that length from outer edge to outer edge, from its end at (x, y)."""
    along, off = (x, y) if across else (y, x)
    ends = (along + WEIGHT / 2, along + length - WEIGHT / 2)
    return (
        _rule(off, along, along + length, not across),
        *(_rule(end, off - bar / 2, off + bar / 2, across) for end in ends),
    )


def _rule(at: float, low: float, high: float, down: bool) -> Rule:
    corners = (at, low, at, high) if down else (low, at, high, at)
    return Rule(*corners, WEIGHT, BLACK, Artifact.LAYOUT, None)
