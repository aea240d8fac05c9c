"""The boxes of ink: worked examples, and the glyphs of a line against what a renderer paints."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.content import Content
from generator.structure import Artifact, StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.geometry import Rect, extent, ink_box, may_enter, missing_characters, moved, reach
from generator.typeset.items import (
    Cells,
    CheckBox,
    Colour,
    GlyphRun,
    Image,
    Item,
    LinkArea,
    Panel,
    Path,
    Picture,
    Rule,
    Segment,
)
from tests.support.galley import galley, runs, shipped, text
from tests.support.golden import shipped as built
from tests.support.judged import set_pages

INK, WHITE = Colour(0, 0, 0), Colour(1, 1, 1)
OWNER = (Artifact.LAYOUT, None)
SHARP = (0.0, 0.0, 0.0, 0.0)
LINE = (Segment("m", ((1, 2),)), Segment("c", ((3, 9), (4, 4), (5, 6))))
NODE = StructureNode("Link")
RUN = runs(galley(text("paragraph", "word")))[0]
ITEMS: tuple[Item, ...] = (
    RUN,
    Panel(1, 2, 3, 4, (1, 2, 3, 4), INK, None, 1, Artifact.LAYOUT, None),
    Rule(1, 2, 3, 4, 1, INK, Artifact.LAYOUT, None),
    Path((Segment("m", ((1, 2),)), Segment("c", ((1, 2), (3, 4), (5, 6))), Segment("h", ())), INK, None, 1, True,
         Artifact.LAYOUT, None),
    Cells(1, 2, 12, 14, ((0, 0, 3, 4), (5, 6, 7, 8)), INK, NODE, None),
    Picture(1, 2, 3, 4, Image(b"", 3, 4), NODE, None),
    LinkArea(1, 2, 3, 4, "https://example.org", NODE, None),
    CheckBox(1, 2, 3, 4, "task-1", "Walk.", INK, NODE, None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("item", "box"),
    [
        (Rule(10, 20, 30, 20, 2, INK, *OWNER), (10, 19, 30, 21)),
        (Rule(10, 40, 10, 20, 2, INK, *OWNER), (9, 20, 11, 40)),
        (Rule(10, 20, 10, 20, 2, INK, *OWNER), (10, 20, 10, 20)),
        (Panel(1, 2, 3, 4, SHARP, None, INK, 1, *OWNER), (1, 2, 4, 6)),
        (Panel(1, 2, 3, 4, SHARP, INK, None, 0, *OWNER), (1, 2, 4, 6)),
        (Panel(1, 2, 3, 4, SHARP, WHITE, None, 0, *OWNER), None),
        (Panel(1, 2, 3, 4, SHARP, None, None, 0, *OWNER), None),
        (Path(LINE, None, INK, 2, True, *OWNER), (0, 1, 6, 10)),
        (Path(LINE, INK, None, 2, True, *OWNER), (1, 2, 5, 9)),
        (Path((Segment("h", ()),), INK, None, 2, True, *OWNER), None),
        (Cells(1, 2, 9, 4, ((0, 0, 5, 1), (7, 3, 2, 1)), INK, *OWNER), (1, 2, 10, 6)),
        (Picture(1, 2, 3, 4, Image(b"", 1, 1), *OWNER), (1, 2, 4, 6)),
        (LinkArea(1, 2, 3, 4, "https://example.org", StructureNode("Link"), None), None),
        (CheckBox(1, 2, 3, 4, "name", "label", INK, StructureNode("Form"), None), None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_boxes(item: Item, box: tuple[float, ...] | None) -> None:
    assert ink_box(item) == box
    assert may_enter(item, Rect(0, 0, 5, 5))


def test_boxes_touch_hold_and_grow() -> None:
    box = Rect(0, 0, 10, 10)
    assert box.grown(1) == (-1, -1, 11, 11)
    assert box.holds(box)
    assert not box.holds(box.grown(1))
    assert box.meets(Rect(9, 9, 20, 20))
    assert not box.meets(Rect(10, 0, 20, 10))


@pytest.mark.parametrize("layout", ["handout-a4", "ledger-a4"])
def test_the_ink_of_every_line_is_what_is_painted(layout: str) -> None:
    """Nothing but the line's own letters is painted within its box; and they reach its edges, within half a pixel."""
    scale = 8
    content = shipped("sore-back", Content)
    assert isinstance(content, Content)
    page = (set_pages(content, over=layout).pages or ())[0]
    plain = [run for run in runs(page.items) if run.ink == INK and run.size == 12 and not _neighbours(run, page.items)]
    assert len(plain) > 5
    with pypdfium2.PdfDocument(built("sore-back", layout).data) as pdf:
        picture = pdf[0].render(scale=scale).to_pil().convert("L").point(lambda grey: 255 if grey < 128 else 0)
    for run in plain:
        box = ink_box(run)
        assert box
        assert reach(run).holds(box)
        assert box.grown(2 * run.size).holds(reach(run))
        assert may_enter(run, box)
        assert not may_enter(run, Rect(0, 0, 10, box.top - 2 * run.size))
        around = [round(side * scale) for side in box.grown(1.0)]
        painted = picture.crop((around[0], around[1], around[2], around[3])).getbbox()
        assert painted
        found = [(around[index % 2] + pixel) / scale for index, pixel in enumerate(painted)]
        assert found == pytest.approx(list(box), abs=0.2), " ".join(word.text for word in run.words)


def _neighbours(run: GlyphRun, items: tuple[Item, ...]) -> bool:
    """Whether other ink is so near that it is in the picture of the run."""
    box = ink_box(run)
    assert box
    others = [other for other in map(ink_box, items) if other and other != box and not other.holds(box.grown(2.0))]
    return any(box.grown(2.0).meets(other) for other in others)


def test_the_place_of_a_line_is_as_high_as_its_face_and_other_places_are_those_of_their_ink() -> None:
    left, top, right, bottom = extent(RUN)
    assert (left, right) == (RUN.x, RUN.x + RUN.width)
    assert top == pytest.approx(RUN.y - RUN.size * RUN.face.ascent)
    assert bottom > RUN.y
    assert extent(Rule(10, 5, 0, 5, 2, INK, *OWNER)) == (0, 4, 10, 6)
    assert extent(Panel(1, 2, 3, 4, SHARP, WHITE, None, 0, *OWNER)) == (1, 2, 4, 6)
    assert extent(Cells(1, 2, 3, 4, (), INK, *OWNER)) == (1, 2, 4, 6)
    assert extent(LinkArea(1, 2, 3, 4, "https://example.org", NODE, None)) == (1, 2, 4, 6)
    assert extent(Path(LINE, None, INK, 2, True, *OWNER)) == (0, 1, 6, 10)
    with pytest.raises(ValueError, match="unpack"):
        extent(Path((), INK, None, 2, True, *OWNER))


def test_missing_characters_are_told_once_in_their_order() -> None:
    face = RUN.face
    words = [FontLibrary().words(face, text, "en") for text in ("a\u4e01b \u4e00", "so", "\u4e00\u4e01")]
    items = [RUN._replace(words=one) for one in words]
    assert missing_characters([ITEMS[1], *items]) == ("\u4e01", "\u4e00")


def corners(item: Item) -> list[tuple[float, float]]:
    """Every point of an item."""
    if isinstance(item, Rule):
        return [(item.x1, item.y1), (item.x2, item.y2)]
    if isinstance(item, Path):
        return [point for segment in item.segments for point in segment.points]
    if isinstance(item, Cells):
        return [(item.x + x, item.y + y) for x, y, _, _ in item.rectangles]
    if isinstance(item, GlyphRun):
        return [(item.x, item.y), (item.x + item.width, item.y)]
    return [(item.x, item.y), (item.x + item.width, item.y + item.height)]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
@given(dx=st.floats(-500, 500), dy=st.floats(-500, 500))
def test_every_point_moves_and_nothing_else_changes(item: Item, dx: float, dy: float) -> None:
    there = moved(item, dx, dy)
    assert type(there) is type(item)
    expected = [(x + dx, y + dy) for x, y in corners(item)]
    for point, other in zip(corners(there), expected, strict=True):
        assert point == pytest.approx(other)
    back = moved(there, -dx, -dy)
    assert [pytest.approx(point) for point in corners(back)] == corners(item)
    assert (there.owner, there.span) == (item.owner, item.span)


class TestRect:
    RECT = Rect(10, 20, 40, 60)

    def test_grown_by_its_four_sides(self) -> None:
        assert self.RECT.grown(3) == Rect(7, 17, 43, 63)
        assert self.RECT.grown(3).grown(-3) == self.RECT

    @pytest.mark.parametrize(
        ("other", "meets"),
        [
            (Rect(40, 20, 50, 60), False),  # at the right, at the left, below, above
            (Rect(0, 20, 10, 60), False),
            (Rect(10, 60, 40, 70), False),
            (Rect(10, 0, 40, 20), False),
            (Rect(39.9, 20, 50, 60), True),
            (Rect(0, 20, 10.1, 60), True),
            (Rect(10, 59.9, 40, 70), True),
            (Rect(10, 0, 40, 20.1), True),
            (Rect(20, 30, 30, 50), True),
            (Rect(0, 0, 100, 100), True),
            (Rect(39.9, 61, 50, 70), False),
        ],
    )
    def test_meets_what_shares_more_than_an_edge(self, other: Rect, meets: bool) -> None:
        assert self.RECT.meets(other) is other.meets(self.RECT) is meets

    def test_holds_what_lies_within_it_and_itself(self) -> None:
        assert self.RECT.holds(self.RECT)
        for side in range(4):
            beyond = [-1.0 if index < 2 else 1.0 for index in range(4)]
            moved_ = [edge + beyond[index] * (index == side) for index, edge in enumerate(self.RECT)]
            assert not self.RECT.holds(Rect(*moved_))
            assert Rect(*moved_).holds(self.RECT)
