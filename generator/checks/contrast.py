"""Judges what can be told from what it lies on: text, and the boxes and rules that mean something.

Text is held against every ground that its letters touch. A stroke is held against the better of its two sides, since a
line along the edge of a panel need only show on one. Grounds themselves (tints, banners) need no contrast: what a tint
says, a number and a word say too. Ornaments are decoration, and the lines of a drawing are its author's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.ink import Box
from generator.checks.places import Named, colour_place
from generator.checks.rule import Report, Rule
from generator.checks.subject import Print
from generator.diagnostics import Severity, Span
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
from generator.model.units import POINTS_PER, parse_colour
from generator.source.decode import Located
from generator.typeset.items import Cells, Colour, GlyphRun, Item, Page, Panel
from generator.typeset.items import Rule as Stroke

LOW_CONTRAST = Rule(
    "low-contrast",
    "Pale text cannot be read by old eyes, in poor light, or off a grey printer.",
    "WCAG 2.2, 1.4.6 (AAA): 7 to 1; our own: also after grey conversion, for type of every size",
    Severity.ERROR,
)
FAINT_MARK = Rule(
    "faint-mark",
    "Boxes, rules, bullets and codes that mean something must be seen.",
    "WCAG 2.2, 1.4.11: 3 to 1; our own: also after grey conversion",
)
RULES = (LOW_CONTRAST, FAINT_MARK)

_PAPER, _BLACK = Colour(1.0, 1.0, 1.0), Colour(0.0, 0.0, 0.0)
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
        report(LOW_CONTRAST, message, accent.span, f'The nearest shade that can be read is "{nearest}".')


class ContrastRules:
    """Sees what lies on what on each page; each pair of colours is judged once."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._print = print_
        self._report = report
        self._seen: set[tuple[Colour, Colour, str]] = set()

    def see(self, page: Page) -> None:
        """Look at a page, from the lowest item up."""
        grounds: list[tuple[Box, Colour]] = []
        for item in page.items:
            if isinstance(item, GlyphRun):
                ink = item.ink
                top = item.y - item.face.cap_height * item.size
                for ground in _under(grounds, item.x, top, item.x + item.width, item.y):
                    if (ink, ground, LOW_CONTRAST.id) not in self._seen:
                        self._judge(ink, ground, LOW_CONTRAST, item.span)
            elif isinstance(item, Panel):
                self._see_panel(item, grounds)
            elif isinstance(item, Stroke):
                self._mark(item.ink, _beside(grounds, item), item)
            elif isinstance(item, Cells):
                self._see_code(item, grounds)

    def _see_panel(self, panel: Panel, grounds: list[tuple[Box, Colour]]) -> None:
        box = Box(panel.x, panel.y, panel.x + panel.width, panel.y + panel.height)
        if panel.border:
            self._mark(panel.border, [_round(grounds, box)], panel)
        if panel.fill:
            if min(panel.width, panel.height) < _MARK:
                self._mark(panel.fill, [_round(grounds, box)], panel)
            else:
                grounds.append((box, panel.fill))

    def _see_code(self, code: Cells, grounds: list[tuple[Box, Colour]]) -> None:
        x, y, width, height = code.rectangles[0]
        x, y = code.x + x, code.y + y
        ground = next(_under(grounds, x, y, x + width, y + height))
        self._mark(code.fill, [ground], code)
        if not is_darker(code.fill, ground) and (ground, code.fill, FAINT_MARK.id) not in self._seen:
            self._seen.add((ground, code.fill, FAINT_MARK.id))
            place = colour_place(self._print.layout, code.fill)
            message = "a QR code is lighter than its ground, and cameras look for a dark one"
            hint = "Print it in black on white."
            self._report(FAINT_MARK, message, place.span if place else code.span, hint, _first(code.span, place))

    def _mark(self, ink: Colour, sides: list[Colour], item: Item) -> None:
        best = max(sides, key=lambda ground: ratio(ink, ground))
        if (ink, best, FAINT_MARK.id) not in self._seen:
            self._judge(ink, best, FAINT_MARK, item.span)

    def _judge(self, ink: Colour, ground: Colour, rule: Rule, span: Span | None) -> None:
        self._seen.add((ink, ground, rule.id))
        least = ENHANCED if rule is LOW_CONTRAST else GRAPHIC
        reached = printed_ratio(ink, ground)
        if reached >= least:
            return
        layout = self._print.layout
        pair = (colour_place(layout, ink), colour_place(layout, ground))
        names = [f"'{at.name}'" if at else hexadecimal(colour) for at, colour in zip(pair, (ink, ground), strict=True)]
        nearest = readable(ink, ground, least)
        changed = 0 if is_darker(ink, ground) else 1  # the darker one can be darkened, else the other must be lighter
        if nearest:
            hint = f'The nearest {("colour", "ground")[changed]} that does is "{hexadecimal(nearest)}".'
        else:
            changed = 1 - changed
            hint = f"Make {names[changed]} lighter, or use it elsewhere."
        place = pair[changed]
        what = "text" if rule is LOW_CONTRAST else "a mark"
        grey = ", in grey" if ratio(ink, ground) >= least else ""
        message = f"{what} in {names[0]} on {names[1]} is {reached:.1f} to 1{grey}, not {least:g} to 1"
        self._report(rule, message, place.span if place else span, hint, _first(span, place))


def _first(span: Span | None, place: Named | None) -> tuple[tuple[Span, str], ...]:
    return ((span, "the first that is printed so"),) if span and place else ()


def _under(grounds: list[tuple[Box, Colour]], left: float, top: float, right: float, bottom: float) -> Iterator[Colour]:
    """All that a box touches, from the uppermost ground down to one that holds it."""
    for (x1, y1, x2, y2), fill in reversed(grounds):
        if x1 < right and x2 > left and y1 < bottom and y2 > top:
            yield fill
            if x1 <= left and x2 >= right and y1 <= top and y2 >= bottom:
                return
    yield _PAPER


def _round(grounds: list[tuple[Box, Colour]], box: Box) -> Colour:
    """What lies round a box: not its own fill, which ends where it does, nor a tab inside it."""
    outside = box.grown(_HAIR)
    return next((fill for ground, fill in reversed(grounds) if ground.holds(outside)), _PAPER)


def _beside(grounds: list[tuple[Box, Colour]], rule: Stroke) -> list[Colour]:
    """What lies on the two sides of a stroke, half way along it."""
    x, y = (rule.x1 + rule.x2) / 2, (rule.y1 + rule.y2) / 2
    off = rule.weight / 2 + _HAIR
    dx, dy = (0.0, off) if abs(rule.x2 - rule.x1) >= abs(rule.y2 - rule.y1) else (off, 0.0)
    return [next(_under(grounds, x + d * dx, y + d * dy, x + d * dx, y + d * dy)) for d in (-1, 1)]
