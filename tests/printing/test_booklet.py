"""Booklets: sheets are laid on each other, folded in the middle, and leafed through."""

from __future__ import annotations

import io

import pypdf
import pytest

from generator.pdf import PdfPainter
from generator.printing.leaflets import FEWEST, MOST, Spread, neighbours, saddle_pairs, spreads
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Page
from tests.support.roundtrip import check_tree, tree_text
from tests.support.specimen import PAPER, pages_of_text

COUNTS = range(FEWEST, MOST + 1)


def leafed_through(sides: tuple[Spread, ...]) -> list[int | None]:
    """The pages of a folded pile from the cover on.

    Each sheet has its outer side up as it comes out of the printer, the first one lies lowest. Folded away from the
    reader and laid into each other, the right half of each is a leaf before the staples, the left half one after them.
    """
    before: list[int | None] = []
    after: list[int | None] = []
    for outer, inner in zip(sides[::2], sides[1::2], strict=True):
        left, right = outer
        # Behind the right half of the outer side is the left half of the inner one.
        behind_right, behind_left = inner
        before += [right, behind_right]
        after = [behind_left, left, *after]
    return before + after


@pytest.mark.parametrize("count", COUNTS)
def test_pages_follow_each_other(count: int) -> None:
    sides = saddle_pairs(count)
    blank = -count % 4
    assert leafed_through(sides) == [*range(count), *[None] * blank]
    assert len(sides) == 2 * -(-count // 4)


@pytest.mark.parametrize(
    ("count", "pairs"),
    [(0, ()), (1, ((0, None),)), (2, ((0, 1),)), (5, ((0, 1), (2, 3), (4, None)))],
)
def test_two_on_a_sheet_go_on_in_their_order(count: int, pairs: tuple[Spread, ...]) -> None:
    assert neighbours(count) == pairs


def test_the_halves_of_printed_sheets_are_the_pages() -> None:
    """What a reader of PDF finds on the left and on the right half of each side, laid into each other and leafed."""
    count = 10
    document = pages_of_text(FontLibrary(), count, 5)
    pages = tuple(document.pages)
    sides = tuple(spreads(pages, saddle_pairs(count)))
    data = PdfPainter().paint(document._replace(pages=sides, page_count=len(sides)))
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    width, height = PAPER
    assert {tuple(map(float, page.mediabox)) for page in reader.pages} == {(0, 0, 2 * width, height)}
    found: list[Spread] = []
    for page in reader.pages:
        halves: dict[bool, int] = {}

        def visit(
            text: str, matrix: list[float], line: list[float], *_: object, halves: dict[bool, int] = halves
        ) -> None:
            if text.strip().startswith("Page "):
                halves[matrix[4] + line[4] > width] = int(text.split()[1]) - 1

        page.extract_text(visitor_text=visit)
        found.append((halves.get(False), halves.get(True)))
    assert leafed_through(tuple(found)) == [*range(count), None, None]
    assert check_tree(data) == []
    assert tree_text(data) == tree_text(PdfPainter().paint(document))


def test_a_blank_half_stays_white() -> None:
    pages = [Page(100, 50, ())] * 3
    assert [[placed.matrix[4] for placed in page.placed] for page in spreads(pages, neighbours(3))] == [[0, 100], [0]]
    assert [(page.width, page.height) for page in spreads(pages, neighbours(3))] == [(200, 50)] * 2
