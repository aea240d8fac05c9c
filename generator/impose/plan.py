"""Turns a sheet into a cutting plan: straight cuts through whole pieces of paper, in an order that keeps marks usable.

Every cut takes marks away with the waste. So each time the cut comes next that is shown by a mark still there and
takes away fewest marks that later cuts need. The last side of a card, or of cards that touch, cannot have a mark any
more: both of its marks lay beyond the sides cut before. It is measured, from an edge that is cut already.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, Literal

from generator.impose.crop import MM, NO_CUT, SHORTEST, CutLine, Stretch, cut_lines, fold_lines
from generator.impose.geometry import Cell
from generator.impose.room import Box
from generator.impose.sheet import ROUNDING, Sheet
from generator.record import NamedTuple

Edge = Literal["left", "top", "right", "bottom"]
Shown = Literal["marks", "line", "measure"]

# Nobody cuts along more lines than that, and the order of many takes long to find. 25 columns and 20 rows with gaps
# between them have 90.
MOST_LINES = 100


class Cut(NamedTuple):
    """One setting of the guillotine. `at` is where it cuts: from the left edge of the sheet if `down`, else from its
    top edge.

    `stop` is how far from an `edge` of the piece as it is by then, which `edge_is_cut` or is the paper's own. `shown`
    says by what. All lengths are in points. The sheet lies with its front up.
    """

    down: bool
    at: float
    edge: Edge
    stop: float
    edge_is_cut: bool
    pieces: int
    shown: Shown


class SheetFold(NamedTuple):
    """A line on which all cards of a sheet fold: its x from the left edge if it runs `down`, else its y."""

    down: bool
    at: float


class Plan(NamedTuple):
    """What to do with printed sheets. `loose` are the numbers of cells that straight cuts cannot free, from 1; or of
    all, where straight cuts would be along more `lines` than anybody wants to make.

    `folds` are the x of fold lines on the unturned card, in points. `by_rows` says that cells count row by row.
    `first` are the folds of the whole sheet, where all cards share them: the cuts take their marks away.
    """

    sheets: int
    cards: int
    cells: int
    cuts: tuple[Cut, ...]
    loose: tuple[int, ...]
    folds: tuple[float, ...]
    by_rows: bool
    lines: int
    first: tuple[SheetFold, ...] = ()


def cutting_plan(sheet: Sheet, sheets: int, cards: int, folds: tuple[float, ...] = ()) -> Plan:
    """How to cut so many sheets, and what becomes of the piles. Stock that is cut already has no cuts."""
    lines = cut_lines(sheet)
    by_rows = list(sheet.cells) == sorted(sheet.cells, key=lambda cell: (round(cell.y), cell.x))
    if len(lines) > MOST_LINES:
        everything = tuple(range(1, len(sheet.cells) + 1))
        return Plan(sheets, cards, len(sheet.cells), (), everything, folds, by_rows, len(lines))
    whole = Box(0.0, 0.0, sheet.width, sheet.height)
    pieces = [_Piece(whole, range(len(sheet.cells)), _Ground.of(sheet.cells, lines))]
    cuts: list[Cut] = []
    while choices := {index for piece in pieces for index in piece.ready}:
        chosen = min(choices, key=lambda index: (*_cost(index, lines[index], pieces, sheet), index))
        cuts += _settings(lines[chosen], chosen, [piece for piece in pieces if chosen in piece.ready], sheet)
        pieces = [part for piece in pieces for part in (piece.parts(chosen) if chosen in piece.ready else (piece,))]
    stuck = {cell for piece in pieces if piece.shown for cell in piece.cells}
    loose = tuple(number + 1 for number in sorted(stuck))
    shared = tuple(SheetFold(line.down, line.at) for line in fold_lines(sheet, folds)) if cuts else ()
    first = shared if len(shared) == len(folds) else ()
    return Plan(sheets, cards, len(sheet.cells), tuple(cuts), loose, folds, by_rows, len(lines), first)


def lines(plan: Plan) -> tuple[str, ...]:
    """The plan for people, in lines of 80 columns at most."""
    one = plan.sheets == 1
    told = [f"{plan.sheets} {'sheet' if one else 'sheets'}, {plan.cards} {'card' if plan.cards == 1 else 'cards'}."]
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
        cells = "all cards" if len(plan.loose) == plan.cells else "the other cards"
        why = "no straight cut goes past them"
        if plan.lines > MOST_LINES:
            why = f"there are {plan.lines} lines to cut along"
        told.append(f"Cut {cells} out with scissors or a knife: {why}.")
    if plan.folds and not plan.first:
        places = " and ".join(f"{fold / MM:.1f} mm" for fold in plan.folds)
        told.append(f"Fold each card at {places} from its left edge.")
    if plan.cells > 1 and plan.sheets > 1:
        order = "row by row from the top left" if plan.by_rows else "in the order of the sheet file"
        told.append(f"Put the {plan.cells} piles on each other, {order}, the first")
        told.append("on top: the cards are then in their order.")
    return tuple(told)


def values(plan: Plan) -> dict[str, Any]:
    """The plan as values of JSON, with lengths in millimetres."""
    return {
        "sheets": plan.sheets,
        "cards": plan.cards,
        "cells": plan.cells,
        "stack": plan.sheets,
        "cuts": [
            {
                "direction": "down" if cut.down else "across",
                "from-paper-edge": _mm(cut.at),
                "from": cut.edge,
                "stop": _mm(cut.stop),
                "edge": "cut" if cut.edge_is_cut else "paper",
                "pieces": cut.pieces,
                "by": cut.shown,
            }
            for cut in plan.cuts
        ],
        "by-hand": list(plan.loose),
        "folds": [_mm(fold) for fold in plan.folds],
        "sheet-folds": [
            {"direction": "down" if fold.down else "across", "from-paper-edge": _mm(fold.at)} for fold in plan.first
        ],
        "piles": list(range(1, plan.cells + 1)),
    }


def _cut_in_words(number: int, cut: Cut) -> str:
    way = "down,  " if cut.down else "across,"
    edge = f"{'cut ' if cut.edge_is_cut else ''}{cut.edge} edge"
    what = {"marks": "by its marks", "line": "along the line", "measure": "measured"}[cut.shown]
    pieces = "" if cut.pieces == 1 else f", {cut.pieces} pieces"
    return f"{number:3}. {way} {cut.stop / MM:6.1f} mm from the {edge}, {what}{pieces}"


def _mm(points: float) -> float:
    return round(points / MM, 2)


class _Ground(NamedTuple):
    """What is the same for all pieces of a sheet.

    `edges` and `through` have a number for each cell, whose bits are lines: those on which the cell ends, and those
    that run through it.
    """

    cells: tuple[Cell, ...]
    lines: tuple[CutLine, ...]
    edges: tuple[int, ...]
    through: tuple[int, ...]

    @classmethod
    def of(cls, cells: tuple[Cell, ...], lines: tuple[CutLine, ...]) -> _Ground:
        edges, through = [], []
        for cell in cells:
            ends = inside = 0
            for index, line in enumerate(lines):
                start, end = (cell.x, cell.right) if line.down else (cell.y, cell.bottom)
                if abs(start - line.at) <= ROUNDING or abs(end - line.at) <= ROUNDING:
                    ends |= 1 << index
                elif start < line.at < end:
                    inside |= 1 << index
            edges.append(ends)
            through.append(inside)
        return cls(cells, lines, tuple(edges), tuple(through))


class _Piece:
    """A piece of paper with cards on it. Lines and cells are known by their index among all of its `ground`.

    `shown` has the lines that are an edge of a card which is not free there, each with what can be seen of it on this
    piece; `ready` are those that it can be cut along now, through no card.
    """

    __slots__ = ("_ground", "_lost", "_parts", "box", "cells", "ready", "shown")

    def __init__(self, box: Box, cells: Sequence[int], ground: _Ground, before: _Piece | None = None) -> None:
        """`before` is the piece that it was cut from: what is not seen there is not seen here."""
        self.box = box
        self.cells = cells
        self._ground = ground
        self._parts: dict[int, tuple[_Piece, ...]] = {}
        self._lost: dict[int, int] = {}
        self.shown: dict[int, Shown] = {}
        edges = reduce(or_, map(ground.edges.__getitem__, cells))
        through = reduce(or_, map(ground.through.__getitem__, cells))
        self.ready: set[int] = set()
        for index in before.shown if before else range(len(ground.lines)):
            line = ground.lines[index]
            (low, high), along = _span(line, box)
            if edges >> index & 1 and low + NO_CUT < line.at < high - NO_CUT:
                is_as_before = before and (before.shown[index] == "measure" or along == _span(line, before.box)[1])
                self.shown[index] = before.shown[index] if before and is_as_before else _shown(line, along)
                if not through >> index & 1:
                    self.ready.add(index)

    def parts(self, index: int) -> tuple[_Piece, ...]:
        """What a cut leaves, without waste."""
        if index not in self._parts:
            ground, box = self._ground, self.box
            line = ground.lines[index]
            first, second = (
                (box._replace(right=line.at), box._replace(left=line.at))
                if line.down
                else (box._replace(bottom=line.at), box._replace(top=line.at))
            )
            before: list[int] = []
            after: list[int] = []
            for number in self.cells:
                cell = ground.cells[number]
                end = cell.right if line.down else cell.bottom
                (before if end <= line.at + ROUNDING else after).append(number)
            halves = (first, before), (second, after)
            self._parts[index] = tuple(_Piece(half, cells, ground, self) for half, cells in halves if cells)
        return self._parts[index]

    def lost(self, index: int) -> int:
        """How many lines a cut takes the last mark from on what it leaves."""
        if index not in self._lost:
            self._lost[index] = sum(
                shown == "measure" and self.shown[other] != "measure"
                for part in self.parts(index)
                for other, shown in part.shown.items()
            )
        return self._lost[index]


def _span(line: CutLine, box: Box) -> tuple[Stretch, Stretch]:
    """From where to where a piece reaches across a line, and along it."""
    across, along = (box.left, box.right), (box.top, box.bottom)
    return (across, along) if line.down else (along, across)


def _shown(line: CutLine, along: Stretch) -> Shown:
    """By what of a line can be seen on a piece that reaches so far along it."""

    def seen(stretches: tuple[Stretch, ...]) -> bool:
        return any(min(end, along[1]) - max(start, along[0]) >= SHORTEST - 1e-6 for start, end in stretches)

    return "line" if seen(line.drawn) else "marks" if seen(line.crop + line.ticks) else "measure"


def _cost(index: int, line: CutLine, pieces: list[_Piece], sheet: Sheet) -> tuple[bool, int, int]:
    """What speaks against a cut now: that it is blind, the marks it takes from later ones, the pieces it makes."""
    touched = [piece for piece in pieces if index in piece.ready]
    lost = sum(piece.lost(index) for piece in touched)
    more = sum(len(piece.parts(index)) - 1 for piece in touched)
    unseen = [piece for piece in touched if piece.shown[index] == "measure"]
    # What only takes waste off, from a cut edge, is better measured now on one piece than later on many.
    ripe = not lost and not more and len(unseen) == len(touched) and all(_cut_edge(line, one, sheet) for one in unseen)
    return bool(unseen) and not ripe, lost, more


def _cut_edge(line: CutLine, piece: _Piece, sheet: Sheet) -> Edge | None:
    """An edge of a piece beside the line that is cut, the one where the line's numbers begin if both are."""
    (low, high), _ = _span(line, piece.box)
    if low > 0.0:
        return "left" if line.down else "top"
    if high < (sheet.width if line.down else sheet.height):
        return "right" if line.down else "bottom"
    return None


def _settings(line: CutLine, index: int, pieces: list[_Piece], sheet: Sheet) -> list[Cut]:
    """One cut for all pieces that lie alike."""
    found: dict[tuple[Edge, float, bool, Shown], int] = {}
    for piece in pieces:
        shown = piece.shown[index]
        (low, high), _ = _span(line, piece.box)
        edge: Edge = "left" if line.down else "top"
        # A measure is taken from where a cut was made, as the paper's own edge may not be where the printer saw it.
        if shown == "measure":
            edge = _cut_edge(line, piece, sheet) or edge
        is_near = edge in ("left", "top")
        setting = (edge, line.at - low if is_near else high - line.at, low > 0.0 if is_near else True, shown)
        found[setting] = found.get(setting, 0) + 1
    return [Cut(line.down, line.at, *setting[:3], count, setting[3]) for setting, count in found.items()]
