"""Moving: every kind of item, all of its points, and nothing but its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.structure import Artifact, StructureNode
from generator.typeset.breaker import Placed, Taken
from generator.typeset.items import (
    Cells,
    CheckBox,
    Colour,
    GlyphRun,
    Image,
    Item,
    LinkArea,
    Panel,
    Path,
    Picture,
    Rule,
    Segment,
)
from generator.typeset.move import items_of, joined, moved
from generator.typeset.vlist import Box, Glue, Penalty
from tests.support.galley import galley, runs, text

INK = Colour(0, 0, 0)
NODE = StructureNode("Link")
RUN = runs(galley(text("paragraph", "word")))[0]
ITEMS: tuple[Item, ...] = (
    RUN,
    Panel(1, 2, 3, 4, (1, 2, 3, 4), INK, None, 1, Artifact.LAYOUT, None),
    Rule(1, 2, 3, 4, 1, INK, Artifact.LAYOUT, None),
    Path((Segment("m", ((1, 2),)), Segment("c", ((1, 2), (3, 4), (5, 6))), Segment("h", ())), INK, None, 1, True,
         Artifact.LAYOUT, None),
    Cells(((1, 2, 3, 4), (5, 6, 7, 8)), INK, NODE, None),
    Picture(1, 2, 3, 4, Image(b"", 3, 4), NODE, None),
    LinkArea(1, 2, 3, 4, "https://example.org", NODE, None),
    CheckBox(1, 2, 3, 4, "task-1", "Walk.", INK, NODE, None),
)  # fmt: skip


def corners(item: Item) -> list[tuple[float, float]]:
    """Every point of an item."""
    if isinstance(item, Rule):
        return [(item.x1, item.y1), (item.x2, item.y2)]
    if isinstance(item, Path):
        return [point for segment in item.segments for point in segment.points]
    if isinstance(item, Cells):
        return [p for x, y, w, h in item.rectangles for p in ((x, y), (x + w, y + h))]
    if isinstance(item, GlyphRun):
        return [(item.x, item.y), (item.x + item.width, item.y)]
    return [(item.x, item.y), (item.x + item.width, item.y + item.height)]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
@given(dx=st.floats(-500, 500), dy=st.floats(-500, 500))
def test_every_point_moves_and_nothing_else_changes(item: Item, dx: float, dy: float) -> None:
    there = moved(item, dx, dy)
    assert type(there) is type(item)
    expected = [(x + dx, y + dy) for x, y in corners(item)]
    for point, other in zip(corners(there), expected, strict=True):
        assert point == pytest.approx(other)
    back = moved(there, -dx, -dy)
    assert [pytest.approx(point) for point in corners(back)] == corners(item)
    assert (there.owner, there.span) == (item.owner, item.span)


def test_items_stand_where_their_boxes_and_their_boxes_lists_do_in_painting_order() -> None:
    rule = ITEMS[2]
    inner = Taken((Placed(10, 20, Box(5, (rule,))),), 25, None)
    outer = Taken((Placed(0, 0, Box(3, (ITEMS[1],))), Placed(100, 200, inner), Placed(0, 7, Glue(2, (rule,)))), 0, None)
    panel, first, second = items_of(outer, 1000, 2000)
    assert corners(panel)[0] == (1001, 2002)
    assert corners(first)[0] == (1111, 2222)
    assert corners(second)[0] == (1001, 2009)


def test_joined_boxes_are_one_box_as_high_as_all_together() -> None:
    one = joined([Box(10, (ITEMS[2],)), Penalty(5), Glue(3), Box(7, (ITEMS[2],))])
    assert one.height == 20
    assert [corners(item)[0] for item in one.items] == [(1, 2), (1, 15)]
