"""Faces placed on a sheet look as they do on a page of their own, read out or copied, turned or scaled."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from generator.impose.geometry import Cell
from generator.pdf import PdfPainter
from generator.structure import Artifact, OutlineEntry, StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import CheckBox, Document, Page, Panel, Placed
from tests.support.roundtrip import check_tree, elements, tree_text
from tests.support.specimen import BLACK, PAPER, metadata, run, specimen

LIBRARY = FontLibrary()
WIDTH, HEIGHT = 420.0, 595.0
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SHEET = (900.0, 800.0)
MATRICES = {
    "as it is": IDENTITY,
    "moved": (1.0, 0.0, 0.0, 1.0, 36.0, 48.0),
    "turned right": Cell(36, 48, HEIGHT, WIDTH, 90).matrix(),
    "upside down": Cell(36, 48, WIDTH, HEIGHT, 180).matrix(),
    "turned left": Cell(36, 48, HEIGHT, WIDTH, 270).matrix(),
    "half as large": (0.5, 0.0, 0.0, 0.5, 36.0, 48.0),
    "wider": (1.02, 0.0, 0.0, 0.98, 3.0, 5.0),
}


def faces() -> tuple[Document, Page, Page]:
    """The specimen, whose first page has pictures, figures, a link, text and paths."""
    document = specimen(LIBRARY)
    first, second = (Page(WIDTH, HEIGHT, page.items) for page in document.pages)
    return document, first, second


def on_sheet(document: Document, *placed: Placed, size: tuple[float, float] = SHEET) -> bytes:
    return PdfPainter().paint(document._replace(pages=(Page(*size, (), placed),), page_count=1))


def pixels(data: bytes, scale: float = 1.0, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[page].render(scale=scale).to_pil().convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    assert one.size == other.size
    mean: list[float] = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return max(mean)


def a_pixel(image: Image.Image) -> float:
    """The difference that it makes if everything stands a pixel, 0.18 mm here, beside its place."""
    return difference(image, ImageChops.offset(image, 1, 0))


@pytest.mark.parametrize("name", MATRICES)
def test_a_copy_looks_as_the_first_one_does(name: str) -> None:
    document, face, second = faces()
    shown = [pixels(on_sheet(document, Placed(face, MATRICES[name], copy)), 2) for copy in (False, True)]
    assert difference(*shown) <= (0.02 if name == "wider" else 0)  # a picture's edge may fall on the next pixel
    other = pixels(on_sheet(document, Placed(second, MATRICES[name], False)), 2)
    assert difference(shown[0], other) > a_pixel(shown[0]) > 0.1


@pytest.mark.parametrize("copy", [False, True])
@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("moved", None),
        ("turned right", Image.Transpose.ROTATE_270),
        ("upside down", Image.Transpose.ROTATE_180),
        ("turned left", Image.Transpose.ROTATE_90),
    ],
)
def test_it_looks_as_on_a_page_of_its_own(name: str, turned: Any, copy: bool) -> None:
    document, face, _ = faces()
    alone = pixels(PdfPainter().paint(document._replace(pages=(face,), page_count=1)), 2)
    if turned is not None:
        alone = alone.transpose(turned)
    sheet = pixels(on_sheet(document, Placed(face, MATRICES[name], copy)), 2)
    cut_out = sheet.crop((72, 96, 72 + alone.width, 96 + alone.height))
    assert difference(cut_out, alone) < a_pixel(alone) / 2  # edges are smoothed a little otherwise
    around = sheet.copy()
    around.paste("white", (72, 96, 72 + alone.width, 96 + alone.height))
    assert difference(around, Image.new("RGB", sheet.size, "white")) == 0


@pytest.mark.parametrize("copy", [False, True])
def test_half_as_large_at_twice_the_resolution_is_the_same(copy: bool) -> None:
    document, face, _ = faces()
    alone = pixels(PdfPainter().paint(document._replace(pages=(face,), page_count=1)), 2)
    sheet = pixels(on_sheet(document, Placed(face, (0.5, 0.0, 0.0, 0.5, 36.0, 48.0), copy)), 4)
    assert difference(sheet.crop((144, 192, 144 + alone.width, 192 + alone.height)), alone) < a_pixel(alone) / 2


@pytest.mark.parametrize("name", MATRICES)
def test_links_and_figures_are_where_they_are_seen(name: str) -> None:
    document, face, _ = faces()
    data = on_sheet(document, Placed(face, MATRICES[name], False))
    assert check_tree(data) == []
    # The link of the specimen, and what is around its first picture.
    assert rectangles(data) == (
        pytest.approx(box((250, 80, 305, 94), name), abs=0.02),
        pytest.approx(box((40, 150, 120, 190), name), abs=0.02),
    )


def box(points: tuple[float, float, float, float], name: str) -> tuple[float, ...]:
    """Left, top, right, bottom of a face as left, bottom, right, top of the sheet."""
    (left, top, right, bottom), (a, b, c, d, e, f) = points, MATRICES[name]
    xs = [a * x + c * y + e for x in (left, right) for y in (top, bottom)]
    ys = [SHEET[1] - (b * x + d * y + f) for x in (left, right) for y in (top, bottom)]
    return min(xs), min(ys), max(xs), max(ys)


def rectangles(data: bytes) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Of the one link, and the box that is stated of the first figure."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (link,) = pdf.pages[0].Annots
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        (stated,) = [one.A[0].BBox for one in figures if str(one.Alt).startswith("A red")]
        return tuple(map(float, link.Rect)), tuple(map(float, stated))


def test_copies_have_no_links_and_are_not_read() -> None:
    document, face, _ = faces()
    moved = (1.0, 0.0, 0.0, 1.0, 440.0, 0.0)
    once = on_sheet(document, Placed(face, IDENTITY, False))
    twice = on_sheet(document, Placed(face, IDENTITY, False), Placed(face, moved, True))
    assert check_tree(twice) == []
    assert tree_text(twice) == tree_text(once)
    assert rectangles(twice) == rectangles(once)
    assert [element.role for element in elements(twice)] == [element.role for element in elements(once)]
    left, right = (pixels(twice).crop((x, 0, x + 420, 595)) for x in (0, 440))
    assert difference(left, right) == 0


@pytest.mark.parametrize("name", MATRICES)
def test_what_hangs_over_a_face_is_not_printed_on_its_neighbour(name: str) -> None:
    """Neither of the first one, which is read out, nor of its copies."""
    document, face, _ = faces()
    node = StructureNode("P")
    root = StructureNode("Document", (*document.structure().kids, node))
    document = document._replace(structure=lambda: root)
    line = run(LIBRARY, "Far over the edge", WIDTH - 40, 100, node, size=20)
    hanging = (line, Panel(-30, 200, WIDTH + 60, 40, (0, 0, 0, 0), BLACK, None, 0, Artifact.LAYOUT, None))
    long = face._replace(items=(*face.items, *hanging))
    shown = [pixels(on_sheet(document, Placed(long, MATRICES[name], copy)), 2) for copy in (False, True)]
    assert difference(*shown) <= (0.02 if name == "wider" else 0)
    free = pixels(on_sheet(document, Placed(long, MATRICES[name], False, (-30, 0, WIDTH + 30, HEIGHT))), 2)
    assert difference(shown[0], free) > 0.1


def test_copies_of_one_face_are_one_object_on_all_pages() -> None:
    document, face, other = faces()
    places = [(1.0, 0.0, 0.0, 1.0, float(x), 0.0) for x in (0, 100, 200)]
    pages = [Page(*SHEET, (), tuple(Placed(shown, place, True) for place in places)) for shown in (face, other, face)]
    data = PdfPainter().paint(document._replace(pages=pages, page_count=3))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        shown = [
            [str(operands[0]) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Do"]
            for page in pdf.pages
        ]
    assert len(forms) == 2
    assert shown == [["/X1"] * 3, ["/X2"] * 3, ["/X1"] * 3]


def test_nothing_leaks_from_a_face_to_what_is_painted_after_it() -> None:
    """A face ends as the page began: its colours, fonts and line widths do not stay."""
    document, face, _ = faces()
    node = StructureNode("P")
    root = StructureNode("Document", (*document.structure().kids, node))
    document = document._replace(structure=lambda: root)
    line = run(LIBRARY, "After the faces", 480, 700, node, size=20)
    data = PdfPainter().paint(
        document._replace(
            pages=(Page(*SHEET, (line,), (Placed(face, IDENTITY, False), Placed(face, MATRICES["moved"], True))),),
            page_count=1,
        )
    )
    alone = PdfPainter().paint(Document((Page(*SHEET, (line,)),), 1, document.structure, (), metadata()))
    area = (900, 1300, 1800, 1600)
    assert difference(pixels(data, 2).crop(area), pixels(alone, 2).crop(area)) == 0
    assert "After the faces" in tree_text(data)


def test_there_is_nothing_to_tick_on_a_sheet() -> None:
    form = StructureNode("Form")
    paragraph = StructureNode("P", (form,))
    root = StructureNode("Document", (paragraph,))
    line = run(LIBRARY, "Walk", 30, 20, paragraph)
    tick = CheckBox(10, 10, 10, 10, "a", "Walk", BLACK, form, None)
    face = Page(100, 50, (tick, line))
    placed = Placed(face, IDENTITY, False), Placed(face, MATRICES["moved"], True)
    data = PdfPainter().paint(Document((Page(*SHEET, (), placed),), 1, lambda: root, (), metadata()))
    assert check_tree(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not pdf.pages[0].obj.get("/Annots")


def test_bookmarks_lead_to_the_place_on_the_sheet() -> None:
    title = StructureNode("H1")
    root = StructureNode("Document", (title,))
    face = Page(200, 100, (run(LIBRARY, "A title", 10, 50, title),))
    placed = Placed(face, Cell(100, 300, 100, 200, 90).matrix(), False)
    document = Document(
        (Page(*SHEET, (), (placed,)),), 1, lambda: root, (OutlineEntry(1, "A title", title),), metadata()
    )
    with pikepdf.open(io.BytesIO(PdfPainter().paint(document))) as pdf, pdf.open_outline() as outline:
        (entry,) = outline.root
        destination = entry.destination
        if not isinstance(destination, pikepdf.Array):
            destination = pdf.Root.Dests[str(destination)]
        top = float(list(destination)[3])
    # Turned, the text runs downwards from 10 points under the top of its box.
    assert top == pytest.approx(SHEET[1] - 310, abs=0.1)


def test_the_paper_of_the_specimen_is_that_of_the_faces() -> None:
    assert pytest.approx(PAPER, abs=1) == (WIDTH, HEIGHT)
