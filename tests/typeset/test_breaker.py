"""The breaker: nothing lost, nothing twice, nothing too high in silence, and no page more than need be."""

from __future__ import annotations

import itertools
import random
import sys
from types import FrameType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.typeset.breaker import Frame, Placement, Taken, natural, take
from generator.typeset.items import Item
from generator.typeset.vlist import NEVER, Box, ColumnedList, DecoratedList, Flow, Glue, ListNode, Penalty, Row
from tests.support.fuzzing import times
from tests.support.lists import LINE, Fill, box, boxes_of, fill, flat, lists_of, nested, paths_of, side_by_side

HAIR = 0.02
frames = st.sampled_from([20.0, 45.0, 100.0, 240.0])


def numbers(filled: Fill) -> list[list[int]]:
    """The boxes of each page."""
    return [[found.number for found in boxes_of(taken)] for taken in filled.pages]


def boxes(*heights: float, between: tuple[ListNode, ...] = (Glue(0.0),)) -> Flow:
    """Boxes numbered from 1 with the same between any two."""
    nodes: list[ListNode] = []
    for number, height in enumerate(heights, 1):
        nodes += [*(between if nodes else ()), box(height, number)]
    return Flow(tuple(nodes))


# What must hold for every list


@settings(max_examples=times(200))
@given(nested, frames)
def test_page_after_page_loses_nothing_and_repeats_nothing(flow: Flow, height: float) -> None:
    told = sorted(found.number for found in fill(flow, height).stood)
    assert told == [number for number, _ in paths_of(flow)]


@settings(max_examples=times(200))
@given(nested, frames)
def test_the_order_is_kept(flow: Flow, height: float) -> None:
    order = {found.number: index for index, found in enumerate(fill(flow, height).stood)}
    for (one, here), (other, there) in itertools.combinations(paths_of(flow), 2):
        assert order[one] < order[other] or side_by_side(here, there)


@settings(max_examples=times(200))
@given(nested, frames)
def test_nothing_is_higher_than_its_frame_unless_it_is_reported(flow: Flow, height: float) -> None:
    filled = fill(flow, height)
    for taken in filled.pages:
        low = max((found.y + found.height for found in boxes_of(taken)), default=0.0)
        if low > height + HAIR:
            assert filled.told


@settings(max_examples=times(200))
@given(nested, frames)
def test_glue_never_stands_at_the_top_of_a_list_or_of_what_is_left_of_it(flow: Flow, height: float) -> None:
    for page in fill(flow, height).pages:
        for taken in lists_of(page):
            assert not taken.placed or not isinstance(taken.placed[0].what, Glue)


@given(flat, frames)
def test_the_first_box_of_a_page_stands_at_its_top(flow: Flow, height: float) -> None:
    for taken in fill(flow, height).pages:
        assert next(boxes_of(taken)).y == 0.0


@settings(max_examples=times(300))
@given(flat, frames)
def test_a_page_ends_only_where_it_may_unless_that_is_reported(flow: Flow, height: float) -> None:
    filled = fill(flow, height)
    between: dict[int, list[ListNode]] = {}
    last = 0
    for node in flow.nodes:
        if isinstance(node, Box):
            assert node.span
            last = node.span.line
        else:
            between.setdefault(last, []).append(node)
    reported = len(filled.told)
    for page in numbers(filled)[:-1]:
        here = between.get(page[-1], [])
        allowed = here[:1] and isinstance(here[0], Glue)
        allowed = allowed or any(isinstance(node, Penalty) and node.cost < NEVER for node in here)
        reported -= not allowed
    assert reported >= 0


@settings(max_examples=times(300))
@given(nested, frames)
def test_a_kept_group_that_fits_an_empty_page_is_never_split(flow: Flow, height: float) -> None:
    filled = fill(flow, height)
    page = {found.number: found.page for found in filled.stood}
    for node in flow.nodes:
        if isinstance(node, DecoratedList) and node.keep:
            # Rounded up wherever it may start, so that there is room for it on any page.
            whole = natural(Flow((node,)), LINE).height
            if whole + node.snap <= height:
                assert len({page[number] for number, _ in paths_of(node.flow)}) == 1


@given(nested)
def test_one_page_that_is_high_enough_holds_everything_without_a_word(flow: Flow) -> None:
    filled = fill(flow, 2000)
    assert len(filled.pages) == 1
    assert filled.told == []


# Single rules


def test_a_later_break_wins_among_equals_and_white_paper_costs() -> None:
    assert numbers(fill(boxes(10, 10, 10, 10), 30)) == [[1, 2, 3], [4]]


def test_a_dear_break_is_worth_as_many_lines_of_white_as_it_costs() -> None:
    def listed(cost: float) -> Flow:
        return Flow((box(10, 1), Glue(0), box(10, 2), Penalty(0), box(10, 3), Penalty(cost), box(10, 4), box(10, 5)))

    assert numbers(fill(listed(0.9), 30))[0] == [1, 2, 3]
    assert numbers(fill(listed(1.1), 30))[0] == [1, 2]
    assert numbers(fill(listed(1.0), 30))[0] == [1, 2, 3]  # the later of equals


def test_a_group_is_begun_where_a_break_in_it_costs_no_more_than_one_before_it() -> None:
    """Before it, two lines stay white; in it, one does."""

    def listed(cost: float) -> Flow:
        return Flow((box(10, 1), Glue(0), DecoratedList(Flow((box(10, 2), Penalty(cost), box(20, 3))))))

    assert numbers(fill(listed(0.9), 30)) == [[1, 2], [3]]
    assert numbers(fill(listed(1.0), 30)) == [[1, 2], [3]]
    assert numbers(fill(listed(1.1), 30)) == [[1], [2, 3]]


def test_glue_vanishes_at_a_break_and_stays_elsewhere() -> None:
    filled = fill(boxes(10, 10, 10, between=(Glue(5),)), 25)
    assert [(found.page, found.y) for found in filled.stood] == [(0, 0), (0, 15), (1, 0)]


def test_a_box_higher_than_the_frame_is_set_and_reported_once_with_its_excess() -> None:
    filled = fill(boxes(10, 50, 10), 30)
    assert numbers(filled) == [[1], [2], [3]]
    ((span, excess),) = filled.told
    assert span is not None
    assert (span.line, excess) == (2, 20)


def test_a_chain_longer_than_the_frame_is_broken_and_reported() -> None:
    filled = fill(boxes(10, 10, 10, 10, between=(Penalty(NEVER),)), 25)
    assert numbers(filled) == [[1, 2], [3, 4]]
    assert len(filled.told) == 1


def test_trailing_space_opens_no_page() -> None:
    flow = Flow((box(10, 1), Glue(50), Penalty(0), Glue(5)))
    assert len(fill(flow, 12).pages) == 1


def test_padding_repeats_in_every_part_of_a_group() -> None:
    group = DecoratedList(boxes(10, 10, 10, 10), x=7, top=3, top_rest=2, bottom=4)
    filled = fill(Flow((group,)), 28)
    assert [(found.page, found.x, found.y) for found in filled.stood] == [(0, 7, 3), (0, 7, 13), (1, 7, 2), (1, 7, 12)]
    assert [taken.height for taken in filled.pages] == [27, 26]


def test_a_decoration_knows_its_height_and_whether_it_is_the_first_or_last_part() -> None:
    seen: list[tuple[float, bool, bool]] = []

    def decorate(height: float, first: bool, last: bool) -> tuple[Item, ...]:
        seen.append((height, first, last))
        return ()

    group = DecoratedList(boxes(*[10.0] * 5), top=1, top_rest=1, decorate=decorate)
    pages = fill(Flow((group,)), 22).pages
    assert seen == [(21, True, False), (21, False, False), (11, False, True)]
    decorated = [page.placed[0].what for page in pages]
    assert [part.placed[0] for part in decorated if isinstance(part, Taken)] == [
        Placement(0.0, 0.0, Box(height)) for height, _, _ in seen
    ]


def test_nothing_is_taken_by_force_unless_it_is_asked_for() -> None:
    told: list[float] = []
    frame = Frame(LINE, 30, lambda span, excess: told.append(excess))
    assert take(Flow((box(50),)), 0.0, 30, frame) is None
    assert told == []
    forced = take(Flow((box(50),)), 0.0, 30, frame, force=True)
    assert forced is not None
    assert (forced.height, told) == (50, [20])


@pytest.mark.parametrize(("first", "height"), [(10.0, 10.0), (0.5, 0.5)])
def test_a_part_that_goes_on_is_as_high_as_what_stands_in_it(first: float, height: float) -> None:
    """The least height is that of the whole, so it holds where the group ends."""
    one, other = fill(Flow((DecoratedList(boxes(first, 24.8), least=22.0),)), 25).pages
    assert one.height == height
    assert other.height == 24.8
    (whole,) = fill(Flow((DecoratedList(boxes(first), least=22.0),)), 25).pages
    assert whole.height == 22


def test_least_and_snap_hold_where_a_group_ends() -> None:
    group = DecoratedList(boxes(10), snap=15.0, least=12.0)
    frame = Frame(LINE, 100, lambda *_: None)
    for y, height in ((0.0, 15.0), (15.0, 15.0), (4.0, 26.0), (2.0, 13.0)):
        taken = take(Flow((group,)), y, 60, frame)
        assert taken is not None
        assert taken.height == pytest.approx(height), y


def test_a_kept_group_moves_on_whole() -> None:
    group = DecoratedList(boxes(10, 10, 10), keep="always")
    filled = fill(Flow((box(10, 9), Glue(0), group)), 35)
    assert numbers(filled) == [[9], [1, 2, 3]]
    assert filled.told == []


@pytest.mark.parametrize(("keep", "reports"), [("always", 1), ("try", 0)])
def test_a_group_higher_than_a_page_starts_under_its_heading_and_is_reported_once(keep: str, reports: int) -> None:
    group = DecoratedList(boxes(*[10.0] * 5), keep=keep)
    filled = fill(Flow((box(10, 9), Penalty(NEVER), Glue(0), group)), 35)
    assert numbers(filled) == [[9, 1, 2], [3, 4, 5]]
    assert len(filled.told) == reports


def test_a_group_of_three_pages_is_reported_once() -> None:
    filled = fill(Flow((DecoratedList(boxes(*[10.0] * 9), keep="always"),)), 35)
    assert len(filled.pages) == 3
    assert len(filled.told) == 1


def test_cells_of_a_row_break_each_for_itself_and_what_follows_stands_under_the_highest() -> None:
    row = Row(((0, boxes(10, 10, 10, 10)), (100, Flow((box(10, 5), Glue(0), box(10, 6))))))
    filled = fill(Flow((row, Glue(0), box(10, 7))), 30)
    assert numbers(filled) == [[1, 2, 3, 5, 6], [4, 7]]
    assert [(found.x, found.y) for found in filled.stood if found.number in (4, 7)] == [(0, 0), (0, 10)]


def test_a_row_moves_on_whole_if_one_cell_gets_nothing() -> None:
    row = Row(((0, boxes(10, 10)), (100, Flow((box(30, 3),)))))
    assert numbers(fill(Flow((box(10, 9), Glue(0), row)), 35)) == [[9], [1, 2, 3]]


def test_cells_that_stand_at_the_bottom() -> None:
    filled = fill(Flow((Row(((0, boxes(30)), (50, Flow((box(10, 2),)))), "bottom"),)), 50)
    assert [(found.x, found.y) for found in filled.stood] == [(0, 0), (50, 20)]


# Columns


@settings(max_examples=times(200))
@given(st.lists(st.sampled_from([5.0, 10.0, 17.5, 30.0]), min_size=1, max_size=9), st.sampled_from([2, 3]),
       st.sampled_from([0.0, 5.0]))  # fmt: skip
def test_balanced_columns_are_as_low_as_can_be(heights: list[float], count: int, gap: float) -> None:
    """Against every way to cut the list into as many columns."""
    columns = ColumnedList(boxes(*heights, between=(Glue(gap),)), tuple(100.0 * index for index in range(count)))
    (taken,) = fill(Flow((columns,)), 1000).pages

    def height(first: int, end: int) -> float:
        return sum(heights[first:end]) + gap * max(end - first - 1, 0)

    inner = itertools.combinations_with_replacement(range(len(heights) + 1), count - 1)
    least = min(max(itertools.starmap(height, itertools.pairwise((0, *cuts, len(heights))))) for cuts in inner)
    assert least - HAIR <= taken.height <= least + 0.5 + HAIR


@pytest.mark.parametrize("seed", range(20))
def test_columns_of_kept_paragraphs_fit_no_lower_frame(seed: int) -> None:
    columns = ColumnedList(Flow(tuple(essay(seed))), (0.0, 100.0))
    frame = Frame(15.0, 1e6, lambda *_: None)
    lower = take(Flow((columns,)), 0.0, natural(Flow((columns,)), 15.0).height - 0.6, frame)
    assert lower is None or lower.rest


def test_columns_are_read_down_and_then_to_the_right() -> None:
    columns = ColumnedList(boxes(*[10.0] * 6), (0.0, 100.0))
    (taken,) = fill(Flow((columns,)), 100).pages
    assert [(found.x, found.y) for found in boxes_of(taken)] == [(x, y) for x in (0, 100) for y in (0, 10, 20)]


def test_columns_are_full_where_the_list_goes_on_and_balanced_where_it_ends() -> None:
    filled = fill(Flow((ColumnedList(boxes(*[10.0] * 14), (0.0, 100.0)), Glue(0), box(10, 99))), 50)
    first, second = filled.pages
    assert first.height == 50
    assert numbers(filled)[0] == list(range(1, 11))
    assert second.height == 30
    assert numbers(filled)[1] == [11, 12, 13, 14, 99]


def test_balanced_columns_break_nothing_that_must_not_be_broken() -> None:
    chain = boxes(10, 10, 10, 10, between=(Penalty(NEVER),))
    filled = fill(Flow((ColumnedList(chain, (0.0, 100.0)),)), 100)
    assert [(found.x, found.y) for found in filled.stood] == [(0, 0), (0, 10), (0, 20), (0, 30)]
    assert filled.told == []


def test_trials_of_balancing_are_not_told() -> None:
    """A group higher than the frame is told of when it is set, and not as often as a height was tried."""
    group = DecoratedList(boxes(*[10.0] * 8), keep="always")
    filled = fill(Flow((ColumnedList(Flow((group,)), (0.0, 100.0)),)), 50)
    assert [found.x for found in filled.stood] == [0.0] * 4 + [100.0] * 4
    assert len(filled.told) == 1


@given(nested, st.sampled_from([45.0, 100.0, 240.0]))
def test_columns_hold_any_list(flow: Flow, height: float) -> None:
    """Columns inside a column go through the same code; here nothing may be lost either."""
    filled = fill(Flow((ColumnedList(flow, (0.0, 300.0)),)), height)
    assert sorted(found.number for found in filled.stood) == [number for number, _ in paths_of(flow)]


# Optimal, and quick


def essay(seed: int) -> list[ListNode]:
    """Headings, paragraphs of one to eight lines and panels, as a handout has them; lines are 15 points high."""
    chance = random.Random(seed)
    nodes: list[ListNode] = []
    for number in range(chance.randint(8, 40)):
        if nodes:
            nodes.append(Glue(7.5))
        kind = chance.random()
        if kind < 0.15:
            nodes += [box(30.0, number), Penalty(NEVER)]
        elif kind < 0.25:
            nodes.append(box(15.0 * chance.randint(3, 9), number))
        else:
            count = chance.randint(1, 8)
            for line in range(count):
                if line:
                    nodes.append(Penalty(NEVER if line in (1, count - 1) else 2.0))
                nodes.append(box(15.0, number))
    return [*nodes, Glue(7.5), box(15.0, 99)]


def fewest_pages(nodes: list[ListNode], height: float) -> int:
    """Over all legal breaks, page by page: which starts can be reached with one page more?"""
    starts, pages = {0}, 0
    while True:
        pages += 1
        reached = set()
        for start in starts:
            used = 0.0
            for index in range(start, len(nodes)):
                node = nodes[index]
                if isinstance(node, Penalty):
                    legal = node.cost < NEVER
                elif isinstance(node, Glue):
                    legal = index > start and isinstance(nodes[index - 1], Box)
                else:
                    legal = False
                if legal and used <= height:
                    reached.add(next(i for i in range(index, len(nodes)) if isinstance(nodes[i], Box)))
                if isinstance(node, (Box, Glue)):
                    used += node.height if used or isinstance(node, Box) else 0.0
            if used <= height:
                return pages
        starts = reached


@pytest.mark.parametrize("height", [300.0, 750.0])
def test_no_page_more_than_the_best_breaks_would_need(height: float) -> None:
    for seed in range(times(100)):
        nodes = essay(seed)
        filled = fill(Flow(tuple(nodes)), height, line=15.0)
        assert filled.told == []
        assert len(filled.pages) == fewest_pages(nodes, height), seed


def calls(flow: Flow, height: float) -> int:
    """How often a Python function is entered while the list is set on pages."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        fill(flow, height, limit=100_000)
    finally:
        sys.setprofile(before)
    return count


def many(kind: str, count: int) -> Flow:
    points = tuple(
        node
        for number in range(count)
        for node in (DecoratedList(boxes(10, 10, 10), keep="try", top=2, bottom=2), Glue(5.0), box(10, number))
    )
    if kind == "columns":
        return Flow((ColumnedList(Flow(points), (0.0, 100.0)),))
    if kind == "panel":
        return Flow(
            (DecoratedList(Flow((Row(((0.0, boxes(10)), (50.0, Flow(points)))),)), top=5, bottom=5, keep="always"),)
        )
    return Flow(points)


@pytest.mark.parametrize("kind", ["list", "columns", "panel"])
def test_the_work_grows_with_the_list_and_not_faster(kind: str) -> None:
    small, large = calls(many(kind, 100), 300), calls(many(kind, 800), 300)
    assert large < 8 * small * 1.5


def test_the_test_lists_are_worth_testing() -> None:
    """Random lists do break, in every kind of node."""
    kinds: set[str] = set()

    @settings(max_examples=times(150))
    @given(nested, frames)
    def look(flow: Flow, height: float) -> None:
        assume(len(fill(flow, height).pages) > 1)
        kinds.update(type(node).__name__ for node in flow.nodes)

    look()
    assert kinds == {"Box", "Glue", "Penalty", "DecoratedList", "Row", "ColumnedList"}
