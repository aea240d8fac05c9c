"""Cards with registration marks, and somebody who turns the printed paper over and measures where they stand.

Everything here is in millimetres from the top left of what is looked at, and reads nothing but the text of sheet files
and pixels: no matrix and no geometry of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import hypot, inf
from typing import Any, NamedTuple

import pypdfium2
import yaml
from PIL import Image

from generator.impose.geometry import Cell
from generator.impose.sheet import Sheet
from generator.structure import Artifact
from generator.typeset.items import Item, Page, Panel
from tests.support.specimen import BLACK
from tests.support.stock import FOLDER, SPAN

DPI = 600
MM = 72 / 25.4
EXACT = 0.1  # mm: what the proof is about; a pixel is 0.042 mm
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}

INSET = 4.0  # of the middle of a corner's mark from both edges of the card
BITS = 6  # of a card's number, as dots from left to right, the smallest first
_DOT = (4.0, 3.0, 9.0)  # of the first dot from the left, from one dot to the next, of all from above
_LETTER = 13.0  # of the dot that only backs have from above, in line with the first dot of the number
_SQUARE, _BAR, _SPOT = (2.0, 2.0), (3.0, 1.2), (1.2, 1.2)
_AROUND = 2.6  # how far beside its place a mark is looked for

Point = tuple[float, float]
Corner = tuple[str, str]


class Place(NamedTuple):
    """A cell as a sheet file has it: the box on the paper, and the turn of the card in it to the right."""

    x: float
    y: float
    width: float
    height: float
    turn: int

    @property
    def card(self) -> Point:
        """Width and height of the card before it is turned."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def on_paper(self, right: float, down: float) -> Point:
        """Where a point of the card is, seen from the front."""
        return {
            0: (self.x + right, self.y + down),
            90: (self.x + self.width - down, self.y + right),
            180: (self.x + self.width - right, self.y + self.height - down),
            270: (self.x + down, self.y + self.height - right),
        }[self.turn]


class Stock(NamedTuple):
    """A sheet of paper with its cells."""

    paper: Point
    places: tuple[Place, ...]

    def turned(self) -> Stock:
        """The same sheet, a quarter turned to the right: the upright paper lies on its side then."""
        _, height = self.paper
        places = tuple(
            Place(height - place.y - place.height, place.x, place.height, place.width, (place.turn + 90) % 360)
            for place in self.places
        )
        return Stock(self.paper[::-1], places)

    def sheet(self) -> Sheet:
        """The sheet as the program has it."""
        (width, height), card = self.paper, self.places[0].card
        cells = tuple(Cell(*(side * MM for side in place[:4]), place.turn) for place in self.places)
        return Sheet(width * MM, height * MM, cells, (card[0] * MM, card[1] * MM), 0.0, False, SPAN)


@cache
def stock(name: str) -> Stock:
    """What the file of a shipped sheet says."""
    file: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    grid, (card_width, card_height) = file["grid"], map(_length, file["card"])
    turn = grid.get("turn", 0)
    width, height = (card_height, card_width) if turn in (90, 270) else (card_width, card_height)
    (left, top), (across, down) = map(_length, grid["at"]), map(_length, grid["pitch"])
    places = tuple(
        Place(left + column * across, top + row * down, width, height, turn)
        for row in range(grid["rows"])
        for column in range(grid["columns"])
    )
    return Stock(PAPERS[file["paper"]], places)


def _length(text: str) -> float:
    number, unit = text.split()
    return float(number) * {"mm": 1.0, "in": 25.4}[unit]


def face(number: int, size: Point, *, back: bool = False) -> Page:
    """A face with a mark in each corner, a bar in the top left one; its number in dots, and one more on a back."""
    width, height = size
    middles = [(point, _BAR if corner == ("top", "left") else _SQUARE) for corner, point in corners(size).items()]
    middles += [(point, _SPOT) for bit, point in enumerate(_dots()) if number >> bit & 1]
    if back:
        middles.append(((_DOT[0], _LETTER), _SPOT))
    return Page(width * MM, height * MM, tuple(_panel(point, mark) for point, mark in middles))


def corners(size: Point) -> dict[Corner, Point]:
    """The middles of the four marks on a card."""
    width, height = size
    return {
        (down, across): (x, y)
        for down, y in (("top", INSET), ("bottom", height - INSET))
        for across, x in (("left", INSET), ("right", width - INSET))
    }


def _dots() -> list[Point]:
    first, step, down = _DOT
    return [(first + bit * step, down) for bit in range(BITS)]


def _panel(middle: Point, size: Point) -> Item:
    (x, y), (width, height) = middle, size
    box = (x - width / 2) * MM, (y - height / 2) * MM, width * MM, height * MM
    return Panel(*box, (0.0, 0.0, 0.0, 0.0), BLACK, None, 0.0, Artifact.LAYOUT, None)


class Print:
    """One side of a sheet of paper. Points of a side that was turned over are those of the side that lies on top."""

    def __init__(self, image: Image.Image, paper: Point) -> None:
        self.image = image
        self._scale = image.width / paper[0], image.height / paper[1]

    def turned_over(self, paper: Point, edge: str) -> Print:
        """This side, as a needle through the paper finds it from the other one: the printer turns it on that edge."""
        width, height = paper
        upright_edge = height > width if edge == "long-edge" else width > height
        turn = Image.Transpose.FLIP_LEFT_RIGHT if upright_edge else Image.Transpose.FLIP_TOP_BOTTOM
        return Print(self.image.transpose(turn), paper)

    def mark(self, expected: Point) -> Point | None:
        """The centre of gravity of the ink about a point; None if there is none."""
        (across, down), (x, y) = self._scale, expected
        left, top = round((x - _AROUND) * across), round((y - _AROUND) * down)
        right, bottom = round((x + _AROUND) * across), round((y + _AROUND) * down)
        ink = self.image.crop((left, top, right, bottom)).point(lambda value: 255 - value)
        data, width = ink.tobytes(), right - left
        rows = [sum(data[start : start + width]) for start in range(0, len(data), width)]
        columns = [sum(data[start::width]) for start in range(width)]
        mass = sum(rows)
        if not mass:
            return None
        centre_x = sum(weight * (place + 0.5) for place, weight in enumerate(columns)) / mass
        centre_y = sum(weight * (place + 0.5) for place, weight in enumerate(rows)) / mass
        return (left + centre_x) / across, (top + centre_y) / down

    def _has_ink(self, at: Point) -> bool:
        return bool(self.image.getpixel((int(at[0] * self._scale[0]), int(at[1] * self._scale[1]))) < 128)

    def bits(self, points: list[Point]) -> list[bool]:
        """Whether there is ink at each point."""
        return [self._has_ink(point) for point in points]


def printed(data: bytes, paper: Point, pages: list[int] | None = None) -> list[Print]:
    """The sides of the paper as they leave the printer."""
    with pypdfium2.PdfDocument(data) as pdf:
        wanted = range(len(pdf)) if pages is None else pages
        return [Print(pdf[page].render(scale=DPI / 72, grayscale=True).to_pil(), paper) for page in wanted]


class Found(NamedTuple):
    """What was measured of one face: how far its marks stand from their places at most, its number, and its side.

    `off` is infinite where a mark is missing, or where the one that tells the top left corner is in another.
    """

    marks: dict[Corner, Point]
    off: float
    number: int
    is_back: bool


def front_of(side: Print, place: Place, size: Point | None = None, at: Point = (0.0, 0.0)) -> Found:
    """The face in a place; `at` is where it stands on the card, which may be larger."""
    return _found(side, size or place.card, lambda x, y: place.on_paper(at[0] + x, at[1] + y))


def back_of(side: Print, place: Place, size: Point | None = None, at: Point = (0.0, 0.0)) -> Found:
    """The face behind a place, of a card that is turned over like a page; the paper was turned over already."""
    width = place.card[0]
    return _found(side, size or place.card, lambda x, y: place.on_paper(width - at[0] - x, at[1] + y))


def apart(front: Found, back: Found) -> float:
    """How far the marks of a back are from those of its front, at most: what is left on one is right on the other."""
    mirrored = {"left": "right", "right": "left"}
    pairs = [(point, front.marks[down, mirrored[across]]) for (down, across), point in back.marks.items()]
    return max(_apart(*pair) for pair in pairs)


def _found(side: Print, size: Point, on_paper: Callable[[float, float], Point]) -> Found:
    expected = {corner: on_paper(*point) for corner, point in corners(size).items()}
    marks = {corner: mark for corner, point in expected.items() if (mark := side.mark(point))}
    # The bar of the top left corner is longer than a square, and not as high.
    ends = [on_paper(INSET + reach, INSET) for reach in (-1.3, 1.3)]
    sides = [on_paper(INSET, INSET + reach) for reach in (-0.8, 0.8)]
    complete = len(marks) == len(expected) and all(side.bits(ends)) and not any(side.bits(sides))
    off = max(_apart(mark, expected[corner]) for corner, mark in marks.items()) if complete else inf
    number = sum(1 << bit for bit, ink in enumerate(side.bits([on_paper(*dot) for dot in _dots()])) if ink)
    (is_back,) = side.bits([on_paper(_DOT[0], _LETTER)])
    return Found(marks, off, number, is_back)


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
