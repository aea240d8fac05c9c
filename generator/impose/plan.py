"""Turns a sheet into a cutting plan: straight cuts through whole pieces of paper, in a plain order.

First the outer edges of the block of cards; then the inner lines of each direction, from one side to the other. The
direction with fewer lines comes first: the cuts across them would leave their marks, which are at their ends, on the
outer pieces alone. A line cuts every piece on which a card ends there, unless it would go through another card of that
piece. For cells that are no grid, the inner lines come round again until nothing is cut any more; cards that are not
free then are listed to be cut out by hand.
"""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import Any, Literal

from generator.diagnostics import counted
from generator.impose.crop import MM, NO_CUT, SHORTEST, SheetLine, Stretch, cut_lines, fold_lines
from generator.impose.geometry import in_millimetres
from generator.impose.sheet import ROUNDING, Sheet
from generator.record import NamedTuple
from generator.typeset.geometry import Rect

PaperEdge = Literal["left", "top", "right", "bottom"]
Shown = Literal["marks", "line", "measure"]
_Blank = tuple[Rect, tuple[Rect, ...]]  # a piece of paper, and the cells on it

MOST_LINES = 100  # nobody cuts along more; 25 columns and 20 rows with gaps between them have 90


class Cut(NamedTuple):
    """One setting of a guillotine, used for all pieces of paper that it fits. Lengths are in points.

    The sheet lies front up. The cut runs `down` it or else across, `at` this distance from the left or the top of the
    whole sheet. It is made on that many `pieces`, at the distance `stop` from their `edge`, which is an earlier cut
    if `edge_is_cut`, else an edge of the paper. `shown` is what marks the line on the pieces; with "measure" nothing
    does, and only the stop counts.
    """

    down: bool
    at: float
    edge: PaperEdge
    stop: float
    edge_is_cut: bool
    pieces: int
    shown: Shown


class Plan(NamedTuple):
    """What to do with so many printed sheets. `loose` numbers, from 1, the cells that straight cuts cannot free: all
    cells, if there are more `lines` to cut along than `MOST_LINES`.

    `folds` are the x of fold lines on the unturned card, in points. `first` are the folds of the whole sheet, where all
    cards share them: the cuts take their marks away.
    """

    sheet: Sheet
    sheets: int
    cards: int
    folds: tuple[float, ...]
    cuts: tuple[Cut, ...]
    loose: tuple[int, ...]
    lines: int
    first: tuple[SheetLine, ...]


def cutting_plan(sheet: Sheet, sheets: int, cards: int, folds: tuple[float, ...] = ()) -> Plan:
    """How to cut so many sheets, and what becomes of the piles. Stock that is cut already has no cuts."""
    lines = cut_lines(sheet)
    cuts, blanks = _carried_out(sheet, lines if len(lines) <= MOST_LINES else ())
    uncut = {cell for _, cells in blanks if sheet.cut and len(cells) > 1 for cell in cells}
    loose = tuple(number for number, cell in enumerate(sheet.cells, 1) if cell.rect in uncut)
    shared = fold_lines(sheet, folds) if cuts else ()
    first = shared if len(shared) == len(folds) else ()
    return Plan(sheet, sheets, cards, folds, tuple(cuts), loose, len(lines), first)


def lines(plan: Plan) -> tuple[str, ...]:
    """The plan for people, in lines of 80 columns at most."""
    one, cells = plan.sheets == 1, plan.sheet.cells
    told = [f"{counted(plan.sheets, 'sheet')}, {counted(plan.cards, 'card')}."]
    for fold in plan.first:
        each, edge = "the sheet" if one else "each sheet", "left" if fold.down else "top"
        told.append(f"Fold {each} at {fold.at / MM:.1f} mm from its {edge} edge before you cut, and open it.")
    if plan.cuts:
        stack = "Lay it" if one else "Stack them, the first on top,"
        told += [f"{stack} front up, top edge away from you, and cut:"]
        told += [_cut_in_words(number, cut) for number, cut in enumerate(plan.cuts, 1)]
    elif not plan.loose:
        told.append("There is nothing to cut.")
    if plan.loose:
        which = "all cards" if len(plan.loose) == len(cells) else "the other cards"
        many = plan.lines > MOST_LINES
        why = f"there are {plan.lines} lines to cut along" if many else "no straight cut goes past them"
        told.append(f"Cut {which} out with scissors or a knife: {why}.")
    if plan.folds and not plan.first:
        places = " and ".join(f"{fold / MM:.1f} mm" for fold in plan.folds)
        told.append(f"Fold each card at {places} from its left edge.")
    if len(cells) > 1 and plan.sheets > 1:
        by_rows = list(cells) == sorted(cells, key=lambda cell: (round(cell.y), cell.x))
        order = "row by row from the top left" if by_rows else "in the order of the sheet file"
        told.append(f"Put the {len(cells)} piles on each other, {order}, the first")
        told.append("on top: the cards are then in their order.")
    return tuple(told)


def values(plan: Plan) -> dict[str, Any]:
    """The plan as values of JSON, with lengths in millimetres."""
    return {
        "sheets": plan.sheets,
        "cards": plan.cards,
        "cells": len(plan.sheet.cells),
        "stack": plan.sheets,
        "cuts": [
            {
                "direction": "down" if cut.down else "across",
                "from-paper-edge": in_millimetres(cut.at),
                "from": cut.edge,
                "stop": in_millimetres(cut.stop),
                "edge": "cut" if cut.edge_is_cut else "paper",
                "pieces": cut.pieces,
                "by": cut.shown,
            }
            for cut in plan.cuts
        ],
        "by-hand": list(plan.loose),
        "folds": [in_millimetres(fold) for fold in plan.folds],
        "sheet-folds": [
            {"direction": "down" if fold.down else "across", "from-paper-edge": in_millimetres(fold.at)}
            for fold in plan.first
        ],
        "piles": list(range(1, len(plan.sheet.cells) + 1)),
    }


def _cut_in_words(number: int, cut: Cut) -> str:
    way = "down,  " if cut.down else "across,"
    edge = f"{'cut ' if cut.edge_is_cut else ''}{cut.edge} edge"
    what = {"marks": "by its marks", "line": "along the line", "measure": "measured"}[cut.shown]
    pieces = "" if cut.pieces == 1 else f", {cut.pieces} pieces"
    return f"{number:3}. {way} {cut.stop / MM:6.1f} mm from the {edge}, {what}{pieces}"


def _carried_out(sheet: Sheet, lines: tuple[SheetLine, ...]) -> tuple[list[Cut], list[_Blank]]:
    """All cuts in their order, and the pieces of paper that are there in the end."""
    outer = _outer(sheet, lines)
    number = Counter(line.down for line in lines if line not in outer)
    inner = sorted((line for line in lines if line not in outer), key=lambda line: (number[line.down], line.down))
    cuts: list[Cut] = []
    blanks = [(_whole(sheet), tuple(cell.rect for cell in sheet.cells))]
    waiting = [*outer, *inner]
    while waiting:
        before = len(cuts)
        for line in waiting:
            made, blanks = _cut(line, blanks, sheet)
            cuts += made
        waiting = inner if len(cuts) > before else []
    return cuts, blanks


def _outer(sheet: Sheet, lines: tuple[SheetLine, ...]) -> list[SheetLine]:
    """The edges of the block: top and left, or those opposite where a mark is only there; then the two others.

    Each cut takes marks of the next ones away. So the last has none any more, and is measured from the edge opposite.
    """
    left, top, right, bottom = sheet.block
    across, down = (
        sorted(
            (line for at in ends for line in lines if line.down is down and abs(line.at - at) <= ROUNDING),
            key=lambda line: _shown(line, _whole(sheet)) == "measure",
        )
        for down, ends in ((False, (top, bottom)), (True, (left, right)))
    )
    return [line for pair in zip_longest(across, down) for line in pair if line]


def _cut(line: SheetLine, blanks: list[_Blank], sheet: Sheet) -> tuple[list[Cut], list[_Blank]]:
    """The cuts along one line, a setting for all pieces that lie alike, and the pieces after them without waste."""
    settings: Counter[Cut] = Counter()
    after: list[_Blank] = []
    for paper, cells in blanks:
        before = tuple(cell for cell in cells if line.facing(cell).right <= line.at + ROUNDING)
        behind = tuple(cell for cell in cells if line.facing(cell).left >= line.at - ROUNDING)
        piece = line.facing(paper)
        is_inside = piece.left + NO_CUT < line.at < piece.right - NO_CUT
        is_edge = any(abs(end - line.at) <= ROUNDING for cell in cells for end in line.facing(cell)[::2])
        if not (is_inside and is_edge and len(before) + len(behind) == len(cells)):
            after.append((paper, cells))
            continue
        settings[_setting(line, paper, sheet)] += 1
        first, second = line.facing(piece._replace(right=line.at)), line.facing(piece._replace(left=line.at))
        after += [(half, kept) for half, kept in ((first, before), (second, behind)) if kept]
    return [cut._replace(pieces=count) for cut, count in settings.items()], after


def _setting(line: SheetLine, paper: Rect, sheet: Sheet) -> Cut:
    """How a piece of paper lies for a cut.

    A measure is taken from where a cut was made: the paper's own edge may not be where the printer saw it.
    """
    piece, shown = line.facing(paper), _shown(line, paper)
    if shown == "measure" and piece.left == 0.0 and piece.right < line.facing(_whole(sheet)).right:
        return Cut(line.down, line.at, "right" if line.down else "bottom", piece.right - line.at, True, 1, shown)
    return Cut(line.down, line.at, "left" if line.down else "top", line.at - piece.left, piece.left > 0.0, 1, shown)


def _shown(line: SheetLine, paper: Rect) -> Shown:
    """What of a line can be seen on a piece of paper."""
    piece = line.facing(paper)

    def seen(stretches: tuple[Stretch, ...]) -> bool:
        return any(min(high, piece.bottom) - max(low, piece.top) >= SHORTEST - 1e-6 for low, high in stretches)

    return "line" if seen(line.drawn) else "marks" if seen(line.crop + line.ticks) else "measure"


def _whole(sheet: Sheet) -> Rect:
    return Rect(0.0, 0.0, sheet.width, sheet.height)
