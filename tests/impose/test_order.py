"""Which card stands where: nothing lost, nothing twice, and piles that are in order when they lie on each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.impose import sheets_needed, stacked


@st.composite
def runs(draw: st.DrawFn) -> tuple[int, int, int]:
    """A number of cards, of cells, and of cells used up."""
    cells = draw(st.integers(1, 24))
    return draw(st.integers(1, 300)), cells, draw(st.integers(0, cells - 1))


@given(runs())
def test_every_card_has_one_place_and_no_sheet_is_wasted(run: tuple[int, int, int]) -> None:
    cards, cells, start = run
    table = list(stacked(*run))
    assert sorted(card for sheet in table for card in sheet if card is not None) == list(range(cards))
    assert {len(sheet) for sheet in table} == {cells}
    assert len(table) == sheets_needed(*run)
    assert (len(table) - 1) * cells < cards + start <= len(table) * cells


@given(runs())
def test_piles_on_each_other_are_in_order(run: tuple[int, int, int]) -> None:
    cards, cells, _ = run
    table = list(stacked(*run))
    piles = [[sheet[cell] for sheet in table if sheet[cell] is not None] for cell in range(cells)]
    assert [card for pile in piles for card in pile] == list(range(cards))


@given(runs())
def test_cells_are_white_only_where_they_are_used_up_or_at_the_end(run: tuple[int, int, int]) -> None:
    cards, _, start = run
    table = [[card is None for card in sheet] for sheet in stacked(*run)]
    assert table[0][:start] == [True] * start
    places = [white for sheet in table for white in sheet][start:]
    assert places == [False] * cards + [True] * (len(places) - cards)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ((1, 4, 0), [(0, None, None, None)]),
        ((6, 4, 0), [(0, 2, 4, 5), (1, 3, None, None)]),
        ((3, 4, 2), [(None, None, 1, 2), (0, None, None, None)]),
        ((2, 4, 2), [(None, None, 0, 1)]),
        ((0, 4, 0), []),
    ],
)
def test_small_runs(run: tuple[int, int, int], expected: list[tuple[int | None, ...]]) -> None:
    assert list(stacked(*run)) == expected


def test_without_a_start_no_place_is_used_up() -> None:
    assert [sheets_needed(cards, 4) for cards in (1, 4, 5, 8, 9)] == [1, 1, 2, 2, 3]
    assert list(stacked(5, 4)) == list(stacked(5, 4, 0))
