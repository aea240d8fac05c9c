"""Random vertical lists, and what stood where after they were taken apart: for tests of the breaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from generator.diagnostics import Source, Span
from generator.structure import Artifact
from generator.typeset.breaker import Frame, Taken, take
from generator.typeset.items import Colour, Rule
from generator.typeset.vlist import NEVER, Box, ColumnedList, DecoratedList, Flow, Glue, ListNode, Penalty, Row

LINE = 10.0
SOURCE = Source("a list", "")
MARK = Rule(0, 0, 1, 0, 1, Colour(0, 0, 0), Artifact.LAYOUT, None)  # glue that carries something is placed

Path = tuple[tuple[int, int], ...]  # of a box: (row, cell) of every row that it is in


class Stood(NamedTuple):
    """A box where it was placed: its number, the page, and its top left corner on it."""

    number: int
    page: int
    x: float
    y: float
    height: float


class Fill(NamedTuple):
    """A list on pages. `told` are the (span, excess) that were reported."""

    pages: list[Taken]
    told: list[tuple[Span | None, float]]

    @property
    def stood(self) -> list[Stood]:
        return [found for number, taken in enumerate(self.pages) for found in boxes_of(taken, number)]


def box(height: float, number: int = 0) -> Box:
    """A box that is known by its number."""
    return Box(height, span=Span(SOURCE, number, 1, number, 1))


def fill(flow: Flow, height: float, line: float = LINE, limit: int = 500) -> Fill:
    """Page after page of `height`, until nothing is left."""
    told: list[tuple[Span | None, float]] = []
    frame = Frame(line, height, lambda span, excess: told.append((span, excess)))
    pages: list[Taken] = []
    rest: Flow | None = flow
    while rest is not None:
        assert len(pages) < limit, "it never ends"
        taken = take(rest, 0.0, height, frame, force=True)
        assert taken is not None, "a forced frame takes something"
        pages.append(taken)
        rest = taken.rest
    return Fill(pages, told)


def boxes_of(taken: Taken, page: int = 0, x: float = 0.0, y: float = 0.0) -> Iterator[Stood]:
    """The numbered boxes of a part, in the order in which they were placed."""
    for dx, dy, what in taken.placed:
        if isinstance(what, Box):
            if what.span:
                yield Stood(what.span.line, page, x + dx, y + dy, what.height)
        elif isinstance(what, Taken):
            yield from boxes_of(what, page, x + dx, y + dy)


def lists_of(taken: Taken) -> Iterator[Taken]:
    """The part and all parts in it."""
    yield taken
    for _, _, what in taken.placed:
        if isinstance(what, Taken):
            yield from lists_of(what)


def paths_of(flow: Flow, above: Path = ()) -> Iterator[tuple[int, Path]]:
    """The numbers of a list's boxes in reading order, each with its path."""
    for node in flow.nodes:
        if isinstance(node, Box):
            assert node.span
            yield node.span.line, above
        elif isinstance(node, (DecoratedList, ColumnedList)):
            yield from paths_of(node.flow, above)
        elif isinstance(node, Row):
            for index, (_, cell) in enumerate(node.cells):
                yield from paths_of(cell or Flow(()), (*above, (id(node), index)))


def side_by_side(one: Path, other: Path) -> bool:
    """Whether two boxes are in different cells of one row, so that neither need come first."""
    for here, there in zip(one, other, strict=False):
        if here != there:
            return here[0] == there[0]
    return False


def numbered(flow: Flow) -> Flow:
    """The list with its boxes numbered from 1 in reading order."""
    count = 0

    def walk(nodes: tuple[ListNode, ...]) -> tuple[ListNode, ...]:
        nonlocal count
        result: list[ListNode] = []
        for node in nodes:
            if isinstance(node, Box):
                count += 1
                result.append(box(node.height, count))
            elif isinstance(node, (DecoratedList, ColumnedList)):
                result.append(node._replace(flow=Flow(walk(node.flow.nodes))))
            elif isinstance(node, Row):
                result.append(node._replace(cells=tuple((x, Flow(walk(cell.nodes)) if cell else None)
                                                        for x, cell in node.cells)))  # fmt: skip
            else:
                result.append(node)
        return tuple(result)

    return Flow(walk(flow.nodes))


heights = st.sampled_from([5.0, 10.0, 10.0, 10.0, 17.5, 30.0])
glues = st.sampled_from([Glue(height, items) for height in (0.0, 3.0, 5.0, 12.0) for items in ((), (MARK,))])
penalties = st.sampled_from([Penalty(cost) for cost in (-2.0, 0.0, 1.0, 2.0, 20.0, NEVER, NEVER)])
flat_nodes: st.SearchStrategy[ListNode] = st.one_of(heights.map(box), heights.map(box), glues, penalties)


def flows(nodes: st.SearchStrategy[ListNode], least: int = 1, most: int = 8) -> st.SearchStrategy[Flow]:
    """Lists with at least one box: an element without any makes no list."""
    listed = st.lists(nodes, min_size=least, max_size=most).map(tuple)
    return listed.map(lambda made: Flow(made if holds_box(made) else (*made, box(LINE))))


def holds_box(nodes: tuple[ListNode, ...]) -> bool:
    return any(not isinstance(node, (Glue, Penalty)) for node in nodes)


def _nest(inner: st.SearchStrategy[ListNode]) -> st.SearchStrategy[ListNode]:
    pads = st.sampled_from([0.0, 4.0])
    keeps = st.sampled_from([None, "try", "always"])
    least, snap = st.sampled_from([0.0, 25.0]), st.sampled_from([0.0, 5.0])
    groups = st.tuples(flows(inner), pads, pads, least, snap, keeps).map(_group)
    cells = st.lists(flows(inner, most=4), min_size=1, max_size=3)
    rows = cells.map(lambda made: Row(tuple((100.0 * index, cell) for index, cell in enumerate(made))))
    xs = st.sampled_from([(0.0, 100.0), (0.0, 100.0, 200.0)])
    columns = st.tuples(flows(inner), xs).map(lambda made: ColumnedList(*made))
    return st.one_of(groups, rows, columns)


def _group(made: tuple[Flow, float, float, float, float, str | None]) -> DecoratedList:
    flow, top, bottom, least, snap, keep = made
    return DecoratedList(flow, top=top, bottom=bottom, top_rest=top, least=least, snap=snap, keep=keep)


nodes = st.recursive(flat_nodes, lambda inner: st.one_of(flat_nodes, _nest(inner)), max_leaves=12)
nested = flows(nodes, most=14).map(numbered)
flat = flows(flat_nodes, most=25).map(numbered)
