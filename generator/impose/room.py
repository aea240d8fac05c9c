"""Finds room in the waste of a sheet for what is written beside the cards, clear of cards and marks."""

from __future__ import annotations

from collections.abc import Iterable

from generator.impose.crop import MM, OFFSET
from generator.impose.geometry import Cell
from generator.impose.sheet import Sheet
from generator.typeset.geometry import Rect

CLEAR = 1 * MM  # between a mark and what is written
_EPSILON = 1e-6  # points, by which sums of lengths may be off


def is_free(place: Rect, taken: Iterable[Rect]) -> bool:
    """Whether a place shares no more than an edge with what is taken."""
    place = place.grown(-_EPSILON)
    return not any(place.meets(other) for other in taken)


def room_for(
    width: float, height: float, sheet: Sheet, taken: Iterable[Rect], turns: tuple[int, ...] = (0, 270)
) -> Cell | None:
    """The first place that is free: below the cards, above them, or turned on their left or right; None if none is.

    Only places of those `turns` are tried.
    """
    left, top, right, bottom = sheet.block
    edge, far, low = sheet.margin, sheet.width - sheet.margin, sheet.height - sheet.margin
    taken = tuple(taken)
    for strip, turn in (
        (Rect(edge, bottom + OFFSET, far, low), 0),
        (Rect(edge, edge, far, top - OFFSET), 0),
        (Rect(edge, edge, left - OFFSET, low), 270),
        (Rect(right + OFFSET, edge, far, low), 270),
    ):
        if turn in turns:
            size = (height, width) if turn else (width, height)
            first = strip.left if turn else left
            if place := _free(*size, strip, first, [box for box in taken if not is_free(box, (strip,))]):
                return Cell(place.left, place.top, *size, turn)
    return None


def _free(width: float, height: float, strip: Rect, first: float, taken: list[Rect]) -> Rect | None:
    """A free place in a strip, as high up and then as far left as can be; if there is a choice, not left of `first`.

    What is free can be pushed up and left until it touches something, so these places are all there are to try.
    """
    lefts = sorted({strip.left, first, *(box.right for box in taken)}, key=lambda left: (left < first, left))
    for top in sorted({strip.top, *(box.bottom for box in taken)}):
        for left in lefts:
            place = Rect(left, top, left + width, top + height)
            if strip.grown(_EPSILON).holds(place) and is_free(place, taken):
                return place
    return None
