"""The shipped sheets: cells where the makers' tables and our own arithmetic say, and room for what is printed around.

Own grids stand in the middle of the paper. Each has either no waste at all, and then its centre is a crossing of two
cuts; or so much on each side that a crop mark can be printed, and somewhere enough for the ruler.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest

from generator.diagnostics import Diagnostics
from generator.impose.sheet import Sheet, sheet_of
from generator.model.compile import compile_layout
from generator.model.layout import LayoutFile
from generator.model.sheet import SheetFile
from generator.printing.stock import fitting, sheet_for
from generator.source.decode import decode
from generator.source.files import find, read_file, shipped_names
from generator.source.overlay import extended

pytestmark = pytest.mark.slow

MM = 72 / 25.4
INCH = 25.4
EXACT = 0.01  # mm; a printer is at best ten times as coarse
NAMES = shipped_names("layouts/sheets")

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
CARDS = {  # mm, as they are before they are turned; the wallet card unfolded
    "card-a6": (105.0, 148.5),
    "card-a7": (74.0, 105.0),
    "card-3x5": (76.2, 127.0),
    "card-quarter-letter": (107.95, 139.7),
    "card-wallet": (171.2, 53.98),
}


class Stock(NamedTuple):
    """A line of the makers' table: all lengths in one unit, that of the maker."""

    unit: float  # mm
    paper: str
    cell: tuple[float, float]
    grid: tuple[int, int]
    first: tuple[float, float]
    pitch: tuple[float, float]


# From glabels-qt's templates (commit 2da9b2d), L7418 from another public table.
STOCK = {
    "avery-c32011-10": Stock(1, "a4", (85, 54), (2, 5), (15, 13.5), (95, 54)),
    "avery-c32015": Stock(1, "a4", (85, 54), (2, 4), (17, 31.5), (91, 60)),
    "avery-l7414": Stock(1, "a4", (90, 52), (2, 5), (15, 18.5), (90, 52)),
    "avery-l7418": Stock(1, "a4", (86, 55), (2, 4), (19, 38.5), (86, 55)),
    "sigel-lp800": Stock(1, "a4", (85, 55), (2, 5), (15, 10), (95, 55)),
    "avery-5371": Stock(INCH, "letter", (3.5, 2), (2, 5), (0.75, 0.5), (3.5, 2)),
    "avery-8373": Stock(INCH, "letter", (3.5, 2), (2, 4), (0.5, 0.75), (4, 2.5)),
    "avery-5388": Stock(INCH, "letter", (5, 3), (1, 3), (1.75, 1), (5, 3)),
    "avery-5389": Stock(INCH, "letter", (6, 4), (1, 2), (1.25, 1.25), (6, 4.5)),
}
OWN = [name for name in NAMES if name not in STOCK]

# What stands in the waste, in mm: the ruler's face, how far all of it keeps from a cut, the shortest mark of use.
RULER, CLEAR, MARK = (54.0, 10.0), 3.0, 3.0
SLIVER = 0.6  # nobody can cut off less, and nobody minds it on a card


@cache
def read(name: str) -> tuple[SheetFile, Sheet]:
    diagnostics = Diagnostics()
    node = read_file(find("layouts/sheets", name), diagnostics)
    file = decode(node, SheetFile, diagnostics) if node else None
    sheet = sheet_of(file, diagnostics) if file else None
    assert diagnostics.sorted() == ()
    assert file
    assert sheet
    return file, sheet


def boxes(name: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each cell in mm."""
    return [
        (cell.x / MM, cell.y / MM, (cell.x + cell.width) / MM, (cell.y + cell.height) / MM)
        for cell in read(name)[1].cells
    ]


def paper(name: str) -> tuple[float, float]:
    _, sheet = read(name)
    return sheet.width / MM, sheet.height / MM


def waste(name: str) -> tuple[float, float, float, float]:
    """What is left of the paper in mm: left, above, right and below."""
    (width, height), cells = paper(name), boxes(name)
    return (
        min(left for left, _, _, _ in cells),
        min(top for _, top, _, _ in cells),
        width - max(right for _, _, right, _ in cells),
        height - max(bottom for _, _, _, bottom in cells),
    )


def cuts(name: str, axis: int) -> list[float]:
    """Where the edges of cells are, in mm from the left (0) or from above (1)."""
    return sorted({round(box[side], 3) for box in boxes(name) for side in (axis, axis + 2)})


def test_they_are_there_and_no_layouts() -> None:
    assert len(OWN) >= len(PAPERS) * len(CARDS)
    assert set(STOCK) <= set(NAMES)
    assert not set(NAMES) & set(shipped_names("layouts"))


@pytest.mark.parametrize("name", NAMES)
def test_each_is_sound_and_says_what_it_is(name: str) -> None:
    file, _ = read(name)
    assert file.about.endswith(".")
    assert len(file.about) <= 90
    assert file.cut == (name in OWN)


@pytest.mark.parametrize("name", NAMES)
def test_cells_lie_on_the_paper_and_beside_each_other(name: str) -> None:
    cells = boxes(name)
    width, height = paper(name)
    for number, (left, top, right, bottom) in enumerate(cells):
        assert -EXACT <= left < right <= width + EXACT
        assert -EXACT <= top < bottom <= height + EXACT
        for other in cells[:number]:
            apart = max(left - other[2], other[0] - right, top - other[3], other[1] - bottom)
            assert apart >= -EXACT


@pytest.mark.parametrize("name", NAMES)
def test_cells_stand_in_the_middle(name: str) -> None:
    left, above, right, below = waste(name)
    assert left == pytest.approx(right, abs=EXACT)
    more_below = 2.0 if name == "sigel-lp800" else 0.0  # as the table has it
    assert below - above == pytest.approx(more_below, abs=EXACT)


# Stock


@pytest.mark.parametrize("name", STOCK)
def test_stock_is_as_the_table_says(name: str) -> None:
    stock = STOCK[name]
    expected = []
    for row in range(stock.grid[1]):
        for column in range(stock.grid[0]):
            left, top = stock.first[0] + column * stock.pitch[0], stock.first[1] + row * stock.pitch[1]
            box = (left, top, left + stock.cell[0], top + stock.cell[1])
            expected.append(tuple(side * stock.unit for side in box))
    assert paper(name) == pytest.approx(PAPERS[stock.paper], abs=EXACT)
    assert [side for box in boxes(name) for side in box] == pytest.approx(
        [side for box in expected for side in box], abs=EXACT
    )


def test_which_of_our_cards_fit_which_stock() -> None:
    """The business cards and badges are for layouts of one's own: none of ours is so small."""
    sheets = [(name, read(name)[0]) for name in STOCK]
    found = {card: fitting((width * MM, height * MM), sheets) for card, (width, height) in CARDS.items()}
    assert found == {
        "card-a6": (),
        "card-a7": ("avery-5388", "avery-5389"),
        "card-3x5": ("avery-5388", "avery-5389"),
        "card-quarter-letter": (),
        "card-wallet": (),
    }


# Own grids


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("name", PAPERS)
def test_each_card_has_a_sheet_of_each_paper(name: str, card: str) -> None:
    width, height = CARDS[card]
    chosen = sheet_for(name, (width * MM, height * MM), [(each, read(each)[0]) for each in NAMES])
    assert chosen == f"{name}-{card}"
    assert paper(chosen) == pytest.approx(PAPERS[name], abs=EXACT)
    assert read(chosen)[1].card == pytest.approx((width * MM, height * MM), abs=EXACT)


@pytest.mark.parametrize("name", OWN)
def test_cells_of_own_grids_touch_so_that_one_cut_parts_two(name: str) -> None:
    """There are no more cuts than columns and rows have edges, and nothing between one card and the next."""
    cells = boxes(name)
    for axis in (0, 1):
        sides = {round(box[axis + 2] - box[axis], 3) for box in cells}
        (side,) = sides
        assert all(after - before == pytest.approx(side, abs=EXACT) for before, after in pairwise(cuts(name, axis)))
    assert len(cells) == (len(cuts(name, 0)) - 1) * (len(cuts(name, 1)) - 1)


@pytest.mark.parametrize("name", OWN)
def test_there_is_no_waste_or_room_for_marks_and_ruler(name: str) -> None:
    margin = read(name)[0].margin / MM
    left = waste(name)
    if max(left) <= SLIVER:  # the cross in the middle is the ruler, and lies on the cuts
        for axis in (0, 1):
            assert any(cut == pytest.approx(paper(name)[axis] / 2, abs=EXACT) for cut in cuts(name, axis))
        return
    assert min(left) >= margin + MARK + CLEAR
    strips = [(deep, paper(name)[(side + 1) % 2]) for side, deep in enumerate(left)]
    assert any(deep >= margin + RULER[1] + CLEAR and length - 2 * margin >= RULER[0] for deep, length in strips)


def layout_of(card: str) -> LayoutFile:
    """A shipped layout for cards."""
    diagnostics = Diagnostics()
    mapping = extended(find("layouts", card), diagnostics)
    states = compile_layout(mapping, diagnostics) if mapping else None
    assert states
    return states[0].file


@pytest.mark.parametrize("card", [name for name in shipped_names("layouts") if name.startswith("card-")])
def test_the_ink_of_our_cards_stays_clear_of_the_printers_edge(card: str) -> None:
    layout = layout_of(card)
    page = layout.page
    unfolded = (page.paper.width * (2 if layout.fold else 1), page.paper.height)
    assert [side / MM for side in unfolded] == pytest.approx(CARDS[card], abs=EXACT)
    white = min(page.top, page.side, page.paper.height - page.top - page.depth)
    sheets = [name for name in OWN if read(name)[1].card == pytest.approx(unfolded, abs=EXACT)]
    assert len(sheets) >= len(PAPERS)
    for name in sheets:
        assert min(waste(name)) + white / MM >= read(name)[0].margin / MM - EXACT
