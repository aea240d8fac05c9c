"""Judges the weights of strokes and the size of boxes to tick."""

from __future__ import annotations

from generator.checks.family import PageCheck, Takers
from generator.checks.places import length_place
from generator.model.units import POINTS_PER, millimetres
from generator.structure import Artifact
from generator.typeset.items import Panel, Path
from generator.typeset.items import Rule as Stroke

LEAST_WEIGHT = 0.5  # points
LEAST_BOX = 3 * POINTS_PER["mm"]
LEAST_BOX_WEIGHT = 0.75
_LARGEST_BOX = 10 * POINTS_PER["mm"]  # a larger square is a panel
_HAIR = 0.005


class MarkCheck(PageCheck):
    """Sees the strokes of each page; each weight and each size of box is judged once."""

    def sees(self) -> Takers:
        return {Stroke: self._weigh, Path: self._see_path, Panel: self._see_panel}

    def _see_path(self, path: Path) -> None:
        if path.stroke:
            self._weigh(path)

    def _see_panel(self, panel: Panel) -> None:
        if panel.border and _is_box(panel):
            self._see_box(panel)
        elif panel.border:
            self._weigh(panel)

    def _weigh(self, item: Stroke | Path | Panel) -> None:
        weight = item.weight
        if weight >= LEAST_WEIGHT - _HAIR or not self.is_new(weight):
            return
        if isinstance(item.owner, Artifact):
            place, hint = length_place(self.layout, "weight", weight), f"At least {LEAST_WEIGHT:g} pt."
        else:
            place, hint = item.span, f"At least {LEAST_WEIGHT:g} pt: draw it thicker, or print the drawing larger."
        message = f"a stroke of {weight:.2g} pt is too thin to print well"
        self.report_in_layout("thin-rule", message, place, hint, item.span)

    def _see_box(self, box: Panel) -> None:
        if not self.is_new(box.width, box.weight):
            return
        if box.width < LEAST_BOX - _HAIR:
            place = length_place(self.layout, "size", box.width)
            message = f"a box to tick of {millimetres(box.width)} is too small"
            self.report_in_layout("small-box", message, place, "At least 3 mm, better 4.", box.span)
        if box.weight < LEAST_BOX_WEIGHT - _HAIR:
            place = length_place(self.layout, "weight", box.weight)
            message = f"the edge of a box to tick is {box.weight:.2g} pt thin"
            self.report_in_layout("small-box", message, place, "At least 0.75 pt.", box.span)


def _is_box(panel: Panel) -> bool:
    """Whether a panel is a box to tick: a small square, neither filled nor round."""
    square = abs(panel.width - panel.height) < _HAIR and panel.width < _LARGEST_BOX
    return panel.fill is None and square and panel.radii[0] < panel.width / 2 - _HAIR
