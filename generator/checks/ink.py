"""Turns items into the boxes that their ink covers: the outlines of glyphs and strokes, not the boxes of text."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from generator.record import NamedTuple
from generator.typeset.items import Cells, CheckBox, GlyphRun, Item, LinkArea, Panel, Path, Picture, Rule


class Box(NamedTuple):
    """A rectangle, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        """The rectangle with all sides moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Box) -> bool:
        """Whether the other lies within this one; edges may touch."""
        return (
            self.left <= other.left
            and self.right >= other.right
            and self.top <= other.top
            and self.bottom >= other.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top
        )


def ink_box(item: Item) -> Box | None:
    """The box of an item's ink; None for what leaves none: links, fields, white panels.

    The box of a curve is that of its control points, which may be larger than the curve.
    """
    if isinstance(item, GlyphRun):
        return _glyph_box(item)
    if isinstance(item, Rule):
        return _stroke_box(item)
    if isinstance(item, Panel):
        if item.border is None and (item.fill is None or item.fill == (1.0, 1.0, 1.0)):
            return None
        return Box(item.x, item.y, item.x + item.width, item.y + item.height)
    if isinstance(item, Picture):
        return Box(item.x, item.y, item.x + item.width, item.y + item.height)
    if isinstance(item, Cells):
        return _around(corner for x, y, w, h in item.rectangles for corner in ((x, y), (x + w, y + h)))
    if isinstance(item, Path):
        points = [point for segment in item.segments for point in segment.points]
        return _around(points).grown(item.weight / 2 if item.stroke else 0.0) if points else None
    assert isinstance(item, (LinkArea, CheckBox))
    return None


def may_leave(item: Item, box: Box) -> bool:
    """Whether ink may lie outside a box: found fast, and never False if some does."""
    if not isinstance(item, GlyphRun):
        return True
    bounds: tuple[float, float, float, float] = item.face.bbox  # of any glyph, in 1/1000 em
    left, bottom, right, top = bounds
    x, y, em = item.x, item.y, item.size / 1000
    return (
        x + left * em < box.left
        or x + item.width + right * em > box.right
        or y - top * em < box.top
        or y - bottom * em > box.bottom
    )


def may_enter(item: Item, box: Box) -> bool:
    """Whether ink may lie inside a box: found fast, and never False if some does."""
    if not isinstance(item, GlyphRun):
        return True
    bounds: tuple[float, float, float, float] = item.face.bbox
    left, bottom, right, top = bounds
    x, y, em = item.x, item.y, item.size / 1000
    return (
        y - top * em < box.bottom
        and y - bottom * em > box.top
        and x + left * em < box.right
        and x + item.width + right * em > box.left
    )


def _glyph_box(run: GlyphRun) -> Box | None:
    ink = run.words.ink
    if ink is None:
        return None
    scale = run.size / run.face.upem
    top, bottom, left, right = ink
    return Box(run.x + left * scale, run.y - top * scale, run.x + run.width + right * scale, run.y - bottom * scale)


def _stroke_box(rule: Rule) -> Box:
    length = hypot(rule.x2 - rule.x1, rule.y2 - rule.y1) or 1.0
    across = rule.weight / 2 * abs(rule.y2 - rule.y1) / length
    along = rule.weight / 2 * abs(rule.x2 - rule.x1) / length
    return Box(
        min(rule.x1, rule.x2) - across,
        min(rule.y1, rule.y2) - along,
        max(rule.x1, rule.x2) + across,
        max(rule.y1, rule.y2) + along,
    )


def _around(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
