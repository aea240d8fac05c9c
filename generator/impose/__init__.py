"""Turns cards into print sheets: which card stands where, with its back behind it. Only geometry: no item changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.impose.cards import Card, CardFace
from generator.impose.geometry import IDENTITY, Cell, FlipEdge, Matrix, behind, combined
from generator.impose.marks import Marks
from generator.impose.order import sheets_needed, stacked
from generator.impose.sheet import Sheet
from generator.record import NamedTuple
from generator.typeset.items import Page, Placed


class PrintRun(NamedTuple):
    """What is to be printed: so many cards on such sheets.

    `start` cells of the first sheet are used up already. `edge` is where the printer turns the paper over; `front` and
    `back` are the corrections of its two sides. Every sheet has a back if they are `turned`, white if need be: else the
    next front would be printed on it.
    """

    sheet: Sheet
    cards: int
    start: int = 0
    edge: FlipEdge = "long-edge"
    front: Matrix = IDENTITY
    back: Matrix = IDENTITY
    turned: bool = False

    @property
    def sheets(self) -> int:
        """How many sheets of paper are printed."""
        return sheets_needed(self.cards, len(self.sheet.cells), self.start)


class Imposed(NamedTuple):
    """One side of a sheet, and where each face of a card stands on it. `number` counts the sheets from 0."""

    number: int
    is_back: bool
    page: Page
    faces: tuple[tuple[CardFace, Matrix], ...]


def imposed(run: PrintRun, card_at: Callable[[int], Card], marks_at: Callable[[int], Marks]) -> Iterator[Imposed]:
    """The sides of all sheets, each front before its back.

    `card_at(index)` gives a card when its sheet comes; `marks_at(number)` the marks on the front of a sheet. The first
    time a face is placed it is read out, every further time it is a copy.
    """
    sheet = run.sheet
    read: set[int] = set()
    for number, indices in enumerate(stacked(run.cards, len(sheet.cells), run.start)):
        cards = [(cell, card_at(index)) for cell, index in zip(sheet.cells, indices, strict=True) if index is not None]
        marks = marks_at(number)
        # Painted where they are, not as forms: hardly two sheets have the same.
        page = Page(sheet.width, sheet.height, marks.items)
        marked = (*([Placed(page, IDENTITY, copy=False)] if marks.items else []), *marks.placed)
        around = tuple(one._replace(matrix=combined(one.matrix, run.front), copy=False) for one in marked)
        yield _side(number, cards, run, read, around, back=False)
        if run.turned or any(card.back for _, card in cards):
            yield _side(number, cards, run, read, (), back=True)
        read.update(card.key for _, card in cards)


def _side(
    number: int,
    cards: list[tuple[Cell, Card]],
    run: PrintRun,
    read: set[int],
    around: tuple[Placed, ...],
    *,
    back: bool,
) -> Imposed:
    """One side of a sheet, with what stands around its cards; a card smaller than its cell stands in its middle."""
    sheet, correction = run.sheet, run.back if back else run.front
    faces: list[tuple[CardFace, Matrix]] = []
    placed: list[Placed] = []
    here: set[int] = set()
    for cell, card in cards:
        place = behind(cell, sheet.width, sheet.height, run.edge) if back else cell
        right, down = (sheet.card[0] - card.width) / 2, (sheet.card[1] - card.height) / 2
        for face in card.back if back else card.front:
            matrix = combined(place.matrix(right + face.x, down), correction)
            faces.append((face, matrix))
            placed.append(Placed(face.page, matrix, copy=card.key in read or card.key in here))
        here.add(card.key)
    return Imposed(number, back, Page(sheet.width, sheet.height, (), (*placed, *around)), tuple(faces))
