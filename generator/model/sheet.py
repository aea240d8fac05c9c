"""Turns a file of `layouts/sheets/` into a `SheetFile`: where on a sheet of paper the cards stand."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated, Literal, Self

from generator.diagnostics import Diagnostics, Span
from generator.model.layout import Paper
from generator.model.units import POINTS_PER, Points
from generator.record import NamedTuple
from generator.source.decode import decode, written
from generator.source.node import Node, Scalar, Sequence

DEAD_EDGE = 6.35 * POINTS_PER["mm"]  # what office printers cannot print on, with certainty
MOST_CELLS = 500


@written(tuple[Points, Points])
class Offset(NamedTuple):
    """A place or a distance on the paper: right, then down, in points."""

    right: float
    down: float

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        """Read [right, down]."""
        sides = decode(node, tuple[Points, ...], diagnostics) if isinstance(node, Sequence) else ()
        if sides is not None and len(sides) != 2:
            message, hint = "this is not a place on the paper", "Write [15 mm, 13.5 mm]: right, then down."
            diagnostics.error("wrong-type", message, node.span, hint)
            return None
        return cls(*sides) if sides else None


@written(Literal[0, 90, 180, 270])
class Turn(int):
    """By how much a card is turned to the right: 0, 90, 180 or 270 degrees."""

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar) and not node.quoted and node.value in ("0", "90", "180", "270"):
            return cls(node.value)
        diagnostics.error("unknown-value", "a card is turned by 0, 90, 180 or 270", node.span)
        return None


class Grid(NamedTuple):
    """Cells in rows and columns."""

    columns: Annotated[int, "How many stand side by side."]
    rows: Annotated[int, "How many stand one under the other."]
    at: Annotated[Offset, "The top left corner of the first one: right, down."]
    pitch: Annotated[Offset, "From one to the next: right, down."]
    span: Span
    turn: Annotated[Turn, "By how much the cards in them are turned to the right."] = Turn(0)

    def validate(self, diagnostics: Diagnostics) -> None:
        if not (self.columns > 0 and self.rows > 0 and self.columns * self.rows <= MOST_CELLS):
            message = f"a grid has one cell at least, and {MOST_CELLS} at most"
            diagnostics.error("out-of-range", message, self.span)


class OneCell(NamedTuple):
    """A cell somewhere on the paper."""

    SHORTHAND = "at"  # type: ignore[misc]
    at: Annotated[Offset, "Its top left corner: right, down."]
    span: Span
    turn: Annotated[Turn, "By how much the card in it is turned to the right."] = Turn(0)


class SheetFile(NamedTuple):
    """Where cards stand on a sheet of paper. Give a grid, or the cells one by one."""

    NOUN = "a sheet"  # type: ignore[misc]
    span: Span
    paper: Annotated[Paper, "The paper as it is printed: A4, Letter or [width, height]."]
    card: Annotated[Paper, "The size of a card after cutting, before it is turned."]
    about: Annotated[str, "One line for `handout sheets`."] = ""
    grid: Annotated[Grid | None, "Cells in rows and columns."] = None
    cells: Annotated[tuple[OneCell, ...], "Cells one by one."] = ()
    margin: Annotated[Points, "What the printer leaves white along the edges of the paper."] = Points(DEAD_EDGE)
    cut: Annotated[bool, "Whether it is cut after printing; stock that is cut already gets no marks."] = True

    def validate(self, diagnostics: Diagnostics) -> None:
        if (self.grid is None) == (not self.cells):
            message = "a sheet has a grid, or its cells one by one"
            diagnostics.error("one-of", message, self.span, "Give one of them: grid, cells.")
        elif len(self.cells) > MOST_CELLS:
            diagnostics.error("out-of-range", f"a sheet has {MOST_CELLS} cells at most", self.span)
        if not 0 <= self.margin < min(self.paper) / 2:
            message = "a margin is not negative, and less than half of the paper's shorter side"
            hint = "Write what the printer leaves white, such as 5 mm."
            diagnostics.error("out-of-range", message, self.span.at("margin:"), hint)
