"""Computes the boxes of items and of their ink, moves items, and finds characters without a glyph.

Ink is the outlines of glyphs and strokes, not the boxes of text. Lengths are in points from the top left of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from generator.record import NamedTuple
from generator.typeset.items import CheckBox, GlyphRun, Item, LinkArea, Panel, Path, Rule, Segment


class Rect(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Rect:
        """The rectangle with all sides moved outwards."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Rect) -> bool:
        """Whether the other lies within this one; edges may touch."""
        left, top, right, bottom = other
        return self.left <= left and self.right >= right and self.top <= top and self.bottom >= bottom

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        left, top, right, bottom = other
        return self.left < right and self.right > left and self.top < bottom and self.bottom > top


def ink_box(item: Item) -> Rect | None:
    """The box of an item's ink; None for what leaves none: links, fields, white panels.

    The box of a curve is that of its control points, which may be larger than the curve.
    """
    if isinstance(item, GlyphRun):
        ink = item.words.ink
        if ink is None:
            return None
        top, bottom, left, right = ink
        x, y, scale = item.x, item.y, item.size / item.face.upem
        return Rect(x + left * scale, y - top * scale, x + item.width + right * scale, y - bottom * scale)
    if isinstance(item, Rule):
        return _stroke_box(item)
    if isinstance(item, Path):
        points = [point for segment in item.segments for point in segment.points]
        return around(points).grown(item.weight / 2 if item.stroke else 0.0) if points else None
    if isinstance(item, (LinkArea, CheckBox)):
        return None
    if isinstance(item, Panel) and item.border is None and (item.fill is None or item.fill == (1.0, 1.0, 1.0)):
        return None
    return Rect(item.x, item.y, item.x + item.width, item.y + item.height)


def extent(item: Item) -> Rect:
    """The place that an item takes, inked or not: lines of text reach from ascent to descent whatever they say."""
    if isinstance(item, GlyphRun):
        x, y, size = item.x, item.y, item.size
        return Rect(x, y - item.face.ascent * size, x + item.width, y - item.face.descent * size)
    if isinstance(item, (Rule, Path)):
        return ink_box(item) or around(())
    return Rect(item.x, item.y, item.x + item.width, item.y + item.height)


def reach(run: GlyphRun) -> Rect:
    """A box that no glyph of the face could leave, at either end of the run: found fast, where few runs matter."""
    left, bottom, right, top = run.face.bbox  # of any glyph, in 1/1000 em
    x, y, em = run.x, run.y, run.size / 1000
    return Rect(x + left * em, y - top * em, x + run.width + right * em, y - bottom * em)


def may_enter(item: Item, box: Rect) -> bool:
    """Whether ink may lie inside a box: never False if some does."""
    return not isinstance(item, GlyphRun) or box.meets(reach(item))


def around(points: Iterable[tuple[float, float]]) -> Rect:
    """The smallest rectangle with all points in it. Raises ValueError if there are none."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item moved to the right by `dx` and down by `dy`."""
    if isinstance(item, GlyphRun):
        return GlyphRun(item[0] + dx, item[1] + dy, *item[2:])
    if isinstance(item, Rule):
        return Rule(item.x1 + dx, item.y1 + dy, item.x2 + dx, item.y2 + dy, *item[4:])
    if isinstance(item, Path):
        segments = tuple(
            [Segment(operator, tuple([(x + dx, y + dy) for x, y in points])) for operator, points in item.segments]
        )
        return item._replace(segments=segments)
    return item._replace(x=item.x + dx, y=item.y + dy)


def missing_characters(items: Iterable[Item]) -> tuple[str, ...]:
    """The characters of the items' texts that their faces have no glyph for, each once."""
    words = [word for item in items if isinstance(item, GlyphRun) for word in item.words if word.missing]
    return tuple(dict.fromkeys([word.text[offset] for word in words for offset in word.missing]))


def _stroke_box(rule: Rule) -> Rect:
    length = hypot(rule.x2 - rule.x1, rule.y2 - rule.y1) or 1.0
    across = rule.weight / 2 * abs(rule.y2 - rule.y1) / length
    along = rule.weight / 2 * abs(rule.x2 - rule.x1) / length
    left, top, right, bottom = around(((rule.x1, rule.y1), (rule.x2, rule.y2)))
    return Rect(left - across, top - along, right + across, bottom + along)
