"""Panels: what is drawn for each size and part, and how a logo stands on its tile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.looks import Look, Tile
from generator.model.units import Points
from generator.source.decode import Located
from generator.story import Element, Image
from generator.structure import Artifact, StructureNode
from generator.typeset.items import Colour, Item, Panel, Path, Picture, Rule
from generator.typeset.panel import Decoration, LogoBox
from tests.support.galley import MM, galley, layouts, place, runs, stack, text

ALL = """
looks:
  tier:
    fill: tint
    radius: 6 pt
    border: {weight: 2 pt, ink: ink, sides: [top, bottom]}
    bar: {width: 3 pt, out: 8 pt, top: 5 pt, bottom: 4 pt, ink: accent}
    rule: {side: bottom, at: 2 pt, weight: 1 pt, ink: ink}
    ornament: {radii: [5 pt, 10 pt], weight: 1 pt, ink: alarm}
    tab: {side: left, width: 40 pt, parts: [call], fill: accent, divider: {weight: 1 pt, ink: ink}}
"""
BANNER = """
looks:
  banner:
    fill: accent
    least: 82.5 pt
    pad: {right: 30 mm}
    ornament: {radii: [8 mm], weight: 1 pt, ink: paper}
    tile: {size: 20 mm, art: 16 mm, wide: 45 mm, inset: 5 mm, radius: 2 mm, fill: paper, clear: 5 mm}
"""


def decoration(width: float = 200.0) -> Decoration:
    (layout,) = layouts(ALL)
    colours = {name: Colour(*rgb) if rgb else None for name, rgb in layout.colours.items()}

    def colour(token: Located | None) -> Colour | None:
        return colours[token.value] if token else None

    look = layout.looks.look("tier", None, None)
    assert isinstance(look, Look)
    return Decoration(look, width, bar_x=50.0, strip_height=0.0, colours=colour, logo=None, strip=(), span=None)


def box_of(item: Item) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an item that a panel draws."""
    if isinstance(item, (Panel, Picture)):
        return item.x, item.y, item.x + item.width, item.y + item.height
    if isinstance(item, Rule):
        return item.x1, item.y1, item.x2, item.y2
    assert isinstance(item, Path)
    points = [point for segment in item.segments for point in segment.points]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@given(st.floats(30, 500), st.booleans(), st.booleans())
def test_everything_but_the_ornament_of_a_low_panel_lies_inside(height: float, first: bool, last: bool) -> None:
    for item in decoration().items(height, first, last):
        left, top, right, bottom = box_of(item)
        assert left >= 0
        assert right <= 200
        assert top >= 0
        assert bottom <= height + 1e-6
        assert item.owner is Artifact.LAYOUT


@pytest.mark.parametrize(
    ("first", "last", "corners"),
    [(True, True, (6, 6, 6, 6)), (True, False, (6, 6, 0, 0)), (False, False, (0, 0, 0, 0)),
     (False, True, (0, 0, 6, 6))],
)  # fmt: skip
def test_corners_are_round_only_where_a_panel_begins_and_ends(
    first: bool, last: bool, corners: tuple[float, ...]
) -> None:
    fill, tab, bar = [item for item in decoration().items(100, first, last) if isinstance(item, Panel)]
    assert fill.radii == corners
    assert tab.radii == (corners[0], 0, 0, corners[3])
    assert (bar.y, bar.height) == (5 * first, 100 - 5 * first - 4 * last)


def test_what_is_painted_over_what() -> None:
    """Fill, tab, border, divider, bar, rule, ornament: a border is never hidden under a tab's fill."""
    kinds = [type(item).__name__ for item in decoration().items(100, True, True)]
    assert kinds == ["Panel", "Panel", "Rule", "Rule", "Rule", "Panel", "Rule", "Path", "Path"]


def test_only_the_last_part_has_the_ornament_and_the_rule_at_the_bottom() -> None:
    assert [type(item) for item in decoration().items(100, True, False)].count(Path) == 0
    assert [item for item in decoration().items(100, False, True) if isinstance(item, Rule) and item.y1 == 98]


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_a_logo_keeps_its_shape_inside_its_tile(width: int, height: int) -> None:
    """Whatever its shape: no higher than the art, no wider than the widest, never out of the tile."""
    size, art, wide, inset, radius, clear = (Points(value * MM) for value in (20, 16, 45, 5, 2, 5))
    tile = Tile(size, art, wide, inset, radius, Located("paper", place()), clear)
    box = LogoBox(Image(b"", width, height), tile, StructureNode("Figure"), None)
    white, picture = box.items(500, 82.5, lambda _: Colour(1, 1, 1))
    assert isinstance(picture, Picture)
    assert isinstance(white, Panel)
    assert picture.width / picture.height == pytest.approx(width / height)
    assert picture.height <= 16 * MM + 1e-6
    assert picture.width <= 45 * MM + 1e-6
    edge = 2 * MM - 1e-6
    assert picture.x >= white.x + edge
    assert picture.x + picture.width <= white.x + white.width - edge
    assert picture.y >= white.y
    assert picture.y + picture.height <= white.y + white.height
    assert white.x + white.width == pytest.approx(500 - 5 * MM)


def banner(logo: Image | None) -> Element:
    parts = [text("title", "A title of some length for the page of a club")]
    if logo:
        parts.append(Element("logo", (StructureNode("Figure", alt="Club"),), place(), leaf=logo))
    return stack("banner", *parts)


@pytest.mark.parametrize("logo", [(100, 100), (900, 100), (100, 900)])
def test_a_logo_takes_the_ornaments_place_and_the_text_keeps_clear_of_it(logo: tuple[int, int]) -> None:
    items = galley(banner(Image(b"", *logo)), changes=BANNER, width=180 * MM)
    (picture,) = [item for item in items if isinstance(item, Picture)]
    assert not [item for item in items if isinstance(item, Path)]
    _, tile = [item for item in items if isinstance(item, Panel)]
    for run in runs(items):
        assert run.x + run.width <= tile.x - 5 * MM + 1e-6
    assert picture.owner is not Artifact.LAYOUT


def test_without_a_logo_the_ornament_stands_and_the_text_keeps_the_padding() -> None:
    items = galley(banner(None), changes=BANNER, width=180 * MM)
    assert [item for item in items if isinstance(item, Path)]
    assert not [item for item in items if isinstance(item, Picture)]
    assert all(run.x + run.width <= 150 * MM for run in runs(items))
