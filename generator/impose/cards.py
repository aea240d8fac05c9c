"""Turns the pages of a card into the two sides that are printed on a sheet."""

from __future__ import annotations

from generator.record import NamedTuple
from generator.typeset.items import Page

Side = tuple[tuple[Page, float], ...]  # faces, and how far each is from the card's left edge


class Card(NamedTuple):
    """A card as it is cut out: its size, what is printed on it, and where it is folded (from its left edge).

    Cards with the same `key` are the same card.
    """

    key: int
    width: float
    height: float
    front: Side
    back: Side
    folds: tuple[float, ...] = ()


def card_of(key: int, pages: tuple[Page, ...], *, folded: bool, side_by_side: bool = False) -> Card | None:
    """The card that these pages make; None if it has more of them than a sheet of paper has room for.

    A folded card is read like a book: its first page is the right half of one side, its last the left half. With
    `side_by_side`, both faces of a card are printed on one side, to be folded along the edge between them.
    """
    first = pages[0]
    width, height = first.width, first.height
    if folded:
        if len(pages) > 4 or side_by_side:
            return None
        numbered = dict(enumerate(pages))
        last = 3 if len(pages) > 2 else 1
        outer, inner = (last, 0), (1, 2) if len(pages) > 2 else ()
        front, back = (
            tuple((numbered[page], half * width) for half, page in enumerate(halves) if page in numbered)
            for halves in (outer, inner)
        )
        return Card(key, 2 * width, height, front, back, (width,))
    if len(pages) > 2:
        return None
    if side_by_side:
        cover = ((pages[1], 0.0),) if len(pages) > 1 else ()
        return Card(key, 2 * width, height, (*cover, (first, width)), (), (width,))
    return Card(key, width, height, ((first, 0.0),), ((pages[1], 0.0),) if len(pages) > 1 else ())
