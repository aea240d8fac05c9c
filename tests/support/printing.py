"""A printer that misses, and somebody who reads the target that comes out of it; both work on pixels alone."""

from __future__ import annotations

import re
from typing import NamedTuple

import pypdfium2
from PIL import Image

DPI = 300
PER_MM = DPI / 25.4
_DARK = 140  # of 255: lines are black, tints are not


class Miss(NamedTuple):
    """A printer's error: it scales a page about its middle, then lays it down beside its place, in millimetres."""

    right: float = 0.0
    down: float = 0.0
    scale: float = 1.0


class Tick(NamedTuple):
    """A line of a ladder: where it stands along the crease, and how far beside it, in millimetres from the middle."""

    along: float
    beside: float


def printed(data: bytes, page: int, miss: Miss, dpi: int = DPI) -> Image.Image:
    """The paper as it leaves the printer."""
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    if miss == Miss():
        return image
    (x, y), size = (side / 2 for side in image.size), 1 / miss.scale
    right, down = miss.right * dpi / 25.4, miss.down * dpi / 25.4
    from_paper = (size, 0.0, x - (x + right) * size, 0.0, size, y - (y + down) * size)
    return image.transform(image.size, Image.Transform.AFFINE, from_paper, Image.Resampling.BILINEAR, fillcolor=255)


def upright_ticks(image: Image.Image, dpi: int = DPI) -> list[Tick]:
    """The lines of the ladder that stands along the paper's upright middle, from top to bottom."""
    return _ticks(image.transpose(Image.Transpose.TRANSPOSE), (5.5, 8.0), dpi)


def level_ticks(image: Image.Image, dpi: int = DPI) -> list[Tick]:
    """The lines of the ladder that lies along the paper's level middle, from left to right."""
    return _ticks(image, (4.5, 6.5), dpi)


def frame(image: Image.Image, dpi: int = DPI) -> tuple[float, float]:
    """Width and height of the frame, measured where nothing else stands outside it or between."""
    x, y = image.width / 2 + 25 * dpi / 25.4, image.height / 2 + 107 * dpi / 25.4
    level = image.crop((0, int(y), image.width, int(y) + 1))
    upright = image.crop((int(x), 0, int(x) + 1, image.height))
    spans = [bytes(value < _DARK for value in strip.tobytes()) for strip in (level, upright)]
    wide, high = ((span.rindex(1) - span.index(1) + 1) * 25.4 / dpi for span in spans)
    return wide, high


def _ticks(image: Image.Image, lengths: tuple[float, float], dpi: int) -> list[Tick]:
    per_mm = dpi / 25.4
    middle = image.height / 2
    first, last = int(middle - 11 * per_mm), int(middle + 11 * per_mm)
    shortest, longest = (int(length * per_mm) for length in lengths)
    run = re.compile(rb"(?<!\x01)\x01{%d,%d}(?!\x01)" % (shortest, longest))
    found: list[list[tuple[float, float]]] = []
    for row in range(first, last):
        dark = image.crop((0, row, image.width, row + 1)).point(lambda value: int(value < _DARK)).tobytes()
        for match in run.finditer(dark):
            centre = (match.start() + match.end()) / 2
            near = next((group for group in found if abs(group[0][0] - centre) < per_mm), None)
            if near is None:
                found.append(near := [])
            near.append((centre, row + 0.5))
    ticks = [
        Tick(
            (sum(along for along, _ in group) / len(group) - image.width / 2) / per_mm,
            (sum(beside for _, beside in group) / len(group) - middle) / per_mm,
        )
        for group in found
    ]
    return sorted(ticks)


def nearest(ticks: list[Tick]) -> int:
    """Which line lies on the crease: its place in the ladder."""
    return min(range(len(ticks)), key=lambda place: abs(ticks[place].beside))
