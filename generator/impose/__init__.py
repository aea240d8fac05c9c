"""Turns cards into print sheets: which card stands where, with its back behind it. Only geometry: no item changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.impose.cards import Card, Side
from generator.impose.geometry import IDENTITY, Cell, Edge, Matrix, behind, combined
from generator.impose.marks import Marks
from generator.impose.order import sheets_needed, stacked
from generator.impose.sheet import Sheet
from generator.record import NamedTuple
from generator.typeset.items import Page, Placed


class Run(NamedTuple):
    """What is to be printed: so many cards on such sheets.

    `start` cells of the first sheet are used up already. `edge` is where the printer turns the paper over; `front` and
    `back` are the corrections of its two sides.
    """

    sheet: Sheet
    cards: int
    start: int = 0
    edge: Edge = "long-edge"
    front: Matrix = IDENTITY
    back: Matrix = IDENTITY

    @property
    def sheets(self) -> int:
        """How many sheets of paper are printed."""
        return sheets_needed(self.cards, len(self.sheet.cells), self.start)


class Imposed(NamedTuple):
    """One side of a sheet. `number` counts the sheets from 0."""

    number: int
    is_back: bool
    page: Page


def imposed(run: Run, card_at: Callable[[int], Card], marks_at: Callable[[int], Marks]) -> Iterator[Imposed]:
    """The sides of all sheets, each front before its back.

    `card_at(index)` gives a card when its sheet comes; `marks_at(number)` the marks on the front of a sheet. The first
    time a face is placed it is read out, every further time it is a copy. Sheets of cards that have no back have none
    either.
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
        placed = (*_placed(cards, sheet, run.front, read, back=False, edge=run.edge), *around)
        yield Imposed(number, False, Page(sheet.width, sheet.height, (), placed))
        backs = _placed(cards, sheet, run.back, read, back=True, edge=run.edge)
        if backs:
            yield Imposed(number, True, Page(sheet.width, sheet.height, (), backs))
        read.update(card.key for _, card in cards)


def _placed(
    cards: list[tuple[Cell, Card]], sheet: Sheet, correction: Matrix, read: set[int], *, back: bool, edge: Edge
) -> tuple[Placed, ...]:
    """The faces of one side of a sheet; a card that is smaller than its cell stands in its middle."""
    placed: list[Placed] = []
    here: set[int] = set()
    for cell, card in cards:
        side: Side = card.back if back else card.front
        place = behind(cell, sheet.width, sheet.height, edge) if back else cell
        right, down = (sheet.card[0] - card.width) / 2, (sheet.card[1] - card.height) / 2
        for face, x in side:
            matrix = combined(place.matrix(right + x, down), correction)
            placed.append(Placed(face, matrix, copy=card.key in read or card.key in here))
        here.add(card.key)
    return tuple(placed)
