"""Parts of lists as items: where they stand, and in painting order."""

from __future__ import annotations

from generator.structure import Artifact
from generator.typeset.breaker import Placement, Taken
from generator.typeset.items import Colour, Item, Rule
from generator.typeset.move import frozen, items_of
from generator.typeset.vlist import Box, Glue, Penalty

RULE = Rule(1, 2, 3, 4, 1, Colour(0, 0, 0), Artifact.LAYOUT, None)


def start(item: Item) -> tuple[float, float]:
    assert isinstance(item, Rule)
    return item.x1, item.y1


def test_items_stand_where_their_boxes_and_their_boxes_lists_do_in_painting_order() -> None:
    inner = Taken((Placement(10, 20, Box(5, (RULE,))),), 25, None)
    outer = Taken(
        (Placement(0, 0, Box(3, (RULE,))), Placement(100, 200, inner), Placement(0, 7, Glue(2, (RULE,)))), 0, None
    )
    assert [start(item) for item in items_of(outer, 1000, 2000)] == [(1001, 2002), (1111, 2222), (1001, 2009)]


def test_frozen_boxes_are_one_box_as_high_as_all_together() -> None:
    one = frozen((Box(10, (RULE,)), Penalty(5), Glue(3), Box(7, (RULE,))), 1.0)
    assert one.height == 20
    assert [start(item) for item in one.items] == [(1, 2), (1, 15)]
