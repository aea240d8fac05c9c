"""Turns parts of vertical lists into items at their place on the page."""

from __future__ import annotations

from generator.typeset.breaker import Taken, natural
from generator.typeset.geometry import moved
from generator.typeset.items import Item
from generator.typeset.vlist import Box, Flow, Glue, ListNode, Penalty


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


def frozen(nodes: tuple[ListNode, ...], line: float) -> Box:
    """A list as one unbreakable box; `line` is how high a line of white is."""
    items: list[Item] = []
    height = 0.0
    for node in nodes:
        if isinstance(node, (Box, Glue)):
            items.extend([moved(item, 0.0, height) for item in node.items] if height else node.items)
            height += node.height
        elif not isinstance(node, Penalty):
            taken = natural(Flow(nodes), line)
            return Box(taken.height, items_of(taken, 0.0, 0.0))
    return Box(height, tuple(items))
