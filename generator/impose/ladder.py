"""Turns the steps of a reading into marks: two ladders of lines, and the small pictures that show how to read them.

Points, from the top left corner of the page.
"""

from __future__ import annotations

from generator.impose.lettering import BLACK, Lettering
from generator.impose.reading import LETTERS, MIDDLE, NUMBERS, STEP
from generator.model.units import POINTS_PER
from generator.structure import Owner
from generator.typeset.items import Colour, GlyphRun, Item, Panel, Path, Rule, Segment

MM = POINTS_PER["mm"]
LABEL = 13.0  # points: the size of letters and numbers
LINE = 0.5  # points: thin enough to part half millimetres, thick enough for an office printer
HALF_BAND = 12.5 * MM  # what a ladder takes on each side of its crease
HOLE = 15.0 * MM  # what the ladders leave free round the middle, where each would run into the other
DOWN, ACROSS = 8.0 * MM, 6.5 * MM  # how much of the crease a line has for itself, letters and numbers
TINT = Colour(0.92, 0.92, 0.92)
GREY = Colour(0.45, 0.45, 0.45)
_SHEET = (15.0 * MM, 21.2 * MM)  # of the pictures of folding
FOLDING_HEIGHT = _SHEET[1]
EXAMPLE_WIDTH, EXAMPLE_HEIGHT = 26.0 * MM, 35.0 * MM

_AWAY = 9.4 * MM  # from the crease to the middle of a label
_GAP = 0.5 * MM  # between a line and the next line's part of the crease
_DASH = (3.0, 2.0)
_SQUARE = (0.0, 0.0, 0.0, 0.0)


def along(place: int, pitch: float) -> float:
    """Where the part of a crease begins that belongs to a line, measured from the middle of the page."""
    steps = place - MIDDLE
    return steps * pitch + (HOLE if steps >= 0 else -HOLE)


def letters(lettering: Lettering, middle: tuple[float, float], owner: Owner) -> list[Item]:
    """The ladder along the crease that runs down."""
    x, y = middle
    items: list[Item] = []
    for place, letter in enumerate(LETTERS):
        top = y + along(place, DOWN)
        items += _tint(x - HALF_BAND, top, 2 * HALF_BAND, DOWN, owner) if place % 2 == 0 else []
        at = x + (place - MIDDLE) * STEP * MM
        items.append(Rule(at, top + _GAP, at, top + DOWN - _GAP, LINE, BLACK, owner, None))
        items += [centred(lettering, letter, x + away, top + DOWN / 2, LABEL, owner) for away in (-_AWAY, _AWAY)]
    return items


def numbers(lettering: Lettering, middle: tuple[float, float], owner: Owner) -> list[Item]:
    """The ladder along the crease that runs across."""
    x, y = middle
    items: list[Item] = []
    for place, number in enumerate(NUMBERS):
        left = x + along(place, ACROSS)
        items += _tint(left, y - HALF_BAND, ACROSS, 2 * HALF_BAND, owner) if place % 2 == 0 else []
        at = y + (place - MIDDLE) * STEP * MM
        items.append(Rule(left + _GAP, at, left + ACROSS - _GAP, at, LINE, BLACK, owner, None))
        items += [
            centred(lettering, str(number), left + ACROSS / 2, y + away, LABEL, owner) for away in (-_AWAY, _AWAY)
        ]
    return items


def centred(lettering: Lettering, text: str, x: float, y: float, size: float, owner: Owner) -> GlyphRun:
    """A short text whose capitals are centred on a point."""
    run = lettering.run(text, 0.0, y + lettering.face.cap_height * size / 2, size)
    return run._replace(x=x - run.width / 2, owner=owner)


def folding(x: float, y: float, width: float, owner: Owner) -> list[Item]:
    """Three small sheets side by side: folded one way, folded the other, opened."""
    across, down = _SHEET
    gap = (width - 3 * across) / 2
    items: list[Item] = []
    for number in range(3):
        left, right = x + number * (across + gap), x + number * (across + gap) + across
        if number == 0:
            items.append(Panel(left + across / 2, y, across / 2, down, _SQUARE, TINT, None, 0.0, owner, None))
        if number == 1:
            items.append(Panel(left, y + down / 2, across, down / 2, _SQUARE, TINT, None, 0.0, owner, None))
        items.append(Panel(left, y, across, down, _SQUARE, None, BLACK, 1.0, owner, None))
        if number != 1:
            items.append(_crease(left + across / 2, y - 4, left + across / 2, y + down + 4, owner))
        if number != 0:
            items.append(_crease(left - 4, y + down / 2, right + 4, y + down / 2, owner))
        if number < 2:
            items.append(_arrow(right + gap / 2 + 1, y + down / 2, owner))
    return items


def example(lettering: Lettering, x: float, y: float, owner: Owner, shown: str) -> list[Item]:
    """A piece of a ladder, larger than it is, with a crease that lies on the line of the letter `shown`."""
    first = LETTERS.index(shown) - 2
    lane, step, half = EXAMPLE_HEIGHT / 5, 2.2 * MM, EXAMPLE_WIDTH / 2
    middle = x + half
    items: list[Item] = []
    for row, letter in enumerate(LETTERS[first : first + 5]):
        top = y + row * lane
        items += _tint(x, top, 2 * half, lane, owner) if row % 2 == 0 else []
        at = middle + (row - 2) * step
        items.append(Rule(at, top + 2, at, top + lane - 2, 1.5, BLACK, owner, None))
        items += [
            centred(lettering, letter, middle + away, top + lane / 2, LABEL, owner) for away in (-10.2 * MM, 10.2 * MM)
        ]
        if letter == shown:
            items.append(Panel(x, top, 2 * half, lane, _SQUARE, None, BLACK, 1.0, owner, None))
    items.append(_crease(middle, y - 8, middle, y + 2 * lane + 2, owner))
    items.append(_crease(middle, y + 3 * lane - 2, middle, y + 5 * lane + 8, owner))
    return items


def up(x: float, y: float, owner: Owner) -> Path:
    """A triangle that points up, with its tip at (x, y)."""
    return _triangle(((x, y), (x + 4, y + 7), (x - 4, y + 7)), owner)


def _arrow(x: float, y: float, owner: Owner) -> Path:
    return _triangle(((x + 3, y), (x - 3, y - 4), (x - 3, y + 4)), owner)


def _triangle(corners: tuple[tuple[float, float], ...], owner: Owner) -> Path:
    first, *others = corners
    segments = (Segment("m", (first,)), *(Segment("l", (corner,)) for corner in others), Segment("h", ()))
    return Path(segments, BLACK, None, 0.0, False, owner, None)


def _tint(x: float, y: float, width: float, height: float, owner: Owner) -> list[Item]:
    return [Panel(x, y, width, height, _SQUARE, TINT, None, 0.0, owner, None)]


def _crease(x1: float, y1: float, x2: float, y2: float, owner: Owner) -> Path:
    ends = (Segment("m", ((x1, y1),)), Segment("l", ((x2, y2),)))
    return Path(ends, None, GREY, 1.0, False, owner, None, _DASH)
