"""Pictures and drawings in a column: how large, where, in which ink."""

from __future__ import annotations

import pytest

from generator.model.looks import Look
from generator.model.units import Points
from generator.story import CURRENT, Drawing, Illustration, Image, Shape
from generator.structure import StructureNode
from generator.typeset.illustration import illustration_box
from generator.typeset.items import Colour, Path, Picture
from generator.typeset.vlist import Box
from tests.support.galley import place

INK = Colour(0.5, 0, 0)
NODE = StructureNode("Figure", alt="x")
LOOK = Look(place())
PHOTO = Image(b"", 600, 400)
LINES = (
    Shape((("m", ((10, 5),)), ("l", ((20, 10),))), None, CURRENT, 1, True, (0, 2)),
    Shape((("m", ((0, 0),)), ("l", ((40, 20),))), (0, 0, 1), None, 1, False),
)
FIXED, FREE = Drawing(40, 20, True, LINES), Drawing(40, 20, False, LINES)


def box(picture: Image | Drawing, width: float = 300, look: Look = LOOK, share: float | None = None) -> Box:
    return illustration_box(Illustration(picture, share), look, width, INK, NODE, None)


@pytest.mark.parametrize(
    ("picture", "share", "look", "expected"),
    [
        (PHOTO, None, LOOK, (300, 200)),
        (PHOTO, 0.5, LOOK, (150, 100)),
        (PHOTO, None, LOOK._replace(resolution=200), (216, 144)),
        (PHOTO, None, LOOK._replace(resolution=72), (300, 200)),
        (PHOTO, 0.5, LOOK._replace(resolution=200), (150, 100)),
        (PHOTO, None, LOOK._replace(most=Points(50)), (75, 50)),
        (PHOTO._replace(width=6, height=4), None, LOOK, (300, 200)),
        (FIXED, None, LOOK, (40, 20)),
        (FIXED, 0.5, LOOK, (150, 75)),
        (FIXED, None, LOOK._replace(most=Points(10)), (20, 10)),
        (FREE, None, LOOK, (300, 150)),
        (FREE, 0.1, LOOK, (30, 15)),
    ],
)
def test_sizes(picture: Image | Drawing, share: float | None, look: Look, expected: tuple[float, float]) -> None:
    made = box(picture, 300, look, share)
    assert made.height == pytest.approx(expected[1])
    first = made.items[0]
    if isinstance(first, Picture):
        assert (first.x, first.y, first.width, first.height) == pytest.approx((0, 0, *expected))
        assert first.image.data == PHOTO.data
    else:
        assert isinstance(first, Path)
        assert first.segments[0].points[0] == pytest.approx((10 * expected[0] / 40, 5 * expected[0] / 40))


def test_a_drawing_shrinks_to_its_column_with_its_strokes() -> None:
    made = box(FIXED, 20)
    first, second = made.items
    assert isinstance(first, Path)
    assert isinstance(second, Path)
    assert made.height == 10
    assert (first.weight, first.dash, first.round_ends) == (0.5, (0, 1), True)
    assert (first.stroke, first.fill) == (INK, None)
    assert (second.stroke, second.fill) == (None, Colour(0, 0, 1))
    assert {item.owner for item in made.items} == {NODE}


def test_at_the_end_of_the_column() -> None:
    picture, path = (
        box(PHOTO, 300, LOOK._replace(align="end"), 0.5).items[0],
        box(FIXED, 300, LOOK._replace(align="end")).items[0],
    )
    assert isinstance(picture, Picture)
    assert isinstance(path, Path)
    assert picture.x == 150
    assert path.segments[0].points[0] == (270, 5)
