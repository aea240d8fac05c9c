"""The vertical list: what the builder makes and the breaker splits, in TeX's words.

Boxes are unbreakable strips, glue is space that vanishes at a break, penalties say how bad a break is (in lines of
white paper). Groups, rows and columns hold further lists and break inside. Lengths in points, y downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Union

from generator.diagnostics import Source, Span
from generator.record import NamedTuple
from generator.typeset.items import Item

NEVER = 10000.0  # the penalty that forbids a break


class Box(NamedTuple):
    """An unbreakable strip: a line of text, a row of cells, a code. Its items start at its top left corner."""

    height: float
    items: tuple[Item, ...] = ()
    span: Span | None = None


class Glue(NamedTuple):
    """Space between boxes; a separator rule in it is drawn only if the glue survives."""

    height: float
    items: tuple[Item, ...] = ()


class Penalty(NamedTuple):
    """The cost of a break here."""

    cost: float


class DecoratedList(NamedTuple):
    """A list with a decoration round it. It breaks like any list; padding and decoration repeat in every part.

    `decorate(height, first, last)` gives the items under a part of that height. `x` is where the content starts, from
    the group's left edge; the group itself stands at `dx`.
    """

    flow: Flow
    dx: float = 0.0
    x: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    top_rest: float = 0.0  # the top padding of the parts after a break
    least: float = 0.0
    snap: float = 0.0
    keep: str | None = None  # "always": report if it cannot be whole; "try"
    decorate: Callable[[float, bool, bool], tuple[Item, ...]] | None = None
    first: bool = True
    span: Span | None = None


class Row(NamedTuple):
    """Independent lists side by side: (x, list), with None for a list that has ended."""

    cells: tuple[tuple[float, Flow | None], ...]
    align: str = "top"


class ColumnedList(NamedTuple):
    """One list through columns at these x: full where it goes on, balanced where it ends."""

    flow: Flow
    xs: tuple[float, ...]


class Flow(NamedTuple):
    """The rest of a list without copying it: an optional first node, then `nodes` from `start`."""

    nodes: tuple[ListNode, ...]
    start: int = 0
    carry: ListNode | None = None


ListNode = Union[Box, Glue, Penalty, DecoratedList, Row, ColumnedList]


def first_span(flow: Flow, source: Source | None = None) -> Span | None:
    """Where in the input the first text of a list stands; with a `source`, the first that stands in this file."""
    return next((span for span in _spans(flow) if source in (None, span.source)), None)


def _spans(flow: Flow) -> Iterator[Span]:
    for node in (flow.carry, *flow.nodes[flow.start :]):
        if isinstance(node, Box) and node.span:
            yield node.span
        elif isinstance(node, (DecoratedList, ColumnedList)):
            yield from _spans(node.flow)
        elif isinstance(node, Row):
            for _, cell in node.cells:
                yield from _spans(cell) if cell else ()
