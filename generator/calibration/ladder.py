"""Draws the ladders of the printer target, rows of lines to be read, and small pictures that explain the reading.

Points, from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.calibration.looks import CreaseLook, TargetLook
from generator.calibration.reading import LETTERS, MIDDLE, STEP
from generator.impose.lettering import BLACK, Lettering
from generator.model.units import POINTS_PER
from generator.structure import Owner
from generator.typeset.items import Colour, GlyphRun, Item, Panel, Path, Rule, Segment

_MM = POINTS_PER["mm"]
_SQUARE = (0.0, 0.0, 0.0, 0.0)


def ladder(
    labels: Sequence[object],
    middle: tuple[float, float],
    down: bool,
    look: TargetLook,
    lettering: Lettering,
    owner: Owner,
) -> list[Item]:
    """A ladder along the crease that runs `down`, or else across: each line is `STEP` millimetres further."""
    its = look.ladder
    lane = its.down if down else its.across
    across, on = _swapped(*middle, down)
    items: list[Item] = []
    for place, label in enumerate(labels):
        steps = place - MIDDLE
        start = on + (steps * lane + (its.hole if steps >= 0 else -its.hole))
        if place % 2 == 0:
            box = (*_swapped(across - its.half, start, down), *_swapped(2 * its.half, lane, down))
            items.append(_filled(box, look.tint, owner))
        at = across + steps * STEP * _MM
        ends = (*_swapped(at, start + its.gap, down), *_swapped(at, start + lane - its.gap, down))
        items.append(Rule(*ends, its.line, BLACK, owner, None))
        for away in (-its.away, its.away):
            x, y = _swapped(across + away, start + lane / 2, down)
            items.append(centred(lettering, str(label), x, y, its.label, owner))
    return items


def centred(lettering: Lettering, text: str, x: float, y: float, size: float, owner: Owner) -> GlyphRun:
    """A short text whose capitals are centred on a point."""
    run = lettering.run(text, 0.0, y + lettering.face.cap_height * size / 2, size)
    return run._replace(x=x - run.width / 2, owner=owner)


def folding(x: float, y: float, width: float, look: TargetLook, owner: Owner) -> list[Item]:
    """Three small sheets side by side: folded one way, folded the other, opened."""
    across, down, line, beyond = look.folding
    gap = (width - 3 * across) / 2
    items: list[Item] = []
    for number in range(3):
        left, right = x + number * (across + gap), x + number * (across + gap) + across
        if number == 0:
            items.append(_filled((left + across / 2, y, across / 2, down), look.tint, owner))
        if number == 1:
            items.append(_filled((left, y + down / 2, across, down / 2), look.tint, owner))
        items.append(_framed((left, y, across, down), line, owner))
        if number != 1:
            items.append(
                _crease(left + across / 2, y - beyond, left + across / 2, y + down + beyond, look.crease, owner)
            )
        if number != 0:
            items.append(_crease(left - beyond, y + down / 2, right + beyond, y + down / 2, look.crease, owner))
        if number < 2:
            tip, half = (right + gap / 2 + 1 + look.arrow.on / 2, y + down / 2), look.arrow.half
            base = tip[0] - look.arrow.on
            items.append(_triangle((tip, (base, tip[1] - half), (base, tip[1] + half)), owner))
    return items


def example(lettering: Lettering, x: float, y: float, look: TargetLook, owner: Owner) -> list[Item]:
    """A piece of a ladder, larger than it is, with a crease that lies on the line of the example's letter."""
    its = look.example
    first = LETTERS.index(its.letter) - 2
    lane, middle = its.height / 5, x + its.width / 2
    items: list[Item] = []
    for row, letter in enumerate(LETTERS[first : first + 5]):
        top = y + row * lane
        if row % 2 == 0:
            items.append(_filled((x, top, its.width, lane), look.tint, owner))
        at = middle + (row - 2) * its.step
        items.append(Rule(at, top + its.gap, at, top + lane - its.gap, its.line, BLACK, owner, None))
        for away in (-its.away, its.away):
            items.append(centred(lettering, letter, middle + away, top + lane / 2, look.ladder.label, owner))
        if letter == its.letter:
            items.append(_framed((x, top, its.width, lane), look.crease.line, owner))
    items.append(_crease(middle, y - its.beyond, middle, y + 2 * lane + its.gap, look.crease, owner))
    items.append(_crease(middle, y + 3 * lane - its.gap, middle, y + 5 * lane + its.beyond, look.crease, owner))
    return items


def up(x: float, y: float, look: TargetLook, owner: Owner) -> Path:
    """A triangle that points up, with its tip at (x, y)."""
    half, base = look.arrow.half, y + look.arrow.up
    return _triangle(((x, y), (x + half, base), (x - half, base)), owner)


def _triangle(corners: tuple[tuple[float, float], ...], owner: Owner) -> Path:
    first, *others = corners
    segments = (Segment("m", (first,)), *(Segment("l", (corner,)) for corner in others), Segment("h", ()))
    return Path(segments, BLACK, None, 0.0, False, owner, None)


def _filled(box: tuple[float, float, float, float], shade: float, owner: Owner) -> Panel:
    return Panel(*box, _SQUARE, Colour(shade, shade, shade), None, 0.0, owner, None)


def _framed(box: tuple[float, float, float, float], weight: float, owner: Owner) -> Panel:
    return Panel(*box, _SQUARE, None, BLACK, weight, owner, None)


def _crease(x1: float, y1: float, x2: float, y2: float, look: CreaseLook, owner: Owner) -> Path:
    ends = (Segment("m", ((x1, y1),)), Segment("l", ((x2, y2),)))
    grey = Colour(look.grey, look.grey, look.grey)
    return Path(ends, None, grey, look.line, False, owner, None, (look.dash, look.pause))


def _swapped(across: float, along: float, down: bool) -> tuple[float, float]:
    """Right and down, of something that is measured across a crease and along it."""
    return (across, along) if down else (along, across)
