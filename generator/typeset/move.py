"""Moves items from the place where they were made to the place where they stand."""

from __future__ import annotations

from generator.typeset.breaker import Taken
from generator.typeset.items import Cells, CheckBox, GlyphRun, Item, LinkArea, Panel, Path, Picture, Rule, Segment
from generator.typeset.vlist import Box, Glue, Node


def items_of(taken: Taken, x: float, y: float) -> tuple[Item, ...]:
    """All items of a part of a list, in painting order, as they stand with its top left corner at (x, y)."""
    items: list[Item] = []
    _collect(taken, x, y, items)
    return tuple(items)


def _collect(taken: Taken, x: float, y: float, items: list[Item]) -> None:
    for dx, dy, what in taken.placed:
        if isinstance(what, (Box, Glue)):
            for item in what.items:
                items.append(moved(item, x + dx, y + dy))
        else:
            _collect(what, x + dx, y + dy, items)


def joined(nodes: list[Node]) -> Box:
    """Boxes and glue as one unbreakable box."""
    items: list[Item] = []
    height = 0.0
    for node in nodes:
        if isinstance(node, (Box, Glue)):
            items.extend([moved(item, 0.0, height) for item in node.items] if height else node.items)
            height += node.height
    return Box(height, tuple(items))


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item moved to the right by `dx` and down by `dy`."""
    if isinstance(item, GlyphRun):
        return GlyphRun(item[0] + dx, item[1] + dy, *item[2:])
    if isinstance(item, Rule):
        return Rule(item.x1 + dx, item.y1 + dy, item.x2 + dx, item.y2 + dy, *item[4:])
    if isinstance(item, Path):
        segments = tuple(
            Segment(operator, tuple((x + dx, y + dy) for x, y in points)) for operator, points in item.segments
        )
        return item._replace(segments=segments)
    if isinstance(item, Cells):
        rectangles = tuple((x + dx, y + dy, width, height) for x, y, width, height in item.rectangles)
        return item._replace(rectangles=rectangles)
    if isinstance(item, Panel):
        return Panel(item[0] + dx, item[1] + dy, *item[2:])
    if isinstance(item, Picture):
        return Picture(item[0] + dx, item[1] + dy, *item[2:])
    if isinstance(item, CheckBox):
        return CheckBox(item[0] + dx, item[1] + dy, *item[2:])
    return LinkArea(item[0] + dx, item[1] + dy, *item[2:])
