"""The proof that print sheets come out right: paper is printed, turned over as a printer does, and looked through.

Cards carry registration marks and their number. At 600 dpi each mark stands where the sheet file says within 0.1 mm,
and each back lies behind its own front within 0.1 mm, upright when the card is turned over like a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from generator.calibration.profiles import correction
from generator.impose import Card, PrintRun, card_of, imposed
from generator.impose.geometry import Cell, FlipEdge
from generator.impose.sheet import Sheet, paired
from generator.model.printer import Side
from generator.pdf import PdfPainter
from generator.typeset.items import Page, Placed
from tests.support.registration import (
    EXACT,
    MM,
    PAPERS,
    Found,
    Place,
    Point,
    Print,
    Stock,
    apart,
    back_of,
    face,
    front_of,
    printed,
    stock,
)
from tests.support.stock import SHIPPED, document, shipped

EDGES: tuple[FlipEdge, ...] = get_args(FlipEdge)
TURNS = (0, 90, 180, 270)
# One cell for each turn, none in the middle of anything.
ALL_TURNS = Stock(
    PAPERS["A4"],
    (Place(12, 17, 60, 90, 0), Place(90, 11, 90, 60, 90), Place(31, 130, 60, 90, 180), Place(103, 201, 90, 60, 270)),
)


def two_faces(size: Point) -> Callable[[int], Card]:
    """Cards with their number on both faces, counted from 1."""

    def card(index: int) -> Card:
        made = card_of(index, (face(index + 1, size), face(index + 1, size, back=True)), folded=False)
        assert made
        return made

    return card


def pages(run: PrintRun, card_at: Callable[[int], Card]) -> bytes:
    """The sheets of a run, without anything beside the cards."""
    return PdfPainter().paint(document(*[side.page for side in imposed(run, card_at, lambda number: Page(0, 0, ()))]))


def faults(fronts: list[Found], backs: list[Found], numbers: list[int]) -> list[str]:
    """What is wrong with the two sides of a sheet on which these cards are expected."""
    found = []
    for number, front, back in zip(numbers, fronts, backs, strict=True):
        if front.off > EXACT or back.off > EXACT:
            found.append(f"{number}: front off by {front.off:.3f} mm, back by {back.off:.3f} mm")
        elif apart(front, back) > EXACT:
            found.append(f"{number}: back and front are {apart(front, back):.3f} mm apart")
        if (front.number, front.is_back, back.number, back.is_back) != (number, False, number, True):
            found.append(f"{number}: {front.number}, {front.is_back} in front, {back.number}, {back.is_back} behind")
    return found


def assert_backs_lie_behind_fronts(stock: Stock, sheet: Sheet, edge: FlipEdge) -> None:
    count = len(stock.places)
    front, back = printed(pages(PrintRun(sheet, count, edge=edge), two_faces(stock.places[0].card)), stock.paper)
    through = back.turned_over(stock.paper, edge)
    fronts = [front_of(front, place) for place in stock.places]
    backs = [back_of(through, place) for place in stock.places]
    assert faults(fronts, backs, list(range(1, count + 1))) == []


def test_there_are_sheets_of_both_papers_and_turns() -> None:
    stocks = [stock(name) for name in SHIPPED]
    assert len(stocks) >= 19
    assert {each.paper for each in stocks} == set(PAPERS.values())
    assert {place.turn for each in stocks for place in each.places} == {0, 90}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("name", SHIPPED)
class TestEverySheet:
    def test_upright(self, name: str, edge: FlipEdge) -> None:
        assert_backs_lie_behind_fronts(stock(name), shipped(name), edge)

    def test_on_its_side(self, name: str, edge: FlipEdge) -> None:
        turned = stock(name).turned()
        assert_backs_lie_behind_fronts(turned, turned.sheet(), edge)


@pytest.mark.parametrize("edge", EDGES)
class TestEveryTurn:
    def test_upright_and_on_its_side(self, edge: FlipEdge) -> None:
        assert {place.turn for place in ALL_TURNS.places} == set(TURNS)
        for each in (ALL_TURNS, ALL_TURNS.turned()):
            assert_backs_lie_behind_fronts(each, each.sheet(), edge)

    def test_smaller_cards_stand_in_the_middle_of_their_cells(self, edge: FlipEdge) -> None:
        size, room = (52.0, 71.0), ALL_TURNS.places[0].card
        at = ((room[0] - size[0]) / 2, (room[1] - size[1]) / 2)
        front, back = printed(pages(PrintRun(ALL_TURNS.sheet(), 4, edge=edge), two_faces(size)), ALL_TURNS.paper)
        through = back.turned_over(ALL_TURNS.paper, edge)
        fronts = [front_of(front, place, size, at) for place in ALL_TURNS.places]
        backs = [back_of(through, place, size, at) for place in ALL_TURNS.places]
        assert faults(fronts, backs, [1, 2, 3, 4]) == []

    def test_copies_stand_where_the_first_ones_do(self, edge: FlipEdge) -> None:
        """On the second sheet the same cards come again, one form each."""
        made = [two_faces(ALL_TURNS.places[0].card)(index) for index in range(4)]
        # Cards run on from sheet to sheet in the same cell.
        data = pages(PrintRun(ALL_TURNS.sheet(), 8, edge=edge), lambda index: made[index // 2])
        *_, front, back = printed(data, ALL_TURNS.paper)
        through = back.turned_over(ALL_TURNS.paper, edge)
        fronts = [front_of(front, place) for place in ALL_TURNS.places]
        assert faults(fronts, [back_of(through, place) for place in ALL_TURNS.places], [1, 2, 3, 4]) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_one_card_repeated_fills_the_sheet(name: str) -> None:
    """The first is painted on the page itself, the others are one form."""
    each = stock(name)
    made = two_faces(each.places[0].card)(0)
    front, back = printed(pages(PrintRun(shipped(name), len(each.places)), lambda index: made), each.paper)
    through = back.turned_over(each.paper, "long-edge")
    fronts = [front_of(front, place) for place in each.places]
    assert faults(fronts, [back_of(through, place) for place in each.places], [1] * len(each.places)) == []


class TestPartUsedSheets:
    @pytest.mark.parametrize("edge", EDGES)
    def test_begin_at_the_first_free_place(self, edge: FlipEdge) -> None:
        each, start = stock("avery-c32015"), 3
        run = PrintRun(shipped("avery-c32015"), 5, start, edge)
        front, back = printed(pages(run, two_faces(each.places[0].card)), each.paper)
        through = back.turned_over(each.paper, edge)
        used, free = each.places[:start], each.places[start:]
        fronts, backs = [front_of(front, place) for place in free], [back_of(through, place) for place in free]
        assert faults(fronts, backs, [1, 2, 3, 4, 5]) == []
        assert not any(front_of(front, place).marks or back_of(through, place).marks for place in used)

    def test_a_back_is_behind_its_front_on_the_last_sheet_too(self) -> None:
        each, start = stock("avery-c32011-10"), 4
        run = PrintRun(shipped("avery-c32011-10"), 11, start)
        sides = printed(pages(run, two_faces(each.places[0].card)), each.paper)
        seen = []
        for front, back in zip(sides[::2], sides[1::2], strict=True):
            through = back.turned_over(each.paper, "long-edge")
            fronts = [front_of(front, place) for place in each.places]
            backs = [back_of(through, place) for place in each.places]
            taken = [(one, other) for one, other in zip(fronts, backs, strict=True) if one.marks or other.marks]
            numbers = [one.number for one, _ in taken]
            assert faults([one for one, _ in taken], [other for _, other in taken], numbers) == []
            seen += numbers
        assert sorted(seen) == list(range(1, 12))


class TestFoldedCards:
    @pytest.mark.parametrize("edge", EDGES)
    @pytest.mark.parametrize("name", ["a4-card-wallet", "letter-card-wallet"])
    @pytest.mark.parametrize("lying", [False, True])
    def test_are_read_like_a_book(self, name: str, edge: FlipEdge, lying: bool) -> None:
        """The cover is the right half of the front, the second panel is behind it, the third behind the fourth."""
        each = stock(name).turned() if lying else stock(name)
        width, height = each.places[0].card
        panel = width / 2, height
        panels = tuple(face(number, panel, back=number in (2, 3)) for number in (1, 2, 3, 4))
        card = card_of(0, panels, folded=True)
        assert card
        assert card.folds == pytest.approx((width / 2 * MM,))
        sheet = each.sheet() if lying else shipped(name)
        front, back = printed(pages(PrintRun(sheet, 4, edge=edge), lambda index: card), each.paper)
        through = back.turned_over(each.paper, edge)
        left, right = (0.0, 0.0), (width / 2, 0.0)
        for place in each.places:
            halves = [
                front_of(front, place, panel, left),
                front_of(front, place, panel, right),
                back_of(through, place, panel, left),
                back_of(through, place, panel, right),
            ]
            assert [(half.number, half.is_back) for half in halves] == [(4, False), (1, False), (2, True), (3, True)]
            assert max(half.off for half in halves) <= EXACT
            assert max(apart(halves[1], halves[2]), apart(halves[0], halves[3])) <= EXACT

    def test_both_faces_on_one_side_of_the_paper(self) -> None:
        """Folded backwards along the edge between them, the front is on the right and the back behind it."""
        each = stock("a4-card-a6")
        pairs = paired(shipped("a4-card-a6"))
        assert pairs
        size = each.places[0].card
        card = card_of(0, (face(5, size), face(5, size, back=True)), folded=False, side_by_side=True)
        assert card
        data = pages(PrintRun(pairs, 2), lambda index: card)
        (side,) = printed(data, each.paper)
        found = [front_of(side, place) for place in each.places]
        assert [(one.number, one.is_back) for one in found] == [(5, True), (5, False)] * 2
        assert max(one.off for one in found) <= EXACT


class TestCorrections:
    """A printer that misses by the opposite would put everything in its place."""

    FRONT, BACK = Side(1.5, -0.7), Side(-0.4, 2.1)
    NAME, CLOSE = "avery-l7418", 0.05

    @pytest.mark.parametrize("edge", EDGES)
    def test_move_each_side_by_just_what_is_said(self, edge: FlipEdge) -> None:
        each = stock(self.NAME)
        front, back = self._sides(self.FRONT, self.BACK, edge)
        through = back.turned_over(each.paper, edge)
        for place in each.places:
            assert front_of(front, _moved(place, 1.5, -0.7)).off <= self.CLOSE
            # To the right on the back is to the left for who looks through the paper from the front, or upside down.
            right, down = (0.4, 2.1) if edge == "long-edge" else (-0.4, -2.1)
            assert back_of(through, _moved(place, right, down)).off <= self.CLOSE

    def test_scale_about_the_middle_of_the_paper(self) -> None:
        each = stock(self.NAME)
        front, back = self._sides(Side(0.0, 0.0, 1.004, 0.997), Side(0.0, 0.0))
        through = back.turned_over(each.paper, "long-edge")
        width, height = each.paper
        for place in each.places:
            x, y = width / 2 + (place.x - width / 2) * 1.004, height / 2 + (place.y - height / 2) * 0.997
            scaled = Place(x, y, place.width * 1.004, place.height * 0.997, place.turn)
            assert front_of(front, scaled).off <= self.CLOSE
            assert front_of(front, place).off > EXACT
            assert back_of(through, place).off <= self.CLOSE

    def test_marks_move_with_the_cards(self) -> None:
        sheet = shipped("a4-card-a7")
        run = PrintRun(sheet, 1, front=correction(self.FRONT, sheet.width, sheet.height))
        made = two_faces((74.0, 105.0))(0)
        marks = Page(
            run.sheet.width,
            run.sheet.height,
            face(9, (20.0, 20.0)).items,
            (Placed(face(8, (20.0, 20.0)), (1, 0, 0, 1, 30 * MM, 0), True),),
        )
        front, _ = imposed(run, lambda index: made, lambda number: marks)
        (side,) = printed(PdfPainter().paint(document(front.page)), PAPERS["A4"])
        for number, left in ((9, 0.0), (8, 30.0)):
            found = front_of(side, _moved(Place(left, 0.0, 20.0, 20.0, 0), 1.5, -0.7))
            assert (found.number, found.off <= self.CLOSE) == (number, True)

    def _sides(self, front: Side, back: Side, edge: FlipEdge = "long-edge") -> list[Print]:
        each, sheet = stock(self.NAME), shipped(self.NAME)
        matrices = [correction(side, sheet.width, sheet.height) for side in (front, back)]
        run = PrintRun(sheet, len(each.places), 0, edge, *matrices)
        return printed(pages(run, two_faces(each.places[0].card)), each.paper)


def _moved(place: Place, right: float, down: float) -> Place:
    return place._replace(x=place.x + right, y=place.y + down)


def test_the_proof_fails_for_the_wrong_edge() -> None:
    """Else it would prove nothing: a sheet made for one edge, turned over on the other."""
    each = stock("avery-c32011-10")
    run = PrintRun(shipped("avery-c32011-10"), 10, edge="short-edge")
    front, back = printed(pages(run, two_faces(each.places[0].card)), each.paper)
    through = back.turned_over(each.paper, "long-edge")
    fronts, backs = (
        [front_of(front, place) for place in each.places],
        [back_of(through, place) for place in each.places],
    )
    assert len(faults(fronts, backs, list(range(1, 11)))) >= 10


@pytest.mark.parametrize("off", [0.15, 0.3, 1.0])
def test_the_proof_fails_for_a_sheet_that_is_off_by_a_little(off: float) -> None:
    each, sheet = stock("a4-card-a7"), shipped("a4-card-a7")
    moved = sheet._replace(cells=tuple(Cell(cell.x + off * MM, *cell[1:]) for cell in sheet.cells))
    with pytest.raises(AssertionError, match="off by"):
        assert_backs_lie_behind_fronts(each, moved, "long-edge")
