"""The cutting plan, checked by cutting: by a hand that knows nothing of how the plan was made."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given

from generator.impose.crop import SheetLine, cut_lines
from generator.impose.geometry import Cell
from generator.impose.plan import Cut, Plan, cutting_plan, lines, values
from generator.impose.sheet import Sheet
from tests.support.fuzzing import examples
from tests.support.stock import MM, PINWHEEL, SHIPPED, STAIRS, grid, grids, one_by_one, sheets, shipped

SHEETS = sheets()
TO_CUT = [name for name, sheet in SHEETS.items() if sheet.cut]
Piece = tuple[float, float, float, float]
EDGES = {"left": 0, "top": 1, "right": 2, "bottom": 3}
ROUND = 0.2  # points
STRIP = 1.01 * MM  # as much as may stay on a card


class Trimmer:
    """Paper on a table, and a blade that goes through whole pieces."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines = cut_lines(sheet)
        self.pieces: list[Piece] = [(0.0, 0.0, sheet.width, sheet.height)]

    def cells(self, piece: Piece) -> list[Cell]:
        left, top, right, bottom = piece
        return [
            cell
            for cell in self.sheet.cells
            if left - ROUND <= cell.x
            and cell.right <= right + ROUND
            and top - ROUND <= cell.y
            and cell.bottom <= bottom + ROUND
        ]

    def cut(self, cut: Cut) -> None:
        """Cut every piece that lies as the plan says, or fail."""
        axis = 0 if cut.down else 1
        place = EDGES[cut.edge]
        assert place % 2 == axis
        done: list[Piece] = []
        count = 0
        for piece in self.pieces:
            reach = cut.stop if place < 2 else -cut.stop
            matches = (
                abs(piece[place] + reach - cut.at) < 0.01
                and piece[axis] + STRIP / 2 < cut.at < piece[axis + 2] - STRIP / 2
            )
            own_edge = piece[place] in (0.0, self.sheet.width, self.sheet.height)
            if (
                not matches
                or own_edge is cut.edge_is_cut
                or self.shown(cut, piece) != cut.shown
                or not self.wanted(cut, piece)
            ):
                done.append(piece)
                continue
            count += 1
            first, second = list(piece), list(piece)
            first[axis + 2] = second[axis] = cut.at
            before = len(self.cells(piece))
            halves = [half for half in (tuple(first), tuple(second)) if self.cells(half)]  # type: ignore[arg-type]
            assert sum(len(self.cells(half)) for half in halves) == before, "a card is cut through"  # type: ignore[arg-type]
            done += halves  # type: ignore[arg-type]
        assert count == cut.pieces
        self.pieces = done

    def wanted(self, cut: Cut, piece: Piece) -> bool:
        """Whether a card of the piece ends there."""
        ends = [(cell.x, cell.right) if cut.down else (cell.y, cell.bottom) for cell in self.cells(piece)]
        return any(abs(end - cut.at) <= ROUND for pair in ends for end in pair)

    def shown(self, cut: Cut, piece: Piece) -> str:
        """What of the line's marks can be seen on a piece."""
        (line,) = [line for line in self.lines if line.down is cut.down and line.at == cut.at]
        return seen(line, piece)

    def free(self, cell: Cell) -> bool:
        box = (cell.x, cell.y, cell.right, cell.bottom)
        return any(all(abs(a - b) <= STRIP for a, b in zip(piece, box, strict=True)) for piece in self.pieces)


def seen(line: SheetLine, piece: Piece) -> str:
    low, high = (piece[1], piece[3]) if line.down else (piece[0], piece[2])

    def any_of(stretches: tuple[tuple[float, float], ...]) -> bool:
        return any(min(end, high) - max(start, low) > 1.99 * MM for start, end in stretches)

    return "line" if any_of(line.drawn) else "marks" if any_of(line.crop) or any_of(line.ticks) else "measure"


def carried_out(sheet: Sheet) -> Plan:
    plan = cutting_plan(sheet, 5, 5 * len(sheet.cells))
    trimmer = Trimmer(sheet)
    for cut in plan.cuts:
        trimmer.cut(cut)
    assert [number for number, cell in enumerate(sheet.cells, 1) if not trimmer.free(cell)] == list(plan.loose)
    return plan


@pytest.mark.parametrize("name", TO_CUT)
def test_every_card_is_cut_free_by_what_is_shown(name: str) -> None:
    plan = carried_out(SHEETS[name])
    assert plan.cuts
    measured = [cut for cut in plan.cuts if cut.shown == "measure"]
    assert all(cut.edge_is_cut for cut in measured)
    assert max(map(len, lines(plan))) <= 80


@given(grids())
@examples(80)
def test_every_card_of_any_grid_is_cut_free(sheet: Sheet) -> None:
    plan = carried_out(sheet)
    assert plan.loose == ()
    assert max(map(len, lines(plan))) <= 80
    json.dumps(values(plan))


@pytest.mark.parametrize("name", [name for name in SHIPPED if shipped(name).cut])
def test_sheets_of_ours_have_one_cut_without_a_mark_at_most(name: str) -> None:
    """The fourth side of the block: its two marks lay beyond two of the sides before."""
    shown = Counter(cut.shown for cut in cutting_plan(shipped(name), 1, 1).cuts)
    assert shown["measure"] <= 1
    assert shown["marks"] + shown["line"] >= 2


def test_cards_that_touch_share_a_cut_and_gaps_need_two() -> None:
    def places(sheet: Sheet) -> list[float]:
        return sorted({round(cut.at / MM, 6) for cut in cutting_plan(sheet, 1, 2).cuts if cut.down})

    assert places(grid(2, 1, (60, 80), at=(40, 100))) == [40, 100, 160]
    assert places(grid(2, 1, (60, 80), at=(40, 100), gap=(10, 0))) == [40, 100, 110, 170]


def test_two_cuts_make_four_cards() -> None:
    assert lines(cutting_plan(shipped("a4-card-a6"), 25, 100)) == (
        "25 sheets, 100 cards.",
        "Stack them, the first on top, front up, top edge away from you, and cut:",
        "  1. across,  148.5 mm from the top edge, by its marks",
        "  2. down,    105.0 mm from the left edge, by its marks, 2 pieces",
        "Put the 4 piles on each other, row by row from the top left, the first",
        "on top: the cards are then in their order.",
    )


def test_folded_cards_in_words() -> None:
    assert lines(cutting_plan(shipped("a4-card-wallet"), 1, 4, (85.6 * MM,))) == (
        "1 sheet, 4 cards.",
        "Fold the sheet at 105.0 mm from its left edge before you cut, and open it.",
        "Lay it front up, top edge away from you, and cut:",
        "  1. across,   40.5 mm from the top edge, by its marks",
        "  2. down,     19.4 mm from the left edge, by its marks",
        "  3. across,  215.9 mm from the cut top edge, by its marks",
        "  4. down,    171.2 mm from the cut left edge, measured",
        "  5. across,   54.0 mm from the cut top edge, along the line",
        "  6. across,   54.0 mm from the cut top edge, along the line",
        "  7. across,   54.0 mm from the cut top edge, along the line",
    )


def test_cards_that_share_no_fold_are_folded_one_by_one() -> None:
    told = lines(cutting_plan(shipped("a4-card-a6"), 2, 8, (52.5 * MM,)))
    assert "Fold each card at 52.5 mm from its left edge." in told
    assert not [line for line in told if "before you cut" in line]


def test_a_row_of_turned_cards_folds_across_the_sheet() -> None:
    plan = cutting_plan(grid(2, 1, (100, 60), at=(30, 50), turn=90), 2, 4, (50 * MM,))
    assert "Fold each sheet at 100.0 mm from its top edge before you cut, and open it." in lines(plan)
    assert values(plan)["sheet-folds"] == [{"direction": "across", "from-paper-edge": 100.0}]


def test_outer_edges_go_first_then_the_direction_with_fewer_lines() -> None:
    """With a gap between columns that touch in rows; the marks of the columns lay beyond the outer edges."""
    plan = cutting_plan(grid(2, 5, (85, 54), gap=(10, 0)), 1, 10)
    assert [(cut.down, round(cut.at / MM, 2), cut.shown, cut.pieces) for cut in plan.cuts] == [
        (False, 13.5, "marks", 1),
        (True, 15, "marks", 1),
        (False, 283.5, "marks", 1),
        (True, 195, "measure", 1),
        (True, 100, "measure", 1),
        (True, 110, "measure", 1),
        (False, 67.5, "line", 2),
        (False, 121.5, "line", 2),
        (False, 175.5, "line", 2),
        (False, 229.5, "line", 2),
    ]


def test_a_line_through_the_middle_is_cut_while_its_marks_are_there() -> None:
    """Cards without waste: the cuts across would leave the line down without marks on two of four pieces."""
    cuts = cutting_plan(shipped("a4-card-a7-eight"), 1, 8).cuts
    assert [(cut.down, cut.shown, cut.pieces) for cut in cuts] == [(True, "marks", 1), *[(False, "marks", 2)] * 3]


def test_a_cut_that_no_printer_shows_is_measured_from_one_that_was_made() -> None:
    """The left side of the card lies 5 mm from the paper's edge."""
    last = cutting_plan(grid(1, 1, (100, 140), at=(5, 60)), 1, 1).cuts[-1]
    assert (last.edge, last.edge_is_cut, last.shown) == ("right", True, "measure")
    assert (last.at, last.stop) == (pytest.approx(5 * MM), pytest.approx(100 * MM))


def test_what_no_straight_cut_frees_is_for_scissors() -> None:
    assert cutting_plan(PINWHEEL, 1, 4).loose == (1, 2, 3, 4)
    assert "Cut all cards out with scissors or a knife: no straight cut goes past them." in lines(
        cutting_plan(PINWHEEL, 1, 4)
    )
    assert cutting_plan(STAIRS, 1, 4).loose == ()


def test_more_lines_than_anybody_cuts_along_are_for_scissors() -> None:
    """Cards on a diagonal share no line; to find the order of so many cuts would take minutes."""
    stairs = one_by_one(*((5 + 4 * step, 8 + 5.5 * step, 3.5, 5) for step in range(50)))
    plan = cutting_plan(stairs, 1, 50)
    assert (plan.cuts, plan.loose) == ((), tuple(range(1, 51)))
    assert lines(plan)[1] == "Cut all cards out with scissors or a knife: there are 200 lines to cut along."
    assert max(map(len, lines(plan))) <= 80


@pytest.mark.slow
def test_the_largest_grid_is_cut() -> None:
    plan = carried_out(grid(25, 20, (6, 12), gap=(1, 1)))
    assert plan.cuts
    assert plan.loose == ()


@pytest.mark.parametrize("name", [name for name in SHIPPED if not shipped(name).cut])
def test_stock_that_is_cut_needs_none(name: str) -> None:
    plan = cutting_plan(shipped(name), 1, 1)
    assert (plan.cuts, plan.loose) == ((), ())
    assert lines(plan) == ("1 sheet, 1 card.", "There is nothing to cut.")


def test_as_values() -> None:
    plan = values(cutting_plan(shipped("letter-card-quarter-letter"), 3, 10, (53.975 * MM,)))
    assert json.loads(json.dumps(plan)) == {
        "sheets": 3,
        "cards": 10,
        "cells": 4,
        "stack": 3,
        "cuts": [
            {"direction": "across", "from-paper-edge": 139.7, "from": "top", "stop": 139.7, "edge": "paper",
             "pieces": 1, "by": "marks"},
            {"direction": "down", "from-paper-edge": 107.95, "from": "left", "stop": 107.95, "edge": "paper",
             "pieces": 2, "by": "marks"},
        ],
        "by-hand": [],
        "folds": [53.98],
        "sheet-folds": [],
        "piles": [1, 2, 3, 4],
    }  # fmt: skip
