"""Turns lengths and colours as people write them into points and sRGB."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Self

from generator.diagnostics import Diagnostics
from generator.source.decode import Form, matched, written
from generator.source.node import Node

LARGEST = 14_400.0  # points: the longest side of a page (ISO 32000-1, annex C.2)
POINTS_PER = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}

PAPERS = {  # portrait width and height in millimetres (ISO 216; ANSI/ASME Y14.1)
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "A7": (74.0, 105.0),
    "Letter": (215.9, 279.4),
}

# Papers for pages that stand side by side on one (ISO 216; ANSI/ASME Y14.1); no page of a layout goes by these names.
SPREADS = {"A3": (297.0, 420.0), "Tabloid": (279.4, 431.8)}

_LENGTH = Form(  # a layout may count in its own `line` as well; what compiles it turns these into points first
    rf"-?[0-9]+(\.[0-9]+)? ?({'|'.join(POINTS_PER)})|[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+) line",
    "wrong-length",
    "{} is not a length",
    "Write a number and a unit: 12 mm, 11 pt, 0.5 in.",
    strict=rf"(-?\d+(?:\.\d+)?) ?({'|'.join(POINTS_PER)})",
)
_HEX = r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})"


@written(Annotated[str, _LENGTH])
class Points(float):
    """A length in points, written with its unit: `12 mm`, `11 pt`, `0.5 in`."""

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        """A bare number is refused, so that nobody forgets the unit."""
        match = matched(node, _LENGTH, diagnostics)
        if match is None:
            return None
        length = float(match[1]) * POINTS_PER[match[2]]
        if abs(length) > LARGEST:
            message = f"'{match[0]}' is longer than any page"
            diagnostics.error("out-of-range", message, node.span, "The longest side of a PDF page is 200 inches.")
            return None
        return cls(length)


def millimetres(points: float) -> str:
    """A length in points as people read it, e.g. "11.9 mm"."""
    return f"{points / POINTS_PER['mm']:.1f} mm"


def paper_name(width: float, height: float) -> str:
    """How a paper of these sides in points is called: its name, else its sides in millimetres."""
    sides = (width / POINTS_PER["mm"], height / POINTS_PER["mm"])
    return _named(sides, PAPERS, 0.01) or f"{sides[0]:g} x {sides[1]:g} mm"


def paper_for(width: float, height: float) -> str:
    """What paper a page of these sides in points is printed on, upright or on its side: its name, else its sides.

    The paper may be larger by a millimetre: two pages of A5 are 296 mm wide, and A4 is 297 mm long.
    """
    sides = (width / POINTS_PER["mm"], height / POINTS_PER["mm"])
    return _named(sorted(sides), PAPERS | SPREADS, 1.01) or f"{sides[0]:.4g} x {sides[1]:.4g} mm"


def _named(sides: Iterable[float], papers: dict[str, tuple[float, float]], larger: float) -> str:
    """The paper with these sides in millimetres, or a little larger ones; "" if there is none."""
    differences = ((name, [own - side for own, side in zip(papers[name], sides, strict=True)]) for name in papers)
    return next((name for name, over in differences if all(-0.01 < by < larger for by in over)), "")


def parse_colour(text: str) -> tuple[float, float, float] | None:
    """sRGB components from 0 to 1 of "#RRGGBB"; None if it is not written like that."""
    match = re.fullmatch(_HEX, text)
    return (int(match[1], 16) / 255, int(match[2], 16) / 255, int(match[3], 16) / 255) if match else None
