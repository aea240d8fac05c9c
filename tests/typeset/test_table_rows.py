"""Grid rows: cells keep their order, tops align, and nothing stands on anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.looks import Look
from generator.structure import Artifact
from generator.typeset.items import Colour, Item, Panel
from generator.typeset.table import GridCell, ends_odd, grid_rows
from generator.typeset.vlist import Box, Glue
from tests.support.galley import place

INK = Colour(0, 0, 0)
LOOK = Look(place())
cells = st.lists(st.tuples(st.floats(1, 50), st.booleans()), min_size=1, max_size=9)


def cell(number: int, height: float, wide: bool) -> GridCell:
    """A cell of a block that is known by its width."""
    block = Panel(0, 0, float(number), height, (0, 0, 0, 0), INK, None, 0, Artifact.LAYOUT, None)
    return GridCell(Box(height, (block,)), wide, LOOK)


def no_arrow(look: Look, start: float, end: float) -> tuple[Item, ...]:
    return ()


@given(cells, st.integers(1, 4))
def test_cells_keep_their_order_and_each_row_is_as_high_as_its_highest(
    made: list[tuple[float, bool]], columns: int
) -> None:
    xs = tuple(100.0 * index for index in range(columns))
    nodes = grid_rows([cell(n, *size) for n, size in enumerate(made)], xs, 6.0, no_arrow)
    rows = [node for node in nodes if isinstance(node, Box)]
    assert [node.height for node in nodes if isinstance(node, Glue)] == [6.0] * (len(rows) - 1)
    seen = 0
    for row in rows:
        blocks = [item for item in row.items if isinstance(item, Panel)]
        assert [block.width for block in blocks] == list(range(seen, seen + len(blocks)))
        assert [block.x for block in blocks] == list(xs[: len(blocks)])
        assert {block.y for block in blocks} == {0}
        assert row.height == max(block.height for block in blocks)
        assert len(blocks) == 1 or not any(made[seen + index][1] for index in range(len(blocks)))
        seen += len(blocks)
    assert seen == len(made)


@given(cells, st.integers(1, 4))
def test_a_row_ends_only_when_it_is_full_or_beside_a_wide_cell(made: list[tuple[float, bool]], columns: int) -> None:
    nodes = grid_rows([cell(n, *size) for n, size in enumerate(made)], tuple(map(float, range(columns))), 0, no_arrow)
    end = 0
    for row in [len(node.items) for node in nodes if isinstance(node, Box)][:-1]:
        end += row
        assert row == columns or made[end - 1][1] or made[end][1]


def test_arrows_are_drawn_between_neighbours_of_a_row_and_not_from_row_to_row() -> None:
    drawn: list[tuple[float, float]] = []

    def arrow(look: Look, start: float, end: float) -> tuple[Item, ...]:
        drawn.append((start, end))
        return ()

    grid_rows([cell(n, 10, False) for n in range(5)], (0.0, 50.0, 100.0), 0, arrow)
    assert drawn == [(0, 50), (50, 100), (0, 50)]


def test_only_an_odd_last_cell_of_two_plain_columns_spans() -> None:
    plain = [cell(n, 10, False) for n in range(3)]
    assert ends_odd(plain, 2)
    assert not ends_odd(plain, 3)
    assert not ends_odd(plain[:2], 2)
    assert not ends_odd([*plain[:2], cell(2, 10, True)], 2)
