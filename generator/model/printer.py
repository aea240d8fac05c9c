"""Turns a printer's file into a `PrinterProfile`: how each side of a sheet must be moved to come out in its place.

The numbers are the correction, the opposite of the printer's error. They hold for one paper, printed upright.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated, Literal, Self

from generator.diagnostics import Diagnostics, Span
from generator.record import NamedTuple
from generator.source.decode import decode, written
from generator.source.node import Node

PaperName = Literal["A4", "Letter"]
FARTHEST = 10.0  # millimetres: a page that is further off was laid into the printer wrongly
# A printer's own scale is off by less than one in a hundred. "Fit to page" makes a sheet smaller than this allows for,
# as it leaves a margin of 3 mm or more on each side.
SMALLEST_FACTOR, LARGEST_FACTOR = 0.98, 1.02


class _Measured(float):
    """A number that was measured, from `LEAST` to `MOST`; one outside of these limits is reported."""

    LEAST = MOST = 0.0
    MESSAGE = ""

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        """Read a number within the limits."""
        value = decode(node, float, diagnostics)
        if value is not None and not cls.LEAST <= value <= cls.MOST:
            diagnostics.error("out-of-range", cls.MESSAGE, node.span, "Measure again: handout calibrate")
            return None
        return None if value is None else cls(value)


@written(float)
class Millimetres(_Measured):
    """By how much a page is moved, without a unit."""

    LEAST, MOST = -FARTHEST, FARTHEST
    MESSAGE = f"a page is moved by {FARTHEST:g} mm at most"


@written(float)
class Factor(_Measured):
    """How many times as wide or high a page is made."""

    LEAST, MOST = SMALLEST_FACTOR, LARGEST_FACTOR
    MESSAGE = f"a page is scaled by {SMALLEST_FACTOR:g} to {LARGEST_FACTOR:g}"


class Side(NamedTuple):
    """The correction of one side, as one looks at it with its top edge up; scaled about the middle, then moved."""

    right: Annotated[Millimetres, "Millimetres to the right; negative: to the left."] = Millimetres(0)
    down: Annotated[Millimetres, "Millimetres down; negative: up."] = Millimetres(0)
    wide: Annotated[Factor, "How many times as wide."] = Factor(1)
    high: Annotated[Factor, "How many times as high."] = Factor(1)

    @property
    def in_words(self) -> str:
        """For people: "moved 1 mm to the right and 0.5 mm up, and made 0.28 % wider", or "left as they are"."""
        wider, taller = (round(100 * (factor - 1), 2) for factor in (self.wide, self.high))
        ways = _changed(self.right, "mm to the right", "mm to the left") + _changed(self.down, "mm down", "mm up")
        sizes = _changed(wider, "% wider", "% narrower") + _changed(taller, "% taller", "% shorter")
        parts = [f"moved {' and '.join(ways)}"] * bool(ways) + [f"made {' and '.join(sizes)}"] * bool(sizes)
        return ", and ".join(parts) or "left as they are"


class PrinterProfile(NamedTuple):
    """How a printer is put right. The name of its file is its own."""

    paper: Annotated[PaperName, "The paper that it was measured on."]
    front: Annotated[Side, "What is done to fronts."] = Side()
    back: Annotated[Side, "What is done to backs."] = Side()
    span: Span | None = None

    @property
    def as_yaml(self) -> str:
        """The file that decodes to this."""
        return (
            "# How this printer is put right, as `handout calibrate` measured it. Both sides as they are looked at\n"
            "# with their top edge up: millimetres to the right and down, and how many times as wide and high.\n"
            f"paper: {self.paper}\n"
            f"front: {_flow(self.front)}\n"
            f"back:  {_flow(self.back)}\n"
        )


def _changed(by: float, more: str, less: str) -> list[str]:
    return [f"{abs(by):g} {less if by < 0 else more}"] if by else []


def _flow(side: Side) -> str:
    return "{" + ", ".join(f"{key}: {float(value):g}" for key, value in side._asdict().items()) + "}"
