"""Takes what fits a frame from a vertical list and returns the rest: TeX's vsplit, over six kinds of node.

Boxes are unbreakable strips, glue is space that vanishes at a break, penalties say how bad a break is (in lines of
white paper). Groups, rows and columns hold further lists and break inside. One operation, `take`, serves pages,
columns, panels, sections side by side and the faces of a card. Lengths in points, y downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Union

from generator.diagnostics import Span
from generator.typeset.items import Item

NEVER = 10000.0  # the penalty that forbids a break; its negative forces one
ENDLESS = 1e7  # the height of a frame in which everything fits
_HAIR = 0.01


class Anchor(NamedTuple):
    """Where a mark aligns: the first line of text in a box, from the box's origin; metrics in points."""

    x: float
    baseline: float
    cap_height: float
    x_height: float


class Box(NamedTuple):
    """An unbreakable strip: a line of text, a row of cells, a code. Its items start at its top left corner."""

    height: float
    items: tuple[Item, ...] = ()
    anchor: Anchor | None = None
    span: Span | None = None


class Glue(NamedTuple):
    """Space between boxes; a separator rule in it is drawn only if the glue survives."""

    height: float
    items: tuple[Item, ...] = ()


class Penalty(NamedTuple):
    """The cost of a break here."""

    cost: float


class Group(NamedTuple):
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


class Columns(NamedTuple):
    """One list through columns at these x: full where it goes on, balanced where it ends."""

    flow: Flow
    xs: tuple[float, ...]


class Flow(NamedTuple):
    """The rest of a list without copying it: an optional first node, then `nodes` from `start`."""

    nodes: tuple[Node, ...]
    start: int = 0
    carry: Node | None = None


Node = Union[Box, Glue, Penalty, Group, Row, Columns]


class Placed(NamedTuple):
    """A box or a part of a nested list, from the origin of what holds it."""

    dx: float
    dy: float
    what: Union[Box, Glue, Taken]


class Taken(NamedTuple):
    """What a frame got: placed boxes, the height used, the rest (None at the end) and what the break there costs."""

    placed: tuple[Placed, ...]
    height: float
    rest: Flow | None
    cost: float = 0.0


class Frame(NamedTuple):
    """What a list is taken into. `overfull` is told of strips higher than the frame and of broken kept groups."""

    line: float  # points in a line of white
    height: float  # of the empty frame
    overfull: Callable[[Span | None, float], None]


def take(flow: Flow, y: float, available: float, frame: Frame, force: bool = False) -> Taken | None:
    """Take what fits into `available`, starting at `y` from the frame's top; None if nothing fits.

    Of the legal breaks the one with the least penalty plus white paper left wins, the later of equals. With `force`
    (the frame is empty) something always goes in, so the caller's loop ends and nothing is lost.
    """
    nodes, index, carry = flow
    placed: list[Placed] = []
    height = 0.0  # of all placed, with glue
    best: tuple[float, int, float, Flow] | None = None  # cost, placed, height, rest
    inner: tuple[Taken, float] | None = None  # a group that broke, as the best break
    after_box = False

    def candidate(cost: float, rest: Flow) -> None:
        nonlocal best, inner
        cost += (available - height) / frame.line
        if best is None or cost <= best[0]:
            best = (cost, len(placed), height, rest)
            inner = None

    while carry is not None or index < len(nodes):
        node = carry if carry is not None else nodes[index]
        following = index if carry is not None else index + 1
        carry = None
        if isinstance(node, Glue):
            if placed:
                if after_box:
                    candidate(0.0, Flow(nodes, following))
                if node.items:
                    placed.append(Placed(0.0, height, node))
                height += node.height
            after_box = False
            index = following
            continue
        if isinstance(node, Penalty):
            if placed and node.cost < NEVER:
                candidate(node.cost, Flow(nodes, following))
            after_box = False
            index = following
            continue
        if isinstance(node, Box):
            if height + node.height > available + _HAIR:
                if placed or not force:
                    break
                frame.overfull(node.span, height + node.height - available)
            placed.append(Placed(0.0, height, node))
            height += node.height
        else:
            part = take_nested(node, y + height, available - height, frame, force and not placed)
            if part is None:
                break
            if part.rest is not None:
                assert part.rest.carry is not None
                cost = part.cost
                rest = Flow(nodes, following, part.rest.carry)
                if best is None or cost <= best[0]:
                    best = (cost, len(placed), height, rest)
                    inner = (part, height)
                break
            placed.append(Placed(0.0, height, part))
            height += part.height
        after_box = True
        index = following
    else:
        return Taken(tuple(placed), height, None)

    if best is None:
        if not (force and placed):
            return None
        # A chain that must not break is longer than the frame: break it here rather than lose it.
        frame.overfull(first_span(Flow(nodes, index, carry)), 0.0)
        return Taken(tuple(placed), height, Flow(nodes, index, node if following == index else None), NEVER)
    cost, count, used, rest = best
    if inner is not None:
        part, at = inner
        return Taken((*placed[:count], Placed(0.0, at, part)), at + part.height, rest, cost)
    return Taken(tuple(placed[:count]), used, _trimmed(rest), cost)


def take_nested(
    node: Union[Group, Row, Columns], y: float, available: float, frame: Frame, force: bool
) -> Taken | None:
    """`take` for a node that holds lists. A rest is a flow with the rest of the node as its `carry`."""
    if isinstance(node, Group):
        return _take_group(node, y, available, frame, force)
    if isinstance(node, Row):
        return _take_row(node, y, available, frame, force)
    return _take_columns(node, y, available, frame, force)


def natural(flow: Flow, frame: Frame) -> Taken:
    """The whole list as it stands in an endless frame."""
    taken = take(flow, 0.0, ENDLESS, frame, True)
    assert taken is not None and taken.rest is None
    return taken


def first_anchor(nodes: Sequence[Node]) -> Anchor | None:
    """The anchor of the first box with text, if the list starts with one."""
    for node in nodes:
        if isinstance(node, Box):
            return node.anchor
        if isinstance(node, Group):
            return first_anchor(node.flow.nodes)
    return None


def first_span(flow: Flow) -> Span | None:
    """Where in the input the first text of a list stands."""
    nodes = (flow.carry, *flow.nodes[flow.start :]) if flow.carry is not None else flow.nodes[flow.start :]
    for node in nodes:
        if isinstance(node, Box):
            if node.span:
                return node.span
        elif isinstance(node, (Group, Columns)):
            span = first_span(node.flow)
            if span:
                return span
        elif isinstance(node, Row):
            for _, cell in node.cells:
                span = first_span(cell) if cell else None
                if span:
                    return span
    return None


def _trimmed(flow: Flow) -> Flow | None:
    """The list without leading glue and penalties: a frame is never opened for space. None if nothing is left."""
    if flow.carry is not None:
        return flow
    start = flow.start
    while start < len(flow.nodes) and isinstance(flow.nodes[start], (Glue, Penalty)):
        start += 1
    return Flow(flow.nodes, start) if start < len(flow.nodes) else None


def _take_group(group: Group, y: float, available: float, frame: Frame, force: bool) -> Taken | None:
    room = available - group.top - group.bottom
    inner = take(group.flow, y + group.top, room, frame, force)
    if inner is None:
        return None
    rest = inner.rest
    if rest is not None and group.keep:
        whole = natural(group.flow, frame).height + group.top + group.bottom
        if whole <= frame.height + _HAIR and not force:
            return None
        if group.keep == "always":
            frame.overfull(group.span, whole - frame.height)
    height = max(inner.height + group.top + group.bottom, group.least if rest is None else 0.0)
    if group.snap and rest is None and available < ENDLESS / 2:
        end = -(-(y + height - _HAIR) // group.snap) * group.snap
        height = min(end - y, max(available, height))
    elif group.snap and rest is None:
        height = -(-(height - _HAIR) // group.snap) * group.snap
    if height > available + _HAIR and rest is None:
        if not force:
            return None
        frame.overfull(group.span, height - available)
    placed = [Placed(group.dx + group.x, group.top, inner)]
    if group.decorate:
        placed.insert(0, Placed(group.dx, 0.0, Box(height, group.decorate(height, group.first, rest is None))))
    if rest is None:
        return Taken(tuple(placed), height, None)
    remainder = group._replace(flow=rest, first=False, least=0.0, top=group.top_rest)
    return Taken(tuple(placed), height, Flow((), 0, remainder), inner.cost)


def _take_row(row: Row, y: float, available: float, frame: Frame, force: bool) -> Taken | None:
    placed: list[Placed] = []
    rests: list[tuple[float, Flow | None]] = []
    cost = 0.0
    parts: list[tuple[float, Taken]] = []
    for x, flow in row.cells:
        if flow is None:
            rests.append((x, None))
            continue
        part = take(flow, y, available, frame, force)
        if part is None:
            return None
        parts.append((x, part))
        rests.append((x, part.rest))
        cost = max(cost, part.cost)
    height = max((part.height for _, part in parts), default=0.0)
    for x, part in parts:
        placed.append(Placed(x, height - part.height if row.align == "bottom" else 0.0, part))
    if all(rest is None for _, rest in rests):
        return Taken(tuple(placed), height, None)
    return Taken(tuple(placed), height, Flow((), 0, row._replace(cells=tuple(rests))), cost)


def _take_columns(columns: Columns, y: float, available: float, frame: Frame, force: bool) -> Taken | None:
    filled = _fill(columns, y, available, frame, force)
    if filled is None:
        return None
    parts, rest = filled
    if rest is None:
        low, high = 0.0, max(part.height for part in parts)
        quiet = frame._replace(overfull=_say_nothing)
        while high - low > 0.5:
            middle = (low + high) / 2
            tried = _fill(columns, y, middle, quiet, False)
            if tried is not None and tried[1] is None:
                parts = tried[0]
                high = min(middle, max(part.height for part in parts))
            else:
                low = middle
    height = max(part.height for part in parts)
    placed = tuple(Placed(x, 0.0, part) for x, part in zip(columns.xs, parts, strict=False))
    if rest is None:
        return Taken(placed, height, None)
    return Taken(placed, height, Flow((), 0, Columns(rest, columns.xs)), parts[-1].cost)


def _fill(
    columns: Columns, y: float, available: float, frame: Frame, force: bool
) -> tuple[list[Taken], Flow | None] | None:
    parts: list[Taken] = []
    rest: Flow | None = columns.flow
    for index in range(len(columns.xs)):
        if rest is None:
            break
        part = take(rest, y, available, frame, force and index == 0)
        if part is None:
            # An empty later column is no harm: the list goes on in the next frame.
            return (parts, rest) if parts else None
        parts.append(part)
        rest = part.rest
    return parts, rest


def _say_nothing(span: Span | None, excess: float) -> None:
    """For trials whose outcome is thrown away."""
