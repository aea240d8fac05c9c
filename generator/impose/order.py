"""Decides which card stands in which cell of which sheet.

Cards run on from sheet to sheet in the same cell. Cut as one stack, the sheets give one pile for each cell, and the
piles laid on each other in the cells' order are collated.
"""

from __future__ import annotations

from collections.abc import Iterator


def sheets_needed(cards: int, cells: int, start: int = 0) -> int:
    """How many sheets take the cards, if the first `start` cells of the first sheet are used up."""
    return -(-(cards + start) // cells)


def stacked(cards: int, cells: int, start: int = 0) -> Iterator[tuple[int | None, ...]]:
    """For each sheet the index of the card in each cell, None where there is none.

    `start` cells of the first sheet are left out. A pile of the last cells may be a card lower than the others.
    """
    sheets = sheets_needed(cards, cells, start)
    free = [[sheet for sheet in range(sheets) if sheet or cell >= start] for cell in range(cells)]
    surplus = sum(map(len, free)) - cards
    # What is left over stays white at the end of the last sheet, where it can be used another time.
    for cell in range(cells - 1, cells - 1 - surplus, -1):
        free[cell].remove(sheets - 1)
    table: list[list[int | None]] = [[None] * cells for _ in range(sheets)]
    card = 0
    for cell, places in enumerate(free):
        for sheet in places:
            table[sheet][cell] = card
            card += 1
    yield from map(tuple, table)
