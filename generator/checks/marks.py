"""Judges the weights of strokes and the size of boxes to tick."""

from __future__ import annotations

from generator.checks.places import length_place
from generator.checks.rule import Report, Rule
from generator.checks.subject import Print
from generator.diagnostics import Span
from generator.model.units import POINTS_PER, millimetres
from generator.structure import Artifact
from generator.typeset.items import Item, Page, Panel, Path
from generator.typeset.items import Rule as Stroke

LEAST_WEIGHT = 0.5  # points
LEAST_BOX = 3 * POINTS_PER["mm"]
LEAST_BOX_WEIGHT = 0.75
_LARGEST_BOX = 10 * POINTS_PER["mm"]  # a larger square is a panel
_HAIR = 0.005

THIN_RULE = Rule(
    "thin-rule",
    "Office printers break strokes that are thinner than half a point.",
    "print shops: 0.25 pt, on office printers 0.5 pt",
)
SMALL_BOX = Rule(
    "small-box",
    "A box to tick needs room for a pen, and an edge that is seen.",
    "our own: no authority gives a number; 3 mm and 0.75 pt at least, better 4 mm",
)
RULES = (THIN_RULE, SMALL_BOX)


class MarkRules:
    """Sees the strokes of each page; each weight and each size of box is judged once."""

    def __init__(self, print_: Print, report: Report) -> None:
        self._print = print_
        self._report = report
        self._weights: set[float] = set()
        self._boxes: set[tuple[float, float]] = set()

    def see(self, page: Page) -> None:
        """Look at a page."""
        for item in page.items:
            if isinstance(item, Stroke) or (isinstance(item, Path) and item.stroke):
                self._weigh(item.weight, item)
            elif isinstance(item, Panel) and item.border:
                if _is_box(item):
                    self._see_box(item)
                else:
                    self._weigh(item.weight, item)

    def _weigh(self, weight: float, item: Item) -> None:
        if weight >= LEAST_WEIGHT - _HAIR or weight in self._weights:
            return
        self._weights.add(weight)
        if isinstance(item.owner, Artifact):
            place = length_place(self._print.layout, "weight", weight)
            hint = f"At least {LEAST_WEIGHT:g} pt."
        else:
            place, hint = item.span, f"At least {LEAST_WEIGHT:g} pt: draw it thicker, or print the drawing larger."
        message = f"a stroke of {weight:.2g} pt is too thin to print well"
        self._report(THIN_RULE, message, place or item.span, hint, _shown(item.span, place))

    def _see_box(self, box: Panel) -> None:
        if (box.width, box.weight) in self._boxes:
            return
        self._boxes.add((box.width, box.weight))
        layout = self._print.layout
        if box.width < LEAST_BOX - _HAIR:
            message = f"a box to tick of {millimetres(box.width)} is too small"
            place = length_place(layout, "size", box.width)
            self._report(SMALL_BOX, message, place or box.span, "At least 3 mm, better 4.", _shown(box.span, place))
        if box.weight < LEAST_BOX_WEIGHT - _HAIR:
            message = f"the edge of a box to tick is {box.weight:.2g} pt thin"
            place = length_place(layout, "weight", box.weight)
            self._report(SMALL_BOX, message, place or box.span, "At least 0.75 pt.", _shown(box.span, place))


def _is_box(panel: Panel) -> bool:
    """Whether a panel is a box to tick: a small square, neither filled nor round."""
    square = abs(panel.width - panel.height) < _HAIR and panel.width < _LARGEST_BOX
    return panel.fill is None and square and panel.radii[0] < panel.width / 2 - _HAIR


def _shown(span: Span | None, place: Span | None) -> tuple[tuple[Span, str], ...]:
    return ((span, "the first that is printed so"),) if span and place and span != place else ()
