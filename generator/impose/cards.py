"""Turns the pages of a card into the two sides that are printed on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from generator.record import NamedTuple
from generator.typeset.geometry import Rect, ink_box
from generator.typeset.items import Page


class CardFace(NamedTuple):
    """A page as one face of a card: how far it is from the card's left edge, and the box of its ink on the page."""

    page: Page
    x: float
    ink: Rect


class Card(NamedTuple):
    """A card as it is cut out: its size, what is printed on it, and where it is folded (from its left edge).

    Cards with the same `key` are the same card.
    """

    key: int
    width: float
    height: float
    front: tuple[CardFace, ...]
    back: tuple[CardFace, ...]
    folds: tuple[float, ...] = ()


def card_of(key: int, pages: Sequence[Page], *, folded: bool, side_by_side: bool = False) -> Card | None:
    """The card that these pages make; None if it has more of them than a sheet of paper has room for.

    A folded card is read like a book: its first page is the right half of one side, its last the left half. With
    `side_by_side`, both faces of a card are printed on one side, to be folded along the edge between them.
    """
    first = pages[0]
    width, height = first.width, first.height
    if folded:
        if len(pages) > 4 or side_by_side:
            return None
        last = 3 if len(pages) > 2 else 1
        outer, inner = (last, 0), (1, 2) if len(pages) > 2 else ()
        front, back = (
            tuple(_face(pages[page], half * width) for half, page in enumerate(halves) if page < len(pages))
            for halves in (outer, inner)
        )
        return Card(key, 2 * width, height, front, back, (width,))
    if len(pages) > 2:
        return None
    if side_by_side:
        cover = (_face(pages[1], 0.0),) if len(pages) > 1 else ()
        return Card(key, 2 * width, height, (*cover, _face(first, width)), (), (width,))
    return Card(key, width, height, (_face(first, 0.0),), (_face(pages[1], 0.0),) if len(pages) > 1 else ())


def _face(page: Page, x: float) -> CardFace:
    """The page as a face; inked all over if empty."""
    boxes = [box for item in page.items if (box := ink_box(item))] or [Rect(0.0, 0.0, page.width, page.height)]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return CardFace(page, x, Rect(min(lefts), min(tops), max(rights), max(bottoms)))
