"""Pairs pages to stand side by side: in the order of a booklet, or simply two on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.typeset.items import Page, Placed

# Pages of a booklet: two are a sheet already; more paper than that does not stay folded, and creeps out of the cover.
FEWEST, MOST = 3, 64

Spread = tuple[int | None, int | None]  # two pages side by side: indices from 0; None is a blank page


def saddle_pairs(pages: int) -> tuple[Spread, ...]:
    """The pairs of a booklet that is folded in the middle and stapled, for each side of each sheet from the outside.

    Blank pages fill up the last sheet. Raises ValueError for a number of pages that makes no booklet.
    """
    if not FEWEST <= pages <= MOST:
        raise ValueError(f"a booklet has {FEWEST} to {MOST} pages")
    total = -(-pages // 4) * 4
    pairs: list[Spread] = []
    for sheet in range(total // 4):
        outer, inner = 2 * sheet, 2 * sheet + 1
        pairs.append((_page(total - 1 - outer, pages), _page(outer, pages)))
        pairs.append((_page(inner, pages), _page(total - 1 - inner, pages)))
    return tuple(pairs)


def neighbours(pages: int) -> tuple[Spread, ...]:
    """Pages two by two, in their order."""
    return tuple((index, _page(index + 1, pages)) for index in range(0, pages, 2))


def spreads(pages: Sequence[Page], pairs: Sequence[Spread]) -> Iterator[Page]:
    """Sheets twice as wide as a page, with a pair on each side."""
    width, height = pages[0].width, pages[0].height
    for pair in pairs:
        placed = tuple(
            Placed(pages[index], (1.0, 0.0, 0.0, 1.0, half * width, 0.0), copy=False)
            for half, index in enumerate(pair)
            if index is not None
        )
        yield Page(2 * width, height, (), placed)


def _page(index: int, pages: int) -> int | None:
    return index if index < pages else None
