"""Content streams: marks, graphics state, and operators for every kind of item."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.pdf import PdfPainter
from generator.pdf.strings import body_of
from generator.structure import Artifact, StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Cells, Colour, Item, LinkArea, Panel, Path, Picture, Rule, Segment
from tests.support.roundtrip import check_tree
from tests.support.specimen import BLACK, BLUE, GREY, REGULAR, one_page, png, run

LIBRARY = FontLibrary()
LAYOUT = Artifact.LAYOUT
SHARP = (0.0, 0.0, 0.0, 0.0)


@pytest.fixture
def root() -> StructureNode:
    return StructureNode("Document")


def operators(root: StructureNode, *items: Item) -> list[str]:
    """The lines of the content stream, without ReportLab's first."""
    data = PdfPainter().paint(one_page(root, *items, size=(200, 100)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.pages[0].Contents.read_bytes().decode("ascii").splitlines()[1:-1]


def test_one_mark_for_neighbours_of_one_owner() -> None:
    first, second = StructureNode("P"), StructureNode("H2")
    lines = operators(
        StructureNode("Document", (first, second)),
        run(LIBRARY, "a", 10, 20, first), run(LIBRARY, "b", 10, 32, first), run(LIBRARY, "c", 10, 50, second),
        Rule(0, 60, 9, 60, 1, BLACK, LAYOUT, None), Rule(0, 70, 9, 70, 1, BLACK, LAYOUT, None),
        run(LIBRARY, "d", 10, 90, first), run(LIBRARY, "1", 10, 99, Artifact.PAGINATION),
    )  # fmt: skip
    assert [line for line in lines if line.endswith("BDC")] == [
        "/P<</MCID 0>>BDC", "/H2<</MCID 1>>BDC", "/Artifact<</Type/Layout>>BDC", "/P<</MCID 2>>BDC",
        "/Artifact<</Type/Pagination>>BDC",
    ]  # fmt: skip
    assert lines.count("EMC") == 5
    assert lines.count("BT") == lines.count("ET") == 2


def test_state_is_set_when_it_changes_and_only_then(root: StructureNode) -> None:
    lines = operators(
        root,
        run(LIBRARY, "a", 10, 20, Artifact.PAGINATION), run(LIBRARY, "b", 10, 30, Artifact.PAGINATION),
        run(LIBRARY, "b", 10, 40, Artifact.PAGINATION, ink=BLUE),
        run(LIBRARY, "b", 10, 50, Artifact.PAGINATION, ink=BLUE),
        run(LIBRARY, "b", 10, 60, Artifact.PAGINATION, ink=BLUE, size=8.5),
        Panel(1, 1, 2, 2, SHARP, BLUE, None, 0, LAYOUT, None), Panel(1, 1, 2, 2, SHARP, GREY, None, 0, LAYOUT, None),
        Rule(0, 0, 1, 1, 1, BLACK, LAYOUT, None), Rule(0, 0, 1, 1, 0.5, BLUE, LAYOUT, None),
        Rule(0, 0, 1, 1, 0.5, BLUE, LAYOUT, None),
    )  # fmt: skip
    state = [line for line in lines if line.split()[-1] in ("Tf", "g", "rg", "G", "RG", "w", "J", "j")]
    assert state == ["/F1 10 Tf", ".1 .3 .6 rg", "/F1 8.5 Tf", ".5 g", ".1 .3 .6 RG", "0.5 w"]


def test_state_begins_anew_on_each_page(root: StructureNode) -> None:
    page = one_page(root, run(LIBRARY, "a", 10, 20, Artifact.PAGINATION, ink=BLUE)).pages[0]
    data = PdfPainter().paint(one_page(root)._replace(pages=(page, page)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first, second = (page.Contents.read_bytes() for page in pdf.pages)
    assert first == second
    assert b"Tf" in first


def test_equal_components_are_grey(root: StructureNode) -> None:
    colours = [Colour(0.2, 0.2, 0.2), Colour(0.2, 0.2, 0.3), BLACK]
    lines = operators(root, *[Cells(0, 0, 1, 1, ((0, 0, 1, 1),), colour, LAYOUT, None) for colour in colours])
    assert [line for line in lines if line.endswith("g")] == [".2 g", ".2 .2 .3 rg", "0 g"]


def test_lines_of_text_are_placed_without_drift(root: StructureNode) -> None:
    lines = operators(root, *[run(LIBRARY, "a", 10.004, 1.337 * i, Artifact.PAGINATION) for i in range(60)])
    steps = [float(line.split()[1]) for line in lines if "Td" in line]
    assert sum(steps) == pytest.approx(100 - 1.337 * 59, abs=0.006)


def test_words_are_joined_by_space_glyphs(root: StructureNode) -> None:
    face = LIBRARY.face(REGULAR)
    plain, trailing = (
        next(
            line
            for line in operators(root, run(LIBRARY, "a b", 0, 0, Artifact.PAGINATION, trail=trail))
            if "TJ" in line
        )
        for trail in (False, True)
    )
    assert plain.count(body_of(face.space, face)) == 1
    assert trailing == plain.replace("]TJ", body_of(face.space, face) + "]TJ")


def test_rule_path_and_cells(root: StructureNode) -> None:
    curve = (
        Segment("m", ((0, 0),)), Segment("l", ((10, 0),)), Segment("c", ((10, 5), (5, 10), (0, 10))), Segment("h", ()),
    )  # fmt: skip
    lines = operators(
        root,
        Rule(1, 2, 3, 4, 1, BLACK, LAYOUT, None),
        Path(curve, BLUE, BLACK, 2, True, LAYOUT, None),
        Path(curve, None, BLACK, 2, False, LAYOUT, None),
        Path(curve, BLUE, None, 0, False, LAYOUT, None),
        Cells(0, 0, 11, 10, ((0, 0, 5, 5), (5.5, 5, 5, 5)), BLUE, LAYOUT, None),
    )
    path = "0 100 m 10 100 l 10 95 5 90 0 90 c h"
    assert lines == [
        "/Artifact<</Type/Layout>>BDC", "1 98 m 3 96 l S", ".1 .3 .6 rg", "2 w", "1 J 1 j", f"{path} B", "0 J 0 j",
        f"{path} S", f"{path} f", "0 95 5 5 re", "5.5 90 5 5 re f", "EMC",
    ]  # fmt: skip


def test_dashes_are_set_and_taken_away(root: StructureNode) -> None:
    segments = (Segment("m", ((10, 10),)), Segment("l", ((90, 10),)))
    path = Path(segments, None, BLACK, 2, True, LAYOUT, None, (0, 4.25))
    lines = operators(root, path, path, Rule(0, 60, 9, 60, 2, BLACK, LAYOUT, None))
    assert [line for line in lines if line.endswith(" d")] == ["[0 4.25] 0 d", "[] 0 d"]
    assert lines.index("[0 4.25] 0 d") < lines.index("10 90 m 90 90 l S")


def test_a_picture_leaves_the_state_alone() -> None:
    figure = StructureNode("Figure", alt="dot")
    lines = operators(
        StructureNode("Document", (figure,)),
        Cells(0, 0, 1, 1, ((0, 0, 1, 1),), BLUE, LAYOUT, None),
        Picture(10, 20, 30, 40, png(1, 1, 0, b"\0"), figure, None),
        Cells(0, 0, 1, 1, ((0, 0, 1, 1),), BLUE, LAYOUT, None),
    )
    assert "q 30 0 0 40 10 40 cm /I1 Do Q" in lines
    assert sum(line.endswith("rg") for line in lines) == 1


def test_an_item_without_an_owner_is_refused(root: StructureNode) -> None:
    for item in (
        run(LIBRARY, "a", 1, 1, None),  # type: ignore[arg-type]
        Rule(0, 0, 1, 1, 1, BLACK, None, None),  # type: ignore[arg-type]
        LinkArea(0, 0, 1, 1, "https://a.org", StructureNode("P"), None),
        LinkArea(0, 0, 1, 1, "https://a.org", None, None),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match=r"without an owner|no Link owns"):
            PdfPainter().paint(one_page(root, item))


def test_a_link_over_two_lines_has_two_areas_and_one_element() -> None:
    link = StructureNode("Link")
    root = StructureNode("Document", (StructureNode("P", (link,)),))
    data = PdfPainter().paint(one_page(
        root,
        run(LIBRARY, "a long", 10, 20, link, trail=True), LinkArea(10, 10, 40, 12, "https://a.org", link, None),
        run(LIBRARY, "link", 10, 32, link), LinkArea(10, 22, 20, 12, "https://a.org", link, None),
    ))  # fmt: skip
    assert check_tree(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(annotation.Contents) for annotation in pdf.pages[0].Annots] == ["https://a.org"] * 2
        (element,) = pdf.Root.StructTreeRoot.K.K[0].K
        assert len(element.K) == 3
