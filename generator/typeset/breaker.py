"""Takes what fits a frame from a vertical list and returns the rest: TeX's vsplit, over six kinds of node.

One operation, `take`, serves pages, columns, panels, sections side by side and the faces of a card.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Span
from generator.record import NamedTuple
from generator.typeset.vlist import (
    NEVER,
    Box,
    ColumnedList,
    DecoratedList,
    Flow,
    Glue,
    ListNode,
    Penalty,
    Row,
    first_span,
)

ENDLESS = 1e7  # the height of a frame in which everything fits
_HAIR = 0.01
_PRECISION = 0.5  # points, of balanced columns


class Placement(NamedTuple):
    """A box or a part of a nested list, from the origin of what holds it."""

    dx: float
    dy: float
    what: Box | Glue | Taken


class Taken(NamedTuple):
    """What a frame got: placed boxes, the height used, the rest (None at the end) and what the break there costs."""

    placed: tuple[Placement, ...]
    height: float
    rest: Flow | None
    cost: float = 0.0


class Frame(NamedTuple):
    """What a list is taken into. `overfull` is called for strips higher than it and for broken kept groups."""

    line: float  # points in a line of white
    height: float  # of the empty frame
    overfull: Callable[[Span | None, float], None]


def take(flow: Flow, y: float, available: float, frame: Frame, force: bool = False) -> Taken | None:
    """Take what fits into `available`, starting at `y` from the frame's top; None if nothing fits.

    Of the legal breaks the one with the least penalty plus white paper left wins, the later of equals. With `force`
    (the frame is empty) something always goes in, so the caller's loop ends and nothing is lost.
    """
    return _Taking(y, available, frame, force).taken(flow)


class _Break(NamedTuple):
    """A legal break: after `placed` boxes, with `height` used; `part` is what a nested list gave before it broke."""

    cost: float
    placed: int
    height: float
    rest: Flow
    part: Taken | None = None


class _Taking:
    """One pass over a list: places what fits and remembers the best break so far."""

    __slots__ = ("available", "best", "force", "frame", "height", "placed", "y")

    def __init__(self, y: float, available: float, frame: Frame, force: bool) -> None:
        self.y = y
        self.available = available
        self.frame = frame
        self.force = force
        self.placed: list[Placement] = []
        self.height = 0.0  # of all placed, with glue
        self.best: _Break | None = None

    def taken(self, flow: Flow) -> Taken | None:
        """What fits of a list. Glue is a break after a box and vanishes at the top of a frame."""
        nodes, index, carry = flow
        placed, count = self.placed, len(nodes)
        after_box = False
        while carry is not None or index < count:
            node = nodes[index] if carry is None else carry
            following = index if carry is not None else index + 1
            if isinstance(node, Box):
                excess = self.height + node.height - self.available
                if excess > _HAIR:
                    if placed or not self.force:
                        break
                    self.frame.overfull(node.span, excess)
                placed.append(Placement(0.0, self.height, node))
                self.height += node.height
                after_box = True
            elif isinstance(node, Glue):
                if placed:
                    if after_box:
                        self.consider(0.0, nodes, following)
                    if node.items:
                        placed.append(Placement(0.0, self.height, node))
                    self.height += node.height
                after_box = False
            elif isinstance(node, Penalty):
                if placed and node.cost < NEVER:
                    self.consider(node.cost, nodes, following)
                after_box = False
            elif self.nested(node, nodes, following):
                after_box = True
            else:
                break
            index, carry = following, None
        else:
            return Taken(tuple(placed), self.height, None)
        return self.broken(Flow(nodes, index, carry))

    def consider(self, cost: float, nodes: tuple[ListNode, ...], index: int) -> None:
        """Remember a break before a node, if none is better."""
        cost += (self.available - self.height) / self.frame.line
        if self.best is None or cost <= self.best.cost:
            self.best = _Break(cost, len(self.placed), self.height, Flow(nodes, index))

    def nested(self, node: DecoratedList | Row | ColumnedList, nodes: tuple[ListNode, ...], index: int) -> bool:
        """Place what fits of a nested list; False if it did not fit whole, for nothing can follow it then."""
        force = self.force and not self.placed
        part = take_nested(node, self.y + self.height, self.available - self.height, self.frame, force)
        if part is None:
            return False
        if part.rest is None:
            self.placed.append(Placement(0.0, self.height, part))
            self.height += part.height
            return True
        if self.best is None or part.cost <= self.best.cost:
            rest = Flow(nodes, index, part.rest.carry)
            self.best = _Break(part.cost, len(self.placed), self.height, rest, part)
        return False

    def broken(self, rest: Flow) -> Taken | None:
        """What stands before the best break, where the list did not fit beyond this rest."""
        best = self.best
        if best is None:
            if not (self.force and self.placed):
                return None
            # A chain that must not break is longer than the frame: break it here rather than lose it.
            self.frame.overfull(first_span(rest), 0.0)
            return Taken(tuple(self.placed), self.height, rest, NEVER)
        placed = tuple(self.placed[: best.placed])
        if best.part is not None:
            part = best.part
            return Taken((*placed, Placement(0.0, best.height, part)), best.height + part.height, best.rest, best.cost)
        return Taken(placed, best.height, _trimmed(best.rest), best.cost)


def take_nested(
    node: DecoratedList | Row | ColumnedList, y: float, available: float, frame: Frame, force: bool
) -> Taken | None:
    """`take` for a node that holds lists. A rest is a flow with the rest of the node as its `carry`."""
    if isinstance(node, DecoratedList):
        return _take_group(node, y, available, frame, force)
    if isinstance(node, Row):
        return _take_row(node, y, available, frame, force)
    return _take_columns(node, y, available, frame, force)


def natural(flow: Flow, line: float) -> Taken:
    """The whole list as it stands in an endless frame, where nothing is ever too high."""
    taken = take(flow, 0.0, ENDLESS, Frame(line, ENDLESS, _say_nothing), True)
    assert taken is not None
    assert taken.rest is None
    return taken


def _trimmed(flow: Flow) -> Flow | None:
    """The list without leading glue and penalties: a frame is never opened for space. None if nothing is left."""
    if flow.carry is not None:
        return flow
    start = flow.start
    while start < len(flow.nodes) and isinstance(flow.nodes[start], (Glue, Penalty)):
        start += 1
    return Flow(flow.nodes, start) if start < len(flow.nodes) else None


def _take_group(group: DecoratedList, y: float, available: float, frame: Frame, force: bool) -> Taken | None:
    room = available - group.top - group.bottom
    inner = take(group.flow, y + group.top, room, frame, force)
    if inner is None:
        return None
    rest = inner.rest
    if rest is not None and group.keep and group.first:  # what goes on already was not whole
        whole = natural(group.flow, frame.line).height + group.top + group.bottom
        if whole <= frame.height + _HAIR and not force:
            return None
        if group.keep == "always":
            frame.overfull(group.span, whole - frame.height)
    height = max(inner.height + group.top + group.bottom, group.least if rest is None else 0.0)
    if group.snap and rest is None:
        start = y if available < ENDLESS / 2 else 0.0
        end = -(-(start + height - _HAIR) // group.snap) * group.snap
        height = min(end - start, max(available, height))
    if height > available + _HAIR and rest is None:
        if not force:
            return None
        if inner.height <= room + _HAIR:  # else a strip in it was told of already
            frame.overfull(group.span, height - available)
    placed = [Placement(group.dx + group.x, group.top, inner)]
    if group.decorate:
        placed.insert(0, Placement(group.dx, 0.0, Box(height, group.decorate(height, group.first, rest is None))))
    if rest is None:
        return Taken(tuple(placed), height, None)
    remainder = group._replace(flow=rest, first=False, least=0.0, top=group.top_rest)
    return Taken(tuple(placed), height, Flow((), 0, remainder), inner.cost)


def _take_row(row: Row, y: float, available: float, frame: Frame, force: bool) -> Taken | None:
    parts: list[tuple[float, Taken | None]] = []
    for x, flow in row.cells:
        part = flow and take(flow, y, available, frame, force)
        if flow and part is None:
            return None
        parts.append((x, part))
    height = max((part.height for _, part in parts if part), default=0.0)
    placed = tuple(
        Placement(x, height - part.height if row.align == "bottom" else 0.0, part) for x, part in parts if part
    )
    rests = tuple((x, part and part.rest) for x, part in parts)
    if not any(rest for _, rest in rests):
        return Taken(placed, height, None)
    cost = max(part.cost for _, part in parts if part)
    return Taken(placed, height, Flow((), 0, row._replace(cells=rests)), cost)


def _take_columns(columns: ColumnedList, y: float, available: float, frame: Frame, force: bool) -> Taken | None:
    parts, rest = _fill(columns, y, available, frame, force)
    if not parts:
        return None
    if rest is None:
        parts = _balanced(columns, y, parts, frame)
    height = max(part.height for part in parts)
    placed = tuple(Placement(x, 0.0, part) for x, part in zip(columns.xs, parts, strict=False))
    if rest is None:
        return Taken(placed, height, None)
    return Taken(placed, height, Flow((), 0, ColumnedList(rest, columns.xs)), parts[-1].cost)


def _balanced(columns: ColumnedList, y: float, parts: list[Taken], frame: Frame) -> list[Taken]:
    """Columns as low as they can be and still hold everything, found by bisection to half a point."""
    quiet = frame._replace(overfull=_say_nothing)
    high = max(part.height for part in parts)
    # A fair share is a good guess of the least height; columns that are much lower are rare.
    guess = sum(part.height for part in parts) / len(columns.xs) - 2 * frame.line
    low = 0.0
    while high - low > _PRECISION:
        middle = guess if low < guess < high else (low + high) / 2
        tried = _fill(columns, y, middle, quiet, False)
        if tried[1] is None:
            parts = tried[0]
            high = min(middle, max(part.height for part in parts))
        else:
            low = middle
    return parts


def _fill(
    columns: ColumnedList, y: float, available: float, frame: Frame, force: bool
) -> tuple[list[Taken], Flow | None]:
    """What each column takes, and the rest; nothing if not even the first takes something."""
    parts: list[Taken] = []
    rest: Flow | None = columns.flow
    while rest is not None and len(parts) < len(columns.xs):
        part = take(rest, y, available, frame, force and not parts)
        if part is None:
            break  # an empty later column is no harm: the list goes on in the next frame
        parts.append(part)
        rest = part.rest
    return parts, rest


def _say_nothing(span: Span | None, excess: float) -> None:
    """For trials whose outcome is thrown away."""
