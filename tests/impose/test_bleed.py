"""Pages for a print shop: the boxes it reads, and what it asks before it prints."""

from __future__ import annotations

import io

import page as validation
import pikepdf
import pytest

from generator.impose.bleed import facts, preflight, print_shop_page
from generator.pdf import PdfPainter
from generator.structure import Artifact, StructureNode
from generator.typeset.items import CheckBox, Document, Item, Page, Panel, Picture, Rule
from tests.support.specimen import BLACK, BLUE, WHITE, metadata, png, run
from tests.support.stock import LIBRARY, MM

SIZE = 105 * MM, 148.5 * MM
WORDS, FORM, PHOTO = StructureNode("P"), StructureNode("Form"), StructureNode("Figure", alt="Red")
ROOT = StructureNode("Document", (WORDS, FORM, PHOTO))
TEXT = run(LIBRARY, "Walk for 5 minutes.", 40, 60, WORDS, size=12)
SMALL = run(LIBRARY, "Edition 2026-11", 40, 90, Artifact.PAGINATION, size=8.75)
STROKE = Rule(20, 100, 80, 100, 0.75, BLUE, Artifact.LAYOUT, None)
BOX = CheckBox(20, 50, 10, 10, "walk", "Walk", WHITE, FORM, None)


def face(*items: Item) -> Page:
    return Page(*SIZE, items)


def test_the_boxes_say_where_the_card_is() -> None:
    data = PdfPainter().paint(Document((print_shop_page(face(TEXT)),), 1, lambda: ROOT, (), metadata()))
    with pikepdf.open(io.BytesIO(data)) as file:
        page = file.pages[0]
        boxes = {name: [float(side) / MM for side in page.obj[name]] for name in ("/MediaBox", "/TrimBox", "/BleedBox")}
    assert boxes["/MediaBox"] == pytest.approx([0, 0, 111, 154.5], abs=0.01)
    assert boxes["/BleedBox"] == pytest.approx([0, 0, 111, 154.5], abs=0.01)
    assert boxes["/TrimBox"] == pytest.approx([3, 3, 108, 151.5], abs=0.01)


def test_ink_beyond_the_trim_is_printed_as_far_as_the_bleed_goes_and_told() -> None:
    panel = Panel(-20, 20, 60, 30, (0, 0, 0, 0), BLACK, None, 0, Artifact.LAYOUT, None)
    page = print_shop_page(face(panel))
    (placed,) = page.placed
    assert placed.clip == (-3 * MM, -3 * MM, 108 * MM, 151.5 * MM)
    told = facts(preflight([face(panel)]))
    assert "bleed     3 mm on all sides (BleedBox, MediaBox)" in told
    assert "ink       7.06 mm beyond the trim at the farthest" in told


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_page_conforms(profile: str) -> None:
    data = PdfPainter().paint(Document((print_shop_page(face(TEXT, STROKE)),), 1, lambda: ROOT, (), metadata()))
    report = validation.validate_pdf_bytes(data, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_boxes_are_counted_from_below_and_lie_in_each_other() -> None:
    """The paper of a page is larger below than above, so that a box upside down would be found."""
    page = Page(100, 200, (), (), (10.004, 20, 90, 150), (5, 12.5, 95.001, 160))
    data = PdfPainter().paint(
        Document((page, Page(100, 200, ())), 2, lambda: StructureNode("Document"), (), metadata())
    )
    with pikepdf.open(io.BytesIO(data)) as file:
        first, second = file.pages
        assert [float(side) for side in first.obj["/TrimBox"]] == [10, 50, 90, 180]
        assert [float(side) for side in first.obj["/BleedBox"]] == [5, 40, 95, 187.5]
        assert not {"/TrimBox", "/BleedBox"} & set(second.obj.keys())


def test_the_bleed_stays_within_the_paper_whatever_is_rounded() -> None:
    for tenth in range(20):
        page = print_shop_page(Page(100 + tenth * 0.1237, 200 + tenth * 0.0713, ()))
        data = PdfPainter().paint(Document((page,), 1, lambda: StructureNode("Document"), (), metadata()))
        with pikepdf.open(io.BytesIO(data)) as file:
            media, bleed = ([float(side) for side in file.pages[0].obj[name]] for name in ("/MediaBox", "/BleedBox"))
        assert all(inner <= outer + 1e-9 for inner, outer in zip(bleed[2:], media[2:], strict=True))


def test_the_face_is_read_out_and_nothing_stands_beside_it() -> None:
    page = print_shop_page(face(TEXT))
    (placed,) = page.placed
    assert placed.copy is False
    assert page.items == ()


def test_facts_of_two_faces() -> None:
    panel = Panel(20, 20, 30, 30, (0, 0, 0, 0), WHITE, BLACK, 0.5, Artifact.LAYOUT, None)
    found = preflight([face(TEXT, STROKE, BOX), face(SMALL, panel)])
    assert facts(found) == (
        "pages     2 pages, one face each, without marks",
        "trim      105 x 148.5 mm (TrimBox)",
        "bleed     3 mm on all sides (BleedBox, MediaBox); white paper, no ink",
        "ink       7.06 mm from the trim at the nearest",
        "colours   DeviceGray, DeviceRGB; no spot colours",
        "pictures  none; nothing is transparent",
        "font      AtkinsonHyperlegibleNext-Regular, embedded as a subset",
        "type      8.75 pt at the smallest",
        "strokes   0.5 pt at the thinnest",
    )


def test_facts_of_a_face_with_a_picture_alone() -> None:
    picture = Picture(10, 10, 20, 20, png(1, 1, 2, bytes(3)), PHOTO, None)
    assert facts(preflight([face(picture)])) == (
        "pages     1 page, one face, without marks",
        "trim      105 x 148.5 mm (TrimBox)",
        "bleed     3 mm on all sides (BleedBox, MediaBox); white paper, no ink",
        "ink       3.53 mm from the trim at the nearest",
        "colours   none; no spot colours",
        "pictures  1, in the colours and with the transparency of their files",
    )
