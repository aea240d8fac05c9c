"""Draws the ladders of the printer target, rows of lines to be read, and small pictures that explain the reading.

Points, from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.calibration.looks import Lengths, TargetLook
from generator.calibration.reading import LETTERS, MIDDLE, STEP
from generator.impose.lettering import BLACK, Lettering
from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.structure import Owner
from generator.typeset.items import Colour, GlyphRun, Item, Panel, Path, Rule, Segment

SQUARE = (0.0, 0.0, 0.0, 0.0)  # the corners of a panel


class Pen(NamedTuple):
    """Draws what an `owner` owns, and letters it in one face."""

    look: TargetLook
    lettering: Lettering
    owner: Owner

    def ladder(self, labels: Sequence[object], middle: tuple[float, float], down: bool) -> Iterator[Item]:
        """The lines along the crease that runs `down`, or else across: half a millimetre further right, or down, each.

        `middle` is that of the page.
        """
        for place, label in enumerate(labels):
            yield from self._lane(place - MIDDLE, label, middle, down, self.look.ladder, STEP * POINTS_PER["mm"])

    def example(self, x: float, y: float) -> Iterator[Item]:
        """A piece of a ladder, larger than it is, with a crease that lies on the line of the example's letter."""
        its, letter = self.look.example, LETTERS.index(self.look.letter)
        lane, half, middle = its["down"], its["half"], x + its["half"]
        for steps in range(-2, 3):
            yield from self._lane(steps, LETTERS[letter + steps], (middle, y + 2 * lane), True, its, its["step"])
            if steps == 0:
                yield self._framed((x, y + 2 * lane, 2 * half, lane), self.look.crease["line"])
        yield self._crease(middle, y - its["beyond"], middle, y + 2 * lane + its["gap"])
        yield self._crease(middle, y + 3 * lane - its["gap"], middle, y + 5 * lane + its["beyond"])

    def folding(self, x: float, y: float, width: float) -> Iterator[Item]:
        """Three small sheets side by side: folded one way, folded the other, opened."""
        its, arrow = self.look.folding, self.look.arrow
        across, down, beyond = its["width"], its["height"], its["beyond"]
        gap = (width - 3 * across) / 2
        for number in range(3):
            left = x + number * (across + gap)
            right, middle, half_down = left + across, left + across / 2, y + down / 2
            if number == 0:
                yield self._filled((middle, y, across / 2, down))
            if number == 1:
                yield self._filled((left, half_down, across, down / 2))
            yield self._framed((left, y, across, down), its["line"])
            if number != 1:
                yield self._crease(middle, y - beyond, middle, y + down + beyond)
            if number != 0:
                yield self._crease(left - beyond, half_down, right + beyond, half_down)
            if number < 2:
                tip = right + gap / 2 + 1 + arrow["on"] / 2
                base, half = tip - arrow["on"], arrow["half"]
                yield self._path((tip, half_down), (base, half_down - half), (base, half_down + half))

    def up(self, x: float, y: float) -> Path:
        """A triangle that points up, with its tip at (x, y)."""
        half, base = self.look.arrow["half"], y + self.look.arrow["up"]
        return self._path((x, y), (x + half, base), (x - half, base))

    def centred(self, text: str, x: float, y: float, size: float) -> GlyphRun:
        """A short text whose capitals are centred on a point."""
        run = self.lettering.run(text, 0.0, y + self.lettering.face.cap_height * size / 2, size)
        return run._replace(x=x - run.width / 2, owner=self.owner)

    def _lane(
        self, steps: int, label: object, middle: tuple[float, float], down: bool, its: Lengths, step: float
    ) -> Iterator[Item]:
        """One line with its labels, so many steps from the one that starts in the middle; every second is tinted."""
        lane, gap, half = its["down" if down else "across"], its["gap"], its["half"]
        across, on = _swapped(*middle, down)
        start = on + steps * lane + (its["hole"] if steps >= 0 else -its["hole"])
        if steps % 2 == 0:
            yield self._filled((*_swapped(across - half, start, down), *_swapped(2 * half, lane, down)))
        at = across + steps * step
        ends = (*_swapped(at, start + gap, down), *_swapped(at, start + lane - gap, down))
        yield Rule(*ends, its["line"], BLACK, self.owner, None)
        for away in (-its["away"], its["away"]):
            yield self.centred(str(label), *_swapped(across + away, start + lane / 2, down), its["label"])

    def _filled(self, box: tuple[float, float, float, float]) -> Panel:
        tint = self.look.tint
        return Panel(*box, SQUARE, Colour(tint, tint, tint), None, 0.0, self.owner, None)

    def _framed(self, box: tuple[float, float, float, float], weight: float) -> Panel:
        return Panel(*box, SQUARE, None, BLACK, weight, self.owner, None)

    def _crease(self, x1: float, y1: float, x2: float, y2: float) -> Path:
        its, grey = self.look.crease, self.look.grey
        ends, dash = (Segment("m", ((x1, y1),)), Segment("l", ((x2, y2),))), (its["dash"], its["pause"])
        return Path(ends, None, Colour(grey, grey, grey), its["line"], False, self.owner, None, dash)

    def _path(self, first: tuple[float, float], *others: tuple[float, float]) -> Path:
        segments = (Segment("m", (first,)), *(Segment("l", (corner,)) for corner in others), Segment("h", ()))
        return Path(segments, BLACK, None, 0.0, False, self.owner, None)


def _swapped(across: float, along: float, down: bool) -> tuple[float, float]:
    """Right and down, of something that is measured across a crease and along it."""
    return (across, along) if down else (along, across)
