"""Turns panels, paths and cells into PDF path operators.

Only geometry: colours, line widths and marks are the painter's. y is flipped here and nowhere else; `height` is that
of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.pdf.syntax import hundredths, number
from generator.typeset.items import Cells, Panel, Path, Picture

# How far the control points of a quarter circle lie from its ends, in radii; off by 0.03 % of the radius at most.
_QUARTER = 0.5523
Matrix = tuple[float, float, float, float, float, float]
Radii = tuple[float, float, float, float]
_SHARP = (0.0, 0.0, 0.0, 0.0)


def flipped(matrix: Matrix, inner: float, outer: float) -> Matrix:
    """A matrix between points measured from the top, as PDF measures them: from the bottom, in a face of the height
    `inner` on a page of the height `outer`."""
    a, b, c, d, e, f = matrix
    return a, -b, -c, d, c * inner + e, outer - d * inner - f


def panel_path(panel: Panel, inset: float, height: float) -> str:
    """The outline of a panel, moved inwards by `inset`."""
    return _rounded(panel.x, height - panel.y, panel.width, panel.height, panel.radii, inset)


@lru_cache(maxsize=1024)
def _rounded(left: float, top: float, width: float, height: float, radii: Radii, inset: float) -> str:
    x1, y1 = left + inset, top - inset
    x2, y2 = left + width - inset, top - height + inset
    if radii == _SHARP:
        return f"{number(x1)} {number(y2)} {number(x2 - x1)} {number(y1 - y2)} re"
    outer = _fitting(radii, width, height)
    a, b, c, d = _fitting([max(radius - inset, 0) for radius in outer], x2 - x1, y1 - y2)
    # Clockwise from the left end of the top edge: where each corner is, and the ways along the edges before and after.
    parts = [_points((x1 + a, y1), "m")]
    for radius, (x, y), (back_x, back_y), (on_x, on_y) in (
        (b, (x2, y1), (-1, 0), (0, -1)),
        (c, (x2, y2), (0, 1), (-1, 0)),
        (d, (x1, y2), (1, 0), (0, 1)),
        (a, (x1, y1), (0, -1), (1, 0)),
    ):
        parts.append(_points((x + radius * back_x, y + radius * back_y), "l"))
        if radius:
            near = radius * (1 - _QUARTER)
            parts.append(_points((x + near * back_x, y + near * back_y)))
            parts.append(_points((x + near * on_x, y + near * on_y)))
            parts.append(_points((x + radius * on_x, y + radius * on_y), "c"))
    return " ".join([*parts, "h"])


def _fitting(radii: Sequence[float], width: float, height: float) -> list[float]:
    """The radii, scaled down together where two of them are longer than their side (CSS Backgrounds 3, 4.5)."""
    a, b, c, d = radii
    scale = min([1.0, *(side / ends for side, ends in ((width, a + b), (height, b + c), (width, c + d), (height, d + a))
                        if ends > side)])  # fmt: skip
    return [radius * scale for radius in radii]


def free_path(path: Path, height: float) -> str:
    """The outline of a path."""
    return " ".join([
        " ".join([*(_points((x, height - y)) for x, y in segment.points), segment.operator])
        for segment in path.segments
    ])  # fmt: skip


def cells_path(cells: Cells, height: float) -> str:
    """All rectangles as one path. Edges are rounded, not widths, so that neighbours leave no hairline between them."""
    return _cells_path(cells.rectangles, cells.x, height - cells.y)


@lru_cache(maxsize=16)
def _cells_path(rectangles: tuple[tuple[float, float, float, float], ...], left: float, top: float) -> str:
    lines: list[str] = []
    for x, y, width, depth in rectangles:
        x1, x2, y1, y2 = map(_edge, (left + x, left + x + width, top - y - depth, top - y))
        lines.append(" ".join(map(hundredths, (x1, y1, x2 - x1, y2 - y1))) + " re")
    return "\n".join(lines)


def picture_matrix(picture: Picture, height: float) -> tuple[float, ...]:
    """The matrix from the unit square of an image to its place on the page, with the picture's turn (8.9.5)."""
    # For each of Exif's orientations: which corner of the place (right, top: 0 or 1) the image's own bottom left,
    # bottom right and top left corner go to.
    (x0, y0), (x1, y1), (x2, y2) = {
        1: ((0, 0), (1, 0), (0, 1)),
        2: ((1, 0), (0, 0), (1, 1)),
        3: ((1, 1), (0, 1), (1, 0)),
        4: ((0, 1), (1, 1), (0, 0)),
        5: ((1, 1), (1, 0), (0, 1)),
        6: ((0, 1), (0, 0), (1, 1)),
        7: ((0, 0), (0, 1), (1, 0)),
        8: ((1, 0), (1, 1), (0, 0)),
    }[picture.image.orientation]
    width, tall = picture.width, picture.height
    left, bottom = picture.x, height - picture.y - tall
    return (
        (x1 - x0) * width, (y1 - y0) * tall, (x2 - x0) * width, (y2 - y0) * tall, left + x0 * width, bottom + y0 * tall
    )  # fmt: skip


def _edge(value: float) -> int:
    # The same edge, computed from two sides, differs in the last digit: keep that away from where rounding turns.
    return round(value * 100 + 1e-6)


def _points(point: tuple[float, float], operator: str = "") -> str:
    return f"{number(point[0])} {number(point[1])} {operator}".rstrip()
