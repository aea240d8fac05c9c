"""Geometry, and panels as they are drawn."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pdf import PdfPainter
from generator.pdf.shapes import cells_path, panel_path
from generator.structure import Artifact, StructureNode
from generator.typeset.items import Cells, Colour, Panel
from tests.support.specimen import BLACK, one_page

LAYOUT = Artifact.LAYOUT
RED, BLUE = Colour(1, 0, 0), Colour(0, 0, 1)


def panel(
    radii: tuple[float, float, float, float] = (0, 0, 0, 0), *, fill: Colour | None = RED, border: Colour | None = BLUE,
    weight: float = 4, width: float = 60, height: float = 40,
) -> Panel:  # fmt: skip
    return Panel(20, 10, width, height, radii, fill, border, weight, LAYOUT, None)


class Drawn:
    def __init__(self, *items: Panel) -> None:
        data = PdfPainter().paint(one_page(StructureNode("Document"), *items, size=(100, 100)))
        self._picture = pypdfium2.PdfDocument(data)[0].render(scale=10).to_pil().convert("RGB")

    def at(self, x: float, y: float) -> str:
        pixel = self._picture.getpixel((round(x * 10), round(y * 10)))
        return {(255, 0, 0): "fill", (0, 0, 255): "border", (255, 255, 255): "paper"}.get(pixel, "edge")


def test_the_border_lies_inside_the_edge() -> None:
    drawn = Drawn(panel())
    for x, y, wanted in [
        (19.7, 30, "paper"), (20.3, 30, "border"), (23.7, 30, "border"), (24.3, 30, "fill"), (50, 30, "fill"),
        (79.7, 30, "border"), (80.3, 30, "paper"), (50, 9.7, "paper"), (50, 10.3, "border"), (50, 14.3, "fill"),
        (50, 49.7, "border"), (50, 50.3, "paper"), (20.3, 10.3, "border"),
    ]:  # fmt: skip
        assert drawn.at(x, y) == wanted, (x, y)


@pytest.mark.parametrize("corner", range(4))
@pytest.mark.parametrize("border", [None, BLUE])
def test_each_corner_has_its_radius(corner: int, border: Colour | None) -> None:
    radii = [0.0, 0.0, 0.0, 0.0]
    radii[corner] = 16
    drawn = Drawn(panel(tuple(radii), border=border))  # type: ignore[arg-type]
    edge = "fill" if border is None else "border"
    places = [(20, 10, 1, 1), (80, 10, -1, 1), (80, 50, -1, -1), (20, 50, 1, -1)]
    for index, (x, y, right, down) in enumerate(places):
        assert drawn.at(x + 1 * right, y + 1 * down) == ("paper" if index == corner else edge)
        # Where a circle of radius 16 crosses the diagonal.
        assert drawn.at(x + 4.4 * right, y + 4.4 * down) == ("paper" if index == corner else "fill")
        assert drawn.at(x + 5 * right, y + 5 * down) == (edge if index == corner else "fill")
        assert drawn.at(x + 8 * right, y + 8 * down) == "fill"


def test_radii_that_do_not_fit_become_half_circles() -> None:
    drawn = Drawn(panel((99, 99, 99, 99), border=None))
    assert [drawn.at(x, 30) for x in (19.7, 20.3, 79.7, 80.3)] == ["paper", "fill", "fill", "paper"]
    assert drawn.at(40.5, 10.3) == "fill"
    assert drawn.at(25, 15) == "paper"


def test_a_border_wider_than_the_panel_fills_it() -> None:
    drawn = Drawn(panel(weight=30))
    assert {drawn.at(x, y) for x in (21, 50, 79) for y in (11, 30, 49)} == {"border"}
    assert drawn.at(81, 30) == "paper"


@pytest.mark.parametrize(
    ("given_panel", "wanted"),
    [
        (panel(fill=None), ["border", "paper"]),
        (panel(border=None), ["fill", "fill"]),
        (panel(weight=0), ["fill", "fill"]),
        (panel(fill=None, border=None), ["paper", "paper"]),
    ],
)
def test_fill_and_border_are_optional(given_panel: Panel, wanted: list[str]) -> None:
    drawn = Drawn(given_panel)
    assert [drawn.at(22, 30), drawn.at(50, 30)] == wanted


@given(
    st.tuples(*[st.floats(0, 80)] * 4), st.floats(1, 200), st.floats(1, 200), st.floats(0, 1)
)  # fmt: skip
def test_an_outline_stays_within_its_panel(
    radii: tuple[float, float, float, float], width: float, height: float, share: float
) -> None:
    given_panel = panel(radii, width=width, height=height)
    inset = share * min(width, height) / 2
    words = panel_path(given_panel, inset, 100).split()
    numbers = [float(word) for word in words if word not in ("m", "l", "c", "h", "re")]
    if "re" not in words:
        assert all(20 + inset - 0.01 <= x <= 20 + width - inset + 0.01 for x in numbers[::2])
        assert all(90 - height + inset - 0.01 <= y <= 90 - inset + 0.01 for y in numbers[1::2])


@given(st.floats(0, 50), st.floats(0.3, 5))
def test_neighbouring_cells_touch(start: float, side: float) -> None:
    row = tuple((start + index * side, 10.0, side, side) for index in range(20))
    edges = [line.split() for line in cells_path(Cells(0, 0, 100, 100, row, BLACK, LAYOUT, None), 100).splitlines()]
    for (left, _, width, *_), (after, *_) in pairwise(edges):
        assert float(left) + float(width) == pytest.approx(float(after), abs=1e-9)
