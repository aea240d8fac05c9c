"""Judges the contrast of text, and of boxes and rules that mean something, with what they lie on.

Text is held against every ground that its letters touch. A stroke is held against the better of its two sides, since a
line along the edge of a panel need only show on one. Grounds themselves (tints, banners) need no contrast: what a tint
says, a number and a word say too. Ornaments are decoration, and the lines of a drawing are its author's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations_with_replacement
from math import inf
from typing import Any

from generator.checks.family import PageCheck, Report, Takers
from generator.checks.places import colour_place
from generator.diagnostics import Span
from generator.model.contrast import (
    ENHANCED,
    GRAPHIC,
    Rgb,
    darkened,
    hexadecimal,
    is_darker,
    printed_ratio,
    ratio,
    readable,
)
from generator.model.layout import Layout
from generator.model.units import POINTS_PER, parse_colour
from generator.source.decode import Located
from generator.typeset.geometry import Rect
from generator.typeset.items import Cells, Colour, GlyphRun, Item, Page, Panel
from generator.typeset.items import Rule as Stroke

Grounds = list[tuple[Rect, Colour]]  # from the lowest up

_PAPER, _BLACK = Colour(1.0, 1.0, 1.0), Colour(0.0, 0.0, 0.0)
_EVERYWHERE = Rect(-inf, -inf, inf, inf)
_LIGHT = 14.0  # to 1, of black on it: a ground that dark text may stand on
_MARK = 4 * POINTS_PER["mm"]  # a fill that is thinner than this is a bullet or a bar, else a ground
_HAIR = 0.1  # points beyond an edge, to look at what lies there


def check_accent(accent: Located, grounds: Iterable[Rgb | None], report: Report) -> None:
    """Judge a club's colour before it is printed: white on it, and the colour on white.

    The shade that is offered can be read on every light one of the layout's `grounds` as well.
    """
    colour = parse_colour(accent.value)
    if colour and printed_ratio(colour, _PAPER) < ENHANCED:
        light = [ground for ground in grounds if ground and printed_ratio(_BLACK, ground) >= _LIGHT]
        darkest = min((_PAPER, *light), key=lambda ground: printed_ratio(_BLACK, ground))
        nearest = hexadecimal(darkened(colour, darkest, ENHANCED))
        message = f"{accent.value} is too pale to read on white: {printed_ratio(colour, _PAPER):.1f} to 1, not 7 to 1"
        report("low-contrast", message, accent.span, f'The nearest shade that can be read is "{nearest}".')


def told_apart(layout: Layout) -> tuple[frozenset[tuple[Rgb, Rgb]], frozenset[tuple[Rgb, Rgb]]]:
    """The pairs (ink, ground) of a layout's colours and paper with enough contrast for text, and for marks."""
    colours = {_PAPER, *filter(None, layout.colours.values())}
    ratios = {pair: printed_ratio(*pair) for pair in combinations_with_replacement(colours, 2)}
    ratios.update({(other, one): reached for (one, other), reached in ratios.items()})
    legible = frozenset(pair for pair, reached in ratios.items() if reached >= ENHANCED)
    visible = frozenset(pair for pair, reached in ratios.items() if reached >= GRAPHIC)
    return legible, visible


class ContrastCheck(PageCheck):
    """Sees what lies on what on each page; each pair of colours is judged once."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        # Pairs (ink, ground) that need no judging any more: they are good, or it was reported that they are not.
        self._legible, self._visible = set(self.judged.legible), set(self.judged.visible)
        self._grounds: Grounds = []  # of the page so far
        self._doubtful: dict[Colour, list[Rect]] = {}  # by ink, the grounds on which its text was not judged

    def sees(self) -> Takers:
        return {GlyphRun: self._see_run, Panel: self._see_panel, Stroke: self._see_stroke, Cells: self._see_code}

    def begin(self, number: int, page: Page) -> None:
        self._grounds = []
        self._doubtful = {}

    def _see_run(self, run: GlyphRun) -> None:
        doubtful = self._doubtful.get(run.ink)
        if doubtful is None:
            grounds = [(_EVERYWHERE, _PAPER), *self._grounds]
            doubtful = [box for box, ground in grounds if (run.ink, ground) not in self._legible]
            self._doubtful[run.ink] = doubtful
        x, y = run.x, run.y
        for left, top, right, bottom in doubtful:
            if top < y and left < x + run.width and right > x and bottom > y - run.face.cap_height * run.size:
                for ground in _under(self._grounds, x, y - run.face.cap_height * run.size, x + run.width, y):
                    self._judge(run.ink, ground, "low-contrast", run.span)
                return

    def _see_panel(self, panel: Panel) -> None:
        box = Rect(panel.x, panel.y, panel.x + panel.width, panel.y + panel.height)
        is_ground = panel.fill and min(panel.width, panel.height) >= _MARK
        for ink in (panel.border, None if is_ground else panel.fill):
            if ink:
                self._mark(ink, (_round(self._grounds, box),), panel)
        if panel.fill and is_ground:
            self._grounds.append((box, panel.fill))
            for ink, boxes in self._doubtful.items():
                if (ink, panel.fill) not in self._legible:
                    boxes.append(box)

    def _see_stroke(self, stroke: Stroke) -> None:
        self._mark(stroke.ink, _beside(self._grounds, stroke), stroke)

    def _see_code(self, code: Cells) -> None:
        x, y, width, height = code.rectangles[0]
        x, y = code.x + x, code.y + y
        ground = next(_under(self._grounds, x, y, x + width, y + height))
        self._mark(code.fill, (ground,), code)
        if not is_darker(code.fill, ground) and self.is_new(code.fill, ground):
            place = colour_place(self.layout, code.fill)
            message = "a QR code is lighter than its ground, and cameras look for a dark one"
            self.report_in_layout("faint-mark", message, place and place.span, "Print it in black on white.", code.span)

    def _mark(self, ink: Colour, sides: tuple[Colour, ...], item: Item) -> None:
        if not self._visible.issuperset([(ink, side) for side in sides]):
            self._judge(ink, max(sides, key=lambda ground: ratio(ink, ground)), "faint-mark", item.span)

    def _judge(self, ink: Colour, ground: Colour, rule: str, span: Span | None) -> None:
        is_text = rule == "low-contrast"
        settled, least = (self._legible, ENHANCED) if is_text else (self._visible, GRAPHIC)
        if (ink, ground) in settled:
            return
        settled.add((ink, ground))
        self._doubtful = {}
        reached = printed_ratio(ink, ground)
        if reached >= least:
            return
        pair = (colour_place(self.layout, ink), colour_place(self.layout, ground))
        names = [f"'{at.value}'" if at else hexadecimal(colour) for at, colour in zip(pair, (ink, ground), strict=True)]
        nearest = readable(ink, ground, least)
        changed = 0 if is_darker(ink, ground) else 1  # the darker one can be darkened, else the other must be lighter
        if nearest:
            hint = f'The nearest {("colour", "ground")[changed]} that does is "{hexadecimal(nearest)}".'
        else:
            changed = 1 - changed
            hint = f"Make {names[changed]} lighter, or use it elsewhere."
        place = pair[changed]
        grey = ", in grey" if ratio(ink, ground) >= least else ""
        what = "text" if is_text else "a mark"
        message = f"{what} in {names[0]} on {names[1]} is {reached:.1f} to 1{grey}, not {least:g} to 1"
        self.report_in_layout(rule, message, place and place.span, hint, span)


def _under(grounds: Grounds, left: float, top: float, right: float, bottom: float) -> Iterator[Colour]:
    """All that a box touches, from the uppermost ground down to one that holds it."""
    for (x1, y1, x2, y2), fill in reversed(grounds):
        if x1 < right and x2 > left and y1 < bottom and y2 > top:
            yield fill
            if x1 <= left and x2 >= right and y1 <= top and y2 >= bottom:
                return
    yield _PAPER


def _round(grounds: Grounds, box: Rect) -> Colour:
    """What lies round a box: not its own fill, which ends where it does, nor a tab inside it."""
    outside = box.grown(_HAIR)
    return next((fill for ground, fill in reversed(grounds) if ground.holds(outside)), _PAPER)


def _beside(grounds: Grounds, stroke: Stroke) -> tuple[Colour, ...]:
    """What lies on the two sides of a stroke, half way along it."""
    x, y = (stroke.x1 + stroke.x2) / 2, (stroke.y1 + stroke.y2) / 2
    off = stroke.weight / 2 + _HAIR
    dx, dy = (0.0, off) if abs(stroke.x2 - stroke.x1) >= abs(stroke.y2 - stroke.y1) else (off, 0.0)
    return tuple(next(_under(grounds, x + d * dx, y + d * dy, x + d * dx, y + d * dy)) for d in (-1, 1))
