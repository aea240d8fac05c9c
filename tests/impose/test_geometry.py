"""Cards in their cells, and what lies behind them when the paper is turned over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.impose.geometry import (
    IDENTITY,
    Cell,
    FlipEdge,
    Matrix,
    behind,
    combined,
    over_the_side,
)

LENGTHS = st.floats(0, 1000)
SIZES = st.floats(1, 1000)
TURNS = st.sampled_from([0, 90, 180, 270])
EDGES: st.SearchStrategy[FlipEdge] = st.sampled_from(["long-edge", "short-edge"])
CELLS = st.builds(Cell, LENGTHS, LENGTHS, SIZES, SIZES, TURNS)
MATRICES = st.tuples(*[st.floats(-2, 2)] * 4, *[st.floats(-500, 500)] * 2)
Point = tuple[float, float]


def there(matrix: Matrix, point: Point) -> Point:
    """Where a matrix takes a point."""
    (a, b, c, d, e, f), (x, y) = matrix, point
    return a * x + c * y + e, b * x + d * y + f


def card(cell: Cell) -> Point:
    """The width and height of the card before it is turned."""
    return (cell.height, cell.width) if cell.turn % 180 else (cell.width, cell.height)


def close(point: Point) -> Point:
    return pytest.approx(point, abs=1e-6)  # type: ignore[no-any-return]


class TestMatrix:
    @given(CELLS)
    def test_takes_the_corners_of_the_card_to_those_of_the_box(self, cell: Cell) -> None:
        width, height = card(cell)
        # Clockwise from the top left one, of the card and of the box; a quarter turn moves them on by one.
        corners = [there(cell.matrix(), point) for point in ((0, 0), (width, 0), (width, height), (0, height))]
        box = [(cell.x, cell.y), (cell.right, cell.y), (cell.right, cell.bottom), (cell.x, cell.bottom)]
        steps = cell.turn // 90
        for corner, expected in zip(corners, box[steps:] + box[:steps], strict=True):
            assert corner == close(expected)

    @given(CELLS, st.floats(0, 50), st.floats(0, 50))
    def test_a_face_may_stand_anywhere_on_its_card(self, cell: Cell, x: float, y: float) -> None:
        assert there(cell.matrix(x, y), (1, 2)) == close(there(cell.matrix(), (x + 1, y + 2)))


class TestBehind:
    @given(CELLS, SIZES, SIZES, EDGES)
    def test_twice_is_the_front_again(self, cell: Cell, width: float, height: float, edge: FlipEdge) -> None:
        again = behind(behind(cell, width, height, edge), width, height, edge)
        assert again[:4] == pytest.approx(cell[:4], abs=1e-6)
        assert again.turn == cell.turn

    @given(CELLS, st.floats(0, 1), st.floats(0, 1), SIZES, SIZES, EDGES)
    def test_the_back_is_that_of_a_card_turned_over_like_a_page(
        self, cell: Cell, right: float, down: float, width: float, height: float, edge: FlipEdge
    ) -> None:
        """Hold a pin through the paper: it comes out at the same height of the card, as far from its other side."""
        wide, high = card(cell)
        x, y = there(cell.matrix(), (right * wide, down * high))
        through = (width - x, y) if over_the_side(width, height, edge) else (x, height - y)
        back = behind(cell, width, height, edge)
        assert there(back.matrix(), (wide - right * wide, down * high)) == close(through)

    @pytest.mark.parametrize(
        ("edge", "turns"),
        [("long-edge", {0: 0, 90: 270, 180: 180, 270: 90}), ("short-edge", {0: 180, 90: 90, 180: 0, 270: 270})],
    )
    def test_the_turn_of_a_back(self, edge: FlipEdge, turns: dict[int, int]) -> None:
        cell = Cell(10, 20, 30, 50)
        assert {turn: behind(cell._replace(turn=turn), 210, 297, edge).turn for turn in turns} == turns

    @pytest.mark.parametrize(
        ("width", "height", "edge", "sideways"),
        [
            (210, 297, "long-edge", True),
            (210, 297, "short-edge", False),
            (297, 210, "long-edge", False),
            (297, 210, "short-edge", True),
            (210, 210, "long-edge", True),  # of a square every edge is as long
        ],
    )
    def test_which_way_the_paper_goes(self, width: float, height: float, edge: FlipEdge, sideways: bool) -> None:
        assert over_the_side(width, height, edge) is sideways


class TestOverlaps:
    @pytest.mark.parametrize(
        ("other", "overlaps"),
        [
            (Cell(10, 0, 10, 10), False),
            (Cell(9.95, 0, 10, 10), False),
            (Cell(9.8, 0, 10, 10), True),
            (Cell(9.8, 9.95, 10, 10), False),
            (Cell(2, 2, 1, 1), True),
            (Cell(0, 9.8, 10, 10), True),
        ],
    )
    def test_by_more_than_the_tolerance(self, other: Cell, overlaps: bool) -> None:
        cell = Cell(0, 0, 10, 10)
        assert cell.overlaps(other, 0.1) is other.overlaps(cell, 0.1) is overlaps

    @pytest.mark.parametrize("other", [Cell(9.5, 0, 10, 10), Cell(0, 9.5, 10, 10)])
    def test_a_strip_of_the_tolerance_s_width_is_none(self, other: Cell) -> None:
        assert not Cell(0, 0, 10, 10).overlaps(other, 0.5)
        assert Cell(0, 0, 10, 10).overlaps(other, 0.49)


class TestCombined:
    @given(MATRICES, MATRICES, st.tuples(LENGTHS, LENGTHS))
    def test_does_one_after_the_other(self, first: Matrix, then: Matrix, point: Point) -> None:
        assert there(combined(first, then), point) == close(there(then, there(first, point)))

    @given(MATRICES)
    def test_the_identity_does_nothing(self, matrix: Matrix) -> None:
        assert combined(matrix, IDENTITY) == matrix == combined(IDENTITY, matrix)
